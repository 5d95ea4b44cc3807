"""What ``semantics.md`` promises of every policy and case, of the engine and of the reference alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from hypothesis import note
from hypothesis import strategies as st

from tests import reference
from tests.engine.evaluators import ENGINE, Evaluator
from tests.engine.plain import plain
from tests.engine.protection import Scale, at_most, lowered
from tests.engine.tiers import TIERS, try_on
from tests.strategies.cases import cases, policies_and_cases
from tests.strategies.changes import Riskier, found_out, riskier
from tests.strategies.policies import policies
from triage_api.engine.case import Case, Subject
from triage_api.policy.model import Policy

T = TypeVar("T")


def evaluators() -> Iterator[Evaluator]:
    """One after the other; the note says whose answer failed."""
    for name, evaluator in (("reference", reference.recommend), ("engine", ENGINE)):
        if evaluator is not None:
            note(f"as the {name} says")
            yield evaluator


def outcomes(recommended: Any) -> list[Any]:
    """The referral's outcome, and each child's."""
    return [recommended, *recommended.children]


def is_within_its_bounds(policy_and_case: tuple[Policy, Case]) -> None:
    """Floor <= outcome <= ceiling; not provisional, it has a route; twice evaluated, the same bytes."""
    policy, case = policy_and_case
    scale = Scale(policy)
    for recommend in evaluators():
        recommended = recommend(policy, case)
        for outcome in outcomes(recommended):
            assert at_most(scale.of(outcome.floor), scale.of(outcome))
            assert at_most(scale.of(outcome), scale.of(outcome.ceiling))
            assert recommended.provisional or outcome.route is not None
        assert repr(recommend(policy, case)) == repr(recommended)


@pytest.mark.parametrize("examples", TIERS)
def test_outcome_is_between_floor_and_ceiling_and_is_the_same_twice(examples: int) -> None:
    try_on(examples, policies_and_cases(policies()), is_within_its_bounds)


@st.composite
def with_something_found_out(draw: st.DrawFn) -> tuple[Policy, Case, Case]:
    """A policy, a case, and the case with one thing found out."""
    # Who may settle two accounts is left out: that an account settles is an act, not something found out.
    policy = replace(draw(policies()), cannot_settle=None)
    case = draw(cases(policy, least_children=1))
    found = draw(found_out(policy, case))
    return policy, case, found or case


def stays_inside(policy_and_cases: tuple[Policy, Case, Case]) -> None:
    """The outcome stays in the earlier floor..ceiling; the floor does not fall, nor the ceiling rise."""
    policy, case, found = policy_and_cases
    scale = Scale(policy)
    for recommend in evaluators():
        before, after = recommend(policy, case), recommend(policy, found)
        for was, now in zip(outcomes(before), outcomes(after), strict=True):
            # What is found out can make another question matter: the base does not stand until it is asked.
            assert at_most(scale.of(was.floor), scale.of(now.floor, lift=after.provisional))
            assert at_most(scale.of(was.floor), scale.of(now, lift=after.provisional))
            assert at_most(scale.of(now), scale.of(was.ceiling))
            assert at_most(scale.of(now.ceiling), scale.of(was.ceiling))


@pytest.mark.parametrize("examples", TIERS)
def test_finding_anything_out_stays_inside_floor_and_ceiling(examples: int) -> None:
    try_on(examples, with_something_found_out(), stays_inside)


@st.composite
def with_a_riskier_answer(draw: st.DrawFn) -> tuple[Policy, Riskier]:
    """A policy that ``check`` accepts, and two cases that differ in one answer."""
    policy = replace(draw(policies(polarised=True)), cannot_settle=None)
    return policy, draw(riskier(policy, draw(cases(policy, least_children=1))))


def is_never_lower(policy_and_answers: tuple[Policy, Riskier]) -> None:
    """No part of the outcome is less than it was."""
    policy, change = policy_and_answers
    for recommend in evaluators():
        before, after = recommend(policy, change.before), recommend(policy, change.after)
        assert list(lowered(policy, before, after)) == []


@pytest.mark.parametrize("examples", TIERS)
def test_riskier_answer_never_lowers_any_part(examples: int) -> None:
    try_on(examples, with_a_riskier_answer(), is_never_lower)


@st.composite
def in_another_order(draw: st.DrawFn) -> tuple[Policy, Case, Policy, Case]:
    """A policy and a case, and both with rules, answers and people in another order."""
    policy, case = draw(policies_and_cases(policies()))
    return policy, case, *draw(reordered(policy, case))


@st.composite
def reordered(draw: st.DrawFn, policy: Policy, case: Case) -> tuple[Policy, Case]:
    """The same policy and case, with rules, answers and people in another order."""
    subjects = {
        name: tuple(draw(st.permutations([_shuffled(draw, one) for one in getattr(case, name)])))
        for name in ("children", "adults", "incidents")
    }
    other = replace(case, answers=_reordered(draw, case.answers), **subjects)  # type: ignore[arg-type]
    return replace(policy, rules=_reordered(draw, policy.rules)), other


def _reordered(draw: st.DrawFn, mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(draw(st.permutations(list(mapping.items()))))


def _shuffled(draw: st.DrawFn, subject: Subject) -> Subject:
    return replace(subject, answers=_reordered(draw, subject.answers))


def is_the_same(both: tuple[Policy, Case, Policy, Case]) -> None:
    """Nothing in the recommendation depends on the order."""
    policy, case, other_policy, other_case = both
    for recommend in evaluators():
        assert plain(recommend(policy, case), case) == plain(recommend(other_policy, other_case), other_case)


@pytest.mark.parametrize("examples", TIERS)
def test_order_of_rules_answers_and_people_changes_nothing(examples: int) -> None:
    try_on(examples, in_another_order(), is_the_same)
