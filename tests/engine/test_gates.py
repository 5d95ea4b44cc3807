"""Questions that are asked only when something else is so: a gate that is shut, open, or not known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.claims import agree
from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain_child
from tests.strategies.small import (
    NOT_KNOWN,
    RECEIVED_AT,
    answered,
    case,
    definition,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine import recommend
from triage_api.engine.case import Accounts, Case, Subject
from triage_api.policy.model import (
    About,
    All,
    AnyAdult,
    AnyChild,
    AtLeast,
    Condition,
    Is,
    Not,
    Policy,
)
from triage_api.policy.model import Any as AnyOf

DISCUSSION = "strategy_discussion"
YES, NO = said("yes"), said("no")

VIOLENT = question("violent", about=About.ADULT)
ELSE = question("anyone_else", about=About.REFERRAL, closes=About.ADULT)


def gated(gate: Condition, *questions: Any) -> Policy:
    """One rule, that a weapon was used; which is asked only when the gate is so."""
    weapon = question("weapon", asked_when=gate)
    return policy(
        [question("a"), question("b"), VIOLENT, ELSE, weapon, *questions],
        [rule("r", answered("weapon"), route=DISCUSSION)],
        definitions={"violence": definition("violence", AnyOf((answered("a"), answered("b"))))},
    )


GATES = [
    pytest.param(Is("violence"), {"a": NO, "b": YES}, True, id="a definition that is true"),
    pytest.param(Is("violence"), {"a": NO, "b": NO}, False, id="a definition that is false"),
    pytest.param(Not(answered("a")), {"a": NO}, True, id="a denial"),
    pytest.param(Not(answered("a")), {"a": YES}, False, id="a denial that is false"),
    pytest.param(
        All((answered("a"), All((answered("b", "no"), Not(AtLeast(2, (answered("a"), answered("b")))))))),
        {"a": YES, "b": NO},
        True,
        id="all of two, one of them all of another",
    ),
    pytest.param(
        AtLeast(1, (AtLeast(2, (answered("a"), answered("b"))), answered("b", "no"))),
        {"a": YES, "b": YES},
        True,
        id="a count inside a count",
    ),
    pytest.param(AnyAdult(answered("violent")), {}, True, id="some adult"),
]


@pytest.mark.parametrize(("gate", "answers", "asked"), GATES)
def test_a_gated_question_is_asked_only_when_its_gate_is_so(
    gate: Condition, answers: dict[str, Accounts], asked: bool
) -> None:
    small = gated(gate)
    here = case(answers, {"anyone_else": NO}, {"father": {"violent": YES}, "aunt": {"violent": NO}})
    found = [one.question.id for one in recommend(small, here).next_questions]
    assert found == (["weapon"] if asked else [])
    agree((small, here))


def test_a_gate_over_other_children_reads_them_too() -> None:
    small = policy(
        [question("hit"), question("seen", asked_when=AnyChild(answered("hit")), about=About.REFERRAL)],
        [rule("r", answered("seen", "no"), route=DISCUSSION)],
    )

    def asked(*hit: Accounts) -> list[str]:
        children = [Subject(f"child-{place}", About.CHILD, {"hit": one}) for place, one in enumerate(hit)]
        return [
            one.question.id for one in recommend(small, Case(RECEIVED_AT, {}, tuple(children))).next_questions
        ]

    assert asked(NO, YES) == ["seen"]
    assert asked(NO, NO) == []


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_while_a_gate_is_not_known_not_applying_is_one_of_the_answers(evaluator: Evaluator) -> None:
    """Were it sure to be asked, either answer would make the rule true; but it may not arise at all."""
    weapon = question("weapon", asked_when=answered("a"))
    small = policy(
        [question("a"), weapon],
        [rule("r", AnyOf((answered("weapon"), answered("weapon", "no"))), route=DISCUSSION)],
    )
    found: dict[str, Any] = plain_child(
        evaluator(small, case({"a": NOT_KNOWN, "weapon": NOT_KNOWN})).children[0]
    )
    assert found["states"]["r"] == "possible"
    known: dict[str, Any] = plain_child(evaluator(small, case({"a": YES, "weapon": NOT_KNOWN})).children[0])
    assert known["states"]["r"] == "applies"


def test_an_always_asked_question_waits_for_its_gate_and_is_left_out_where_that_is_shut() -> None:
    net = question("net", net=True, asked_when=answered("a"))
    small = policy([question("a"), net], [])
    assert [one.question.id for one in recommend(small, case()).next_questions] == ["a"]
    assert [one.question.id for one in recommend(small, case({"a": YES})).next_questions] == ["net"]
    assert recommend(small, case({"a": NO})).next_questions == ()


def test_a_fact_that_two_rules_read_is_asked_for_once() -> None:
    rules = [rule("r", answered("a"), route=DISCUSSION), rule("s", answered("a"), route="early_help")]
    assert [one.question.id for one in recommend(policy([question("a")], rules), case()).next_questions] == [
        "a"
    ]
