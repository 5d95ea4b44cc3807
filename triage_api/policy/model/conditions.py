"""Conditions: what a rule, a definition or a gate tests. Pure data; `engine` says what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from triage_api.policy.model.measures import Span
from triage_api.policy.model.places import NOWHERE, Place


class Counting(StrEnum):
    """What ``at_least`` counts."""

    KNOWN = "known"
    """Items known to be true."""
    NOT_RULED_OUT = "not_ruled_out"
    """Items that are true or, for want of an answer that is not known, could be: too much is missing."""


class Anchor(StrEnum):
    """What a date is measured from."""

    RECEIPT = "receipt"
    INCIDENT = "incident"
    """The day of the incident that the line is about: of the block's, or of the question's own."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these; of several ticked, at least one is."""

    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class InSpan:
    """The number, or the age in ticks, lies in the span."""

    span: Span


@dataclass(frozen=True, slots=True)
class Back:
    """So far back from the anchor: ``days``, or calendar ``months``."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class InTime:
    """The day lies between two days counted from the anchor's own day, both included.

    ``earliest`` and ``latest`` are how far back; ``None`` is without end. “Within 6 weeks” of receipt is
    earliest 42 days back, latest 0; “more than 6 weeks ago” is latest 43 days back. “After the incident”
    is earliest -1 day back from the incident.
    """

    earliest: Back | None
    latest: Back | None
    anchor: Anchor = Anchor.RECEIPT


Expected = OneOf | InSpan | InTime


@dataclass(frozen=True, slots=True)
class Test:
    """One line: a question and what its answer must be."""

    __test__ = False  # not pytest's

    question: str
    expected: Expected
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def from_incident(self) -> bool:
        """Whether its day is counted from that of an incident."""
        return isinstance(self.expected, InTime) and self.expected.anchor is Anchor.INCIDENT


@dataclass(frozen=True, slots=True)
class Is:
    """A definition holds."""

    definition: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every item is true. With no items: true."""

    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one item is true. With no items: false."""

    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The item is false."""

    item: Condition
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least ``count`` of the items are true, in the given counting."""

    count: int
    items: tuple[Condition, ...]
    counting: Counting = Counting.KNOWN
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyAdult:
    """The item is true of one and the same adult."""

    item: Condition
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyIncident:
    """The item is true of one and the same incident."""

    item: Condition
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyChild:
    """The item is true of one and the same child. In gates alone: a rule is judged for each child."""

    item: Condition
    place: Place = field(default=NOWHERE, compare=False)


Condition = Test | Is | All | Any | Not | AtLeast | AnyAdult | AnyIncident | AnyChild
