"""Ages and whole numbers, with the precision they were given.

An age is a whole number of *ticks* from birth, sixteen to a day, so that days, weeks (112), months (487)
and years (5,844) are all whole: a year is exactly twelve months, and no test turns on a rounding. Before
birth an age is negative: the time still to go until the due date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

DAY = 16
WEEK = 7 * DAY
MONTH = 487
YEAR = 12 * MONTH
TICKS = {"day": DAY, "week": WEEK, "month": MONTH, "year": YEAR}

LONGEST_PREGNANCY = 45 * WEEK
OLDEST = 130 * YEAR

_AMOUNT = re.compile(r"(?:(about)\s+)?(\d{1,4})\s*(day|week|month|year)s?(?:\s+old)?")
_BORN = re.compile(r"born\s+(\d{4})-(\d{2})(?:-(\d{2}))?")
_DUE = re.compile(r"unborn(?:,?\s+due\s+(\d{4})-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """Every whole number from ``low`` to ``high``, both included; ``None`` is without end."""

    low: int | None
    high: int | None

    @property
    def is_exact(self) -> bool:
        """Whether it is one number and no more."""
        return self.low is not None and self.low == self.high

    def within(self, other: Span) -> bool:
        """Whether every number of this span is in the other."""
        low_inside = other.low is None or (self.low is not None and self.low >= other.low)
        high_inside = other.high is None or (self.high is not None and self.high <= other.high)
        return low_inside and high_inside

    def meets(self, other: Span) -> bool:
        """Whether the two share a number."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not below and not above

    def joined(self, other: Span) -> Span:
        """The smallest span that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Span(low, high)


ANY_NUMBER = Span(0, None)
ANY_AGE = Span(-LONGEST_PREGNANCY, OLDEST)
UNBORN = Span(-LONGEST_PREGNANCY, -1)


def read_number(text: str) -> Span:
    """Read ``3``, ``3 to 5``, ``at least 3`` or ``at most 3``.

    Raises:
        ValueError: it is none of these; the message says what may be written.
    """
    words = " ".join(text.split()).lower()
    if re.fullmatch(r"\d{1,6}", words):
        return Span(int(words), int(words))
    if match := re.fullmatch(r"(\d{1,6}) to (\d{1,6})", words):
        low, high = int(match[1]), int(match[2])
        if low <= high:
            return Span(low, high)
    if match := re.fullmatch(r"at least (\d{1,6})", words):
        return Span(int(match[1]), None)
    if match := re.fullmatch(r"at most (\d{1,6})", words):
        return Span(0, int(match[1]))
    raise ValueError(f"“{text}” is not a whole number; write 3, 3 to 5, at least 3 or at most 3")


def read_age(text: str, on: date) -> Span:
    """Read an age as it was given: ``8 months``, ``3 weeks``, ``9 years``, ``born 2014-10``, ``unborn``,
    ``unborn, due 2015-09-01``.

    ``on`` is the day for which an age from a month of birth is worked out. A unit is as precise as it is:
    “1 year” is from 12 months to just under 24.

    Raises:
        ValueError: it is none of these; the message says what may be written.
    """
    words = " ".join(text.split()).lower()
    if match := _AMOUNT.fullmatch(words):
        unit = TICKS[match[3]]
        low = int(match[2]) * unit
        if low <= OLDEST:
            return Span(low, low + unit - 1)
    if match := _BORN.fullmatch(words):
        born = _days(match[1], match[2], match[3])
        if born is not None and born[0] <= on:
            return Span(max(0, _since(born[1], on)), _since(born[0], on) + DAY - 1)
    if match := _DUE.fullmatch(words):
        if match[1] is None:
            return UNBORN
        due = _days(match[1], match[2], match[3])
        if due is not None:
            # An overdue baby who is said to be unborn is unborn: the answer is about today, not the date.
            return Span(min(-1, _since(due[1], on)), min(-1, _since(due[0], on)))
    raise ValueError(
        f"“{text}” is not an age; write it like 8 months, 3 weeks, 9 years, born 2014-10, unborn "
        "or unborn, due 2015-09-01"
    )


def _since(day: date, on: date) -> int:
    """Ticks from ``day`` to ``on``, by calendar months as people count them, then days."""
    if day > on:
        return -(day - on).days * DAY
    months = (on.year - day.year) * 12 + on.month - day.month
    days = on.day - day.day
    if days < 0:
        months -= 1
        # From that day of last month, or from its end if it is shorter.
        days = max(0, days + (on.replace(day=1) - timedelta(days=1)).day)
    # Thirty or thirty-one days short of the next month must not read as the next month.
    return months * MONTH + min(days * DAY, MONTH - DAY)


def _days(year: str, month: str, day: str | None) -> tuple[date, date] | None:
    """The first and the last day that a date of this precision may be; ``None`` if there is none."""
    try:
        if day is not None:
            exact = date(int(year), int(month), int(day))
            return exact, exact
        first = date(int(year), int(month), 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None
