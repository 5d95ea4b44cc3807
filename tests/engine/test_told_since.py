"""A case read from an earlier one that differs from it in a few answers: as if it were read by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.engine.claims import is_the_same_however_told
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
from triage_api.engine import evaluate
from triage_api.engine.case import Account, Accounts, Case, Subject
from triage_api.engine.days import read_days
from triage_api.engine.facts import ALL
from triage_api.engine.kept import Kept
from triage_api.policy.model import (
    About,
    All,
    Anchor,
    AnswerKind,
    AnyAdult,
    AnyIncident,
    Back,
    InSpan,
    InTime,
    NotKnown,
    Span,
    Test,
)
from triage_api.policy.model import Any as AnyOf
from triage_api.policy.model.measures import MONTH, YEAR

DISCUSSION, ASSESSMENT = "strategy_discussion", "child_in_need_assessment"
YES, NO = said("yes"), said("no")

POLICY = policy(
    [
        question("armed", about=About.REFERRAL),
        question("violence", not_known=NotKnown.HOLD),
        question("weapon", asked_when=AnyOf((answered("violence"), answered("armed")))),
        question("knife", asked_when=answered("weapon")),
        question("idle", asked_when=answered("knife")),
        question("marks", AnswerKind.SEVERAL, ("arm", "face"), sweep=True),
        question("age", AnswerKind.AGE),
        question("seen_on", AnswerKind.DATE),
        question("happened_on", AnswerKind.DATE, about=About.INCIDENT, day_of_incident=True),
        question("violent", about=About.ADULT),
        question("concern", about=About.ADULT),
        question("access", about=About.ADULT, asked_when=answered("violent")),
    ],
    [
        rule("armed", answered("armed"), route=ASSESSMENT),
        rule("weapon", AnyOf((answered("weapon"), answered("weapon", "no"))), route=ASSESSMENT),
        rule("knife", All((answered("knife"), answered("violence"))), route=DISCUSSION),
        rule("marked", answered("marks", "face"), route=DISCUSSION),
        rule("young", Test("age", InSpan(Span(0, 18 * MONTH - 1))), route=DISCUSSION),
        rule(
            "after",
            AnyIncident(Test("seen_on", InTime(Back(days=-1), None, Anchor.INCIDENT))),
            route=ASSESSMENT,
        ),
        rule("adult", AnyAdult(All((answered("violent"), answered("access")))), route=DISCUSSION),
    ],
    definitions={"of_concern": definition("of_concern", answered("concern"))},
    cannot_settle="of_concern",
)

START = replace(
    case(
        {
            "violence": NOT_KNOWN,
            "age": said(Span(YEAR, 2 * YEAR - 1)),
            "seen_on": said(read_days("2015-06-12")),
        },
        {},
        {"father": {"violent": YES}, "aunt": {}},
    ),
    incidents=(Subject("i", About.INCIDENT, {"happened_on": said(read_days("2015-06-10"))}),),
)


def child(**answers: Accounts | None) -> Case:
    """The case with these answers about the child; ``None``: withdrawn."""
    (one,) = START.children
    told = {id: answer for id, answer in {**one.answers, **answers}.items() if answer is not None}
    return replace(START, children=(replace(one, answers=told),))


def adult(ref: str, **answers: Accounts) -> Case:
    adults = tuple(
        replace(one, answers={**one.answers, **answers}) if one.ref == ref else one for one in START.adults
    )
    return replace(START, adults=adults)


SETTLED = (*YES, Account(value="no", said_by="aunt", settles=True))
INCIDENTS_LATER = replace(
    START, incidents=(Subject("i", About.INCIDENT, {"happened_on": said(read_days("2015-06-20"))}),)
)

STEPS = [
    pytest.param(START, START, True, id="nothing was told"),
    pytest.param(START, child(violence=YES), True, id="a gate is opened"),
    pytest.param(child(violence=YES), child(violence=NO), True, id="and shut"),
    pytest.param(child(violence=NO), child(violence=NOT_KNOWN), True, id="and left open"),
    pytest.param(child(weapon=YES), child(weapon=YES, violence=NO), True, id="against what was answered"),
    pytest.param(child(weapon=YES, violence=NO), child(violence=NO), True, id="which is withdrawn"),
    pytest.param(child(weapon=NOT_KNOWN), child(weapon=NOT_KNOWN, violence=YES), True, id="of an unknown"),
    pytest.param(START, replace(START, answers={"armed": YES}), True, id="by what the referral says"),
    pytest.param(
        child(violence=YES, weapon=YES), child(violence=NO, weapon=YES, knife=YES), True, id="two at a time"
    ),
    pytest.param(START, child(marks=said(frozenset({"arm"}))), True, id="an option is not mentioned"),
    pytest.param(child(marks=said(frozenset())), child(marks=None), True, id="a sweep is withdrawn"),
    pytest.param(START, child(violence=NOT_MENTIONED), True, id="not mentioned"),
    pytest.param(START, child(violence=(*YES, *NO)), True, id="accounts differ"),
    pytest.param(child(violence=(*YES, *NO)), child(violence=YES), True, id="and no longer do"),
    pytest.param(START, child(age=said(Span(13 * MONTH, 14 * MONTH - 1))), True, id="a measure, more finely"),
    pytest.param(child(age=said(Span(0, MONTH))), START, True, id="a measure, less finely"),
    pytest.param(START, adult("father", access=YES), True, id="of one adult"),
    pytest.param(START, adult("aunt", violent=NO), True, id="of another"),
    pytest.param(START, child(violence=SETTLED), True, id="an adult settles"),
    pytest.param(child(violence=SETTLED), child(violence=SETTLED, age=None), False, id="and may no longer"),
    pytest.param(START, INCIDENTS_LATER, True, id="what days are measured from"),
    pytest.param(START, replace(START, adults=START.adults[:1]), False, id="somebody is no longer there"),
    pytest.param(
        START, replace(START, received_at=START.received_at - timedelta(days=9)), False, id="another receipt"
    ),
]


@pytest.mark.parametrize(("earlier", "later", "in_part"), STEPS)
def test_what_is_told_reads_as_the_whole_does(earlier: Case, later: Case, in_part: bool) -> None:
    is_the_same_however_told(POLICY, earlier, later)
    told = evaluate(POLICY, later, evaluate(POLICY, earlier))
    assert (told.facts.changed != ALL) is in_part


def test_an_answer_touches_no_rule_that_does_not_read_it() -> None:
    told = evaluate(POLICY, child(age=said(Span(0, MONTH))), evaluate(POLICY, START))
    touched = [rule.rule.id for rule in told.program.reading(told.facts.changed)]
    assert touched == ["young"]


def test_what_is_kept_is_worked_out_once_until_there_is_too_much_of_it() -> None:
    kept: Kept[str] = Kept(most=2)
    worked_out: list[str] = []

    def work_out(one: str) -> str:
        worked_out.append(one)
        return one.upper()

    for one in ("a", "a", "b", "a", "c", "a"):
        assert kept.once(one, lambda one=one: work_out(one)) == one.upper()  # type: ignore[misc]
    assert worked_out == ["a", "b", "c", "a"]
