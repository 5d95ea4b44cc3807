"""Days as people give them: a date, a month, a year, or about then."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from triage_api.engine.case import Days

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ABOUT = timedelta(days=31)


def read_days(text: str) -> Days:
    """Read ``2015``, ``2015-06``, ``2015-06-23``, ``2015-06-23 17:30`` or ``about 2015-06``.

    “About” is a month either side.

    Raises:
        ValueError: it is none of these; the message says what may be written.
    """
    words = text.lower()
    about = words.startswith("about ")
    day, _, clock = words.removeprefix("about ").strip().replace("t", " ").partition(" ")
    match = _DATE.fullmatch(day)
    try:
        if match is None or (clock and not match[3]):
            raise ValueError
        if clock:
            datetime.fromisoformat(f"{day}T{clock}")
        days = _days(match)
    except ValueError:
        raise ValueError(
            f"“{text}” is not a date; write it like 2015-06-23, 2015-06, 2015 or about 2015-06"
        ) from None
    if about:
        return Days(days.first - _ABOUT, days.last + _ABOUT)
    return days


def _days(match: re.Match[str]) -> Days:
    year = int(match[1])
    if match[2] is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    month = int(match[2])
    if match[3] is None:
        following = date(year + month // 12, month % 12 + 1, 1)
        return Days(date(year, month, 1), following - timedelta(days=1))
    return Days(date(year, month, int(match[3])), date(year, month, int(match[3])))
