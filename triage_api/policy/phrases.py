"""The phrases of threshold files: durations, ages, numbers, dates counted from receipt or an incident."""

from __future__ import annotations

import re
from collections.abc import Callable

from triage_api.policy.model import Anchor, Back, Duration, InTime, Span, Unit
from triage_api.policy.model.measures import OLDEST, TICKS, WEEK

AGES = (
    "under 12 months, 12 months or over, over 5 years, 6 months or under, from 2 years to 4 years, 16 years, "
    "unborn, born, born and under 12 months, unborn, due within 12 weeks"
)
NUMBERS = "3, at least 3, at most 3, more than 3, fewer than 3, from 3 to 5"
DATES = (
    "within 6 weeks, more than 6 weeks ago, at least 6 weeks ago, today, in the future, "
    "within the next 7 days, before the incident, after the incident, on or after the incident, "
    "within 2 days after the incident"
)
DURATIONS = (
    "4 hours, 4 office hours, 4 office hours, past closing time, 2 working days, 5 days, 2 weeks, 3 months, "
    "same working day, same or next working day, at once"
)

_AMOUNT = r"(\d{1,4}) (day|week|month|year)s?"
_MEASURED = {
    "hour": Unit.HOURS, "office hour": Unit.OFFICE_HOURS, "working day": Unit.WORKING_DAYS,
    "day": Unit.DAYS, "week": Unit.WEEKS, "month": Unit.MONTHS,
}  # fmt: skip
_IN_WORDS = {unit.value: unit for unit in (Unit.SAME_WORKING_DAY, Unit.NEXT_WORKING_DAY, Unit.AT_ONCE)}
_DURATION = re.compile(r"(\d{1,4}) (hour|office hour|working day|day|week|month)s?(, past closing time)?")
_NO_TIME = Back()
_NO_UNIT = "It does not say whether that is days, weeks, months or years."


def plain(text: str) -> str:
    """The words in lower case, one space apart."""
    return " ".join(text.split()).lower()


def read_duration(text: str) -> Duration:
    """Read ``4 office hours, past closing time`` and the other forms of ``DURATIONS``.

    Raises:
        ValueError: it is none of them.
    """
    words = plain(text)
    if words in _IN_WORDS:
        return Duration(0, _IN_WORDS[words])
    match = _DURATION.fullmatch(words)
    if match is None or int(match[1]) == 0:
        raise ValueError("It is not a duration.")
    unit, past_closing = _MEASURED[match[2]], match[3] is not None
    if past_closing and unit is not Unit.OFFICE_HOURS:
        raise ValueError("Only office hours can run past closing time.")
    return Duration(int(match[1]), unit, past_closing)


def read_ages(text: str) -> Span:
    """Read ``under 12 months`` and the other forms of ``AGES``, in ticks of age.

    ``under`` takes in the unborn: a threshold for babies must not lose a child for want of a birthday.

    Raises:
        ValueError: it is none of them, or no age is among it.
    """
    return _first_of(_AGES, text)


def read_numbers(text: str) -> Span:
    """Read ``at least 3`` and the other forms of ``NUMBERS``.

    Raises:
        ValueError: it is none of them, or no number is among it.
    """
    return _first_of(_NUMBERS, text)


def read_dates(text: str) -> InTime:
    """Read ``within 6 weeks`` and the other forms of ``DATES``, counted from the anchor's own day.

    Raises:
        ValueError: it is none of them.
    """
    words = plain(text)
    if words in _FIXED_DATES:
        return _FIXED_DATES[words]
    for pattern, made in _DATES:
        if match := pattern.fullmatch(words):
            return made(match)
    raise ValueError("It is not a phrase for a date.")


def _first_of(forms: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...], text: str) -> Span:
    words = plain(text)
    for pattern, made in forms:
        if match := pattern.fullmatch(words):
            span = made(match)
            if span.low is not None and span.high is not None and span.low > span.high:
                raise ValueError("Nothing lies in it.")
            return span
    raise ValueError(_NO_UNIT if forms is _AGES and words[-1:].isdigit() else "It cannot stand here.")


def _ticks(match: re.Match[str], group: int, more: int = 0) -> int:
    """So many units, and ``more`` of the same unit."""
    return (int(match[group]) + more) * TICKS[match[group + 1]]


_AGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (f"under {_AMOUNT}", lambda m: Span(None, _ticks(m, 1) - 1)),
        (f"{_AMOUNT} or under", lambda m: Span(None, _ticks(m, 1, 1) - 1)),
        (f"born and under {_AMOUNT}", lambda m: Span(0, _ticks(m, 1) - 1)),
        (f"{_AMOUNT} or over", lambda m: Span(_ticks(m, 1), None)),
        (f"over {_AMOUNT}", lambda m: Span(_ticks(m, 1, 1), None)),
        (f"from {_AMOUNT} to {_AMOUNT}", lambda m: Span(_ticks(m, 1), _ticks(m, 3, 1) - 1)),
        (_AMOUNT, lambda m: Span(_ticks(m, 1), _ticks(m, 1, 1) - 1)),
        ("unborn", lambda m: Span(None, -1)),
        ("born", lambda m: Span(0, None)),
        (r"unborn, due within (\d{1,2}) weeks?", lambda m: Span(-int(m[1]) * WEEK, -1)),
    )
)

_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (r"(\d{1,6})", lambda m: Span(int(m[1]), int(m[1]))),
        (r"at least (\d{1,6})", lambda m: Span(int(m[1]), None)),
        (r"at most (\d{1,6})", lambda m: Span(0, int(m[1]))),
        (r"more than (\d{1,6})", lambda m: Span(int(m[1]) + 1, None)),
        (r"fewer than (\d{1,6})", lambda m: Span(0, int(m[1]) - 1)),
        (r"from (\d{1,6}) to (\d{1,6})", lambda m: Span(int(m[1]), int(m[2]))),
    )
)

_FIXED_DATES = {
    "today": InTime(_NO_TIME, _NO_TIME),
    "in the future": InTime(Back(days=-1), None),
    "before the incident": InTime(None, Back(days=1), Anchor.INCIDENT),
    "after the incident": InTime(Back(days=-1), None, Anchor.INCIDENT),
    "on or after the incident": InTime(_NO_TIME, None, Anchor.INCIDENT),
}


def _back(match: re.Match[str], sign: int = 1, days: int = 0) -> Back:
    """So far back (``sign`` -1: ahead), and ``days`` further back."""
    if int(match[1]) * TICKS[match[2]] > OLDEST:
        raise ValueError("Nobody lives so long.")
    amount, unit = sign * int(match[1]), match[2]
    if unit in ("month", "year"):
        return Back(days, amount * (12 if unit == "year" else 1))
    return Back(amount * (7 if unit == "week" else 1) + days)


_DATES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], InTime]], ...] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (f"within {_AMOUNT}", lambda m: InTime(_back(m), _NO_TIME)),
        (f"more than {_AMOUNT} ago", lambda m: InTime(None, _back(m, days=1))),
        (f"at least {_AMOUNT} ago", lambda m: InTime(None, _back(m))),
        (f"within the next {_AMOUNT}", lambda m: InTime(_NO_TIME, _back(m, -1))),
        (f"within {_AMOUNT} after the incident", lambda m: InTime(_NO_TIME, _back(m, -1), Anchor.INCIDENT)),
    )
)
