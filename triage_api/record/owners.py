"""Who owns each open item: one named person, who accepted it. Offers, until somebody accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage_api.record.entries import Person
from triage_api.record.facts import Closed, ItemEnded, Offered

WHOLE = "referral"
"""The referral itself, among the items that somebody can own."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who owns it, and since when."""

    by: Person
    since: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an offer: ``accepted``, ``declined``, or ``cancelled`` by a later one."""

    how: str
    by: Person
    at: datetime
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer."""

    number: int
    """Of its event."""
    offered: Offered
    by: Person
    at: datetime
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How somebody ended an item."""

    ended: ItemEnded
    by: Person
    at: datetime
    children: tuple[str, ...] = ()
    """Of the item at that time: for another child it is owed again."""
    number: int = 0
    """Of its event."""


@dataclass(frozen=True, slots=True)
class Closing:
    """That it was closed, who holds the child now, and whom the family may ring."""

    number: int
    closed: Closed
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Owners:
    """As the events have left it."""

    held: Mapping[str, Held] = field(default_factory=dict)
    """By item; what is not in it is owned by whoever owns the referral."""
    offers: tuple[Offer, ...] = ()
    endings: Mapping[str, Ending] = field(default_factory=dict)
    closings: tuple[Closing, ...] = ()

    def of(self, item: str) -> Held | None:
        """Who owns an item; ``None`` in a record that is older than owners."""
        return self.held.get(item, self.held.get(WHOLE))

    def waiting(self, item: str | None = None) -> Iterator[Offer]:
        """The offers that nobody has answered, of one item if given."""
        for offer in self.offers:
            if offer.answer is None and (item is None or item in offer.offered.items):
                yield offer

    def placed_since(self, item: str) -> datetime | None:
        """When it first went to a team without a named person, since its owner accepted it."""
        held = self.of(item)
        since = (
            offer.at
            for offer in self.offers
            if item in offer.offered.items
            and offer.offered.team is not None
            and (held is None or offer.at >= held.since)
        )
        return min(since, default=None)
