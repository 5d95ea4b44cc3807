"""Who saw the child, or tried to; who else was there."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Professional


@dataclass(frozen=True, slots=True)
class VisitPlace:
    """Where: a kind of place and whose it is, and no address."""

    kind: str
    whose: str
    """The ref of an adult of the case, or words."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was there besides the child and the visitor."""

    adult: str
    """Always the ref of an adult of the case: whoever was not identified has become one."""
    who: str
    """In words: “a man who walked out of the living room”."""
    identified: bool
    of_concern: bool
    """The visitor, or the policy's definition, says so."""
    due: Deadline | None = None
    """By when it is known who that was, if it was not."""


@dataclass(frozen=True, slots=True)
class VisitRecorded(Fact):
    """A visit, made or tried. It is known by the number of this event."""

    child: str
    visitor: Professional
    why: str
    seen: bool
    alone: bool | None
    """Whether the child was seen apart from every other adult; ``None``: the child was not seen."""
    place: VisitPlace
    others: tuple[Present, ...]
    words: str
    """What the child said, or how the child was; where not seen, what was tried."""
    counts: bool
    """Whether it meets the visit clock, as the policy of the day says."""
    why_not: str | None = None
    """Why it does not, in words."""


@dataclass(frozen=True, slots=True)
class AdultIdentified(Fact):
    """It is known who was there: person ``person``, counted from 1, of the visit with the number ``of``."""

    of: int
    person: int
    adult: str
    """A ref: the one that was made for them, or another adult of the case who it turned out to be."""
    words: str
    """How that is known."""


KINDS: dict[str, type[Fact]] = {
    "visit_recorded": VisitRecorded,
    "adult_identified": AdultIdentified,
}
