"""Other areas that have to be told: acted on here first, passed on second, to a named person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from triage_api.record.entries import Entry, Person
from triage_api.record.facts.tray import OtherAreaSeen, OtherAreaTold
from triage_api.record.items import Item, instant, ran
from triage_api.record.payloads import UnreadableFactError


@dataclass(frozen=True, slots=True)
class Told:
    """Who of the other area has it."""

    told: OtherAreaTold
    by: Person
    at: datetime
    """When it was told."""
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class OtherArea:
    """An area where the child lives, and who there has it."""

    number: int
    """Of its event."""
    seen: OtherAreaSeen
    by: Person
    told: Told | None = None


def with_seen(areas: tuple[OtherArea, ...], fact: OtherAreaSeen, entry: Entry) -> tuple[OtherArea, ...]:
    """The areas, with one more."""
    return (*areas, OtherArea(entry.number, fact, entry.by))


def with_told(areas: tuple[OtherArea, ...], fact: OtherAreaTold, entry: Entry) -> tuple[OtherArea, ...]:
    """The areas, one of them told.

    Raises:
        UnreadableFactError: there is no such area.
    """
    if all(area.number != fact.of for area in areas):
        raise UnreadableFactError(f"No other area {fact.of} was seen in {entry.stream}.")
    told = Told(fact, entry.by, entry.at, entry.recorded_at)
    return tuple(replace(area, told=told) if area.number == fact.of else area for area in areas)


def area_items(areas: tuple[OtherArea, ...]) -> Iterator[Item]:
    """Each area that has to be told, as an item of the due list."""
    for area in areas:
        told = None if area.told is None else area.told.at
        yield Item(
            id=f"other_area:{area.number}",
            kind="other_area",
            what=f"Tell {area.seen.area} by voice, so that a named person there has it",
            since=instant(area.seen.since),
            clocks=ran(area.seen.tell_by),
            done=told,
        )
