"""What looks as if it names a family. Front Door warns and never refuses: a refused line is a lost fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_NAMES = r"[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?"
_OFFICE = (
    "Child|Children|Family|Police|Social|Health|Duty|Nursery|Primary|Secondary|School|College|Hospital|"
    "General|Academy|Council|Court|Community|Emergency|Mental|Domestic|Youth|Crown|Accident|Early|Team"
)
"""How the names of places and services begin, so that they are not taken for people."""


def warnings(text: str) -> list[str]:
    """What in ``text`` looks like something that Front Door has no place for, a sentence each."""
    return [f"This looks like {what}. Keep it in the case system, not here." for what in _seen_in(text)]


def _seen_in(text: str) -> Iterator[str]:
    if any(_checks(re.sub(r"\D", "", found)) for found in _NHS_NUMBER.findall(text)):
        yield "an NHS number"
    yield from (what for what, pattern in _PATTERNS if pattern.search(text))


_PATTERNS = (
    ("a phone number", re.compile(r"(?<!\d)(?:\+44[\s-]?|0)(?:\d[\s-]?){9}\d?(?!\d)")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)),
    (
        "a date of birth",
        re.compile(
            r"\b(?:born|birth|d\.?o\.?b\.?)\W{0,6}(?:on\s+)?"
            r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\s+\d{2,4})",
            re.IGNORECASE,
        ),
    ),
    ("a name", re.compile(rf"(?<![.!?]\s)\b(?!(?:{_OFFICE})\b){_NAMES}\s+(?!(?:{_OFFICE})\b){_NAMES}\b")),
)


def _checks(digits: str) -> bool:
    """Whether the tenth digit is the check digit (modulus 11) of an NHS number's first nine."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])
