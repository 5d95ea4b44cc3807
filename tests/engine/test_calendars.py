"""Bank holidays, working days and opening hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.offices import (
    CHRISTMAS_CLOSURE,
    ENGLAND,
    NORTHERN_IRELAND,
    OFFICES,
    SATURDAYS_TOO,
    SCOTLAND,
    moment,
    office,
    on,
    said,
)
from tests.engine.slow_calendar import BANK_HOLIDAYS, WEEKEND
from triage_api.engine.calendars import BeyondCalendar, OfficeCalendar
from triage_api.policy.holidays import FIRST_YEAR, LAST_YEAR, NATIONS, bank_holidays
from triage_api.policy.model import OfficeHours

KNOWN_DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
EARLIER_DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 5, 12, 31))


@pytest.mark.parametrize("nation", NATIONS)
def test_five_years_are_those_of_gov_uk_and_the_weekend_days_themselves(nation: str) -> None:
    expected = {date(*day) for day in BANK_HOLIDAYS[nation] | WEEKEND[nation]}
    assert bank_holidays(nation, 2024, 2028).days == expected


@pytest.mark.parametrize(
    ("nation", "day", "closed"),
    [
        pytest.param("England and Wales", "Mon 2012-06-04", True, id="diamond jubilee, spring holiday moved"),
        pytest.param("England and Wales", "Mon 2012-05-28", False, id="and not on its usual day"),
        pytest.param("England and Wales", "Tue 2012-06-05", True, id="diamond jubilee, a day more"),
        pytest.param("England and Wales", "Mon 2015-08-31", True, id="summer 2015, in Child J's time"),
        pytest.param("England and Wales", "Fri 2020-05-08", True, id="VE day, early May holiday moved"),
        pytest.param("England and Wales", "Mon 2020-05-04", False, id="and not on its usual day "),
        pytest.param("England and Wales", "Mon 2022-09-19", True, id="funeral of the Queen"),
        pytest.param("England and Wales", "Mon 2023-05-08", True, id="coronation"),
        pytest.param("Scotland", "Mon 2024-04-01", False, id="Easter Monday, Scotland works"),
        pytest.param("Scotland", "Tue 2024-01-02", True, id="2 January, Scotland"),
        pytest.param("Scotland", "Mon 2024-12-02", True, id="St Andrew's Day on a Saturday, substitute"),
        pytest.param("Scotland", "Tue 2022-01-04", True, id="2 January on a Sunday, substitute on a Tuesday"),
        pytest.param("Scotland", "Mon 2026-06-15", True, id="World Cup, Scotland"),
        pytest.param("England and Wales", "Mon 2026-06-15", False, id="World Cup, England works"),
        pytest.param("Northern Ireland", "Mon 2025-07-14", True, id="12 July on a Saturday, substitute"),
        pytest.param(
            "Northern Ireland", "Mon 2024-03-18", True, id="St Patrick's Day on a Sunday, substitute"
        ),
        pytest.param("England and Wales", "Mon 2024-03-18", False, id="St Patrick's Day, England works"),
    ],
)
def test_a_day_is_a_bank_holiday_or_not(nation: str, day: str, closed: bool) -> None:
    assert (on(day) in bank_holidays(nation).days) is closed


def test_wales_has_the_bank_holidays_of_england() -> None:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    wales = holidays.country_holidays("GB", subdiv="WLS", years=years)
    assert bank_holidays("England and Wales").days == set(wales)


def test_bank_holidays_say_what_they_cover_and_where_they_come_from() -> None:
    known = bank_holidays("Scotland")
    assert (known.first_year, known.last_year) == (FIRST_YEAR, LAST_YEAR)
    assert {day.year for day in known.days} == set(range(FIRST_YEAR, LAST_YEAR + 1))
    assert known.library == f"holidays {holidays.__version__}"  # type: ignore[attr-defined]


def test_bank_holidays_are_worked_out_once() -> None:
    assert bank_holidays("Scotland") is bank_holidays("Scotland")


def test_a_nation_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(
        ValueError, match=r"“England” .* write England and Wales, Scotland or Northern Ireland"
    ):
        bank_holidays("England")


def test_years_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="from 2028 to 2024 run backwards"):
        bank_holidays("Scotland", 2028, 2024)


@pytest.mark.parametrize(
    ("calendar", "day", "works"),
    [
        pytest.param(ENGLAND, "Wed 2015-06-24", True, id="a Wednesday"),
        pytest.param(ENGLAND, "Sat 2015-06-27", False, id="a Saturday"),
        pytest.param(SATURDAYS_TOO, "Sat 2015-06-27", True, id="a Saturday on which the office opens"),
        pytest.param(SATURDAYS_TOO, "Sat 2026-12-26", False, id="Boxing Day on such a Saturday"),
        pytest.param(SATURDAYS_TOO, "Mon 2026-12-28", False, id="and its substitute"),
        pytest.param(ENGLAND, "Fri 2024-03-29", False, id="Good Friday"),
        pytest.param(ENGLAND, "Fri 2024-12-27", True, id="after Christmas"),
        pytest.param(SATURDAYS_TOO, "Fri 2024-12-27", False, id="after Christmas, closed by the policy"),
        pytest.param(ENGLAND, "Sat 2000-01-01", False, id="the first day known"),
        pytest.param(ENGLAND, "Sat 2050-12-31", False, id="the last day known"),
    ],
)
def test_the_office_opens_on_a_day_or_not(calendar: OfficeCalendar, day: str, works: bool) -> None:
    assert calendar.is_working_day(on(day)) is works


@pytest.mark.parametrize(
    ("calendar", "day", "following"),
    [
        pytest.param(ENGLAND, "Wed 2015-06-24", "Thu 2015-06-25", id="never the day itself"),
        pytest.param(ENGLAND, "Fri 2015-06-26", "Mon 2015-06-29", id="over a weekend"),
        pytest.param(ENGLAND, "Thu 2024-03-28", "Tue 2024-04-02", id="over Easter"),
        pytest.param(SCOTLAND, "Thu 2024-03-28", "Mon 2024-04-01", id="over Easter, Scotland"),
        pytest.param(ENGLAND, "Fri 2027-12-24", "Wed 2027-12-29", id="Christmas on a weekend"),
        pytest.param(SCOTLAND, "Fri 2027-12-31", "Wed 2028-01-05", id="new year on a weekend, Scotland"),
        pytest.param(NORTHERN_IRELAND, "Fri 2025-07-11", "Tue 2025-07-15", id="12 July on a Saturday"),
        pytest.param(office(closures=CHRISTMAS_CLOSURE), "Tue 2024-12-24", "Thu 2025-01-02", id="closures"),
    ],
)
def test_the_next_working_day(calendar: OfficeCalendar, day: str, following: str) -> None:
    assert calendar.next_working_day(on(day)) == on(following)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param("Fri 2015-06-12", "Wed 2015-06-24", 8, id="the notice of 12 June reaches Ealing"),
        pytest.param("Thu 2015-06-25", "Mon 2015-06-29", 2, id="health visitor told, to be allocated"),
        pytest.param("Thu 2015-06-25", "Thu 2015-07-02", 5, id="health visitor told, family to be seen"),
        pytest.param("Wed 2015-07-01", "Thu 2015-07-09", 6, id="waiting to be allocated"),
        pytest.param("Wed 2015-06-24", "Fri 2015-07-10", 12, id="child first seen"),
        pytest.param("Mon 2015-07-13", "Fri 2015-10-02", 58, id="no visit, over the August bank holiday"),
        pytest.param("Wed 2015-10-14", "Tue 2015-10-27", 9, id="documents sent to Luton"),
        pytest.param("Tue 2015-10-27", "Thu 2015-11-05", 7, id="closed without contact"),
        pytest.param("Thu 2015-11-05", "Mon 2015-11-16", 7, id="health visitor's first try"),
        pytest.param("Wed 2015-06-24", "Wed 2015-06-24", 0, id="the same day"),
        pytest.param("Sat 2015-06-27", "Sun 2015-06-28", 0, id="a weekend"),
        pytest.param("Sat 2015-06-27", "Mon 2015-06-29", 1, id="from a Saturday"),
    ],
)
def test_how_many_working_days_it_took_for_child_j(start: str, end: str, days: int) -> None:
    assert ENGLAND.working_days_between(on(start), on(end)) == days


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="23 June 2015 is before 24 June 2015"):
        ENGLAND.working_days_between(date(2015, 6, 24), date(2015, 6, 23))


@given(st.sampled_from(list(OFFICES.values())), EARLIER_DAYS, st.integers(1, 500))
def test_counting_there_and_back_agrees(calendar: OfficeCalendar, start: date, count: int) -> None:
    end = calendar.working_day_after(start, count)
    assert calendar.working_days_between(start, end) == count
    assert calendar.is_working_day(end)


@given(st.sampled_from(list(OFFICES.values())), KNOWN_DAYS)
def test_a_working_day_is_one_working_day_after_the_day_before(calendar: OfficeCalendar, day: date) -> None:
    before = max(day - timedelta(days=1), date(FIRST_YEAR, 1, 1))
    assert calendar.working_days_between(before, day) == int(calendar.is_working_day(day) and before < day)


def test_an_office_that_never_opens_has_no_working_day() -> None:
    mondays = tuple(date(2024, 1, 1) + timedelta(weeks=week) for week in range(53))
    never = OfficeCalendar(
        OfficeHours(time(9), time(17), weekdays=(0,), closures=mondays), bank_holidays("Scotland", 2024, 2024)
    )
    assert not never.is_working_day(date(2024, 12, 31))
    with pytest.raises(BeyondCalendar, match="working day 1 after 1 January 2024"):
        never.next_working_day(date(2024, 1, 1))


@pytest.mark.parametrize("count", [0, -1])
def test_no_working_day_after_is_no_day(count: int) -> None:
    with pytest.raises(ValueError, match="count at least 1"):
        ENGLAND.working_day_after(date(2015, 6, 24), count)


def test_the_office_opens_and_closes_on_its_own_clock() -> None:
    assert said(ENGLAND.opening(on("Wed 2015-06-24"))) == "Wed 2015-06-24 09:00 BST"
    assert said(ENGLAND.closing(on("Wed 2015-06-24"))) == "Wed 2015-06-24 17:30 BST"
    assert said(ENGLAND.closing(on("Wed 2015-12-23"))) == "Wed 2015-12-23 17:30 GMT"


@pytest.mark.parametrize("day", ["Sat 2015-06-27", "Mon 2015-08-31"], ids=["Saturday", "bank holiday"])
def test_a_day_without_opening_has_no_opening_time(day: str) -> None:
    with pytest.raises(ValueError, match=f"does not open on {on(day):%A}"):
        ENGLAND.opening(on(day))
    with pytest.raises(ValueError, match=f"does not open on {on(day):%A}"):
        ENGLAND.closing(on(day))


@pytest.mark.parametrize(
    ("words", "is_open", "office_day", "open_from"),
    [
        pytest.param(
            "Wed 2015-06-24 08:59 BST",
            False,
            "Wed 2015-06-24",
            "Wed 2015-06-24 09:00 BST",
            id="before opening",
        ),
        pytest.param(
            "Wed 2015-06-24 09:00 BST", True, "Wed 2015-06-24", "Wed 2015-06-24 09:00 BST", id="opening"
        ),
        pytest.param(
            "Wed 2015-06-24 17:29 BST", True, "Wed 2015-06-24", "Wed 2015-06-24 17:29 BST", id="17:29"
        ),
        pytest.param(
            "Wed 2015-06-24 17:30 BST", False, "Thu 2015-06-25", "Thu 2015-06-25 09:00 BST", id="closing time"
        ),
        pytest.param(
            "Fri 2015-06-26 17:31 BST", False, "Mon 2015-06-29", "Mon 2015-06-29 09:00 BST", id="17:31"
        ),
        pytest.param(
            "Sat 2015-06-27 12:00 BST", False, "Mon 2015-06-29", "Mon 2015-06-29 09:00 BST", id="Saturday"
        ),
        pytest.param(
            "Mon 2015-08-31 12:00 BST", False, "Tue 2015-09-01", "Tue 2015-09-01 09:00 BST", id="bank holiday"
        ),
        pytest.param(
            "Wed 2015-06-24 08:30 GMT", True, "Wed 2015-06-24", "Wed 2015-06-24 09:30 BST", id="told in UTC"
        ),
    ],
)
def test_whether_the_office_is_open_and_when_it_can_act(
    words: str, is_open: bool, office_day: str, open_from: str
) -> None:
    when = moment(words)
    assert ENGLAND.is_open(when) is is_open
    assert ENGLAND.office_day(when) == on(office_day)
    assert said(ENGLAND.open_from(when)) == open_from


def test_the_last_second_is_still_open() -> None:
    assert ENGLAND.is_open(moment("Wed 2015-06-24 17:29 BST").replace(second=59, microsecond=999_999))


NINE_TO_FIVE = OfficeHours(time(9), time(17))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        pytest.param(replace(NINE_TO_FIVE, closes=time(9)), "must open first", id="closes as it opens"),
        pytest.param(
            replace(NINE_TO_FIVE, closes=time(0)), "09:00 and closes at 00:00", id="closes at midnight"
        ),
        pytest.param(replace(NINE_TO_FIVE, opens=time(1, 30)), "the clocks change", id="opens at 01:30"),
        pytest.param(
            OfficeHours(time(0), time(1)),
            "cannot open or close between 01:00 and 02:00",
            id="closes at 01:00",
        ),
        pytest.param(replace(NINE_TO_FIVE, weekdays=()), "no weekday", id="no weekday"),
        pytest.param(replace(NINE_TO_FIVE, weekdays=(0, 7)), "weekday", id="an eighth weekday"),
        pytest.param(
            replace(NINE_TO_FIVE, zone="Europe/Londn"), "“Europe/Londn” is not a time", id="misspelt"
        ),
        pytest.param(replace(NINE_TO_FIVE, zone="Europe"), "“Europe” is not a time zone", id="a continent"),
        pytest.param(replace(NINE_TO_FIVE, zone="../London"), "England's is Europe/London", id="a path"),
    ],
)
def test_an_office_that_cannot_be_is_refused(hours: OfficeHours, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        OfficeCalendar(hours, bank_holidays("England and Wales"))


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(
        ValueError, match="does not say in which time zone; write it like 2015-06-24T09:00:00"
    ):
        ENGLAND.local(datetime(2015, 6, 24, 9))  # noqa: DTZ001 - the naive moment is the mistake


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2051, 1, 1)], ids=["before", "after"])
def test_a_day_outside_the_known_years_is_refused_everywhere(day: date) -> None:
    words = f"{day.day} {day:%B %Y} is outside the years .* 2000 to 2050 .holidays .* check the date"
    noon = datetime.combine(day, time(12), UTC)
    for refused in (ENGLAND.is_working_day, ENGLAND.next_working_day, ENGLAND.opening, ENGLAND.closing):
        with pytest.raises(BeyondCalendar, match=words):
            refused(day)
    for refused_moment in (ENGLAND.local, ENGLAND.is_open, ENGLAND.office_day, ENGLAND.open_from):
        with pytest.raises(BeyondCalendar, match=words):
            refused_moment(noon)
    with pytest.raises(BeyondCalendar, match=words):
        ENGLAND.working_days_between(min(day, date(2015, 6, 24)), max(day, date(2015, 6, 24)))


def test_counting_off_the_end_of_the_known_years_is_refused() -> None:
    with pytest.raises(BeyondCalendar, match="working day 2 after 29 December 2050 is outside"):
        ENGLAND.working_day_after(date(2050, 12, 29), 2)


@pytest.mark.parametrize(
    "far",
    [
        pytest.param(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), id="before the first year"),
        pytest.param(datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-12))), id="after the last"),
    ],
)
def test_a_moment_that_london_cannot_say_is_refused_in_the_same_words(far: datetime) -> None:
    with pytest.raises(BeyondCalendar, match=f"{far.year:04}-.* is outside the years"):
        ENGLAND.local(far)
