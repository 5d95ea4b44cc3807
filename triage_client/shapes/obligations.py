"""Required contacts and parallel duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Clock, Deadline, Person, Source

Progress = TypedDict(
    "Progress",
    {
        "state": str,
        "with": str | None,
        "words": str | None,
        "by": "Person",
        "recorded_at": str,
        "happened_at": str | None,
        "lowered": int | None,
        "in_effect": bool,
        "of_some": bool,
    },
)
"""What somebody said became of it."""


class LateBy(TypedDict):
    """Whether a clock of ours, or of theirs, has run out without being met."""

    ours: bool
    theirs: bool


class Times(TypedDict):
    """When each thing first happened."""

    sent: NotRequired[str]
    received: NotRequired[str]
    accepted: NotRequired[str]
    attempted: NotRequired[str]
    made: NotRequired[str]
    child_seen: NotRequired[str]


class SharingAllowed(TypedDict):
    words: str
    by: Person
    recorded_at: str


class Sharing(TypedDict):
    """On what basis a contact is told."""

    needed: bool
    waits: bool
    basis: Literal["agreed", "told_not_asked", "not_told", None]
    words: str | None
    by: Person | None
    deadline: Deadline | None
    late: bool
    allowed: SharingAllowed | None


class Safety(TypedDict):
    """What keeps people safe."""

    safe_to_contact: bool | None
    how: str | None
    staff: str | None
    do_not_say: list[str]


class Extension(TypedDict):
    """More time for one clock of a contact, with the time that it had."""

    number: int
    timing: str
    was_due: str
    due: str
    by: Person
    recorded_at: str
    in_effect: bool


class IssuedContactHeldBack(TypedDict):
    until: str
    untils: NotRequired[list[str]]
    because: list[str]


class IssuedContact(TypedDict):
    """A required contact that was issued."""

    id: str
    role: str
    agency: str
    unit: str | None
    children: list[str]
    why: list[str]
    tell: list[str]
    ask: list[str]
    record: list[str]
    do_not_say: list[str]
    safety: str
    starts_on: str | None
    counted_from: str | None
    stood_in: str | None
    due: str | None
    within: str | None
    clocks: list[Clock]
    held_back: IssuedContactHeldBack | None
    source: list[Source]
    state: Literal[
        "to_do", "held_back", "attempted", "made", "declined", "escalated", "cancelled", "withdrawn"
    ]
    late: bool
    late_by: LateBy
    times: Times
    issued_at: str
    progress: list[Progress]
    extensions: list[Extension]
    sharing: Sharing
    unsafe: bool


class IssuedDuty(TypedDict):
    """A parallel duty that was issued."""

    id: str
    title: str
    recipient: str
    basis: str
    ends_when: str
    children: list[str]
    why: list[str]
    due: str | None
    within: str | None
    clocks: list[Clock]
    source: list[Source]
    state: Literal[
        "to_do", "held_back", "attempted", "made", "declined", "escalated", "cancelled", "withdrawn"
    ]
    late: bool
    late_by: LateBy
    times: Times
    issued_at: str
    progress: list[Progress]


class Obligations(TypedDict):
    contacts: list[IssuedContact]
    duties: list[IssuedDuty]
