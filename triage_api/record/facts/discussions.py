"""Strategy discussions, in every state they can honestly be in; and conversations, which are none."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Professional


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who took part, for an agency of the policy."""

    agency: str
    name: str
    role: str
    able_to_decide: bool
    """For their agency, there and then."""
    unit: str | None = None
    """Of the police."""
    reference: str | None = None
    """The police's own, under which they find the discussion again."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An agency that was needed and not there."""

    agency: str
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A child of the referral whom the discussion did not cover."""

    child: str
    why: str


@dataclass(frozen=True, slots=True)
class Action:
    """What was agreed: who does what, and by when."""

    what: str
    owner: Professional
    due: str
    """ISO 8601."""
    ours: bool = False
    """Whether the owner is of this authority, as the policy of the day says."""


@dataclass(frozen=True, slots=True)
class FamilyTold:
    """What the family is told, and when; ``at`` is ``None`` where they are not told for now."""

    what: str
    at: str | None


@dataclass(frozen=True, slots=True)
class DiscussionRequested(Fact):
    """Somebody asked for a strategy discussion. It is known by the number of this event."""

    children: tuple[str, ...]
    why: str
    asked: tuple[str, ...]
    """Agencies."""
    due: Deadline | None = None


@dataclass(frozen=True, slots=True)
class EmergencyDiscussionHeld(Fact):
    """It could not wait for everybody. What it decided may be done; the full one is still owed."""

    of: int
    attendees: tuple[Attendee, ...]
    missing: tuple[Missing, ...]
    decided: str
    actions: tuple[Action, ...] = ()
    due: Deadline | None = None
    """The full discussion."""


@dataclass(frozen=True, slots=True)
class DiscussionRefused(Fact):
    """An agency would not take part; a named manager takes that up with them."""

    of: int
    agency: str
    said_by: Professional
    why: str
    escalated_to: Professional
    due: Deadline | None = None


@dataclass(frozen=True, slots=True)
class RefusalAnswered(Fact):
    """A manager took it up: the refusal with the number ``refusal``."""

    of: int
    refusal: int
    takes_part: bool
    words: str


@dataclass(frozen=True, slots=True)
class DiscussionCompleted(Fact):
    """It was held with everybody whom the policy names, each able to decide."""

    of: int
    attendees: tuple[Attendee, ...]
    children: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    section_47: tuple[str, ...]
    """The children for whom an enquiry under section 47 begins; none: for nobody."""
    enquiry_by: tuple[str, ...]
    """The agencies that look into it: several together, or one alone."""
    reasons: str
    actions: tuple[Action, ...]
    family: FamilyTold
    events: tuple[str, ...]
    """The events of the policy that it is."""
    held_at: str
    """ISO 8601, UTC."""
    due: Deadline | None = None
    """The police's confirmation."""


@dataclass(frozen=True, slots=True)
class DiscussionConfirmed(Fact):
    """The police have it in their own records."""

    of: int
    said_by: Professional
    reference: str


@dataclass(frozen=True, slots=True)
class DiscussionDenied(Fact):
    """The police have no record of it: it discharges nothing any more."""

    of: int
    said_by: Professional
    words: str


@dataclass(frozen=True, slots=True)
class DiscussionActionDone(Fact):
    """One of its actions was done; actions of a discussion count from 1."""

    of: int
    action: int
    words: str


@dataclass(frozen=True, slots=True)
class ConversationHeld(Fact):
    """Professionals spoke with one another. It is worth keeping, and it is no strategy discussion."""

    between: tuple[Professional, ...]
    children: tuple[str, ...]
    words: str


KINDS: dict[str, type[Fact]] = {
    "discussion_requested": DiscussionRequested,
    "emergency_discussion_held": EmergencyDiscussionHeld,
    "discussion_refused": DiscussionRefused,
    "refusal_answered": RefusalAnswered,
    "discussion_completed": DiscussionCompleted,
    "discussion_confirmed": DiscussionConfirmed,
    "discussion_denied": DiscussionDenied,
    "discussion_action_done": DiscussionActionDone,
    "conversation_held": ConversationHeld,
}
