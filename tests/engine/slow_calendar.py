"""A second calendar, slow and obvious, to hold the fast one against.

It labels every minute of 2024 to 2028 open or closed and counts along them. Nothing is shared with what
it checks: no dates, no time zones, no holiday library, only minutes in UTC from the start of 2024 and the
tables on this page, which follow GOV.UK's lists and the rule for summer time (from 01:00 UTC on the last
Sunday of March to 01:00 UTC on the last Sunday of October).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import accumulate, compress

from triage_api.policy.model import Duration, Unit

Day = tuple[int, int, int]
"""Year, month, day of the month."""

FIRST_YEAR, LAST_YEAR = 2024, 2028
MONTH_LENGTHS = {
    2024: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    2025: (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    2026: (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    2027: (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    2028: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
}
SUMMER_TIME = {
    2024: ((3, 31), (10, 27)),
    2025: ((3, 30), (10, 26)),
    2026: ((3, 29), (10, 25)),
    2027: ((3, 28), (10, 31)),
    2028: ((3, 26), (10, 29)),
}
"""The days on which, at 01:00 UTC, the clocks go forward and back."""

# Month and day. As on GOV.UK, a holiday that falls on a weekend is listed by its substitute alone; the
# weekend day itself is in WEEKEND.
_ENGLAND = {
    2024: ((1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)),
    2025: ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
    2026: ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
    2027: ((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
    2028: ((1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)),
}
_IRELAND_TOO = {
    2024: ((3, 18), (7, 12)),
    2025: ((3, 17), (7, 14)),
    2026: ((3, 17), (7, 13)),
    2027: ((3, 17), (7, 12)),
    2028: ((3, 17), (7, 12)),
}
_SCOTLAND = {
    2024: ((1, 1), (1, 2), (3, 29), (5, 6), (5, 27), (8, 5), (12, 2), (12, 25), (12, 26)),
    2025: ((1, 1), (1, 2), (4, 18), (5, 5), (5, 26), (8, 4), (12, 1), (12, 25), (12, 26)),
    # 15 June 2026 was proclaimed for Scotland alone, for the World Cup.
    2026: ((1, 1), (1, 2), (4, 3), (5, 4), (5, 25), (6, 15), (8, 3), (11, 30), (12, 25), (12, 28)),
    2027: ((1, 1), (1, 4), (3, 26), (5, 3), (5, 31), (8, 2), (11, 30), (12, 27), (12, 28)),
    2028: ((1, 3), (1, 4), (4, 14), (5, 1), (5, 29), (8, 7), (11, 30), (12, 25), (12, 26)),
}


def _days(*tables: Mapping[int, tuple[tuple[int, int], ...]]) -> frozenset[Day]:
    return frozenset((year, *day) for table in tables for year, days in table.items() for day in days)


BANK_HOLIDAYS: dict[str, frozenset[Day]] = {
    "England and Wales": _days(_ENGLAND),
    "Scotland": _days(_SCOTLAND),
    "Northern Ireland": _days(_ENGLAND, _IRELAND_TOO),
}

_CHRISTMAS = {2026: ((12, 26),), 2027: ((12, 25), (12, 26)), 2028: ((1, 1),)}
WEEKEND: dict[str, frozenset[Day]] = {
    "England and Wales": _days(_CHRISTMAS),
    "Scotland": _days(_CHRISTMAS, {2024: ((11, 30),), 2025: ((11, 30),), 2027: ((1, 2),), 2028: ((1, 2),)}),
    "Northern Ireland": _days(_CHRISTMAS, {2024: ((3, 17),), 2025: ((7, 12),), 2026: ((7, 12),)}),
}
"""Holidays that fall on a Saturday or Sunday, and so have a substitute: the day itself."""

DAYS: tuple[Day, ...] = tuple(
    (year, month, day)
    for year, lengths in MONTH_LENGTHS.items()
    for month, length in enumerate(lengths, start=1)
    for day in range(1, length + 1)
)
"""Every day, from Monday 1 January 2024."""
HOURS = 24 * len(DAYS)
MINUTES = 60 * HOURS
DAY = 24 * 60


def _summer() -> bytearray:
    """For every hour in UTC, whether London is an hour ahead in it."""
    summer = bytearray(HOURS)
    for year, (forward, back) in SUMMER_TIME.items():
        first = 24 * DAYS.index((year, *forward)) + 1
        last = 24 * DAYS.index((year, *back)) + 1
        summer[first:last] = b"\x01" * (last - first)
    return summer


SUMMER = _summer()


def wall_clock(minute: int) -> tuple[int, int]:
    """The day in London, by its place in ``DAYS``, and the minute of that day, at a minute in UTC."""
    return divmod(minute + 60 * SUMMER[minute // 60], DAY)


MIDNIGHTS = [hour * 60 for hour in range(HOURS) if wall_clock(hour * 60)[1] == 0] + [MINUTES]
"""The minute at which each day begins in London, and the one at which the last ends."""


@cache
def months_later(day: int, months: int) -> int | None:
    """The same day of the month so many months on, or the last day of that month. Walks there day by day."""
    wanted = DAYS[day][2]
    for later in range(day + 1, len(DAYS)):
        months -= DAYS[later][2] == 1
        ends = later + 1 == len(DAYS) or DAYS[later + 1][2] == 1
        if months == 0 and (DAYS[later][2] == wanted or ends):
            return later
    return None


class SlowOffice:
    """An office in London, minute by minute. ``opens`` and ``closes`` are minutes of the day, Monday is 0."""

    def __init__(self, opens: int, closes: int, weekdays: Set[int], closed: Set[Day]) -> None:
        hours = bytes(opens <= minute < closes for minute in range(DAY))
        self.open = bytearray(MINUTES)
        for begin in range(0, MINUTES, 60):
            day, minute = wall_clock(begin)
            if day % 7 in weekdays and DAYS[day] not in closed:
                self.open[begin : begin + 60] = hours[minute : minute + 60]
        self.open_minutes = array("i", compress(range(MINUTES), self.open))
        self.opened = array("i", accumulate(self.open, initial=0))
        """How many open minutes went before each minute."""
        self.closings = list(self._closings())
        marks = bytearray(MINUTES + 1)
        for closing in self.closings:
            marks[closing] = 1
        self.closings_by = array("i", accumulate(marks))
        """How often the office had closed by each minute, that minute included."""

    def _closings(self) -> Iterator[int]:
        last_open = self.open.find(b"\x01\x00")
        while last_open >= 0:
            yield last_open + 1
            last_open = self.open.find(b"\x01\x00", last_open + 1)

    def due(self, start: int, within: Duration) -> int | None:
        """The minute in UTC at which a duration ends; ``None`` after the last minute of 2028."""
        end = self._end(start, within)
        return end if end is not None and end < MINUTES else None

    def _end(self, start: int, within: Duration) -> int | None:
        amount = within.amount
        match within.unit:
            case Unit.AT_ONCE:
                return start
            case Unit.HOURS:
                return start + 60 * amount
            case Unit.OFFICE_HOURS:
                return self._office_hours(start, 60 * amount, within.past_closing)
            case Unit.SAME_WORKING_DAY:
                return self._closing(start, 1)
            case Unit.NEXT_WORKING_DAY:
                return self._closing(self._midnight(start), 1)
            case Unit.WORKING_DAYS:
                return self._closing(self._midnight(start), amount)
            case Unit.MONTHS:
                return self._last_minute(months_later(wall_clock(start)[0], amount))
            case Unit.DAYS | Unit.WEEKS:
                days = amount * (7 if within.unit is Unit.WEEKS else 1)
                return self._last_minute(wall_clock(start)[0] + days)

    def _office_hours(self, start: int, minutes: int, past_closing: bool) -> int | None:
        before = self.opened[start]
        last = before if past_closing else before + minutes - 1
        if last >= len(self.open_minutes):
            return None
        return self.open_minutes[last] + (minutes if past_closing else 1)

    def _closing(self, minute: int, count: int) -> int | None:
        """The ``count``-th closing after a minute."""
        index = self.closings_by[minute] + count - 1
        return self.closings[index] if index < len(self.closings) else None

    @staticmethod
    def _midnight(minute: int) -> int:
        """The midnight that ends the day in London."""
        return MIDNIGHTS[wall_clock(minute)[0] + 1]

    @staticmethod
    def _last_minute(day: int | None) -> int | None:
        return MIDNIGHTS[day + 1] - 1 if day is not None and day < len(DAYS) else None
