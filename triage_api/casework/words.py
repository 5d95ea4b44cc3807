"""A person's own words: there, and their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from triage_api.casework.refusals import Fault

LONGEST = 4_000
FEWEST_WORDS = 3
"""Fewer say that somebody decided, not why."""

_SENTENCES = re.compile(r"[.!?;\n]+")
_WORDS = re.compile(r"[^\W_]+")


def own_words(text: str, at: str, what: str, recommendation: Any = None) -> list[Fault]:
    """What is wrong with ``text`` as ``what`` (“Reasons”, “What was tried”): blank, too short to say why, too
    long, or copied from what was recommended."""
    if not text.strip():
        return [Fault(at, "blank-words", f"{what}: nothing is written.", "Say why, in your own words.")]
    if len(text) > LONGEST:
        return [Fault(at, "too-long", f"{what}: {LONGEST:,} characters at most.", "Say it more shortly.")]
    if len(_WORDS.findall(text)) < FEWEST_WORDS:
        return [
            Fault(at, "too-short", f"{what}: too short to say it.", "Say why, in a sentence of your own.")
        ]
    if recommendation is not None and _copied(text, recommendation):
        return [
            Fault(
                at,
                "copied-words",
                f"{what}: copied from the recommendation.",
                "Say why, in your own words.",
            )
        ]
    return []


def _copied(text: str, recommendation: Any) -> bool:
    """Whether every sentence of the text stands in the recommendation."""
    shown = "\n".join(_plain(one) for one in _texts(recommendation))
    sentences = [plain for one in _SENTENCES.split(text) if (plain := _plain(one))]
    return all(sentence in shown for sentence in sentences)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member)
