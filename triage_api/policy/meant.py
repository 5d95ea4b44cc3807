"""The phrase that was probably meant: what people type for “at least 3”, “under 2 years” or “24 hours”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from triage_api.policy.phrases import plain

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELT: tuple[tuple[str, str], ...] = (
    (r"[.“”‘’]+$|^[“”‘’]+", ""),
    (r" ?\((?!s\))[^)]*\)", ""),
    *((rf"\b{word}\b", str(number)) for number, word in enumerate(_COUNTED, start=1)),
    (r"\(s\)", "s"),
    (r"(\d)([a-z])", r"\1 \2"),
    (r"\b(\d+) (?:h|hr|hrs)\b", r"\1 hours"),
    (r"\b(\d+) (?:d)\b", r"\1 days"),
    (r"\b(\d+) (?:w|wk|wks)\b", r"\1 weeks"),
    (r"\b(\d+) (?:m|mo|mth|mths)\b", r"\1 months"),
    (r"\b(\d+) (?:y|yr|yrs)\b", r"\1 years"),
    (r"\b(?:wd|wds|workdays?|workingdays?|business days?|weekdays?)\b", "working days"),
    (r"\b(?:working hours?|business hours?)\b", "office hours"),
    (r"\b(?:old|of age)$", ""),
)
"""Other spellings of the same words."""
_ONE = re.compile(r"\b(1 (?:office |working )?(?:hour|day|week|month|year))s\b")
_YEARS = r"(\d+)? ?years?"
_SAID: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:>=|=>|≥|at least|minimum|min) ?(.+)", ("at least {}", "{} or over")),
    (r"(?:<=|=<|≤|at most|maximum|max|up to|no more than) ?(.+)", ("at most {}", "{} or under")),
    (r"(?:>|more than|over|above|older than|greater than) ?(.+)", ("more than {}", "over {}", "{} ago")),
    (
        r"(?:<|less than|fewer than|under|below|younger than|before) ?(.+)",
        ("fewer than {}", "under {}", "born and under {}"),
    ),
    (r"(.+?) ?(?:\+|or more|and over|or over|or older|or above)", ("at least {}", "{} or over")),
    (r"(.+) (?:or less|or fewer|or younger|or below|and under)", ("at most {}", "{} or under")),
    (r"(\d+) ?(?:-|–|to) ?(\d+ .+)", ("from {} years to {}", "from {} to {}")),
    (r"(?:between )?(.+?) ?(?:-|–|to|and) ?(.+)", ("from {} to {}",)),
    (r"(?:in|during|over|within)? ?the (?:last|past) (.+)", ("within {}", "within 1 {}")),
    (r"(?:last|past) (.+)", ("within {}", "within 1 {}")),
    (r"(.+) ago or less|since (.+) ago", ("within {}",)),
    (r"(?:in )?(?:the )?next (.+)", ("within the next {}",)),
    (r"(?:more than|over|older than) (.+?)(?: ago)?", ("more than {} ago",)),
    (r"yesterday", ("within 1 day",)),
    (r"(?:since|following) the incident", ("after the incident",)),
    (r"(?:immediately|straight ?away|right away|now|asap)", ("at once",)),
    (r"(?:the )?(?:next|following) working day", ("same or next working day",)),
    (
        r"(?:by )?(?:the )?(?:end|close) of (?:the )?(?:next|following)(?: working)? day",
        ("same or next working day",),
    ),
    (r"(?:today|same day|the same day|0 working days)", ("same working day",)),
    (r"(?:by )?(?:the )?(?:end|close) of (?:the |that )?(?:same )?(?:working )?day", ("same working day",)),
    (_YEARS, ()),
    (r"\d+ (?:minutes?|mins?)", ("1 hour",)),
    (r"within (.+)", ("{}",)),
    (r"(\d+) ?(?:-|–|to) ?(\d+)", ("from {} years to {} years",)),
    (r"(\d+)", ("{} working days",)),
    (r"(?:aged? )?((?:(?:under|over|at least|at most) )?\d+(?: or (?:under|over))?)", ("{} years",)),
    (r"(?:not born|not yet born|unborn baby|pre-birth)", ("unborn",)),
)
"""What people say, and the phrases that may say it here."""


_LATER = re.compile(
    r"(?:(?:more|later|longer) than|over|>) ?(\d+ (?:day|week|month|year)s?) "
    r"(?:after|since|following) the incident"
)


def as_two_lines(question: str, text: str) -> str:
    """What to write instead of “more than 2 days after the incident”, which no phrase says; else empty."""
    if (match := _LATER.fullmatch(_respelt(text))) is None:
        return ""
    within = f"{question}: within {match[1]} after the incident"
    return f"Write two lines, “{question}: after the incident” and beneath it “not: {{{within}}}”."


def meant(text: str, read: Callable[[str], object]) -> str | None:
    """The phrase nearest to ``text`` that ``read`` can read; ``None`` if nothing comes near."""
    return next((one for one in _candidates(text) if _reads(one, read)), None)


def like(text: str, read: Callable[[str], object], forms: str) -> str:
    """The remedy for a phrase that cannot be read: what was probably meant, and what can be written."""
    near = meant(text, read)
    return ("" if near is None else f"Did you mean “{near}”? ") + f"Write it like one of: {forms}."


def _respelt(text: str) -> str:
    """The same words as the format spells them."""
    words = plain(text)
    for pattern, better in _SPELT:
        words = plain(re.sub(pattern, better, words))
    return _ONE.sub(r"\1", words)


def _candidates(text: str) -> Iterator[str]:
    words = _respelt(text)
    yield words
    for pattern, phrases in _SAID:
        if match := re.fullmatch(pattern, words):
            parts = [part for part in match.groups() if part]
            if pattern == _YEARS:
                yield f"{12 * int(match[1] or 1)} months"
            yield from (phrase.format(*parts) for phrase in phrases if phrase.count("{}") == len(parts))


def _reads(phrase: str, read: Callable[[str], object]) -> bool:
    try:
        read(phrase)
    except ValueError:
        return False
    return True
