"""Accounts of one thing that differ: what counts of them, and that both stand until somebody settles it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain_child
from tests.strategies.small import (
    NOT_KNOWN,
    NOT_MENTIONED,
    answered,
    case,
    definition,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine import recommend
from triage_api.engine.case import Account, Accounts
from triage_api.policy.model import (
    About,
    AnswerKind,
    InSpan,
    NotKnown,
    NotKnownReason,
    Polarity,
    Question,
    Span,
    Test,
)

ADVICE, DISCUSSION = "universal_advice", "strategy_discussion"
YES, NO = said("yes"), said("no")
NOBODY = NotKnownReason.NOBODY_KNOWS

HIT = question("hit")
TIMES = question("times", AnswerKind.NUMBER)
CALM_DAYS = question("calm_days", AnswerKind.NUMBER, polarity=Polarity.PROTECTIVE)
WORST = question("worst", AnswerKind.CHOICE, ("nothing", "push", "knife"))
HELP = question("help", AnswerKind.CHOICE, ("none", "some", "much"), polarity=Polarity.PROTECTIVE)
MARKS = question("marks", AnswerKind.SEVERAL, ("arm", "face"), not_known=NotKnown.TREAT_AS_RISK)
SUPPORTS = question("supports", AnswerKind.SEVERAL, ("nursery", "gran"), polarity=Polarity.PROTECTIVE)
SWEPT = question("swept", AnswerKind.SEVERAL, ("burn", "bite"), sweep=True)


def number(low: int, high: int | None, **more: object) -> Accounts:
    return said(Span(low, high), **more)


def ticked(*options: str, **more: object) -> Accounts:
    return said(frozenset(options), **more)


def states(evaluator: Evaluator, asked: Question, test: Test, accounts: Accounts) -> str:
    """The state of one rule with this one test."""
    small = policy([asked], [rule("r", test, route=DISCUSSION)])
    found: dict[str, Any] = plain_child(evaluator(small, case({asked.id: accounts})).children[0])
    return str(found["states"]["r"])


THREE_OR_MORE = Test("times", InSpan(Span(3, None)))
FEW_CALM_DAYS = Test("calm_days", InSpan(Span(0, 2)))

ROWS = [
    pytest.param(
        HIT,
        answered("hit"),
        NOT_MENTIONED + NOT_KNOWN,
        "possible",
        id="who was asked and does not know says more than who was silent",
    ),
    pytest.param(HIT, answered("hit"), NOT_MENTIONED + NOT_MENTIONED, "ruled_out", id="nobody mentioned it"),
    pytest.param(HIT, answered("hit"), NOT_MENTIONED + YES, "applies", id="silence gives way to a yes"),
    pytest.param(TIMES, THREE_OR_MORE, number(1, 1) + number(4, 4), "applies", id="the higher of two counts"),
    pytest.param(
        TIMES,
        THREE_OR_MORE,
        number(1, 2) + number(2, 5),
        "possible",
        id="a number is read at the highest of both ends, and asked more finely",
    ),
    pytest.param(
        TIMES, THREE_OR_MORE, number(1, 1) + number(3, None), "applies", id="at least three, says one of them"
    ),
    pytest.param(
        CALM_DAYS,
        FEW_CALM_DAYS,
        number(5, 5) + number(1, 1),
        "applies",
        id="the lower of two that reassure",
    ),
    pytest.param(
        CALM_DAYS,
        FEW_CALM_DAYS,
        number(0, 1) + number(5, None),
        "applies",
        id="at most one, beside at least five",
    ),
    pytest.param(
        WORST, answered("worst", "knife"), said("push") + said("knife"), "applies", id="the graver choice"
    ),
    pytest.param(
        WORST,
        answered("worst", "push"),
        said("push") + said("push"),
        "applies",
        id="two who say the same",
    ),
    pytest.param(
        HELP,
        answered("help", "none"),
        said("much") + said("none"),
        "applies",
        id="the lesser choice of what protects",
    ),
    pytest.param(MARKS, answered("marks", "face"), ticked("arm") + ticked("face"), "applies", id="any tick"),
    pytest.param(
        MARKS,
        answered("marks", "face"),
        (*ticked("arm"), Account(not_known=NOBODY)),
        "assumed",
        id="what none of them knows of an option is not known",
    ),
    pytest.param(
        MARKS,
        answered("marks", "face"),
        ticked("arm", options_not_known={"face": NOBODY}),
        "assumed",
        id="an option asked by itself and not known",
    ),
    pytest.param(
        MARKS,
        answered("marks", "face"),
        ticked("arm", no=frozenset({"face"})),
        "ruled_out",
        id="an option asked by itself and no",
    ),
    pytest.param(
        SUPPORTS,
        answered("supports", "gran"),
        ticked("gran") + ticked("nursery", nothing_else=True),
        "ruled_out",
        id="what protects counts if nobody says that it is not so",
    ),
    pytest.param(SWEPT, answered("swept", "bite"), ticked("burn"), "ruled_out", id="a sweep reads as no"),
]


@pytest.mark.parametrize(("asked", "test", "accounts", "state"), ROWS)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_what_counts_of_several_accounts(
    evaluator: Evaluator, asked: Question, test: Test, accounts: Accounts, state: str
) -> None:
    assert states(evaluator, asked, test, accounts) == state


@pytest.mark.parametrize(
    ("asked", "accounts", "clashes"),
    [
        pytest.param(MARKS, ticked("arm") + ticked("face", no=frozenset({"arm"})), 1, id="of one option"),
        pytest.param(
            SWEPT, ticked("burn") + ticked("bite"), 1, id="two options of one question are one clash"
        ),
        pytest.param(MARKS, (*ticked("arm"), Account(not_known=NOBODY)), 0, id="one who does not know"),
        pytest.param(TIMES, number(1, 1) + number(3, 3), 1, id="of a number"),
        pytest.param(HIT, YES + YES, 0, id="two who agree"),
    ],
)
def test_accounts_that_differ_are_one_contradiction_a_question(
    asked: Question, accounts: Accounts, clashes: int
) -> None:
    tests = {
        AnswerKind.SEVERAL: [answered(asked.id, choice.id) for choice in asked.choices],
        AnswerKind.NUMBER: [THREE_OR_MORE],
        AnswerKind.YES_NO: [answered(asked.id)],
    }[asked.kind]
    small = policy([asked], [rule(f"r{place}", test, route=DISCUSSION) for place, test in enumerate(tests)])
    assert len(recommend(small, case({asked.id: accounts})).contradictions) == clashes


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_where_neither_is_the_riskier_a_rule_that_one_would_make_true_is_assumed(
    evaluator: Evaluator,
) -> None:
    where = question("where", AnswerKind.CHOICE, ("here", "there"), polarity=Polarity.NEUTRAL)
    accounts = said("here") + said("there")
    assert states(evaluator, where, answered("where", "there"), accounts) == "assumed"


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_where_the_policy_names_nobody_who_may_not_settle_no_adult_of_the_case_may(
    evaluator: Evaluator,
) -> None:
    settled = (*YES, Account(value="no", said_by="aunt", settles=True))
    small = policy([HIT], [rule("r", answered("hit"), route=DISCUSSION)])
    assert evaluator(small, case({"hit": settled}, adults={"aunt": {}})).route == DISCUSSION


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize(
    ("concern", "route"),
    [
        pytest.param(YES, DISCUSSION, id="of concern"),
        pytest.param(NOT_KNOWN, DISCUSSION, id="perhaps of concern"),
        pytest.param(NO, ADVICE, id="not of concern"),
    ],
)
def test_an_adult_settles_only_where_it_is_known_that_they_may(
    evaluator: Evaluator, concern: Accounts, route: str
) -> None:
    settled = (*YES, Account(value="no", said_by="aunt", settles=True))
    small = policy(
        [HIT, question("concern", about=About.ADULT)],
        [rule("r", answered("hit"), route=DISCUSSION)],
        definitions={"of_concern": definition("of_concern", answered("concern"))},
        cannot_settle="of_concern",
    )
    assert evaluator(small, case({"hit": settled}, adults={"aunt": {"concern": concern}})).route == route
