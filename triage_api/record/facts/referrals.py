"""What arrived, whom it is about, what was answered and what has happened since."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact, Json, Lowering, SecondView


@dataclass(frozen=True, slots=True)
class ReferralOpened(Fact):
    """Something arrived, was looked at, and is a referral from now on."""

    policy: str
    """``id@version``."""
    received_at: str
    """ISO 8601 with its offset, as it was given."""
    practice: bool
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class ChildAdded(Fact):
    """A child of the referral: a ref, initials with birth month, a case-system ID, and no name."""

    ref: str
    initials: str | None = None
    born: str | None = None
    case_system_id: str | None = None


@dataclass(frozen=True, slots=True)
class AdultAdded(Fact):
    """An adult in the child's life."""

    ref: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentAdded(Fact):
    """Something that happened to, or near, the child."""

    ref: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Answered(Fact):
    """A question was answered, or its answer changed; the earlier one is kept here too."""

    about: str
    """``referral``, or a ref."""
    question: str
    answer: Json
    previous: Json = None
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class Happened(Fact):
    """Something that starts or stops clocks: an event of the policy, of the referral, of one contact or of
    one child."""

    event: str
    at: str
    contact: str | None = None
    child: str | None = None


KINDS: dict[str, type[Fact]] = {
    "referral_opened": ReferralOpened,
    "child_added": ChildAdded,
    "adult_added": AdultAdded,
    "incident_added": IncidentAdded,
    "answered": Answered,
    "happened": Happened,
}
