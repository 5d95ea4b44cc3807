"""What people type for an age, a number, a date or a time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_api.engine.days import read_days
from triage_api.policy.model import read_age, read_number
from triage_tui.questions import Kind
from triage_tui.typed import read_moment, read_month, tidy

LONDON = ZoneInfo("Europe/London")
RECEIVED = datetime(2015, 6, 24, 9, 0, tzinfo=UTC)

TYPED = [
    (Kind.AGE, "8 months", "8 months"),
    (Kind.AGE, "8m", "8 months"),
    (Kind.AGE, " 8  mths ", "8 months"),
    (Kind.AGE, "1 yr old", "1 years"),
    (Kind.AGE, "3w", "3 weeks"),
    (Kind.AGE, "10d", "10 days"),
    (Kind.AGE, "~8m", "about 8 months"),
    (Kind.AGE, "10/2014", "born 2014-10"),
    (Kind.AGE, "2014-10", "born 2014-10"),
    (Kind.AGE, "october 2014", "born 2014-10"),
    (Kind.AGE, "born 3/10/14", "born 2014-10-03"),
    (Kind.AGE, "due 9/2015", "unborn, due 2015-09"),
    (Kind.AGE, "due 1 sep", "unborn, due 2015-09-01"),
    (Kind.AGE, "unborn, due 1/9/2015", "unborn, due 2015-09-01"),
    (Kind.AGE, "unborn", "unborn"),
    (Kind.NUMBER, "3", "3"),
    (Kind.NUMBER, "3+", "at least 3"),
    (Kind.NUMBER, ">= 3", "at least 3"),
    (Kind.NUMBER, "<=3", "at most 3"),
    (Kind.NUMBER, "3 - 5", "3 to 5"),
    (Kind.NUMBER, "3 to 5", "3 to 5"),
    (Kind.DATE, "23/6/2015", "2015-06-23"),
    (Kind.DATE, "23.06.15", "2015-06-23"),
    (Kind.DATE, "23 June 2015", "2015-06-23"),
    (Kind.DATE, "23 jun", "2015-06-23"),
    (Kind.DATE, "23/6", "2015-06-23"),
    (Kind.DATE, "24 december", "2014-12-24"),
    (Kind.DATE, "june 2015", "2015-06"),
    (Kind.DATE, "6/2015", "2015-06"),
    (Kind.DATE, "2015-06-23", "2015-06-23"),
    (Kind.DATE, "2015", "2015"),
    (Kind.DATE, "today", "2015-06-24"),
    (Kind.DATE, "yesterday", "2015-06-23"),
    (Kind.DATE, "~6/2015", "about 2015-06"),
    (Kind.TIME, "23/6 17:30", "2015-06-23 17:30"),
    (Kind.TIME, "yesterday 5:30pm", "2015-06-23 17:30"),
    (Kind.TIME, "12:05am", "2015-06-24 00:05"),
    (Kind.TIME, "23/6/2015", "2015-06-23"),
]

UNREAD = [
    (Kind.AGE, "9"),
    (Kind.AGE, "eight months"),
    (Kind.NUMBER, "a few"),
    (Kind.DATE, "31/2/2015"),
    (Kind.DATE, "last week"),
    (Kind.TIME, "25:00"),
]


@pytest.mark.parametrize(("kind", "text", "written"), TYPED, ids=[f"{k}: {t}" for k, t, _ in TYPED])
def test_what_is_typed_is_written_as_the_api_reads_it(kind: Kind, text: str, written: str) -> None:
    assert tidy(kind, text, RECEIVED) == written


@pytest.mark.parametrize(("kind", "written"), [(k, w) for k, _, w in TYPED], ids=[w for _, _, w in TYPED])
def test_the_server_reads_what_is_written(kind: Kind, written: str) -> None:
    match kind:
        case Kind.AGE:
            read_age(written, RECEIVED.date())
        case Kind.NUMBER:
            read_number(written)
        case _:
            read_days(written)


@pytest.mark.parametrize(("kind", "text"), UNREAD, ids=[f"{k}: {t}" for k, t in UNREAD])
def test_nothing_is_guessed_and_the_server_is_left_to_say_what_is_wrong(kind: Kind, text: str) -> None:
    assert tidy(kind, text, RECEIVED) == text


@given(st.dates(date(1990, 1, 1), date(2015, 6, 24)))
def test_every_day_is_read_in_each_form_in_which_people_write_it(day: date) -> None:
    forms = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d %B %Y}",
        f"{day.day} {day:%b %Y}",
    )
    assert {tidy(Kind.DATE, form, RECEIVED) for form in (*forms, day.isoformat())} == {day.isoformat()}


@given(st.integers(0, 364))
def test_a_day_without_a_year_is_the_last_such_day(back: int) -> None:
    day = RECEIVED.date() - timedelta(days=back)
    assert tidy(Kind.DATE, f"{day.day}/{day.month}", RECEIVED) == day.isoformat()


@given(st.text(max_size=40), st.sampled_from([Kind.AGE, Kind.NUMBER, Kind.DATE, Kind.TIME]))
def test_nothing_that_is_typed_breaks_it(text: str, kind: Kind) -> None:
    assert isinstance(tidy(kind, text, RECEIVED), str)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("24/6/2015 08:30", datetime(2015, 6, 24, 8, 30, tzinfo=LONDON)),
        ("yesterday 16:45", datetime(2015, 6, 23, 16, 45, tzinfo=LONDON)),
        ("8.30", datetime(2015, 6, 24, 8, 30, tzinfo=LONDON)),
        ("20 June at 22:00", datetime(2015, 6, 20, 22, 0, tzinfo=LONDON)),
        ("5/1/2015 09:00", datetime(2015, 1, 5, 9, 0, tzinfo=LONDON)),
        ("yesterday", None),
        ("24/6/2015 24:30", None),
    ],
)
@pytest.mark.usefixtures("london")
def test_when_it_was_received_needs_a_time_of_day_and_is_local(text: str, moment: datetime | None) -> None:
    assert read_moment(text, RECEIVED) == moment


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("10/2014", "2014-10"),
        ("Oct 2014", "2014-10"),
        ("3/10/2014", "2014-10"),
        ("due 9/2015", "2015-09"),
        ("2014", None),
        ("KM", None),
    ],
)
def test_of_a_birthday_the_month_alone_is_kept(text: str, month: str | None) -> None:
    assert read_month(text) == month
