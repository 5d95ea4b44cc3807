"""Visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person, Professional


class VisitPlace(TypedDict):
    """A kind of place, and whose it is; no address."""

    kind: str
    whose: str


class KnownPerson(TypedDict):
    """It became known who somebody was."""

    number: int
    by: Person
    at: str
    adult: str
    words: str


class PersonMet(TypedDict):
    """Somebody who was there besides the child and the visitor."""

    adult: str
    who: str
    identified: bool
    of_concern: bool
    due: Deadline | None
    known: KnownPerson | None


class Visit(TypedDict):
    """A visit, made or tried."""

    number: int
    by: Person
    at: str
    child: str
    visitor: Professional
    why: str
    seen: bool
    alone: bool | None
    place: VisitPlace
    others: list[PersonMet]
    words: str
    counts: bool
    why_not: str | None


class LastSeen(TypedDict):
    """How a child was last seen: numbers of visits, and words."""

    child: str
    seen: int | None
    visited: int | None
    words: str


class Visits(TypedDict):
    visits: list[Visit]
    last_seen: list[LastSeen]
