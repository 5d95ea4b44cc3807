"""Times as people say them."""

from datetime import UTC, datetime, timedelta

import pytest

from triage_tui.times import ago, deadline

NOW = datetime(2015, 6, 24, 9, 0, tzinfo=UTC)
FRIDAY = "2015-06-26T17:00:00+00:00"


@pytest.mark.parametrize(
    ("due", "within", "words"),
    [
        (FRIDAY, "2 working days", "by Friday 26 June 17:00, in 2 working days"),
        (FRIDAY, "same or next working day", "by Friday 26 June 17:00, same or next working day"),
        (FRIDAY, None, "by Friday 26 June 17:00"),
        ("2015-06-24T09:00:00+00:00", "at once", "at once"),
        (None, "2 working days", "within 2 working days"),
        (None, None, "no time is set"),
        (
            "2015-06-23T17:00:00+00:00",
            "4 hours",
            "by Tuesday 23 June 17:00, in 4 hours - this time has passed",
        ),
        ("2016-01-04T17:00:00+00:00", None, "by Monday 4 January 2016 17:00"),
    ],
)
def test_a_deadline_says_by_when_and_how_long(due: str | None, within: str | None, words: str) -> None:
    assert deadline(due, within, NOW) == words


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(seconds=30), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=2, hours=5), "2 days ago"),
    ],
)
def test_how_long_ago(since: timedelta, words: str) -> None:
    assert ago(NOW - since, NOW) == words
