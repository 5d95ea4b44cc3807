"""The engine and its slow twin say the same of every policy and case."""

from __future__ import annotations

from typing import Any

import pytest

from tests import reference
from tests.engine.evaluators import needs_engine, the_engine
from tests.engine.plain import plain
from tests.engine.tiers import TIERS, try_on
from tests.strategies.cases import policies_and_cases
from tests.strategies.policies import policies
from triage_api.engine.case import Case
from triage_api.policy.model import Policy


def agree(policy_and_case: tuple[Policy, Case]) -> None:
    """Whatever either says, the other says too."""
    policy, case = policy_and_case
    assert plain(the_engine(policy, case), case) == plain(reference.recommend(policy, case), case)


@needs_engine
@pytest.mark.parametrize("examples", TIERS)
def test_engine_and_reference_agree(examples: int) -> None:
    try_on(examples, policies_and_cases(policies()), agree)


@needs_engine
@pytest.mark.parametrize("examples", TIERS)
def test_they_agree_on_policies_that_check_accepts(examples: int) -> None:
    try_on(examples, policies_and_cases(policies(polarised=True)), agree)


def test_what_is_compared_can_differ() -> None:
    """A comparison that dropped a field would agree for ever."""
    from tests.engine.test_rows import ROWS

    seen: dict[str, set[str]] = {}
    for row in ROWS:
        said: dict[str, Any] = plain(reference.recommend(row.policy, row.case))
        for name, value in said.items():
            seen.setdefault(name, set()).add(repr(value))
    assert {"route", "provisional", "floor", "ceiling", "children"} <= {
        name for name, found in seen.items() if len(found) > 1
    }
