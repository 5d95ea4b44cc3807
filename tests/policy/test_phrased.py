"""What a threshold file says of ages, numbers and dates can be said again in its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.test_phrases import AGE_ROWS, DATE_ROWS, NUMBER_ROWS
from triage_api.policy.load import load_or_raise, shipped_root
from triage_api.policy.model import AnswerKind, InSpan, InTime, Span, Test
from triage_api.policy.model.measures import DAY, MONTH, YEAR
from triage_api.policy.phrased import ages_in_words, dates_in_words, numbers_in_words
from triage_api.policy.phrases import read_ages, read_dates, read_numbers


@pytest.mark.parametrize(
    ("words", "said", "read"),
    [
        *((words, ages_in_words, read_ages) for words in AGE_ROWS),
        *((words, numbers_in_words, read_numbers) for words in NUMBER_ROWS),
        *((words, dates_in_words, read_dates) for words in DATE_ROWS),
    ],
)
def test_a_phrase_is_said_again_in_words_that_read_the_same(
    words: str, said: Callable[[Any], str], read: Callable[[str], Any]
) -> None:
    assert read(said(read(words))) == read(words)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(None, YEAR - 1), "under 1 year"),
        (Span(None, 18 * MONTH - 1), "under 18 months"),
        (Span(6 * YEAR, None), "6 years or over"),
        (Span(16 * YEAR, 17 * YEAR - 1), "16 years"),
        (Span(24 * MONTH, 25 * MONTH - 1), "24 months"),
        (Span(DAY, 2 * DAY - 1), "1 day"),
        (Span(None, -1), "unborn"),
    ],
)
def test_an_age_is_said_in_the_largest_unit_that_says_it(span: Span, words: str) -> None:
    assert ages_in_words(span) == words


@given(st.integers(0, 99), st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 99))
def test_every_range_of_ages_reads_as_it_is_said(youngest: int, unit: str, more: int) -> None:
    span = read_ages(f"from {youngest} {unit}s to {youngest + more} {unit}s")
    assert read_ages(ages_in_words(span)) == span


def test_what_no_threshold_file_can_say_is_refused() -> None:
    with pytest.raises(ValueError, match="no phrase"):
        ages_in_words(Span(1, 2))


def all_tests(value: object) -> Iterator[Test]:
    """Every test of a condition, however deep."""
    if isinstance(value, Test):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from all_tests(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from all_tests(getattr(value, field.name))


@pytest.mark.parametrize("id", ["england", "ealing", "luton", "hammersmith-fulham"])
def test_every_measure_of_a_shipped_policy_can_be_said(id: str) -> None:
    policy = load_or_raise(id, [shipped_root()])
    said = []
    for test in (found for rule in policy.rules.values() for found in all_tests(rule.when)):
        if isinstance(test.expected, InSpan):
            is_age = policy.questions[test.question].kind is AnswerKind.AGE
            said.append((ages_in_words if is_age else numbers_in_words)(test.expected.span))
        elif isinstance(test.expected, InTime):
            said.append(dates_in_words(test.expected))
    assert said
    assert not any("None" in words for words in said)
