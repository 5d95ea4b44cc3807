"""Days as people give them, each read as every day that it may be."""

from __future__ import annotations

from datetime import date

import pytest

from triage_api.engine.days import read_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2015-06-23", date(2015, 6, 23), date(2015, 6, 23), id="a day"),
        pytest.param("2015-06", date(2015, 6, 1), date(2015, 6, 30), id="a month, to its last day"),
        pytest.param("2015-12", date(2015, 12, 1), date(2015, 12, 31), id="the month before a new year"),
        pytest.param("2016-02", date(2016, 2, 1), date(2016, 2, 29), id="a leap year's February"),
        pytest.param("2015", date(2015, 1, 1), date(2015, 12, 31), id="a year"),
        pytest.param("About 2015-06-23", date(2015, 5, 23), date(2015, 7, 24), id="about: 31 days each way"),
        pytest.param("2015-06-23 17:30", date(2015, 6, 23), date(2015, 6, 23), id="a day with its time"),
        pytest.param("2015-06-23T17:30", date(2015, 6, 23), date(2015, 6, 23), id="as a machine writes it"),
    ],
)
def test_a_day_is_every_day_that_it_may_be(text: str, first: date, last: date) -> None:
    days = read_days(text)
    assert (days.first, days.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("last summer", id="words"),
        pytest.param("23/06/2015", id="another order"),
        pytest.param("2015-13", id="there is no such month"),
        pytest.param("2015-02-30", id="there is no such day"),
        pytest.param("2015-06 17:30", id="a time without its day"),
        pytest.param("2015-06-23 half past five", id="a time in words"),
    ],
)
def test_what_is_no_day_is_refused_with_what_may_be_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date; write it like 2015-06-23, 2015-06, 2015 or about"):
        read_days(text)
