"""Everything that is claimed of every policy and case, of random ones and of all claims at once.

Drawing a policy costs more than judging it, so one is drawn for all claims. What fails says which by the
assertion that it stops at, in `claims.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import strategies as st

from tests import reference
from tests.engine.claims import (
    agree,
    is_never_lower,
    is_the_same,
    is_the_same_however_told,
    is_within_its_bounds,
    stays_inside,
)
from tests.engine.evaluators import needs_engine
from tests.engine.plain import plain
from tests.engine.tiers import TIERS, try_on
from tests.strategies.cases import cases
from tests.strategies.changes import Riskier, found_out, reordered, riskier
from tests.strategies.policies import counting_from_incidents, policies
from triage_api.engine.case import Case, Subject
from triage_api.policy.model import Policy

KINDS = (policies, policies, policies, counting_from_incidents)
"""One policy in four counts days from incidents, which by chance one in thirty would."""


@dataclass(frozen=True)
class Drawn:
    """A policy and a case; both in another order; and the case with something found out, if that can be."""

    policy: Policy
    case: Case
    other: tuple[Policy, Case]
    found: Case | None


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Any policy and case, and what two of the claims compare them with."""
    policy = draw(st.sampled_from(KINDS).flatmap(lambda kind: kind()))
    case = draw(cases(policy))
    # Who may settle two accounts is left out: that an account settles is an act, not something found out.
    found = draw(found_out(replace(policy, cannot_settle=None), case)) if case.children else None
    return Drawn(policy, case, draw(reordered(policy, case)), found)


def all_is_so(example: Drawn) -> None:
    """Both evaluators agree; bounds, finding out, order and however it was told are as promised."""
    policy, case = example.policy, example.case
    agree((policy, case))
    is_within_its_bounds((policy, case))
    is_the_same((policy, case, *example.other))
    is_the_same_however_told(policy, half_told(case), case)
    if example.found is not None:
        stays_inside((replace(policy, cannot_settle=None), case, example.found))
        is_the_same_however_told(policy, case, example.found)
        is_the_same_however_told(policy, example.found, case)


def half_told(case: Case) -> Case:
    """The case, of the referral and of each child, adult and incident with every other answer left out."""

    def half(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
        return tuple(replace(one, answers=dict(list(one.answers.items())[::2])) for one in subjects)

    return replace(
        case,
        answers=dict(list(case.answers.items())[1::2]),
        children=half(case.children),
        adults=half(case.adults),
        incidents=half(case.incidents),
    )


@st.composite
def drawn_as_check_accepts(draw: st.DrawFn) -> tuple[Policy, Riskier]:
    """A policy that `check` finds nothing wrong with, and two cases of which one is riskier."""
    policy = draw(policies(polarised=True))
    return policy, draw(riskier(policy, draw(cases(policy, least_children=1))))


def all_is_so_as_check_accepts(example: tuple[Policy, Riskier]) -> None:
    """Both evaluators agree; what is riskier is never lower."""
    policy, change = example
    agree((policy, change.after))
    is_never_lower((replace(policy, cannot_settle=None), change))


@needs_engine
@pytest.mark.parametrize("examples", TIERS)
def test_every_policy_and_case(examples: int) -> None:
    try_on(examples, drawn(), all_is_so)


@needs_engine
@pytest.mark.parametrize("examples", TIERS)
def test_every_policy_that_check_accepts(examples: int) -> None:
    try_on(examples, drawn_as_check_accepts(), all_is_so_as_check_accepts)


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
