"""What people type for an age, a number, a date or a time, in the form that the API reads.

Forgiving about form and never about meaning: what cannot be read is passed on as it was typed, and the
server, which alone knows what may be written, says what is wrong. A bare “9” is not made into nine years.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from triage_tui.questions import Kind

_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_AMOUNT = re.compile(r"(about |~)?\s*(\d{1,4})\s*(d|w|m|y)[a-z]*(?: old)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = re.compile(r"\b(" + "|".join(_MONTHS) + r")[a-z]*\b\.?")
_PARTS = re.compile(r"[\s/.,-]+")
_CLOCK = re.compile(r"(?:^|[\sT]+|\bat\s+)(\d{1,2})[:.](\d{2})\s*(am|pm)?$", re.IGNORECASE)
_BORN = re.compile(r"(?:born|b\.?)\s*(.+)")
_DUE = re.compile(r"(?:unborn)?,?\s*(?:due)?\s*(.*)")


def tidy(kind: Kind, text: str, received: datetime) -> str:
    """What was typed for a question of ``kind``, as the API writes it; or as it was typed, if unreadable.

    ``received`` is when the referral was received: “today” and a day without a year count from it.
    """
    words = " ".join(text.split())
    reading = _READINGS.get(kind)
    return (reading(words, received) if reading else None) or words


def _age(text: str, received: datetime) -> str | None:
    """``8m`` is 8 months, ``10/2014`` a month of birth, ``due 9/2015`` an unborn baby."""
    words = text.lower()
    if words.startswith(("unborn", "due")):
        return _unborn(words, received)
    if match := _AMOUNT.fullmatch(words):
        return f"{'about ' if match[1] else ''}{int(match[2])} {_UNITS[match[3]]}"
    born = _BORN.fullmatch(words)
    day = _day(born[1] if born else words, received.date())
    return f"born {day}" if day else None


def _unborn(words: str, received: datetime) -> str | None:
    match = _DUE.fullmatch(words)
    if match is None:
        return None
    if not match[1]:
        return "unborn"
    due = _day(match[1], received.date(), ahead=True)
    return f"unborn, due {due}" if due else None


def _number(text: str, _: datetime) -> str | None:
    """``3+`` is at least 3, ``3-5`` is 3 to 5."""
    words = text.lower().replace(" ", "")
    if match := re.fullmatch(r"(\d+)\+|>=(\d+)", words):
        return f"at least {match[1] or match[2]}"
    if match := re.fullmatch(r"<=(\d+)", words):
        return f"at most {match[1]}"
    if match := re.fullmatch(r"(\d+)(?:-|–|to)(\d+)", words):
        return f"{match[1]} to {match[2]}"
    return None


def _date(text: str, received: datetime) -> str | None:
    """``23/6/15``, ``june 2015``, ``yesterday``; ``~6/2015`` is about June."""
    words = text.lower()
    near = re.fullmatch(r"(?:about |~)\s*(.+)", words)
    day = _day(near[1] if near else words, received.date())
    return f"about {day}" if near and day else day


def _time(text: str, received: datetime) -> str | None:
    """``23/6 14:30``; a day alone where no time is given."""
    moment = read_moment(text, received)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else _date(text, received)


def read_month(text: str) -> str | None:
    """``10/2014``, ``October 2014`` or ``due 10/2014`` as ``2014-10``; ``None`` if none. No day is kept."""
    day = _day(" ".join(text.split()).lower().removeprefix("due "), date(1, 1, 1))
    return day[:7] if day else None


def read_moment(text: str, near: datetime) -> datetime | None:
    """``24/6/15 9:00``, ``yesterday 14:30``, or ``9:00`` of ``near``'s day; ``None`` if it is none of them.

    By this machine's zone as it was on that day: a summer's morning typed in winter is in summer time.
    """
    words = " ".join(text.split()).lower()
    clock = _CLOCK.search(words)
    if clock is None:
        return None
    day = _day(words[: clock.start()].strip() or "today", near.date())
    hour = int(clock[1]) % 12 + (12 if clock[3] == "pm" else 0) if clock[3] else int(clock[1])
    try:
        return datetime.fromisoformat(f"{day}T{hour:02}:{clock[2]}").astimezone()
    except ValueError:
        return None


def _day(text: str, near: date, *, ahead: bool = False) -> str | None:
    """A day (``2015-06-23``) or a month (``2015-06``), read the British way round; ``None`` if neither.

    A day without a year is the last such day up to ``near``, or with ``ahead`` the next one from it.
    """
    for word, back in (("today", 0), ("yesterday", 1)):
        if text == word:
            return (near - timedelta(days=back)).isoformat()
    numbered = _MONTH_WORD.sub(lambda found: f" {_MONTHS.index(found[1]) + 1} ", text)
    parts = _PARTS.split(numbered.strip())
    if not all(part.isdigit() for part in parts):
        return None
    return _written(parts, near, named=numbered != text, ahead=ahead)


def _written(parts: list[str], near: date, *, named: bool, ahead: bool) -> str | None:
    """A day or a month from its numbers, in the order in which they were written."""
    match [len(part) for part in parts]:
        case [4, _, _]:
            year, month, day = parts
        case [_, _, 2 | 4]:
            day, month, year = parts
        case [4, _]:
            return _month(parts[0], parts[1])
        case [_, 4]:
            return _month(parts[1], parts[0])
        case [1 | 2, 1 | 2] if named or int(parts[1]) <= 12:
            return _without_year(int(parts[0]), int(parts[1]), near, ahead=ahead)
        case _:
            return None
    return _valid(int(_century(year)), int(month), int(day))


def _century(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02}" if _valid(int(year), int(month), 1) else None


def _without_year(day: int, month: int, near: date, *, ahead: bool) -> str | None:
    """The nearest such day on the right side of ``near``."""
    years = range(near.year, near.year + 5) if ahead else range(near.year, near.year - 5, -1)
    for year in years:
        written = _valid(year, month, day)
        if written and (
            date.fromisoformat(written) >= near if ahead else date.fromisoformat(written) <= near
        ):
            return written
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_READINGS: dict[Kind, Callable[[str, datetime], str | None]] = {
    Kind.AGE: _age,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
}
