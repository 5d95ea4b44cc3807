"""What many answers have parts of."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class Source(TypedDict):
    """A paragraph of a source."""

    id: str
    at: str | None


class Step(TypedDict):
    """A route and a rating; null while it is too early to say."""

    route: str | None
    rag: str | None


class Person(TypedDict):
    """Who did it, and in which role."""

    name: str
    role: str


class Health(TypedDict):
    """Whether it is up, or can work."""

    status: Literal["live", "ready"]
    trouble: NotRequired[list[str]]


class Member(TypedDict):
    """Who is signed in."""

    name: str
    role: str
    all_roles: bool
    practice: bool


class Clock(TypedDict):
    """One clock that runs on a contact, a duty or a milestone."""

    timing: str
    what: str
    starts_on: str
    whose: str
    counted_from: str
    stood_in: str | None
    within: str
    due: str
    met_by: str | None
    source: list[Source]


class Deadline(TypedDict):
    """By when something must have happened, worked out when it was recorded."""

    clock: str
    what: str
    within: str
    starts: str
    due: str
    source: list[str]


class Professional(TypedDict):
    """Somebody who works with the child."""

    name: str
    role: str
    agency: str
