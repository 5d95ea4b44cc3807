"""What was due on which date, from which clock, what was done, late or missing: from events alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from triage_api.record.due import due_list
from triage_api.record.entries import Entry
from triage_api.record.facts import Happened
from triage_api.record.folding import folded
from triage_api.record.items import Item, Running, instant
from triage_api.record.telling import told


class LineKind(StrEnum):
    """What a line of a timeline says."""

    HAPPENED = "happened"
    DONE = "done"
    DUE = "due"


class Outcome(StrEnum):
    """What became of what was due, as far as is known at the end of the timeline."""

    IN_TIME = "in_time"
    LATE = "late"
    """Done after its time."""
    MISSING = "missing"
    """Its time is over, and it was not done."""
    TO_DO = "to_do"
    """Its time is not over yet."""
    HELD_BACK = "held_back"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ELSEWHERE = "elsewhere"
    WITHDRAWN = "withdrawn"
    """Those whom it was about were recorded by mistake."""
    WENT_ON = "went_on"
    """Nobody answered, and it went on to the next stage."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. An item is on a line for each of its clocks, when it runs out and when it was met."""

    at: datetime
    kind: LineKind
    what: str
    by: str | None = None
    """Who did it, with their role."""
    item: Item | None = None
    clock: Running | None = None
    outcome: Outcome | None = None
    source: tuple[str, ...] = ()
    number: int = 0
    """Of the event, where it tells of one."""


def timeline(entries: Sequence[Entry], until: datetime) -> tuple[Line, ...]:
    """The timeline of one referral, up to an instant; events recorded later are left out.

    Raises:
        UnreadableFactError: these are not the events of one referral.
    """
    known = [entry for entry in entries if entry.recorded_at <= until]
    referral = folded(known)
    items = () if referral is None else due_list(referral)
    lines = [*_happened(known), *(line for item in items for line in _of_item(item, until))]
    return tuple(sorted(lines, key=_order))


_FIRST = {LineKind.HAPPENED: 0, LineKind.DONE: 1, LineKind.DUE: 2}


def _order(line: Line) -> tuple[datetime, int, int, str, str]:
    """By time; of what is at the same time, first what happened, last what ran out."""
    return (line.at, _FIRST[line.kind], line.number, line.item.id if line.item else "", line.what)


def _happened(entries: Sequence[Entry]) -> Iterator[Line]:
    for entry in entries:
        if (words := told(entry.fact)) is not None:
            who = f"{entry.by.name} ({entry.by.role})"
            told_at = entry.at
            at = instant(entry.fact.at) if isinstance(entry.fact, Happened) else told_at
            yield Line(at, LineKind.HAPPENED, words, who, number=entry.number)


def _of_item(item: Item, until: datetime) -> Iterator[Line]:
    for clock in item.clocks:
        met = clock.met or item.done
        source = clock.source or item.source
        outcome = _outcome(item, clock, until)
        yield Line(clock.due, LineKind.DUE, clock.what, None, item, clock, outcome, source)
        if met is not None and outcome in (Outcome.IN_TIME, Outcome.LATE):
            yield Line(met, LineKind.DONE, clock.what, None, item, clock, outcome, source)
    if not item.clocks:
        outcome = Outcome.TO_DO if item.is_open else Outcome(item.ended or Outcome.IN_TIME)
        yield Line(item.since, LineKind.DUE, item.what, None, item, None, outcome, item.source)
        if item.done is not None and item.ended is None:
            yield Line(item.done, LineKind.DONE, item.what, None, item, None, outcome, item.source)


def _outcome(item: Item, clock: Running, until: datetime) -> Outcome:
    if clock.met is None and item.ended is not None:
        return Outcome(item.ended)
    met = clock.met or item.done
    if met is not None:
        return Outcome.LATE if met > clock.due else Outcome.IN_TIME
    if item.held_back:
        return Outcome.HELD_BACK
    return Outcome.MISSING if until > clock.due else Outcome.TO_DO
