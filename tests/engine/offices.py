"""Offices, durations and moments for the tests of deadlines, written as people say them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from triage_api.engine.calendars import OfficeCalendar
from triage_api.policy.holidays import NATIONS, bank_holidays
from triage_api.policy.model import Duration, OfficeHours, Unit

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
EVERY_DAY = tuple(range(7))
CHRISTMAS_CLOSURE = tuple(date(2024, 12, day) for day in range(27, 32))


def office(
    nation: str = "England and Wales",
    opens: time = time(9),
    closes: time = time(17, 30),
    weekdays: tuple[int, ...] = MONDAY_TO_FRIDAY,
    closures: tuple[date, ...] = (),
) -> OfficeCalendar:
    """An office in London, Monday to Friday from 09:00 to 17:30 unless it is said."""
    return OfficeCalendar(OfficeHours(opens, closes, weekdays, nation, closures), bank_holidays(nation))


ENGLAND, SCOTLAND, NORTHERN_IRELAND = (office(nation) for nation in NATIONS)
SATURDAYS_TOO = office(
    opens=time(8), closes=time(18, 45), weekdays=(*MONDAY_TO_FRIDAY, 5), closures=CHRISTMAS_CLOSURE
)
ROUND_THE_CLOCK = office(opens=time(0), closes=time(23, 59), weekdays=EVERY_DAY)
OFFICES = {
    "England and Wales": ENGLAND,
    "Scotland": SCOTLAND,
    "Northern Ireland": NORTHERN_IRELAND,
    "Saturdays too, closed after Christmas": SATURDAYS_TOO,
    "day and night, open while the clocks change": ROUND_THE_CLOCK,
}

OFFSETS = {"GMT": timezone(timedelta(0)), "BST": timezone(timedelta(hours=1))}


def moment(words: str) -> datetime:
    """Read ``Wed 2015-06-24 09:00 BST``: a slip in the weekday of a test's own table is an error."""
    clock, zone = words.rsplit(" ", 1)
    read = datetime.strptime(clock, "%a %Y-%m-%d %H:%M").replace(tzinfo=OFFSETS[zone])
    assert f"{read:%a}" == words[:3], f"{read.date()} was a {read:%A}"
    return read


def said(read: datetime) -> str:
    """A moment as ``moment`` reads it."""
    return f"{read:%a %Y-%m-%d %H:%M %Z}"


def on(words: str) -> date:
    """Read ``Wed 2015-06-24``."""
    return moment(f"{words} 00:00 GMT").date()


SAME_DAY = Duration(0, Unit.SAME_WORKING_DAY)
NEXT_DAY = Duration(0, Unit.NEXT_WORKING_DAY)
AT_ONCE = Duration(0, Unit.AT_ONCE)


def hours(amount: int) -> Duration:
    return Duration(amount, Unit.HOURS)


def office_hours(amount: int) -> Duration:
    return Duration(amount, Unit.OFFICE_HOURS)


def past_closing(amount: int) -> Duration:
    return Duration(amount, Unit.OFFICE_HOURS, past_closing=True)


def working_days(amount: int) -> Duration:
    return Duration(amount, Unit.WORKING_DAYS)


def days(amount: int) -> Duration:
    return Duration(amount, Unit.DAYS)


def weeks(amount: int) -> Duration:
    return Duration(amount, Unit.WEEKS)


def months(amount: int) -> Duration:
    return Duration(amount, Unit.MONTHS)


EVERY_KIND = [
    AT_ONCE,
    SAME_DAY,
    NEXT_DAY,
    *(hours(amount) for amount in (1, 4, 24, 72)),
    *(office_hours(amount) for amount in (1, 4, 9, 40)),
    *(past_closing(amount) for amount in (1, 4, 24)),
    *(working_days(amount) for amount in (1, 2, 5, 10, 15, 45)),
    *(days(amount) for amount in (1, 5, 28)),
    *(weeks(amount) for amount in (1, 6)),
    *(months(amount) for amount in (1, 3, 6)),
]
