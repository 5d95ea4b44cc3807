"""By when: a duration counted from a moment, on the clock that the duration names.

- *Hours* have elapsed, through nights and both changes of the clocks.
- *Office hours*: the office has been open so long since then; if it is closed, since its next opening. What
  runs out exactly at closing time is due then, not at the next opening.
- *Office hours, past closing time*: so many hours have elapsed since then; if the office is closed, since its
  next opening.
- *Working days* end at closing time of the last one. The day of receipt is day 0 at whatever hour it came:
  what comes on Wednesday at 17:29, and what comes after closing at 17:31, is due on Friday with “2 working
  days”; what comes on Saturday is due on Monday with “1 working day”.
- *Same working day*: the next closing time, which is that day's until the office closes.
- *Same or next working day*: closing time of the working day after the day of receipt.
- *Days, weeks, months* end at 23:59 on the last day, open or not. A month ends on the same day of the month
  or, if it has none, on its last.
- *At once* is the moment itself.

Days are days of the office's own clock: 23:30 UTC on a June evening is the next day. The end of a day is
written 23:59 and not as the midnight that ends it: “Friday 00:00” is Friday to some and Thursday night to
others. It is a minute early, never a day late.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from triage_api.engine.calendars import OfficeCalendar
from triage_api.policy.model import Duration, Unit

END_OF_DAY = time(23, 59)

MOST = 1_000
"""No protocol counts more than so many hours, days or months: a larger number is a slip of the finger."""

_IN_WORDS = {Unit.SAME_WORKING_DAY, Unit.NEXT_WORKING_DAY, Unit.AT_ONCE}


def due(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    """By when something must have happened that starts at ``start`` and may take ``within``.

    The answer is on the office's clock. Turn two such moments into UTC before comparing or subtracting them:
    Python takes what the clock on the wall shows, which is an hour out across a change of the clocks.

    Raises:
        BeyondCalendar: the start or the deadline is outside the years for which bank holidays are known.
        ValueError: the start has no time zone, or the duration counts nothing that could be meant.
    """
    _check(within)
    deadline = _COUNTED[within.unit](calendar.local(start), within, calendar)
    calendar.check_known(deadline)
    return deadline


def _check(within: Duration) -> None:
    """Refuse an amount that cannot be meant."""
    in_words = within.unit in _IN_WORDS
    if in_words and within.amount != 0:
        raise ValueError(f"“{within.unit}” takes no number, and this one has {within.amount}")
    if not in_words and not 1 <= within.amount <= MOST:
        raise ValueError(f"“{within}” is no time limit: write from 1 to {MOST:,} {within.unit}, or at once")
    if within.past_closing and within.unit is not Unit.OFFICE_HOURS:
        raise ValueError(f"“{within}”: only office hours can run past closing time")


def _hours(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    # In UTC, because a sum on the wall clock loses or gains an hour when the clocks change.
    return (start.astimezone(UTC) + timedelta(hours=within.amount)).astimezone(calendar.zone)


def _office_hours(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    begin = calendar.open_from(start)
    if within.past_closing:
        return _hours(begin, within, calendar)
    day = begin.date()
    left = timedelta(hours=within.amount)
    while (open_for := calendar.closing(day) - begin.astimezone(UTC)) < left:
        left -= open_for
        day = calendar.next_working_day(day)
        begin = calendar.opening(day)
    return (begin.astimezone(UTC) + left).astimezone(calendar.zone)


def _working_days(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    return calendar.closing(calendar.working_day_after(start.date(), within.amount))


def _same_working_day(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    return calendar.closing(calendar.office_day(start))


def _next_working_day(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    return calendar.closing(calendar.next_working_day(start.date()))


def _days(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    return _end_of(start.date() + timedelta(days=within.amount), calendar)


def _weeks(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    return _end_of(start.date() + timedelta(weeks=within.amount), calendar)


def _months(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    years, month = divmod(start.month - 1 + within.amount, 12)
    year, month = start.year + years, month + 1
    return _end_of(date(year, month, min(start.day, monthrange(year, month)[1])), calendar)


def _at_once(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    return start


def _end_of(day: date, calendar: OfficeCalendar) -> datetime:
    return datetime.combine(day, END_OF_DAY, calendar.zone)


_COUNTED: dict[Unit, Callable[[datetime, Duration, OfficeCalendar], datetime]] = {
    Unit.HOURS: _hours,
    Unit.OFFICE_HOURS: _office_hours,
    Unit.WORKING_DAYS: _working_days,
    Unit.DAYS: _days,
    Unit.WEEKS: _weeks,
    Unit.MONTHS: _months,
    Unit.SAME_WORKING_DAY: _same_working_day,
    Unit.NEXT_WORKING_DAY: _next_working_day,
    Unit.AT_ONCE: _at_once,
}
