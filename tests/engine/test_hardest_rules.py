"""The hardest real rules, each as a policy says it: a small policy, a case, what must come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain_child
from tests.strategies.small import (
    EVENTS,
    NOT_KNOWN,
    answered,
    case,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine import recommend
from triage_api.engine.case import Case, Happened
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    AtLeast,
    DoNot,
    Duration,
    Event,
    InSpan,
    NotKnown,
    Polarity,
    Policy,
    Span,
    Test,
    Timing,
    Unit,
)
from triage_api.policy.model.measures import UNBORN, YEAR

EARLY_HELP, ASSESSMENT, DISCUSSION = "early_help", "child_in_need_assessment", "strategy_discussion"
YES, NO = said("yes"), said("no")

UNTIL_DISCUSSED = {"route": DISCUSSION, "do_not": {("parents", "strategy_discussion")}}
DO_NOT_TELL = (DoNot("parents", "strategy_discussion"),)
CUTTING = question("cutting_feared", not_known=NotKnown.TREAT_AS_RISK)
AGE = question("age", AnswerKind.AGE, polarity=Polarity.BY_DEFINITION)
MORE_ADULTS = question("more_adults", about=About.REFERRAL, net=True, closes=About.ADULT)
VIOLENT = question("violent", about=About.ADULT)
SIGNS = [question(sign) for sign in ("hungry", "dirty", "unwell_untreated", "left_alone", "school_missed")]
LURED = [question(sign) for sign in ("gifts", "older_friends", "second_phone")]

illness = policy(
    [question("illness_made_up"), question("worry")],
    [
        rule("made_up", answered("illness_made_up"), route=DISCUSSION, do_not=DO_NOT_TELL),
        rule("talk", answered("worry"), contacts=("parents",)),
    ],
)
cutting = policy(
    [CUTTING], [rule("cutting", answered("cutting_feared"), route=DISCUSSION, do_not=DO_NOT_TELL)]
)
transfer = policy(
    [question("moved_in")],
    [
        rule(
            "transfer_in",
            answered("moved_in"),
            contacts=("health_visitor",),
            clocks=(("health_visitor", "later"),),
            tier="universal_plus",
        )
    ],
)
assault = policy([question("hit")], [rule("hit", answered("hit"), route=DISCUSSION, contacts=("police",))])
household = policy(
    [MORE_ADULTS, VIOLENT, AGE],
    [
        rule(
            "baby_and_violence",
            All((Test("age", InSpan(Span(UNBORN.low, 2 * YEAR - 1))), AnyAdult(answered("violent")))),
            route=DISCUSSION,
        )
    ],
)
neglect = policy(
    SIGNS,
    [rule("three_signs", AtLeast(3, tuple(answered(sign.id) for sign in SIGNS)), route=ASSESSMENT)],
)
missing = policy(
    [question("missing"), *LURED],
    [
        rule("missing", answered("missing"), route=EARLY_HELP),
        rule(
            "missing_and_lured",
            All((answered("missing"), AtLeast(2, tuple(answered(sign.id) for sign in LURED)))),
            route=DISCUSSION,
        ),
    ],
)
unborn = policy(
    [AGE, question("earlier_child_removed")],
    [
        rule(
            "earlier_removal",
            All((Test("age", InSpan(UNBORN)), answered("earlier_child_removed"))),
            route=DISCUSSION,
        )
    ],
)
BABY = said(Span(0, YEAR - 1))


def everything_said(asked: list[Any], *yes: str) -> dict[str, Any]:
    """Every sign asked about: these there, the others not."""
    return {each.id: YES if each.id in yes else NO for each in asked}


@dataclass(frozen=True)
class Row:
    """``expect`` is by attribute of the first child."""

    id: str
    policy: Policy
    case: Case
    expect: dict[str, Any]


ROWS = [
    Row(
        "fabricated illness, the parents are not told until it was discussed",
        illness,
        case({"illness_made_up": YES, "worry": YES}),
        {**UNTIL_DISCUSSED, "contacts": {"parents"}},
    ),
    Row("cutting feared, the parents are not told", cutting, case({"cutting_feared": YES}), UNTIL_DISCUSSED),
    Row("nor where it is not known", cutting, case({"cutting_feared": NOT_KNOWN}), UNTIL_DISCUSSED),
    Row("but where it is ruled out they may be", cutting, case({"cutting_feared": NO}), {"do_not": set()}),
    Row(
        "transfer in",
        transfer,
        case({"moved_in": YES}),
        {
            "route": "universal_advice",
            "tier": "universal_plus",
            "contacts": {"health_visitor"},
            "clocks": {("health_visitor", "later")},
        },
    ),
    Row(
        "CAIT or CSU, and nobody said which",
        assault,
        case({"hit": YES}),
        {"route": DISCUSSION, "contacts": {"police_cait", "police_csu"}},
    ),
    Row(
        "an adult who may live there and is not listed, and a baby",
        household,
        case({"age": BABY}, {"more_adults": NOT_KNOWN}, {"mother": {"violent": NO}}),
        {"route": ASSESSMENT, "states": {"baby_and_violence": "holds"}},
    ),
    Row(
        "nobody else lives there",
        household,
        case({"age": BABY}, {"more_adults": NO}, {"mother": {"violent": NO}}),
        {"states": {"baby_and_violence": "ruled_out"}},
    ),
    Row(
        "three signs of neglect",
        neglect,
        case(everything_said(SIGNS, "hungry", "dirty", "left_alone")),
        {"route": ASSESSMENT, "states": {"three_signs": "applies"}},
    ),
    Row(
        "two, and the third not known",
        neglect,
        case({**everything_said(SIGNS, "hungry", "dirty"), "left_alone": NOT_KNOWN}),
        {"states": {"three_signs": "holds"}, "route": EARLY_HELP},
    ),
    Row(
        "missing, with signs of exploitation",
        missing,
        case({"missing": YES, **everything_said(LURED, "gifts", "second_phone")}),
        {"route": DISCUSSION},
    ),
    Row(
        "missing, with one sign",
        missing,
        case({"missing": YES, **everything_said(LURED, "gifts")}),
        {"route": EARLY_HELP},
    ),
    Row(
        "an unborn child, an earlier one removed",
        unborn,
        case({"age": said(UNBORN), "earlier_child_removed": YES}),
        {"route": DISCUSSION},
    ),
    Row(
        "a child who is born, an earlier one removed",
        unborn,
        case({"age": BABY, "earlier_child_removed": YES}),
        {"states": {"earlier_removal": "ruled_out"}},
    ),
]


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in ROWS])
def test_a_hard_rule(row: Row, evaluator: Evaluator) -> None:
    child = plain_child(evaluator(row.policy, row.case).children[0])
    assert {name: child[name] for name in row.expect} == row.expect


CONFERENCE = policy(
    [question("hit")],
    [rule("hit", answered("hit"), route=DISCUSSION, milestones=("conference",))],
    events={
        "received": Event("received", "received", None, "ours"),
        **EVENTS,
        "s47_begun": Event("s47_begun", "discussion that began s47", "strategy_discussion", "ours"),
    },
    timings={
        "soon": Timing("soon", "soon", "received", Duration(2, Unit.WORKING_DAYS)),
        "conference": Timing("conference", "conference", "s47_begun", Duration(15, Unit.WORKING_DAYS)),
    },
    contacts={},
    duties={},
)
FIRST = Happened("strategy_discussion", datetime(2015, 6, 25, 10, tzinfo=UTC))
SECOND = Happened("s47_begun", datetime(2015, 6, 29, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("events", "due"),
    [
        pytest.param((), datetime(2015, 7, 15, 16, tzinfo=UTC), id="none yet: from receipt"),
        pytest.param((FIRST,), datetime(2015, 7, 16, 16, tzinfo=UTC), id="one that began nothing stands in"),
        pytest.param((FIRST, SECOND), datetime(2015, 7, 20, 16, tzinfo=UTC), id="the one that began s47"),
    ],
)
def test_conference_is_counted_from_the_discussion_that_began_s47(
    events: tuple[Happened, ...], due: datetime
) -> None:
    one = case({"hit": YES})
    (milestone,) = recommend(CONFERENCE, Case(one.received_at, {}, one.children, events=events)).milestones
    assert milestone.clock.due == due
