"""What looks as if it names a family. Front Door warns and never refuses: a refused note is a lost fact."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_NHS_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?!\d)")
_BIRTHDAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b")
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?\s+(?:[A-Z][a-z]+\s+){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Court|Drive|Way|House)\b"
)
_FULL_NAME = re.compile(r"(?<![.!?]\s)\b[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?\s+[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?\b")


def warnings(text: str, *, dates_too: bool = False) -> list[str]:
    """What in ``text`` looks like an identifier that Front Door has no place for, a sentence each.

    ``dates_too``: a whole date reads as a date of birth. Where people write notes it is only a date.
    """
    looks = [
        (_nhs_number(text), "an NHS number"),
        (_PHONE.search(text), "a phone number"),
        (_POSTCODE.search(text), "a postcode"),
        (_ADDRESS.search(text), "an address"),
        (dates_too and _BIRTHDAY.search(text), "a full date of birth"),
        (_FULL_NAME.search(text) and not _ADDRESS.search(text), "a full name"),
    ]
    return [
        f"This looks like {what}. Keep it in the case system, not here." for found, what in looks if found
    ]


def _nhs_number(text: str) -> bool:
    """Ten digits whose check digit (modulus 11) is an NHS number's: other references are left in peace."""
    return any(_checks(re.sub(r"\D", "", found)) for found in _NHS_NUMBER.findall(text))


def _checks(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])
