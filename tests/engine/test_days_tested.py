"""Tests of days counted from receipt: so long ago; to the day, and as near as anybody knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.engine.claims import agree
from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain_child
from tests.strategies.small import NOT_KNOWN, RECEIVED_AT, policy, question, rule, said
from triage_api.engine import Case, recommend
from triage_api.engine.case import Accounts, Days, Subject
from triage_api.engine.days import read_days
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    Back,
    InSpan,
    InTime,
    NotKnown,
    Span,
    Test,
)

DISCUSSION = "strategy_discussion"
SEEN = question("seen_on", AnswerKind.DATE, not_known=NotKnown.TREAT_AS_RISK)

WITHIN_SIX_WEEKS = InTime(Back(days=42), Back())
LONGER_AGO = InTime(None, Back(days=43))
SIX_MONTHS = InTime(Back(months=6), Back())


def on(text: str, **more: object) -> Accounts:
    return said(read_days(text), **more)


def judged(evaluator: Evaluator, seen: Accounts | None, expected: Sequence[InTime]) -> str:
    """The state of the one rule, that the child was seen on such a day; received on 24 June 2015."""
    small = policy(
        [SEEN],
        [rule("r", All(tuple(Test("seen_on", one) for one in expected)), route=DISCUSSION)],
    )
    asked = Case(
        RECEIVED_AT,
        {},
        (Subject("child-1", About.CHILD, {} if seen is None else {"seen_on": seen}),),
    )
    agree((small, asked))
    found: dict[str, Any] = plain_child(evaluator(small, asked).children[0])
    return str(found["states"]["r"])


FROM_RECEIPT = [
    pytest.param(on("2015-05-13"), WITHIN_SIX_WEEKS, "applies", id="the first day of six weeks"),
    pytest.param(on("2015-05-12"), WITHIN_SIX_WEEKS, "ruled_out", id="the day before that"),
    pytest.param(on("2015-06-24"), WITHIN_SIX_WEEKS, "applies", id="the day of receipt"),
    pytest.param(on("2015-06-25"), WITHIN_SIX_WEEKS, "ruled_out", id="tomorrow"),
    pytest.param(on("2015-05-12"), LONGER_AGO, "applies", id="longer ago than six weeks"),
    pytest.param(on("2015-05"), WITHIN_SIX_WEEKS, "possible", id="in May: asked more finely"),
    pytest.param(
        on("2015-05", not_known=NOT_KNOWN[0].not_known),
        WITHIN_SIX_WEEKS,
        "assumed",
        id="in May, and nobody knows more: as risk",
    ),
    pytest.param(NOT_KNOWN, WITHIN_SIX_WEEKS, "assumed", id="not known: as risk"),
    pytest.param(None, WITHIN_SIX_WEEKS, "possible", id="not asked"),
    pytest.param(on("2014-12-24"), SIX_MONTHS, "applies", id="the same day six months before"),
    pytest.param(on("2014-12-23"), SIX_MONTHS, "ruled_out", id="the day before that, six months before"),
]


@pytest.mark.parametrize(("seen", "expected", "state"), FROM_RECEIPT)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_counted_back_from_receipt(
    evaluator: Evaluator, seen: Accounts | None, expected: InTime, state: str
) -> None:
    assert judged(evaluator, seen, [expected]) == state


@pytest.mark.parametrize(
    ("expected", "state"),
    [
        pytest.param([WITHIN_SIX_WEEKS, LONGER_AGO], "ruled_out", id="a day cannot be both"),
        pytest.param([WITHIN_SIX_WEEKS, SIX_MONTHS], "assumed", id="but it may be within both"),
    ],
)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_not_known_that_is_tested_twice(
    evaluator: Evaluator, expected: list[InTime], state: str
) -> None:
    assert judged(evaluator, NOT_KNOWN, expected) == state


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_two_accounts_of_a_day_are_each_possible(evaluator: Evaluator) -> None:
    assert judged(evaluator, on("2015-06-01") + on("2015-01-01"), [WITHIN_SIX_WEEKS]) == "assumed"


def test_a_policy_that_tests_a_day_for_a_number_is_refused_and_not_judged() -> None:
    """The reader of policies lets no such line pass; by whatever way one came, it may not read as no."""
    small = policy([SEEN], [rule("r", Test("seen_on", InSpan(Span(0, 3))), route=DISCUSSION)])
    day = Days(date(2015, 6, 1), date(2015, 6, 1))
    asked = Case(RECEIVED_AT, {}, (Subject("child-1", About.CHILD, {"seen_on": said(day)}),))
    with pytest.raises(TypeError, match="seen_on"):
        recommend(small, asked)
