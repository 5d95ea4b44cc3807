"""What people type for a date, a time of day, a list or an id, and what they meant by it."""

from __future__ import annotations

import re
from datetime import date

_CURLY = "“”„‟‘’‚‛«»"
_DASHES = "‐‑‒–—―−"
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ ./-]+(\d{1,2}|[a-z]{3,9})[ ./,-]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[ ./-]+(\d{1,2}|[a-z]{3,9})[ ./-]+(\d{1,2})")
_MONTH_ALONE = re.compile(r"(\d{1,2}|[a-z]{3,9})[ ./-]+(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[.: h]?(\d{2}))? ?(am|pm)?")
_BETWEEN = re.compile(r" *[,;] *| +(?:and|or|&) +")
_HYPHENATED = ("a rule", "a source", "a section")
"""What has ids with hyphens by habit; everything else has underscores."""


def straight(text: str) -> str:
    """The text without the curly quotation marks that a word processor puts round it."""
    return text.strip(_CURLY + " ")


def meant_id(text: str, what: str) -> str:
    """The id nearest to ``text`` that can be one; empty if nothing is left of it."""
    joint = "-" if what in _HYPHENATED else "_"
    words = straight(text).lower().replace("'", "").replace("’", "")
    words = "".join("-" if sign in _DASHES else sign for sign in words)
    kept = re.sub(r"[^a-z0-9_-]+", joint, words)
    return re.sub(r"[_-]{2,}", joint, kept).lstrip("0123456789_-").rstrip("_-")


def meant_date(text: str) -> str | None:
    """The day as it should be written, of one as people in England write it: day, month, year."""
    words = straight(text).lower()
    if match := _YEAR_FIRST.fullmatch(words):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(words):
        return _day(match[3], match[2], match[1])
    return None


def meant_month(text: str) -> str | None:
    """The month as it should be written, for “March 2026”."""
    match = _MONTH_ALONE.fullmatch(straight(text).lower())
    month = 0 if match is None else _month(match[1])
    return f"{match[2]}-{month:02}" if match is not None and 1 <= month <= 12 else None


def meant_time(text: str) -> str | None:
    """The time of day as it should be written, for “8.45am”, “9:00” and “5pm”."""
    match = _TIME.fullmatch(straight(text).lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] is not None:
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    elif match[2] is None:
        return None
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def listed(text: str) -> list[str]:
    """The parts of a text that says several things with commas or “and” between; one part if it does not."""
    return [part for part in _BETWEEN.split(straight(text)) if part]


def _day(year: str, month: str, day: str) -> str | None:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole, _month(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(text)), 0)
