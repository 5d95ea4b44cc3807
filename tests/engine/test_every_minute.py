"""Deadlines against a second calendar, which counts minutes: from every hour of five years, by every kind."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from tests.engine import slow_calendar
from tests.engine.offices import EVERY_KIND, OFFICES
from triage_api.engine.calendars import BeyondCalendar, OfficeCalendar
from triage_api.engine.durations import due
from triage_api.policy.holidays import bank_holidays
from triage_api.policy.model import Duration, Unit

START_OF_MINUTES = datetime(slow_calendar.FIRST_YEAR, 1, 1, tzinfo=UTC)


def five_years(calendar: OfficeCalendar) -> OfficeCalendar:
    """The same office, whose bank holidays are known for no longer than the second calendar lasts."""
    known = bank_holidays(calendar.hours.nation, slow_calendar.FIRST_YEAR, slow_calendar.LAST_YEAR)
    return OfficeCalendar(calendar.hours, known)


@cache
def minute_by_minute(name: str) -> slow_calendar.SlowOffice:
    """The office of that name, as the second calendar has it."""
    of = OFFICES[name].hours
    opens, closes = (60 * at.hour + at.minute for at in (of.opens, of.closes))
    closures = {(day.year, day.month, day.day) for day in of.closures}
    closed = slow_calendar.BANK_HOLIDAYS[of.nation] | slow_calendar.WEEKEND[of.nation] | closures
    return slow_calendar.SlowOffice(opens, closes, set(of.weekdays), closed)


def minute_due(start: int, within: Duration, calendar: OfficeCalendar) -> float | None:
    """What the calendar under test says, in minutes from the start of 2024; ``None`` beyond its years."""
    try:
        deadline = due(START_OF_MINUTES + timedelta(minutes=start), within, calendar)
    except BeyondCalendar:
        return None
    return (deadline.timestamp() - START_OF_MINUTES.timestamp()) / 60


def differences(name: str, starts: Iterable[int]) -> list[str]:
    """Where the two calendars differ, in words; no more than a dozen."""
    calendar, slow = five_years(OFFICES[name]), minute_by_minute(name)
    found: list[str] = []
    for start in starts:
        for within in EVERY_KIND:
            fast_says, slow_says = minute_due(start, within, calendar), slow.due(start, within)
            if fast_says != slow_says and len(found) < 12:
                at = START_OF_MINUTES + timedelta(minutes=start)
                found.append(f"{within} from {at}: minute {fast_says}, counted {slow_says}")
    return found


@pytest.mark.parametrize("name", OFFICES)
def test_a_sample_of_deadlines_equals_the_count_of_minutes(name: str) -> None:
    draw = random.Random(24_06_2015)
    starts = draw.sample(range(slow_calendar.MINUTES), 400)
    last_week = draw.sample(range(slow_calendar.MINUTES - 7 * slow_calendar.DAY, slow_calendar.MINUTES), 20)
    assert differences(name, starts + last_week) == []


EVERY_HOUR = {
    "on the hour": [60 * hour for hour in range(slow_calendar.HOURS)],
    "at half past, as the office closes": [60 * hour + 30 for hour in range(slow_calendar.HOURS)],
    "at a minute that wanders": [60 * hour + 37 * hour % 60 for hour in range(slow_calendar.HOURS)],
}


@pytest.mark.slow
@pytest.mark.parametrize("starts", EVERY_HOUR.values(), ids=EVERY_HOUR)
@pytest.mark.parametrize("name", OFFICES)
def test_a_deadline_from_every_hour_equals_the_count_of_minutes(name: str, starts: list[int]) -> None:
    assert differences(name, starts) == []


def test_every_kind_of_duration_is_compared() -> None:
    assert {within.unit for within in EVERY_KIND} == set(Unit)
    assert {within.past_closing for within in EVERY_KIND} == {True, False}
