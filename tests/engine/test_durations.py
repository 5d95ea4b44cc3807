"""By when: named rows and what holds for every deadline."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.offices import (
    AT_ONCE,
    CHRISTMAS_CLOSURE,
    ENGLAND,
    EVERY_KIND,
    NEXT_DAY,
    OFFICES,
    ROUND_THE_CLOCK,
    SAME_DAY,
    SCOTLAND,
    days,
    hours,
    moment,
    months,
    office,
    office_hours,
    past_closing,
    said,
    weeks,
    working_days,
)
from triage_api.engine.calendars import BeyondCalendar, OfficeCalendar
from triage_api.engine.durations import MOST, due
from triage_api.policy.model import Duration, Unit

# The claim, the start, the duration, the deadline; in an office in England, 09:00 to 17:30.
CHILD_J = [
    ("a health visitor named", "Wed 2015-06-24 09:00 BST", working_days(2), "Fri 2015-06-26 17:30 BST"),
    ("told a day later", "Thu 2015-06-25 09:00 BST", working_days(2), "Mon 2015-06-29 17:30 BST"),
    ("the family seen", "Thu 2015-06-25 09:00 BST", working_days(5), "Thu 2015-07-02 17:30 BST"),
    ("referrer told", "Wed 2015-06-24 09:00 BST", NEXT_DAY, "Thu 2015-06-25 17:30 BST"),
    ("assessment", "Wed 2015-06-24 09:00 BST", working_days(45), "Wed 2015-08-26 17:30 BST"),
    ("visits every six weeks", "Mon 2015-07-13 12:00 BST", weeks(6), "Mon 2015-08-24 23:59 BST"),
    ("the family visited in Luton", "Thu 2015-11-05 12:00 GMT", working_days(2), "Mon 2015-11-09 17:30 GMT"),
]
CLOSING = [
    ("17:29, working days", "Wed 2015-06-24 17:29 BST", working_days(2), "Fri 2015-06-26 17:30 BST"),
    ("17:30, working days", "Wed 2015-06-24 17:30 BST", working_days(2), "Fri 2015-06-26 17:30 BST"),
    ("17:31, working days", "Wed 2015-06-24 17:31 BST", working_days(2), "Fri 2015-06-26 17:30 BST"),
    ("23:59, working days", "Wed 2015-06-24 23:59 BST", working_days(2), "Fri 2015-06-26 17:30 BST"),
    ("17:29, same day", "Wed 2015-06-24 17:29 BST", SAME_DAY, "Wed 2015-06-24 17:30 BST"),
    ("17:30, same day", "Wed 2015-06-24 17:30 BST", SAME_DAY, "Thu 2015-06-25 17:30 BST"),
    ("17:31, same day", "Fri 2015-06-26 17:31 BST", SAME_DAY, "Mon 2015-06-29 17:30 BST"),
    ("before opening, same day", "Wed 2015-06-24 07:00 BST", SAME_DAY, "Wed 2015-06-24 17:30 BST"),
    ("17:29, next day", "Wed 2015-06-24 17:29 BST", NEXT_DAY, "Thu 2015-06-25 17:30 BST"),
    ("17:31, next day", "Wed 2015-06-24 17:31 BST", NEXT_DAY, "Thu 2015-06-25 17:30 BST"),
    ("17:29, office hours", "Wed 2015-06-24 17:29 BST", office_hours(4), "Thu 2015-06-25 12:59 BST"),
    ("17:30, office hours", "Wed 2015-06-24 17:30 BST", office_hours(4), "Thu 2015-06-25 13:00 BST"),
    ("17:31, office hours", "Wed 2015-06-24 17:31 BST", office_hours(4), "Thu 2015-06-25 13:00 BST"),
    ("17:29, past closing", "Wed 2015-06-24 17:29 BST", past_closing(4), "Wed 2015-06-24 21:29 BST"),
    ("17:30, past closing", "Wed 2015-06-24 17:30 BST", past_closing(4), "Thu 2015-06-25 13:00 BST"),
    ("17:31, past closing", "Wed 2015-06-24 17:31 BST", past_closing(4), "Thu 2015-06-25 13:00 BST"),
    ("before opening, past closing", "Wed 2015-06-24 07:00 BST", past_closing(4), "Wed 2015-06-24 13:00 BST"),
    ("exactly at closing", "Wed 2015-06-24 13:30 BST", office_hours(4), "Wed 2015-06-24 17:30 BST"),
    ("a minute over closing", "Wed 2015-06-24 13:31 BST", office_hours(4), "Thu 2015-06-25 09:01 BST"),
    ("two days to closing", "Wed 2015-06-24 09:00 BST", office_hours(17), "Thu 2015-06-25 17:30 BST"),
    ("elapsed", "Wed 2015-06-24 17:31 BST", hours(4), "Wed 2015-06-24 21:31 BST"),
    ("at once, at night", "Sun 2015-06-28 03:12 BST", AT_ONCE, "Sun 2015-06-28 03:12 BST"),
]
NOT_OPEN = [
    ("Saturday, a working day", "Sat 2015-06-27 10:00 BST", working_days(1), "Mon 2015-06-29 17:30 BST"),
    ("Saturday, two working days", "Sat 2015-06-27 10:00 BST", working_days(2), "Tue 2015-06-30 17:30 BST"),
    ("Saturday, same day", "Sat 2015-06-27 10:00 BST", SAME_DAY, "Mon 2015-06-29 17:30 BST"),
    ("Saturday, next day", "Sat 2015-06-27 10:00 BST", NEXT_DAY, "Mon 2015-06-29 17:30 BST"),
    ("Saturday, office hours", "Sat 2015-06-27 10:00 BST", office_hours(4), "Mon 2015-06-29 13:00 BST"),
    ("Saturday, past closing", "Sat 2015-06-27 10:00 BST", past_closing(4), "Mon 2015-06-29 13:00 BST"),
    ("Saturday, elapsed", "Sat 2015-06-27 10:00 BST", hours(4), "Sat 2015-06-27 14:00 BST"),
    ("Friday, past closing", "Fri 2015-06-26 17:29 BST", past_closing(24), "Sat 2015-06-27 17:29 BST"),
    ("Friday, office hours", "Fri 2015-06-26 16:30 BST", office_hours(4), "Mon 2015-06-29 12:00 BST"),
    (
        "bank-holiday Monday, a working day",
        "Mon 2015-08-31 10:00 BST",
        working_days(1),
        "Tue 2015-09-01 17:30 BST",
    ),
    ("bank-holiday Monday, same day", "Mon 2015-08-31 10:00 BST", SAME_DAY, "Tue 2015-09-01 17:30 BST"),
    (
        "bank-holiday Monday, office hours",
        "Mon 2015-08-31 10:00 BST",
        office_hours(9),
        "Wed 2015-09-02 09:30 BST",
    ),
    ("over Easter", "Thu 2024-03-28 16:00 GMT", working_days(1), "Tue 2024-04-02 17:30 BST"),
    ("over Easter, office hours", "Thu 2024-03-28 16:00 GMT", office_hours(4), "Tue 2024-04-02 11:30 BST"),
    ("over Easter, elapsed", "Thu 2024-03-28 16:00 GMT", hours(72), "Sun 2024-03-31 17:00 BST"),
    ("Christmas on a weekend", "Fri 2027-12-24 12:00 GMT", working_days(1), "Wed 2027-12-29 17:30 GMT"),
    ("Boxing Day on a Saturday", "Thu 2026-12-24 12:00 GMT", working_days(1), "Tue 2026-12-29 17:30 GMT"),
    ("new year on a weekend", "Fri 2027-12-31 12:00 GMT", working_days(1), "Tue 2028-01-04 17:30 GMT"),
    ("days end on a bank holiday", "Fri 2015-08-28 12:00 BST", days(3), "Mon 2015-08-31 23:59 BST"),
]
CLOCKS = [
    ("forward, elapsed", "Sat 2024-03-30 22:00 GMT", hours(4), "Sun 2024-03-31 03:00 BST"),
    ("forward, a day of hours", "Sat 2024-03-30 12:00 GMT", hours(24), "Sun 2024-03-31 13:00 BST"),
    ("forward, a day", "Sat 2024-03-30 12:00 GMT", days(1), "Sun 2024-03-31 23:59 BST"),
    ("forward, office hours", "Fri 2025-03-28 16:30 GMT", office_hours(2), "Mon 2025-03-31 10:00 BST"),
    ("forward, working days", "Fri 2025-03-28 16:30 GMT", working_days(1), "Mon 2025-03-31 17:30 BST"),
    ("back, to the hour's first time", "Sat 2024-10-26 22:00 BST", hours(3), "Sun 2024-10-27 01:00 BST"),
    ("back, to its second time", "Sat 2024-10-26 22:00 BST", hours(4), "Sun 2024-10-27 01:00 GMT"),
    (
        "back, from its first time to its second",
        "Sun 2024-10-27 01:30 BST",
        hours(1),
        "Sun 2024-10-27 01:30 GMT",
    ),
    ("back, from its second time", "Sun 2024-10-27 01:30 GMT", hours(1), "Sun 2024-10-27 02:30 GMT"),
    ("back, a day of hours", "Sat 2024-10-26 12:00 BST", hours(24), "Sun 2024-10-27 11:00 GMT"),
    ("back, a week", "Sun 2024-10-27 01:30 BST", weeks(1), "Sun 2024-11-03 23:59 GMT"),
    ("back, past closing", "Fri 2024-10-25 17:00 BST", past_closing(40), "Sun 2024-10-27 08:00 GMT"),
    (
        "told in UTC, already tomorrow in London",
        "Wed 2015-06-24 23:30 GMT",
        days(1),
        "Fri 2015-06-26 23:59 BST",
    ),
    ("told in UTC, working days", "Wed 2015-06-24 23:30 GMT", working_days(1), "Fri 2015-06-26 17:30 BST"),
    ("at once, told in UTC", "Wed 2015-06-24 08:00 GMT", AT_ONCE, "Wed 2015-06-24 09:00 BST"),
]
MONTHS = [
    ("to the end of February", "Fri 2025-01-31 09:00 GMT", months(1), "Fri 2025-02-28 23:59 GMT"),
    ("to the end of a leap February", "Wed 2024-01-31 09:00 GMT", months(1), "Thu 2024-02-29 23:59 GMT"),
    ("from leap day, a year", "Thu 2024-02-29 09:00 GMT", months(12), "Fri 2025-02-28 23:59 GMT"),
    ("to leap day", "Wed 2024-02-28 09:00 GMT", days(1), "Thu 2024-02-29 23:59 GMT"),
    ("over leap day, working days", "Wed 2024-02-28 09:00 GMT", working_days(2), "Fri 2024-03-01 17:30 GMT"),
    ("over the year", "Sat 2024-11-30 09:00 GMT", months(3), "Fri 2025-02-28 23:59 GMT"),
    ("December to December", "Tue 2024-12-31 09:00 GMT", months(12), "Wed 2025-12-31 23:59 GMT"),
    ("into December", "Tue 2024-06-04 09:00 BST", months(6), "Wed 2024-12-04 23:59 GMT"),
]


@pytest.mark.parametrize(
    ("start", "within", "deadline"),
    [
        pytest.param(*row, id=f"{topic}: {claim}")
        for topic, rows in [
            ("Child J", CHILD_J),
            ("closing time", CLOSING),
            ("not open", NOT_OPEN),
            ("clocks", CLOCKS),
            ("months", MONTHS),
        ]
        for claim, *row in rows
    ],
)
def test_due(start: str, within: Duration, deadline: str) -> None:
    assert said(due(moment(start), within, ENGLAND)) == deadline


@pytest.mark.parametrize(
    ("calendar", "start", "within", "deadline"),
    [
        pytest.param(
            SCOTLAND,
            "Thu 2024-03-28 16:00 GMT",
            working_days(1),
            "Mon 2024-04-01 17:30 BST",
            id="Easter Monday is a working day in Scotland",
        ),
        pytest.param(
            office(closures=CHRISTMAS_CLOSURE),
            "Tue 2024-12-24 12:00 GMT",
            working_days(1),
            "Thu 2025-01-02 17:30 GMT",
            id="the policy closes the office after Christmas",
        ),
        pytest.param(
            office(closures=CHRISTMAS_CLOSURE),
            "Fri 2024-12-27 10:00 GMT",
            SAME_DAY,
            "Thu 2025-01-02 17:30 GMT",
            id="received on a day of closure",
        ),
        pytest.param(
            ROUND_THE_CLOCK,
            "Sat 2024-03-30 22:59 GMT",
            office_hours(4),
            "Sun 2024-03-31 04:00 BST",
            id="an office open by night counts the hours that there were, forward",
        ),
        pytest.param(
            ROUND_THE_CLOCK,
            "Sun 2024-10-27 00:30 BST",
            office_hours(4),
            "Sun 2024-10-27 03:30 GMT",
            id="an office open by night counts the hours that there were, back",
        ),
    ],
)
def test_due_in_another_office(calendar: OfficeCalendar, start: str, within: Duration, deadline: str) -> None:
    assert said(due(moment(start), within, calendar)) == deadline


def test_a_deadline_is_on_the_office_clock() -> None:
    for within in EVERY_KIND:
        assert due(moment("Wed 2015-06-24 08:00 GMT"), within, ENGLAND).tzinfo is ENGLAND.zone


def test_seconds_are_kept_where_hours_are_counted() -> None:
    start = moment("Wed 2015-06-24 16:59 BST").replace(second=30)
    assert f"{due(start, hours(1), ENGLAND):%H:%M:%S}" == "17:59:30"
    assert f"{due(start, office_hours(1), ENGLAND):%d %H:%M:%S}" == "25 09:29:30"


@pytest.mark.parametrize(
    ("within", "words"),
    [
        pytest.param(working_days(0), "“0 working days” is no time limit: write from 1 to 1,000", id="none"),
        pytest.param(hours(-1), "“-1 hours” is no time limit", id="backwards"),
        pytest.param(months(MOST + 1), "“1001 months” is no time limit", id="a slip of the finger"),
        pytest.param(Duration(2, Unit.AT_ONCE), "“at once” takes no number, and this one has 2", id="number"),
        pytest.param(Duration(-1, Unit.SAME_WORKING_DAY), "takes no number", id="negative number"),
        pytest.param(
            Duration(4, Unit.HOURS, past_closing=True),
            "only office hours can run past",
            id="hours past closing",
        ),
    ],
)
def test_a_duration_that_cannot_be_meant_is_refused(within: Duration, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        due(moment("Wed 2015-06-24 09:00 BST"), within, ENGLAND)


def test_a_start_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say in which time zone"):
        due(datetime(2015, 6, 24, 9), AT_ONCE, ENGLAND)  # noqa: DTZ001 - the naive start is the mistake


@pytest.mark.parametrize(
    ("start", "within"),
    [
        pytest.param("Fri 1999-12-31 12:00 GMT", AT_ONCE, id="starts before"),
        pytest.param("Sun 2051-01-01 12:00 GMT", AT_ONCE, id="starts after"),
        pytest.param("Sat 2050-12-31 12:00 GMT", hours(12), id="hours end after"),
        pytest.param("Sat 2050-12-31 12:00 GMT", office_hours(1), id="office hours end after"),
        pytest.param("Sat 2050-12-31 12:00 GMT", working_days(1), id="working days end after"),
        pytest.param("Sat 2050-12-31 12:00 GMT", SAME_DAY, id="same working day ends after"),
        pytest.param("Sat 2050-12-31 12:00 GMT", days(1), id="days end after"),
        pytest.param("Wed 2015-06-24 09:00 BST", months(MOST), id="months end after"),
    ],
)
def test_outside_the_known_years_is_refused(start: str, within: Duration) -> None:
    with pytest.raises(BeyondCalendar, match="outside the years"):
        due(moment(start), within, ENGLAND)


# What holds for every deadline.

CALENDARS = st.sampled_from(list(OFFICES.values()))
STARTS = st.datetimes(datetime(2001, 1, 1), datetime(2040, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
IN_WORDS = [AT_ONCE, SAME_DAY, NEXT_DAY]
COUNTED_UNITS = st.sampled_from(sorted(set(Unit) - {within.unit for within in IN_WORDS}))
COUNTED = st.one_of(
    st.builds(Duration, st.integers(1, 100), COUNTED_UNITS),
    st.integers(1, 100).map(past_closing),
)
DURATIONS = st.one_of(COUNTED, st.sampled_from(IN_WORDS))
ZONES = st.one_of(
    st.integers(-14 * 60, 14 * 60).map(lambda offset: timezone(timedelta(minutes=offset))),
    st.sampled_from([ZoneInfo(name) for name in ("Europe/London", "America/New_York", "Asia/Kathmandu")]),
)


def in_utc(start: datetime, within: Duration, calendar: OfficeCalendar) -> datetime:
    """The deadline, where two can be compared."""
    return due(start, within, calendar).astimezone(UTC)


@given(STARTS, DURATIONS, CALENDARS)
def test_a_deadline_is_never_before_its_start(
    start: datetime, within: Duration, calendar: OfficeCalendar
) -> None:
    assert in_utc(start, within, calendar) >= start


@given(STARTS, st.timedeltas(timedelta(0), timedelta(days=9)), DURATIONS, CALENDARS)
def test_what_starts_later_is_never_due_earlier(
    start: datetime, later: timedelta, within: Duration, calendar: OfficeCalendar
) -> None:
    assert in_utc(start, within, calendar) <= in_utc(start + later, within, calendar)


@given(STARTS, COUNTED, st.integers(1, 100), CALENDARS)
def test_more_time_is_due_later(
    start: datetime, within: Duration, more: int, calendar: OfficeCalendar
) -> None:
    longer = Duration(within.amount + more, within.unit, within.past_closing)
    assert in_utc(start, within, calendar) < in_utc(start, longer, calendar)


@given(
    STARTS, st.one_of(st.integers(1, 100).map(working_days), st.sampled_from([SAME_DAY, NEXT_DAY])), CALENDARS
)
def test_working_days_end_when_an_open_office_closes(
    start: datetime, within: Duration, calendar: OfficeCalendar
) -> None:
    deadline = due(start, within, calendar)
    assert deadline == calendar.closing(deadline.date())
    assert not calendar.is_open(deadline)
    assert calendar.is_open(deadline - timedelta(minutes=1))


@given(STARTS, st.integers(1, 100), CALENDARS)
def test_office_hours_run_out_while_the_office_is_open_or_as_it_closes(
    start: datetime, amount: int, calendar: OfficeCalendar
) -> None:
    deadline = due(start, office_hours(amount), calendar)
    assert calendar.is_open(deadline) or deadline == calendar.closing(deadline.date())


@given(STARTS, st.integers(1, MOST), CALENDARS)
def test_elapsed_hours_are_that_many_hours(start: datetime, amount: int, calendar: OfficeCalendar) -> None:
    assert in_utc(start, hours(amount), calendar) - start == timedelta(hours=amount)


@given(STARTS, st.one_of(*(st.integers(1, 100).map(unit) for unit in (days, weeks, months))), CALENDARS)
def test_calendar_days_end_at_the_end_of_a_day(
    start: datetime, within: Duration, calendar: OfficeCalendar
) -> None:
    assert due(start, within, calendar).time() == time(23, 59)


@given(STARTS, ZONES, DURATIONS, CALENDARS)
def test_the_zone_in_which_a_start_is_told_changes_nothing(
    start: datetime, zone: timezone | ZoneInfo, within: Duration, calendar: OfficeCalendar
) -> None:
    assert in_utc(start.astimezone(zone), within, calendar) == in_utc(start, within, calendar)
