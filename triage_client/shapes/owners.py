"""Owners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person


class Owner(TypedDict):
    """Who owns the referral itself, and since when."""

    name: str
    role: str
    since: str


class Offer(TypedDict):
    """Items that were offered to a person or to a team."""

    number: int
    items: list[str]
    to: Person | None
    team: str | None
    words: str
    watch: Watch | None
    hand_over: str | None
    by: Person
    at: str
    deadline: Deadline | None
    answer: OfferAnswer | None


class Watch(TypedDict):
    """What those who work tonight must know."""

    fear: str
    if_called: str
    do_not: str


class OfferAnswer(TypedDict):
    """What became of an offer."""

    how: Literal["accepted", "declined", "cancelled"]
    by: Person
    at: str
    words: str | None


class Closing(TypedDict):
    """How it was closed."""

    reasons: str
    holder: str
    family_may_ring: str
    by: Person
    at: str
