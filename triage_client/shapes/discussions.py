"""Discussions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person, Professional


class Done(TypedDict):
    """Who entered that it was done, and when that was."""

    number: int
    by: Person
    at: str


class Attendee(TypedDict):
    """Somebody who took part in a strategy discussion."""

    agency: str
    name: str
    role: str
    able_to_decide: bool
    unit: str | None
    reference: str | None


class MissingAgency(TypedDict):
    """An agency that was not there."""

    agency: str
    why: str


class LeftOut(TypedDict):
    """A child whom the discussion did not cover."""

    child: str
    why: str


class FamilyTold(TypedDict):
    """What the family is told, and when; null: not for now."""

    what: str
    at: str | None


class Emergency(TypedDict):
    """A discussion that could not wait for everybody. It discharges nothing."""

    number: int
    by: Person
    at: str
    attendees: list[Attendee]
    missing: list[MissingAgency]
    decided: str
    due: Deadline | None


class RefusalAnswer(TypedDict):
    """What a manager has reached with the agency."""

    number: int
    by: Person
    at: str
    takes_part: bool
    words: str


class Refusal(TypedDict):
    """An agency will not take part."""

    number: int
    by: Person
    at: str
    agency: str
    said_by: Professional
    why: str
    escalated_to: Professional
    due: Deadline | None
    answered: RefusalAnswer | None


class PoliceAnswer(TypedDict):
    """What the police say of a discussion that we have as complete."""

    state: Literal["unconfirmed", "confirmed", "denied"]
    said_by: Professional | None
    words: str | None
    by: Person | None
    at: str | None


class Completion(TypedDict):
    """A discussion that was held with everybody who is needed."""

    number: int
    by: Person
    at: str
    attendees: list[Attendee]
    children: list[str]
    left_out: list[LeftOut]
    section_47: list[str]
    enquiry_by: list[str]
    joint: bool
    reasons: str
    family: FamilyTold
    due: Deadline | None
    police: PoliceAnswer


class DiscussionAction(TypedDict):
    """Who does what, and by when; and whether it was done."""

    number: int
    what: str
    owner: Professional
    due: str
    ours: bool
    done: Done | None
    words: str | None


class Discussion(TypedDict):
    """A strategy discussion, from the request on."""

    number: int
    by: Person
    at: str
    state: Literal["requested", "refused", "emergency", "denied", "complete"]
    children: list[str]
    why: str
    asked: list[str]
    due: Deadline | None
    emergencies: list[Emergency]
    refusals: list[Refusal]
    completions: list[Completion]
    actions: list[DiscussionAction]


class Conversation(TypedDict):
    """Professionals spoke with one another. It is no strategy discussion."""

    number: int
    by: Person
    at: str
    between: list[Professional]
    children: list[str]
    words: str


class Discussions(TypedDict):
    discussions: list[Discussion]
    conversations: list[Conversation]
