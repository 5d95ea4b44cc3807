"""How many examples each tier tries, and how one makes a claim of them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning

from tests.strategies.in_words import in_words

T = TypeVar("T")

TIERS = [
    pytest.param(40, id="fast"),
    pytest.param(2_000, id="slow", marks=pytest.mark.slow),
    pytest.param(20_000, id="soak", marks=pytest.mark.soak),
]

SLOW_TO_DRAW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)


def try_on(examples: int, strategy: st.SearchStrategy[T], claim: Callable[[T], None]) -> None:
    """Make the claim of so many examples. One of which it is not true is shown in words, on few lines."""

    def claimed(example: T) -> None:
        try:
            claim(example)
        except AssertionError as found:
            raise AssertionError("\n".join([str(found), "", *in_words(example)])) from found

    tried = settings(
        max_examples=examples,
        deadline=None,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=SLOW_TO_DRAW,
    )
    with warnings.catch_warnings():
        # `in_words` says what failed. Hypothesis warns that its own telling of a whole policy is long, and as
        # an error the warning would take the place of what was found.
        warnings.simplefilter("ignore", HypothesisWarning)
        tried(given(strategy)(claimed))()
