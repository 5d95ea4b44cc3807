"""How many examples each tier tries, and how one runs a claim over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TIERS = [
    pytest.param(200, id="fast"),
    pytest.param(2_000, id="slow", marks=pytest.mark.slow),
    pytest.param(20_000, id="soak", marks=pytest.mark.soak),
]


def try_on(examples: int, strategy: st.SearchStrategy[Any], claim: Callable[[Any], None]) -> None:
    """Make the claim of so many examples."""
    deadline_free = settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    deadline_free(given(strategy)(claim))()
