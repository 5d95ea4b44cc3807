"""One thing that is owed: to whom it falls, every clock that runs on it, and how it stands at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from triage_api.record.entries import Person
from triage_api.record.facts import Deadline, Json


class Whose(StrEnum):
    """Who is to act: this authority, or somebody else."""

    OURS = "ours"
    THEIRS = "theirs"


class ItemState(StrEnum):
    """How an item stands."""

    TO_DO = "to_do"
    LATE = "late"
    """Not done, and a clock has run out."""
    HELD_BACK = "held_back"
    """It must not be done yet: no clock runs."""
    DONE = "done"
    DONE_LATE = "done_late"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    ELSEWHERE = "elsewhere"
    """Somebody who does not work here accepted it by name."""
    WITHDRAWN = "withdrawn"
    """Those whom it was about were recorded by mistake."""
    WENT_ON = "went_on"
    """Nobody answered, and it went on to the next stage."""


@dataclass(frozen=True, slots=True)
class Running:
    """One clock that runs, or ran, on an item."""

    clock: str
    """The id of a timing of the policy, of one of its ``work_clocks``, or of a stage of disagreement."""
    what: str
    """What must have happened when it runs out."""
    within: str
    started: datetime
    due: datetime
    starts_on: str | None = None
    """The event it is counted from."""
    stood_in: str | None = None
    """The event it is counted from for now, because ``starts_on`` has not happened."""
    whose: Whose = Whose.OURS
    met: datetime | None = None
    """When that happened; it ran out late if that is after ``due``."""
    source: tuple[str, ...] = ()
    """Where the time comes from: “scr-child-j 2.2.8”."""

    def overrun(self, until: datetime) -> bool:
        """Whether it had run out without being met, at an instant or when it was met; at ``due`` itself it
        had not."""
        return (until if self.met is None else self.met) > self.due


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is owed. It stays owed until it ends, and nothing but an event ends it."""

    id: str
    """``contact:named_health_visitor``, ``second_view:12``: its kind, and what tells it from others of it."""
    kind: str
    what: str
    """In words: what must be done, and with whom."""
    since: datetime
    """When it came to be owed."""
    clocks: tuple[Running, ...] = ()
    whose: Whose = Whose.OURS
    agency: str | None = None
    """An agency of the policy; ``None``: nobody else has a part in it."""
    children: tuple[str, ...] = ()
    """Refs; none: it is about the whole referral, or about somebody else in it."""
    done: datetime | None = None
    """When it ended; ``None``: it is open."""
    ended: str | None = None
    """How it ended, if not by being done: ``declined``, ``cancelled``, ``elsewhere``, ``withdrawn``,
    ``went_on``."""
    held_back: bool = False
    source: tuple[str, ...] = ()
    """Why it is owed: “scr-child-j 2.2.8”."""
    owner: Person | None = None
    """The one named person who accepted it."""
    about: str | None = None
    """The ref of the one child, adult or incident that it is about, where it is about one alone."""
    why_ended: str | None = None
    """Of what ended with whom it was about: why."""

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.done is None

    @property
    def first(self) -> Running | None:
        """The clock that runs out first, of those not met; once it has ended, of all. None runs while it is
        held back."""
        if self.held_back and self.is_open:
            return None
        running = [one for one in self.clocks if one.met is None] if self.is_open else self.clocks
        return min(running, key=lambda one: one.due, default=None)

    @property
    def clock(self) -> str | None:
        """The id of the clock that runs out first."""
        return None if self.first is None else self.first.clock

    @property
    def started(self) -> datetime:
        """What that clock is counted from; without one, since when it is owed."""
        return self.since if self.first is None else self.first.started

    @property
    def due(self) -> datetime | None:
        """When that clock runs out; ``None``: none runs."""
        return None if self.first is None else self.first.due

    def is_late(self, now: datetime) -> bool:
        """Whether a clock ran out before it ended, or has run out and it has not ended."""
        if self.is_open:
            return self.due is not None and now > self.due
        return any(one.overrun(self.done or now) for one in self.clocks)

    def at(self, now: datetime) -> ItemState:
        """How it stands at ``now``."""
        if self.is_open:
            if self.held_back:
                return ItemState.HELD_BACK
            return ItemState.LATE if self.is_late(now) else ItemState.TO_DO
        if self.ended is not None:
            return ItemState(self.ended)
        return ItemState.DONE_LATE if self.is_late(now) else ItemState.DONE


def ran(deadline: Deadline | None, met: datetime | None = None) -> tuple[Running, ...]:
    """The clock of a deadline that was worked out when something was recorded; none: no time is set."""
    if deadline is None:
        return ()
    return (
        Running(
            clock=deadline.clock,
            what=deadline.what,
            within=deadline.within,
            started=instant(deadline.starts),
            due=instant(deadline.due),
            met=met,
            source=deadline.source,
        ),
    )


def instant(written: str) -> datetime:
    """An instant that was written down, in UTC."""
    return datetime.fromisoformat(written).astimezone(UTC)


def cited(sources: Iterable[Json]) -> tuple[str, ...]:
    """Sources as one reads them: “scr-child-j 2.2.8”."""
    return tuple(" ".join(filter(None, (source["id"], source.get("at")))) for source in sources)
