"""What the policy's own events must have met by when, and what somebody must find out."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact, Json


@dataclass(frozen=True, slots=True)
class MilestoneIssued(Fact):
    """A timing of the policy runs from now on, until what it waits for has happened."""

    timing: str
    body: Json
    """``timing``, ``what``, ``children``, ``met_by``, ``recurring``, ``clocks``, ``source``."""


@dataclass(frozen=True, slots=True)
class MilestoneChanged(Fact):
    """It was brought forward, or began again; ``body`` is the whole of it."""

    timing: str
    body: Json


@dataclass(frozen=True, slots=True)
class EnquiryIssued(Fact):
    """Somebody must find something out, or write down why it cannot be found out in time."""

    enquiry: str
    """What it is about, the question, and the option of several: ``mother:violence_to_anyone``."""
    body: Json
    """``about``, ``question``, ``option``, ``ask``, ``who``, ``clocks``, ``source``."""


KINDS: dict[str, type[Fact]] = {
    "milestone_issued": MilestoneIssued,
    "milestone_changed": MilestoneChanged,
    "enquiry_issued": EnquiryIssued,
}
