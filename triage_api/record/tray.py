"""An item of the tray as its events have left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import singledispatch
from typing import Any

from triage_api.record.areas import OtherArea, area_items, with_seen, with_told
from triage_api.record.entries import Entry, Person
from triage_api.record.facts import Purged
from triage_api.record.facts.tray import (
    Handle,
    ItemCorrected,
    ItemFiled,
    ItemLookedAt,
    ItemOpened,
    ItemReceived,
    ItemReopened,
    ItemsGrouped,
    ItemSplit,
    ItemTakenAsNews,
    OtherAreaSeen,
    OtherAreaTold,
)
from triage_api.record.items import Item, instant, ran
from triage_api.record.payloads import UnreadableFactError

TRAY = "T"
"""How the ids of items begin; a referral's begin with a year."""
WAITING = ("not_looked_at", "looked_at")
"""The states in which somebody has still to do something with it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The latest first look."""

    fact: ItemLookedAt
    by: Person
    at: datetime
    """When the first one was made: that met the clock."""


@dataclass(frozen=True, slots=True)
class Filed:
    """That it was filed as no referral."""

    fact: ItemFiled
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class TrayItem:
    """One thing that arrived."""

    id: str
    version: int
    received: ItemReceived
    """As it stands after every correction."""
    recorded_at: datetime
    by: Person
    answers: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    """By what it is about and the question."""
    looked: Looked | None = None
    group: str | None = None
    apart_from: frozenset[str] = frozenset()
    filed: Filed | None = None
    referral: str | None = None
    """The referral that was opened from it, or that it is news on."""
    news: int | None = None
    """The number of the news that it is."""
    dealt_with_at: datetime | None = None
    areas: tuple[OtherArea, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it was acted on here and every other area that it concerns has it by name."""
        return bool(self.areas) and all(area.told is not None for area in self.areas)

    @property
    def state(self) -> str:
        """``not_looked_at``, ``looked_at``, ``filed``, ``passed``, ``opened`` or ``news``."""
        if self.referral is not None:
            return "opened" if self.news is None else "news"
        if self.filed is not None:
            return "filed"
        if self.passed and self.dealt_with_at is not None:
            return "passed"
        return "not_looked_at" if self.looked is None else "looked_at"

    @property
    def received_instant(self) -> datetime:
        """When it was received, UTC."""
        return instant(self.received.received_at)

    @property
    def waits(self) -> bool:
        """Whether somebody has still to deal with it."""
        return self.state in WAITING

    @property
    def children(self) -> tuple[Handle, ...]:
        """Its children; one of whom nothing is known, if none was named: it is about somebody."""
        return self.received.children or (Handle(),)

    @property
    def looked_at(self) -> datetime | None:
        """When somebody first looked at it: by a first look, or by dealing with it at once."""
        return self.looked.at if self.looked is not None else self.dealt_with_at


def child_ref(place: int) -> str:
    """How the answers of a first look call the child at this place, counted from 0."""
    return f"child-{place + 1}"


def folded_item(entries: Iterable[Entry]) -> TrayItem | None:
    """The item that these events, in order, make; ``None`` without events, or when they were purged.

    Raises:
        UnreadableFactError: they are not the events of one item from its beginning.
    """
    return extended_item(None, entries)


def extended_item(item: TrayItem | None, entries: Iterable[Entry]) -> TrayItem | None:
    """The item after these further events; as `folded_item`."""
    for entry in entries:
        if isinstance(entry.fact, Purged):
            return None
        item = _received(entry) if item is None else _next(item, entry)
    return item


def _received(entry: Entry) -> TrayItem:
    if not isinstance(entry.fact, ItemReceived) or entry.number != 1:
        raise UnreadableFactError(f"The item {entry.stream} does not begin with its receipt.")
    return TrayItem(entry.stream, 1, entry.fact, entry.recorded_at, entry.by)


def _next(item: TrayItem, entry: Entry) -> TrayItem:
    if entry.number != item.version + 1 or entry.stream != item.id:
        raise UnreadableFactError(f"Event {item.version + 1} of the item {item.id} is missing.")
    return replace(_after(entry.fact, item, entry), version=entry.number)


@singledispatch
def _after(fact: object, item: TrayItem, entry: Entry) -> TrayItem:
    raise UnreadableFactError(f"A “{entry.kind}” cannot stand in the item {item.id}.")


@_after.register
def _(fact: ItemCorrected, item: TrayItem, entry: Entry) -> TrayItem:
    known = {
        name: value
        for name in ("children", "youngest", "references", "sent_at", "happened_at", "kind", "grade")
        if (value := getattr(fact, name)) is not None
    }
    return replace(item, received=replace(item.received, **known))


@_after.register
def _(fact: ItemLookedAt, item: TrayItem, entry: Entry) -> TrayItem:
    answers = {**item.answers, **{(one.about, one.question): one.answer for one in fact.answers}}
    first = entry.at if item.looked is None else item.looked.at
    return replace(item, answers=answers, looked=Looked(fact, entry.by, first))


@_after.register
def _(fact: ItemsGrouped, item: TrayItem, entry: Entry) -> TrayItem:
    return replace(item, group=fact.group)


@_after.register
def _(fact: ItemSplit, item: TrayItem, entry: Entry) -> TrayItem:
    group = None if fact.leaves_group else item.group
    return replace(item, group=group, apart_from=item.apart_from | set(fact.apart_from))


@_after.register
def _(fact: ItemFiled, item: TrayItem, entry: Entry) -> TrayItem:
    return _dealt_with(replace(item, filed=Filed(fact, entry.by, entry.at)), entry)


@_after.register
def _(fact: ItemReopened, item: TrayItem, entry: Entry) -> TrayItem:
    return replace(item, filed=None, dealt_with_at=None)


@_after.register
def _(fact: ItemOpened, item: TrayItem, entry: Entry) -> TrayItem:
    return _dealt_with(replace(item, referral=fact.referral), entry)


@_after.register
def _(fact: ItemTakenAsNews, item: TrayItem, entry: Entry) -> TrayItem:
    return _dealt_with(replace(item, referral=fact.referral, news=fact.news), entry)


@_after.register
def _(fact: OtherAreaSeen, item: TrayItem, entry: Entry) -> TrayItem:
    return replace(item, areas=with_seen(item.areas, fact, entry))


@_after.register
def _(fact: OtherAreaTold, item: TrayItem, entry: Entry) -> TrayItem:
    told = replace(item, areas=with_told(item.areas, fact, entry))
    return _dealt_with(told, entry) if told.passed else told


def _dealt_with(item: TrayItem, entry: Entry) -> TrayItem:
    return replace(item, dealt_with_at=entry.at)


def item_items(item: TrayItem) -> Iterator[Item]:
    """What is owed for the item: its first look, that it is dealt with, and that another area has it.

    What another area has to be told of an item that was opened is owed by its referral.
    """
    since = instant(item.received.received_at)
    yield Item(
        id="first_look",
        kind="first_look",
        what="Look at what arrived",
        since=since,
        clocks=ran(item.received.look_by),
        done=item.looked_at,
    )
    yield Item(
        id="dealt_with",
        kind="dealt_with",
        what="Open it, take it as news, pass it on, or file it",
        since=since,
        clocks=ran(item.received.deal_by),
        done=item.dealt_with_at,
    )
    if item.referral is None:
        yield from area_items(item.areas)
