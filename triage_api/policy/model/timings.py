"""Protocol timings as data: how long, on which clock, from which event; and when the office is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from triage_api.policy.model.places import NOWHERE, Place, SourceRef


class Unit(StrEnum):
    """The clock that a duration runs on."""

    HOURS = "hours"
    """Elapsed hours, day and night."""
    OFFICE_HOURS = "office hours"
    """Hours in which the office is open."""
    WORKING_DAYS = "working days"
    """Days on which the office opens; the day of receipt is day 0; due at closing time."""
    DAYS = "days"
    """Calendar days; due at the end of the day (midnight), whether the office is open or not."""
    WEEKS = "weeks"
    MONTHS = "months"
    """Calendar months: the same day of the month, or its last day if it has none."""
    SAME_WORKING_DAY = "same working day"
    """By closing time of the day of receipt, or of the next working day if it came after closing."""
    NEXT_WORKING_DAY = "same or next working day"
    """By closing time of the working day after the day of receipt."""
    AT_ONCE = "at once"
    """Due the moment it starts."""


@dataclass(frozen=True, slots=True)
class Duration:
    """So many of a unit. ``amount`` is 0 for the units that say it all in words."""

    amount: int
    unit: Unit
    past_closing: bool = False
    """Office hours only: once begun in office hours, it runs on past closing until it is done (red)."""

    def __str__(self) -> str:
        if self.unit in (Unit.SAME_WORKING_DAY, Unit.NEXT_WORKING_DAY, Unit.AT_ONCE):
            return self.unit.value
        unit = self.unit.value[:-1] if self.amount == 1 else self.unit.value
        return f"{self.amount} {unit}" + (", past closing time" if self.past_closing else "")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When one authority's front door is staffed, local time in ``zone``."""

    opens: time
    closes: time
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    """Monday is 0."""
    nation: str = "England and Wales"
    """Whose bank holidays: England and Wales, Scotland, or Northern Ireland."""
    closures: tuple[date, ...] = ()
    """Further days on which this office is closed."""
    zone: str = "Europe/London"


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of ``nation`` in every year from ``first_year`` to ``last_year``, both included."""

    days: frozenset[date]
    first_year: int
    last_year: int
    library: str
    """The library and version that they come from, kept with every decision."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that starts clocks. One that has not happened is stood in for by the latest earlier one:
    the nearest of its forerunners, along ``after``, that has. The root, ``received``, always has."""

    id: str
    title: str
    after: str | None
    whose: str
    """Whose receipt or act it is, in words: “ours”, “health visiting”, “the police”."""
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Timing:
    """A clock: by ``within`` from ``starts_on``, ``what`` must have happened."""

    id: str
    what: str
    starts_on: str
    within: Duration
    recurring: bool = False
    """Begins again each time it is met: visits, reviews."""
    met_by: str | None = None
    """The event by which it is met; ``None``: only the contact or duty that it runs on can meet it."""
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Tier:
    """One health-visiting tier. ``order`` rises with what the family gets."""

    id: str
    title: str
    order: int
    clocks: tuple[tuple[str, str], ...] = ()
    """(contact, timing): what the tier puts a clock on."""
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
