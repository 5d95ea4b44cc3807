"""What ``semantics.md`` promises of every policy and case, of the engine and of the reference alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import note

from tests import reference
from tests.engine.evaluators import ENGINE, Evaluator, the_engine
from tests.engine.plain import plain
from tests.engine.protection import Scale, at_most, lowered
from tests.strategies.changes import Riskier
from triage_api.engine import evaluate, openings, recommended
from triage_api.engine.case import Case
from triage_api.policy.model import Policy


def evaluators() -> Iterator[Evaluator]:
    """One after the other; the note says whose answer failed."""
    for name, evaluator in (("reference", reference.recommend), ("engine", ENGINE)):
        if evaluator is not None:
            note(f"as the {name} says")
            yield evaluator


def agree(policy_and_case: tuple[Policy, Case]) -> None:
    """Whatever engine or reference says, the other says too."""
    policy, case = policy_and_case
    assert plain(the_engine(policy, case), case) == plain(reference.recommend(policy, case), case)


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


def is_never_lower(policy_and_answers: tuple[Policy, Riskier]) -> None:
    """No part of the outcome is less than it was."""
    policy, change = policy_and_answers
    for recommend in evaluators():
        before, after = recommend(policy, change.before), recommend(policy, change.after)
        assert list(lowered(policy, before, after)) == []


def is_the_same_however_told(policy: Policy, earlier: Case, later: Case) -> None:
    """What is read and judged from an earlier case is what is read and judged of the later one alone."""
    whole = evaluate(policy, later)
    told = evaluate(policy, later, evaluate(policy, earlier))
    assert told.facts.own == whole.facts.own
    assert told.facts.said.limits == whole.facts.said.limits
    assert list(told.facts.unmentioned) == list(whole.facts.unmentioned)
    assert [one.alive for one in told.judged] == [one.alive for one in whole.judged]
    assert recommended(told) == recommended(whole)
    assert openings(told) == openings(whole)


def is_the_same(both: tuple[Policy, Case, Policy, Case]) -> None:
    """Nothing in the recommendation depends on the order."""
    policy, case, other_policy, other_case = both
    for recommend in evaluators():
        assert plain(recommend(policy, case), case) == plain(recommend(other_policy, other_case), other_case)
