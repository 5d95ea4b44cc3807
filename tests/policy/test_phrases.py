"""Durations, ages, numbers and dates mean what the page on the format says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_api.policy.model import Anchor, Back, Duration, InTime, Span, Unit
from triage_api.policy.model.measures import DAY, MONTH, WEEK, YEAR, read_age
from triage_api.policy.phrases import (
    AGES,
    DATES,
    DURATIONS,
    NUMBERS,
    plain,
    read_ages,
    read_dates,
    read_duration,
    read_numbers,
)

DURATION_ROWS = {
    "4 hours": Duration(4, Unit.HOURS),
    "1 hour": Duration(1, Unit.HOURS),
    "4 office hours": Duration(4, Unit.OFFICE_HOURS),
    "4 office hours, past closing time": Duration(4, Unit.OFFICE_HOURS, past_closing=True),
    "2 working days": Duration(2, Unit.WORKING_DAYS),
    "5 days": Duration(5, Unit.DAYS),
    "2 weeks": Duration(2, Unit.WEEKS),
    "3 months": Duration(3, Unit.MONTHS),
    "same working day": Duration(0, Unit.SAME_WORKING_DAY),
    "same or next working day": Duration(0, Unit.NEXT_WORKING_DAY),
    "At  once": Duration(0, Unit.AT_ONCE),
}
AGE_ROWS = {
    "under 12 months": Span(None, YEAR - 1),
    "6 months or under": Span(None, 7 * MONTH - 1),
    "12 months or over": Span(YEAR, None),
    "over 5 years": Span(6 * YEAR, None),
    "from 2 years to 4 years": Span(2 * YEAR, 5 * YEAR - 1),
    "from 6 weeks to 11 months": Span(6 * WEEK, 12 * MONTH - 1),
    "16 years": Span(16 * YEAR, 17 * YEAR - 1),
    "1 day": Span(DAY, 2 * DAY - 1),
    "unborn": Span(None, -1),
    "born": Span(0, None),
    "born and under 12 months": Span(0, YEAR - 1),
    "unborn, due within 12 weeks": Span(-12 * WEEK, -1),
}
NUMBER_ROWS = {
    "3": Span(3, 3),
    "at least 3": Span(3, None),
    "at most 3": Span(0, 3),
    "more than 3": Span(4, None),
    "fewer than 3": Span(0, 2),
    "from 3 to 5": Span(3, 5),
}
DATE_ROWS = {
    "within 6 weeks": InTime(Back(days=42), Back()),
    "within 12 months": InTime(Back(months=12), Back()),
    "within 2 years": InTime(Back(months=24), Back()),
    "more than 6 weeks ago": InTime(None, Back(days=43)),
    "more than 6 months ago": InTime(None, Back(days=1, months=6)),
    "at least 6 weeks ago": InTime(None, Back(days=42)),
    "today": InTime(Back(), Back()),
    "in the future": InTime(Back(days=-1), None),
    "within the next 7 days": InTime(Back(), Back(days=-7)),
    "before the incident": InTime(None, Back(days=1), Anchor.INCIDENT),
    "after the incident": InTime(Back(days=-1), None, Anchor.INCIDENT),
    "on or after the incident": InTime(Back(), None, Anchor.INCIDENT),
    "within 2 days after the incident": InTime(Back(), Back(days=-2), Anchor.INCIDENT),
}


@pytest.mark.parametrize(("text", "duration"), DURATION_ROWS.items())
def test_a_duration_is_read(text: str, duration: Duration) -> None:
    assert read_duration(text) == duration


@pytest.mark.parametrize("duration", DURATION_ROWS.values(), ids=str)
def test_a_duration_reads_as_it_prints(duration: Duration) -> None:
    assert read_duration(str(duration)) == duration


@pytest.mark.parametrize(("text", "span"), AGE_ROWS.items())
def test_an_age_is_read(text: str, span: Span) -> None:
    assert read_ages(text) == span


@pytest.mark.parametrize(("text", "span"), NUMBER_ROWS.items())
def test_a_number_is_read(text: str, span: Span) -> None:
    assert read_numbers(text) == span


@pytest.mark.parametrize(("text", "time"), DATE_ROWS.items())
def test_a_date_is_read(text: str, time: InTime) -> None:
    assert read_dates(text) == time


@pytest.mark.parametrize(
    "text", ["", "2", "0 hours", "-1 days", "2 business days", "2 weeks, past closing time", "soon"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_duration(text)


@pytest.mark.parametrize(
    "text", ["", "2", "under 2", "from 5 years to 2 years", "younger than 1 year", "12m"]
)
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_ages(text)


@pytest.mark.parametrize("text", ["", "many", "fewer than 0", "from 5 to 3", "-3", "3.5", ">= 3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_numbers(text)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "6 weeks ago", "within 6", "2015-06-24", "within 9999 years"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_dates(text)


def test_the_forms_that_errors_list_are_the_forms_that_are_read() -> None:
    """“Write one of ...” must not name a form that is then refused."""
    for forms, rows in (
        (DURATIONS, DURATION_ROWS),
        (AGES, AGE_ROWS),
        (NUMBERS, NUMBER_ROWS),
        (DATES, DATE_ROWS),
    ):
        listed = forms
        for text in sorted((plain(row) for row in rows), key=len, reverse=True):
            listed = listed.replace(text, "")
        assert not listed.strip(", "), f"not read: {listed}"


@given(st.integers(0, 130), st.integers(0, 130))
def test_under_and_or_over_part_every_age_in_two(years: int, limit: int) -> None:
    age = Span(years * YEAR, (years + 1) * YEAR - 1)
    under, over = read_ages(f"under {limit} years"), read_ages(f"{limit} years or over")
    assert age.within(under) is (years < limit)
    assert age.within(over) is (years >= limit)


def test_under_two_takes_in_the_unborn() -> None:
    assert read_age("unborn, due 2026-12-01", date(2026, 11, 22)).within(read_ages("under 2 years"))
    assert not read_age("unborn", date(2026, 11, 22)).meets(read_ages("born and under 2 years"))
