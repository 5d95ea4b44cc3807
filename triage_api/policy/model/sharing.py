"""What may be told to whom, safely: agreement, the danger now, and answers to those who told us."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.policy.model.places import SourceRef


@dataclass(frozen=True, slots=True)
class SharingRule:
    """When a contact is told only with the family's agreement, or a manager's reason."""

    needed_below: str
    """A route: from there on up it is not needed."""
    not_needed_for: tuple[str, ...]
    """Agencies."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class SafeContact:
    """When reaching the family is unsafe until somebody says how it is safe."""

    agencies: tuple[str, ...]
    """Whom one reaches: the family."""
    unsafe_where: tuple[str, ...]
    """Harm types: where one of these is recommended of a child."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class CurrentRisk:
    """How a document says who is a danger to the child now."""

    present: str
    """The question about an adult that says whether they live with the child or see the child."""
    away: tuple[str, ...]
    """Its answers by which an adult does not."""
    say: tuple[str, ...]
    """The questions about an adult whose answers are said."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackMethod:
    """How those who told us are answered."""

    id: str
    title: str
    senders: tuple[str, ...]
    """Answers to the question who sent it."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """How each kind of sender is answered."""

    question: str
    """Who sent it."""
    agency: str
    """The agency that stands for whoever told us."""
    methods: tuple[FeedbackMethod, ...]
    source: tuple[SourceRef, ...] = ()


CONTACT_TIMES = ("sent", "received", "accepted", "attempted", "made", "child_seen")
"""What has a time of its own in a contact, in the order in which it mostly comes."""
