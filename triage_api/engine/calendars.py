"""When one authority's office is open, day by day.

A moment comes in with its time zone and is read on the office's own clock. At opening time the office is
open, at closing time it is closed: from 09:00 to 17:30 it is open at 09:00 and at 17:29:59, and not at 17:30.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from triage_api.policy.model import BankHolidays, OfficeHours

CLOCKS_CHANGE = (time(1), time(2))
"""In these hours of a Sunday the clocks are put forward (the hour is missing) or back (it comes twice)."""


class BeyondCalendar(ValueError):  # noqa: N818 - it says what happened
    """A day outside the years for which the bank holidays are known: nothing can be counted there."""

    def __init__(self, what: str, known: BankHolidays) -> None:
        super().__init__(
            f"{what} is outside the years for which bank holidays are known, {known.first_year} to "
            f"{known.last_year} ({known.library}): check the date, and the length of the time limit"
        )


@dataclass(frozen=True)
class OfficeCalendar:
    """The working days and opening hours of one office. Make one a policy and keep it.

    It costs nothing to make; its days are worked out when first asked for: some milliseconds for fifty years.

    Raises:
        ValueError: the hours are no office's, or the zone or a weekday does not exist.
    """

    hours: OfficeHours
    bank_holidays: BankHolidays
    zone: ZoneInfo = field(init=False, compare=False, repr=False)
    """The clock on the office's wall."""

    def __post_init__(self) -> None:
        opens, closes = self.hours.opens, self.hours.closes
        if opens >= closes:
            raise ValueError(
                f"the office opens at {opens:%H:%M} and closes at {closes:%H:%M}: it must open first"
            )
        if any(CLOCKS_CHANGE[0] <= hour < CLOCKS_CHANGE[1] for hour in (opens, closes)):
            raise ValueError("an office cannot open or close between 01:00 and 02:00: the clocks change then")
        if not self.hours.weekdays or not set(self.hours.weekdays) <= set(range(7)):
            raise ValueError("the office opens on no weekday; name at least one, from monday to sunday")
        object.__setattr__(self, "zone", _zone(self.hours.zone))

    @cached_property
    def _working_days(self) -> tuple[int, ...]:
        """Every working day of the known years as its ordinal, in order."""
        known = self.bank_holidays
        closed = {day.toordinal() for day in (*known.days, *self.hours.closures)}
        first, last = date(known.first_year, 1, 1), date(known.last_year, 12, 31)
        every_day = range(first.toordinal(), last.toordinal() + 1)
        # Ordinal 1 was a Monday.
        return tuple(day for day in every_day if (day - 1) % 7 in self.hours.weekdays and day not in closed)

    def local(self, moment: datetime) -> datetime:
        """The same moment on the office's clock.

        Raises:
            ValueError: ``moment`` has no time zone.
            BeyondCalendar: it is outside the known years.
        """
        if moment.utcoffset() is None:
            raise ValueError(
                f"{moment.isoformat()} does not say in which time zone; "
                "write it like 2015-06-24T09:00:00+01:00"
            )
        try:
            local = moment.astimezone(self.zone)
        except OverflowError:
            raise BeyondCalendar(moment.isoformat(), self.bank_holidays) from None
        self.check_known(local)
        return local

    def check_known(self, day: date) -> None:
        """Refuse a day outside the known years.

        Raises:
            BeyondCalendar: it is outside.
        """
        known = self.bank_holidays
        if not known.first_year <= day.year <= known.last_year:
            raise BeyondCalendar(f"{_say(day)}", known)

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens on that day: one of its weekdays, no bank holiday, no closure.

        Raises:
            BeyondCalendar: the day is outside the known years.
        """
        position = self._count_to(day)
        return position > 0 and self._working_days[position - 1] == day.toordinal()

    def next_working_day(self, day: date) -> date:
        """The first working day after that day, never the day itself.

        Raises:
            BeyondCalendar: the day, or the one after it, is outside the known years.
        """
        return self.working_day_after(day, 1)

    def working_day_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after that day, which is day 0 whether the office opens on it or not.

        Raises:
            BeyondCalendar: the day, or the one counted to, is outside the known years.
            ValueError: ``count`` is less than 1.
        """
        if count < 1:
            raise ValueError(f"{count} working days after a day is no day; count at least 1")
        position = self._count_to(day) + count - 1
        if position >= len(self._working_days):
            raise BeyondCalendar(f"working day {count} after {_say(day)}", self.bank_holidays)
        return date.fromordinal(self._working_days[position])

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days it took from ``start``, which is day 0, to ``end``, the last that counts.

        From Wednesday 1 July 2015 to Thursday 9 July it took 6.

        Raises:
            BeyondCalendar: one of the days is outside the known years.
            ValueError: ``end`` is before ``start``.
        """
        if end < start:
            raise ValueError(f"{_say(end)} is before {_say(start)}")
        return self._count_to(end) - self._count_to(start)

    def opening(self, day: date) -> datetime:
        """When the office opens on that day, on its own clock.

        Raises:
            BeyondCalendar: the day is outside the known years.
            ValueError: the office does not open on that day.
        """
        return self._on(day, self.hours.opens)

    def closing(self, day: date) -> datetime:
        """When the office closes on that day, on its own clock. Raises what ``opening`` raises."""
        return self._on(day, self.hours.closes)

    def is_open(self, moment: datetime) -> bool:
        """Whether the office is open at that moment. Raises what ``local`` raises."""
        local = self.local(moment)
        return self.hours.opens <= local.time() < self.hours.closes and self.is_working_day(local.date())

    def office_day(self, moment: datetime) -> date:
        """The working day on which the office can deal with what arrives at that moment.

        The same day until closing time, before opening too; else the next working day. Raises what ``local``
        raises.
        """
        local = self.local(moment)
        day = local.date()
        if local.time() < self.hours.closes and self.is_working_day(day):
            return day
        return self.next_working_day(day)

    def open_from(self, moment: datetime) -> datetime:
        """The moment itself if the office is open, else its next opening. Raises what ``local`` raises."""
        local = self.local(moment)
        opening = self.opening(self.office_day(local))
        # No office opens in the hour that comes twice, so the two can be compared as the clock shows them.
        return max(local, opening)

    def _on(self, day: date, hour: time) -> datetime:
        if not self.is_working_day(day):
            raise ValueError(f"the office does not open on {day:%A} {_say(day)}")
        return datetime.combine(day, hour, self.zone)

    def _count_to(self, day: date) -> int:
        """How many working days of the known years lie on or before that day."""
        self.check_known(day)
        return bisect_right(self._working_days, day.toordinal())


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # OSError: on Windows, a folder such as “Europe”
        raise ValueError(f"“{name}” is not a time zone; England's is Europe/London") from error


def _say(day: date) -> str:
    """``24 June 2015``. (The format for a day without its zero differs between systems.)"""
    return f"{day.day} {day:%B %Y}"
