"""Days counted from the day of an incident: a test of two answers, each of which may be lacking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.engine.claims import agree
from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain_child
from tests.strategies.small import NOT_KNOWN, RECEIVED_AT, answered, policy, question, rule, said
from triage_api.engine import Case, evaluate, recommend
from triage_api.engine.case import Accounts, Subject
from triage_api.engine.days import read_days
from triage_api.policy.model import (
    About,
    All,
    Anchor,
    AnswerKind,
    AnyChild,
    AnyIncident,
    AtLeast,
    Back,
    Condition,
    Counting,
    InTime,
    Not,
    NotKnown,
    Policy,
    Question,
    Test,
)
from triage_api.policy.model import (
    Any as AnyOf,
)

AFTER = InTime(Back(days=-1), None, Anchor.INCIDENT)
BEFORE = InTime(None, Back(days=1), Anchor.INCIDENT)
WITHIN_TWO_DAYS = InTime(Back(), Back(days=-2), Anchor.INCIDENT)
WITHIN_A_MONTH = InTime(Back(), Back(months=-1), Anchor.INCIDENT)
LAST_SIX_WEEKS = InTime(Back(days=42), Back())

YES, NO = said("yes"), said("no")
NOBODY_KNOWS = NOT_KNOWN[0].not_known


def on(text: str, **more: object) -> Accounts:
    return said(read_days(text), **more)


def asked_of(
    seen: NotKnown = NotKnown.FIND_OUT,
    happened: NotKnown = NotKnown.FIND_OUT,
    gate: Condition | None = None,
    about: About = About.CHILD,
) -> list[Question]:
    """When the child was seen, and when each incident was; what it means not to know either."""
    return [
        question("seen_on", AnswerKind.DATE, about=about, not_known=seen, asked_when=gate),
        question(
            "happened_on", AnswerKind.DATE, about=About.INCIDENT, not_known=happened, day_of_incident=True
        ),
        question("hurt", about=About.INCIDENT),
        question("known"),
        question("more", about=About.REFERRAL, net=True, closes=About.INCIDENT),
    ]


def one_rule(when: Condition, asked: list[Question] | None = None) -> Policy:
    return policy(
        asked_of() if asked is None else asked,
        [rule("r", when, route="strategy_discussion")],
        holding_routes={"strategy_discussion": "child_in_need_assessment"},
    )


def told(
    seen: Accounts | None,
    *happened: Accounts | None,
    child: Mapping[str, Accounts] | None = None,
    **more: Any,
) -> Case:
    """A case of incidents on these days, of which the child was seen on that; received on 24 June 2015."""
    answers = {} if seen is None else {"seen_on": seen}
    return Case(
        RECEIVED_AT,
        more.get("referral", {"more": NO}),
        (Subject("child-1", About.CHILD, {**answers, **(child or {})}),),
        incidents=tuple(
            Subject(f"i{place}", About.INCIDENT, {} if when is None else {"happened_on": when})
            for place, when in enumerate(happened)
        ),
    )


def state_of(evaluator: Evaluator, small: Policy, case: Case) -> str:
    agree((small, case))
    found: dict[str, Any] = plain_child(evaluator(small, case).children[0])
    return str(found["states"]["r"])


def seen(expected: InTime) -> Test:
    return Test("seen_on", expected)


JUNE_10 = on("2015-06-10")
NEARLY = on("2015-06", not_known=NOBODY_KNOWS)

BOTH_KNOWN = [
    pytest.param(on("2015-06-11"), AFTER, [JUNE_10], "applies", id="the day after"),
    pytest.param(on("2015-06-10"), AFTER, [JUNE_10], "ruled_out", id="the day itself is not after"),
    pytest.param(on("2015-06-09"), BEFORE, [JUNE_10], "applies", id="the day before"),
    pytest.param(on("2015-06-10"), WITHIN_TWO_DAYS, [JUNE_10], "applies", id="its own day counts"),
    pytest.param(on("2015-06-12"), WITHIN_TWO_DAYS, [JUNE_10], "applies", id="the last of two days"),
    pytest.param(on("2015-06-13"), WITHIN_TWO_DAYS, [JUNE_10], "ruled_out", id="the third"),
    pytest.param(
        on("2015-02-28"), WITHIN_A_MONTH, [on("2015-01-31")], "applies", id="a month has its last day"
    ),
    pytest.param(on("2015-03-01"), WITHIN_A_MONTH, [on("2015-01-31")], "ruled_out", id="and no day more"),
    pytest.param(on("2015-06"), AFTER, [on("2015-05")], "applies", id="neither to the day, and yet after"),
    pytest.param(on("2015-05"), AFTER, [on("2015-06")], "ruled_out", id="and yet not after"),
    pytest.param(on("2015-06-11"), AFTER, [on("2015-06-20"), JUNE_10], "applies", id="after one of two"),
    pytest.param(on("2015-06-11"), BEFORE, [JUNE_10, on("2015-06-20")], "applies", id="before the other"),
    pytest.param(on("2015-06-11"), AFTER, [], "ruled_out", id="no incident, and the list is closed"),
]


@pytest.mark.parametrize(("when", "expected", "incidents", "state"), BOTH_KNOWN)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_of_days_that_are_known(
    evaluator: Evaluator, when: Accounts, expected: InTime, incidents: list[Accounts], state: str
) -> None:
    small = one_rule(AnyIncident(seen(expected)))
    assert state_of(evaluator, small, told(when, *incidents)) == state


RISK, HOLD, FIND_OUT, NO_EFFECT = NotKnown.TREAT_AS_RISK, NotKnown.HOLD, NotKnown.FIND_OUT, NotKnown.NO_EFFECT

ONE_NOT_KNOWN = [
    pytest.param(on("2015-06-11"), NOT_KNOWN, FIND_OUT, RISK, "assumed", id="the incident's day, as risk"),
    pytest.param(on("2015-06-11"), NOT_KNOWN, FIND_OUT, HOLD, "holds", id="the incident's day holds"),
    pytest.param(on("2015-06-11"), NOT_KNOWN, HOLD, FIND_OUT, "possible", id="nothing is known beside it"),
    pytest.param(on("2015-06-11"), NOT_KNOWN, HOLD, NO_EFFECT, "possible", id="of no effect"),
    pytest.param(on("2015-06-11"), None, RISK, RISK, "possible", id="the incident's day was not asked"),
    pytest.param(on("2015-06-11"), NEARLY, RISK, FIND_OUT, "possible", id="as near as is known"),
    pytest.param(on("2015-07"), NEARLY, RISK, FIND_OUT, "applies", id="as near as is known, and after"),
    pytest.param(NOT_KNOWN, JUNE_10, RISK, FIND_OUT, "assumed", id="the day seen, as risk"),
    pytest.param(NOT_KNOWN, JUNE_10, HOLD, FIND_OUT, "holds", id="the day seen holds"),
    pytest.param(NOT_KNOWN, NOT_KNOWN, RISK, RISK, "assumed", id="neither is known, both as risk"),
    pytest.param(NOT_KNOWN, NOT_KNOWN, RISK, FIND_OUT, "possible", id="neither, and one is to be found out"),
    pytest.param(NOT_KNOWN, NOT_KNOWN, RISK, HOLD, "holds", id="as risk, and the other holds"),
    pytest.param(NOT_KNOWN, None, RISK, RISK, "possible", id="not known, and not asked"),
    pytest.param(
        on("2015-06-01") + on("2015-06-20"), JUNE_10, FIND_OUT, FIND_OUT, "assumed", id="two accounts differ"
    ),
]


@pytest.mark.parametrize(("when", "happened", "seen_is", "happened_is", "state"), ONE_NOT_KNOWN)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_of_days_of_which_one_is_not_known(
    evaluator: Evaluator,
    when: Accounts,
    happened: Accounts | None,
    seen_is: NotKnown,
    happened_is: NotKnown,
    state: str,
) -> None:
    small = one_rule(AnyIncident(seen(AFTER)), asked_of(seen_is, happened_is))
    assert state_of(evaluator, small, told(when, happened)) == state


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_beside_something_known_the_day_of_an_incident_holds(evaluator: Evaluator) -> None:
    small = one_rule(All((answered("known"), AnyIncident(seen(AFTER)))))
    case = told(on("2015-06-11"), NOT_KNOWN, child={"known": YES})
    assert state_of(evaluator, small, case) == "holds"


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_that_is_after_is_something_known(evaluator: Evaluator) -> None:
    small = one_rule(All((answered("known"), AnyIncident(seen(AFTER)))))
    case = told(on("2015-06-11"), JUNE_10, child={"known": NOT_KNOWN})
    assert state_of(evaluator, small, case) == "holds"


@pytest.mark.parametrize(
    ("when", "state"),
    [
        pytest.param(
            All((seen(AFTER), seen(BEFORE))), "ruled_out", id="no day is before and after one incident"
        ),
        pytest.param(AnyOf((seen(AFTER), Not(seen(AFTER)))), "applies", id="every day is after it or is not"),
        pytest.param(
            All((seen(AFTER), Test("happened_on", LAST_SIX_WEEKS), Not(seen(LAST_SIX_WEEKS)))),
            "possible",
            id="after one of the last six weeks, and in the future",
        ),
    ],
)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_what_two_days_say_together(evaluator: Evaluator, when: Condition, state: str) -> None:
    assert state_of(evaluator, one_rule(AnyIncident(when)), told(None, None)) == state


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_within_two_days_of_one_incident_may_be_so_of_another(evaluator: Evaluator) -> None:
    """Not within two days of either: it is so unless both were within two days of when the child was seen."""
    small = one_rule(AnyIncident(Not(seen(WITHIN_TWO_DAYS))))
    assert state_of(evaluator, small, told(None, None, on("2015-07-24"))) == "possible"
    assert state_of(evaluator, small, told(None, JUNE_10, on("2015-07-24"))) == "applies"


@pytest.mark.parametrize(
    ("counting", "happened_is", "state"),
    [
        pytest.param(Counting.KNOWN, RISK, "holds", id="nothing is assumed inside a count"),
        pytest.param(Counting.NOT_RULED_OUT, FIND_OUT, "assumed", id="of what is not ruled out it counts"),
    ],
)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_inside_a_count(evaluator: Evaluator, counting: Counting, happened_is: NotKnown, state: str) -> None:
    when = AtLeast(2, (AnyIncident(seen(AFTER)), answered("known")), counting)
    small = one_rule(when, asked_of(FIND_OUT, happened_is))
    case = told(on("2015-06-11"), NOT_KNOWN, child={"known": YES})
    assert state_of(evaluator, small, case) == state


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_assumed_outside_a_count_and_not_inside(evaluator: Evaluator) -> None:
    inside = AtLeast(1, (AnyIncident(seen(AFTER)),), Counting.KNOWN)
    case = told(on("2015-06-11"), NOT_KNOWN, child={"known": YES})
    small = one_rule(All((answered("known"), AnyIncident(seen(AFTER)), inside)), asked_of(FIND_OUT, RISK))
    assert state_of(evaluator, small, case) == "holds"


GATED = [
    pytest.param(YES, "possible", id="the day is asked"),
    pytest.param(NO, "ruled_out", id="it does not apply, and no day is after"),
    pytest.param(None, "possible", id="it may turn out not to apply"),
]


@pytest.mark.parametrize(("known", "state"), GATED)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_that_does_not_apply(evaluator: Evaluator, known: Accounts | None, state: str) -> None:
    small = one_rule(AnyIncident(seen(AFTER)), asked_of(gate=answered("known")))
    case = told(None, JUNE_10, child={} if known is None else {"known": known})
    assert state_of(evaluator, small, case) == state


@pytest.mark.parametrize(("known", "state"), [(NO, "applies"), (None, "possible")])
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_that_does_not_apply_is_not_after_and_is_no_knowledge(
    evaluator: Evaluator, known: Accounts | None, state: str
) -> None:
    asked = asked_of(gate=answered("known"))
    asked[2] = question("hurt", about=About.INCIDENT, not_known=HOLD)
    small = one_rule(AnyIncident(Not(seen(AFTER))), asked)
    case = told(None, JUNE_10, child={} if known is None else {"known": known})
    assert state_of(evaluator, small, case) == state
    beside = one_rule(
        AnyIncident(All((Not(seen(AFTER)), Test("hurt", answered("hurt").expected)))),
        asked_of(gate=answered("known")),
    )
    (incident,) = case.incidents
    hurt = Subject("i0", About.INCIDENT, {**incident.answers, "hurt": NOT_KNOWN})
    unknown = Case(case.received_at, case.answers, case.children, incidents=(hurt,))
    assert state_of(evaluator, beside, unknown) == "possible"


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_list_that_is_open_is_one_answer_not_known(evaluator: Evaluator) -> None:
    small = one_rule(AnyIncident(seen(AFTER)))
    assert state_of(evaluator, small, told(on("2015-06-09"), JUNE_10, referral={})) == "possible"
    assert state_of(evaluator, small, told(on("2015-06-09"), JUNE_10)) == "ruled_out"


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_day_that_speaks_against_the_rule_is_nothing_known_beside_it(evaluator: Evaluator) -> None:
    small = one_rule(AnyIncident(AnyOf((seen(AFTER), answered("hurt")))))
    incident = Subject("i0", About.INCIDENT, {"happened_on": JUNE_10, "hurt": NOT_KNOWN})
    child = Subject("child-1", About.CHILD, {"seen_on": on("2015-06-09")})
    case = Case(RECEIVED_AT, {"more": NO}, (child,), incidents=(incident,))
    assert state_of(evaluator, small, case) == "possible"


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_each_rule_is_judged_by_its_own_days(evaluator: Evaluator) -> None:
    small = policy(
        asked_of(),
        [
            rule("r", AnyIncident(Not(seen(AFTER))), route="strategy_discussion"),
            rule("s", AnyIncident(seen(BEFORE)), route="early_help"),
        ],
    )
    case = told(None, JUNE_10)
    assert state_of(evaluator, small, case) == "possible"


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_each_incident_may_have_a_day_of_its_own_that_is_counted_from_it(evaluator: Evaluator) -> None:
    small = one_rule(AnyIncident(seen(AFTER)), asked_of(about=About.INCIDENT))
    days = [{"happened_on": JUNE_10, "seen_on": on("2015-06")}, {"happened_on": JUNE_10, "seen_on": JUNE_10}]
    incidents = tuple(Subject(f"i{place}", About.INCIDENT, one) for place, one in enumerate(days))
    child = Subject("child-1", About.CHILD, {})
    assert (
        state_of(evaluator, small, Case(RECEIVED_AT, {"more": NO}, (child,), incidents=incidents))
        == "possible"
    )
    asked = recommend(small, Case(RECEIVED_AT, {"more": NO}, (child,), incidents=incidents)).next_questions
    assert [(one.question.id, one.about) for one in asked] == [("seen_on", "i0")]


def test_of_days_the_interview_asks_for_the_one_that_is_lacking() -> None:
    small = one_rule(AnyIncident(seen(AFTER)))
    asks = [
        [(one.question.id, one.about) for one in recommend(small, case).next_questions]
        for case in (told(on("2015-06-11"), None), told(None, JUNE_10), told(on("2015-06"), JUNE_10))
    ]
    assert asks == [[("happened_on", "i0")], [("seen_on", "child-1")], [("seen_on", "child-1")]]


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize(("day", "state"), [("2015-06-11", "applies"), ("2015-06-09", "ruled_out")])
def test_the_gate_of_a_question_about_an_incident_counts_from_its_own_day(
    evaluator: Evaluator, day: str, state: str
) -> None:
    asked = asked_of(about=About.INCIDENT)
    asked[2] = question("hurt", about=About.INCIDENT, not_known=RISK, asked_when=seen(AFTER))
    incident = Subject("i0", About.INCIDENT, {"happened_on": JUNE_10, "seen_on": on(day), "hurt": NOT_KNOWN})
    case = Case(RECEIVED_AT, {"more": NO}, (Subject("child-1", About.CHILD, {}),), incidents=(incident,))
    small = one_rule(AnyIncident(answered("hurt")), asked)
    assert state_of(evaluator, small, case) == {"applies": "assumed"}.get(state, state)


@pytest.mark.parametrize("evaluator", EVALUATORS)
@pytest.mark.parametrize(
    ("day", "state"), [("2015-06-11", "assumed"), ("2015-06-09", "ruled_out"), ("2015-06", "assumed")]
)
def test_there_a_day_of_any_child_may_be_counted_from_it(evaluator: Evaluator, day: str, state: str) -> None:
    asked = asked_of()
    asked[2] = question("hurt", about=About.INCIDENT, not_known=RISK, asked_when=AnyChild(seen(AFTER)))
    incident = Subject("i0", About.INCIDENT, {"happened_on": JUNE_10, "hurt": NOT_KNOWN})
    child = Subject("child-1", About.CHILD, {"seen_on": on(day)})
    case = Case(RECEIVED_AT, {"more": NO}, (child,), incidents=(incident,))
    assert state_of(evaluator, one_rule(AnyIncident(answered("hurt")), asked), case) == state


def test_why_a_rule_applies_names_both_days() -> None:
    small = one_rule(AnyIncident(seen(AFTER)))
    (reason,) = recommend(small, told(on("2015-06-11"), JUNE_10)).reasons
    assert [(one.about, one.question) for one in reason.answers] == [
        ("child-1", "seen_on"),
        ("i0", "happened_on"),
    ]


def test_a_policy_that_asks_for_no_day_of_an_incident_is_refused_and_not_judged() -> None:
    """`check` lets no such line pass; by whatever way one came, it may not read as no."""
    small = one_rule(AnyIncident(seen(AFTER)), [asked_of()[0]])
    with pytest.raises(LookupError, match="day of an incident"):
        evaluate(small, told(on("2015-06-11")))
