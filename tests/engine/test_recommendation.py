"""What a recommendation says beside its route: contacts, clocks, units, what is held back, what is open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.strategies.small import (
    CONTACTS,
    NOT_KNOWN,
    NOT_MENTIONED,
    RECEIVED_AT,
    answered,
    case,
    contact,
    definition,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine import as_body, evaluate, openings, recommend, recommended
from triage_api.engine.case import Account, Accounts, Case, Happened, Subject
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    DoNot,
    Duration,
    Event,
    InSpan,
    NotKnown,
    Polarity,
    Policy,
    SourceRef,
    Span,
    Test,
    Timing,
    Unit,
)
from triage_api.policy.model.measures import YEAR

ASSESSMENT, DISCUSSION = "child_in_need_assessment", "strategy_discussion"
YES, NO = said("yes"), said("no")
A = [question("a")]
REVIEW, GUIDANCE = SourceRef("review", "2.2.7"), SourceRef("guidance")


def contacts(policy: Policy, case: Case) -> list[str]:
    return [required.contact.id for required in recommend(policy, case).contacts]


# ---------------------------------------------------------------------- police units


@pytest.mark.parametrize(
    ("rules", "child", "units"),
    [
        pytest.param(
            [rule("r", answered("a"), contacts=("police",))],
            {"a": YES},
            ("CAIT", "CSU"),
            id="none named: both",
        ),
        pytest.param(
            [
                rule("r", answered("a"), contacts=("police",)),
                rule("s", answered("a"), contacts=("police_csu",)),
            ],
            {"a": YES},
            ("CSU",),
            id="one named by a contact",
        ),
        pytest.param(
            [
                rule("r", answered("a"), contacts=("police",)),
                rule("s", answered("a"), police_units=("CAIT",)),
            ],
            {"a": YES},
            ("CAIT",),
            id="one named by a rule",
        ),
        pytest.param(
            [
                rule("r", answered("a"), contacts=("police", "police_csu")),
                rule("s", answered("b"), route=ASSESSMENT, contacts=("police_cait",)),
            ],
            {"a": YES, "b": NOT_KNOWN},
            ("CAIT", "CSU"),
            id="the other too, because not known",
        ),
        pytest.param(
            [
                rule("r", answered("a"), contacts=("police_csu",)),
                rule("s", answered("b"), route=ASSESSMENT, contacts=("school", "police")),
            ],
            {"a": YES, "b": NOT_KNOWN},
            ("CSU",),
            id="what may be needed of the police is of the unit that is named, and of a school of none",
        ),
        pytest.param(
            [
                rule("r", answered("a"), contacts=("police", "police_csu")),
                rule("s", answered("b"), route=ASSESSMENT, contacts=("police_cait",)),
            ],
            {"a": YES, "b": NO},
            ("CSU",),
            id="not the other once it is known",
        ),
        pytest.param(
            [
                rule("r", answered("a"), contacts=("police", "police_csu")),
                rule("s", answered("b"), route=ASSESSMENT, contacts=("police_cait",)),
            ],
            {"a": YES},
            ("CSU",),
            id="nor for what nobody was asked",
        ),
    ],
)
def test_which_police_unit(rules: list[object], child: dict[str, Accounts], units: tuple[str, ...]) -> None:
    small = policy([question("a"), question("b")], rules)  # type: ignore[arg-type]
    one = recommend(small, case(child))
    assert one.police_units == units
    contacted = {c.contact.id for c in one.contacts}
    assert contacted <= {f"police_{unit.lower()}" for unit in units}
    assert len(one.police_units_because) == len(units)


def test_what_two_children_need_of_one_role_is_one_contact_for_both() -> None:
    small = policy(
        [question("a"), question("b")],
        [
            replace(rule("r", answered("a"), contacts=("school",)), source=(REVIEW, GUIDANCE)),
            replace(rule("s", answered("b"), contacts=("school",)), source=(REVIEW,)),
        ],
    )
    one, two = Subject("one", About.CHILD, {"a": YES}), Subject("two", About.CHILD, {"a": YES, "b": YES})
    (school,) = recommend(small, Case(RECEIVED_AT, {}, (one, two))).contacts
    assert school.children == ("one", "two")
    assert school.why[1:] == ("r", "s")
    assert school.source == (*CONTACTS["school"].source, REVIEW, GUIDANCE)


# ---------------------------------------------------------------------- held back


HELD = [
    rule("tell", answered("a"), contacts=("parents",)),
    rule("wait", answered("b"), route=DISCUSSION, do_not=(DoNot("parents", "strategy_discussion"),)),
]


def test_do_not_beats_the_rule_that_asks_and_both_reasons_stay() -> None:
    small = policy([question("a"), question("b")], HELD)
    (held,) = recommend(small, case({"a": YES, "b": YES})).contacts
    assert held.first is None
    assert held.held_back is not None
    assert (held.held_back.until, held.held_back.because) == ("strategy_discussion", ("wait",))
    assert "tell" in held.why


def test_what_was_held_back_is_due_once_the_event_has_happened() -> None:
    small = policy(
        [question("a"), question("b")],
        HELD,
        contacts=CONTACTS | {"parents": contact("parents", clocks=("soon",))},
    )
    later = Happened("strategy_discussion", datetime(2015, 6, 24, 14, tzinfo=UTC))
    one = recommend(small, replace(case({"a": YES, "b": YES}), events=(later,)))
    assert one.contacts[0].held_back is None
    assert one.contacts[0].first is not None
    assert one.do_not == ()


LATER = {
    "decided": Event("decided", "decided", "received", "ours"),
    "planned": Event("planned", "planned", "received", "ours"),
    "discussed": Event("discussed", "discussed", "decided", "ours"),
}


@pytest.mark.parametrize("first", ["decided", "discussed"])
@pytest.mark.parametrize("other", ["decided", "planned"])
def test_of_two_holds_the_one_that_ends_last_is_told(first: str, other: str) -> None:
    """“Until decided” beside “until the discussion was held” would have somebody ring once it is decided."""
    second = "discussed" if first != "discussed" else other
    rules = [
        rule("tell", answered("a"), contacts=("parents",)),
        rule("one", answered("b"), do_not=(DoNot("parents", first),)),
        rule("two", answered("b"), do_not=(DoNot("parents", second),)),
    ]
    small = policy([question("a"), question("b")], rules)
    small = replace(small, events={**small.events, **LATER})
    answers = case({"a": YES, "b": YES})
    (held,) = recommend(small, answers).contacts
    assert held.held_back is not None
    assert (held.held_back.until, held.held_back.because) == ("discussed", ("one", "two"))
    # “Planned” is on another branch: it does not come before, and holds by itself.
    assert set(held.held_back.untils) == {"discussed", *({"planned"} & {first, second})}
    decided = Happened("discussed", datetime(2015, 6, 24, 14, tzinfo=UTC))
    (held,) = recommend(small, replace(answers, events=(decided,))).contacts
    assert held.held_back is not None
    assert held.held_back.until in ("decided", "planned")


def test_of_two_holds_as_far_as_each_other_the_policys_order_decides() -> None:
    rules = [
        rule("tell", answered("a"), contacts=("parents",)),
        *(rule(until, answered("a"), do_not=(DoNot("parents", until),)) for until in ("planned", "decided")),
    ]
    small = policy([question("a")], rules)
    small = replace(small, events={**small.events, **LATER})
    (held,) = recommend(small, case({"a": YES})).contacts
    assert held.held_back is not None
    assert (held.held_back.until, held.held_back.untils) == ("planned", ("planned", "decided"))


# ---------------------------------------------------------------------- clocks


CLOCKED = policy(
    A,
    [rule("r", answered("a"), contacts=("nurse",), clocks=(("nurse", "national"),))],
    contacts={"nurse": contact("nurse", clocks=("protocol",))},
    events={
        "received": Event("received", "received", None, "ours"),
        "passed_on": Event("passed_on", "passed on", "received", "ours"),
        "their_receipt": Event("their_receipt", "they have it", "passed_on", "health"),
    },
    timings={
        "protocol": Timing("protocol", "contact", "their_receipt", Duration(5, Unit.DAYS)),
        "national": Timing("national", "contact", "their_receipt", Duration(2, Unit.WORKING_DAYS)),
        "soon": Timing("soon", "soon", "received", Duration(2, Unit.WORKING_DAYS)),
    },
)


@pytest.mark.parametrize(
    ("events", "stood_in", "due"),
    [
        pytest.param([], "received", "2015-06-26T17:00:00+01:00", id="counted from our receipt"),
        pytest.param(
            [Happened("passed_on", datetime(2015, 6, 25, 9, tzinfo=UTC))],
            "passed_on",
            "2015-06-29T17:00:00+01:00",
            id="counted from the latest earlier event",
        ),
        pytest.param(
            [Happened("their_receipt", datetime(2015, 6, 26, 9, tzinfo=UTC), "nurse")],
            None,
            "2015-06-30T17:00:00+01:00",
            id="counted from their own receipt",
        ),
        pytest.param(
            [Happened("their_receipt", datetime(2015, 6, 26, 9, tzinfo=UTC), "school")],
            "received",
            "2015-06-26T17:00:00+01:00",
            id="another agency's receipt starts nothing here",
        ),
    ],
)
def test_the_earliest_clock_is_due_and_no_clock_is_ever_without_a_time(
    events: list[Happened], stood_in: str | None, due: str
) -> None:
    small = replace(CLOCKED, contacts={**CLOCKED.contacts, **CONTACTS})
    (nurse,) = recommend(small, replace(case({"a": YES}), events=tuple(events))).contacts
    assert nurse.first is not None
    assert (nurse.first.timing.id, nurse.first.stood_in_by, nurse.first.due.isoformat()) == (
        "national",
        stood_in,
        due,
    )
    assert {clock.timing.id for clock in nurse.clocks} == {"protocol", "national"}


VISITED = policy(
    A,
    [rule("r", answered("a"), milestones=("again", "review"))],
    events={
        "received": Event("received", "received", None, "ours"),
        "seen": Event("seen", "seen", "received", "ours"),
    },
    timings={
        "again": Timing("again", "seen again", "seen", Duration(2, Unit.DAYS), recurring=True, met_by="seen"),
        "review": Timing("review", "reviewed", "seen", Duration(2, Unit.DAYS)),
        "soon": Timing("soon", "soon", "received", Duration(2, Unit.WORKING_DAYS)),
    },
)


@pytest.mark.parametrize(
    ("days", "again", "review"),
    [
        pytest.param([], 26, 26, id="not seen: counted from our receipt"),
        pytest.param([25], 27, 27, id="seen once"),
        pytest.param([25, 27, 26], 29, 27, id="only what recurs begins anew"),
    ],
)
def test_what_recurs_goes_on_from_the_last_time(days: list[int], again: int, review: int) -> None:
    small = replace(VISITED, contacts=CONTACTS)
    events = tuple(Happened("seen", datetime(2015, 6, day, 9, tzinfo=UTC)) for day in days)
    found = recommend(small, replace(case({"a": YES}), events=events)).milestones
    assert [one.clock.due.day for one in found] == [again, review]


# ---------------------------------------------------------------------- reasons


def test_a_reason_names_the_adult_by_whom_it_is_so_and_not_one_who_nearly_is() -> None:
    questions = [question("violent", about=About.ADULT), question("access", about=About.ADULT)]
    small = policy(
        questions, [rule("r", AnyAdult(All((answered("violent"), answered("access")))), route=DISCUSSION)]
    )
    adults = {"father": {"violent": YES, "access": NO}, "lodger": {"violent": YES, "access": YES}}
    (reason,) = recommend(small, case(adults=adults)).reasons
    assert {answer.about for answer in reason.answers} == {"lodger"}


def test_reasons_stand_with_the_most_protective_first() -> None:
    rules = [rule("low", answered("a"), route="early_help"), rule("high", answered("b"), route=DISCUSSION)]
    one = recommend(policy([question("a"), question("b")], rules), case({"a": YES, "b": YES}))
    assert [reason.rule.id for reason in one.reasons] == ["high", "low"]


# ---------------------------------------------------------------------- differing accounts


def differing(*accounts: Account) -> Accounts:
    return accounts


@pytest.mark.parametrize(
    ("accounts", "route"),
    [
        pytest.param(differing(*YES, *NO), DISCUSSION, id="the more worrying counts"),
        pytest.param(differing(*NO, *YES), DISCUSSION, id="whichever came first"),
        pytest.param(
            differing(*YES, Account(value="no", said_by="police", settles=True)),
            "universal_advice",
            id="settled from outside",
        ),
        pytest.param(
            differing(*YES, Account(value="no", said_by="father", settles=True)),
            DISCUSSION,
            id="the person of concern settles nothing",
        ),
        pytest.param(
            differing(*YES, Account(value="no", said_by="aunt", settles=True)),
            "universal_advice",
            id="one who is surely not of concern may",
        ),
        pytest.param(
            differing(*YES, *NOT_KNOWN), DISCUSSION, id="what one knows counts beside what one does not"
        ),
    ],
)
def test_two_accounts_that_differ(accounts: Accounts, route: str) -> None:
    concern = definition("of_concern", answered("concern"))
    small = policy(
        [question("hit"), question("concern", about=About.ADULT)],
        [rule("r", answered("hit"), route=DISCUSSION)],
        definitions={"of_concern": concern},
        cannot_settle="of_concern",
    )
    one = recommend(
        small, case({"hit": accounts}, adults={"father": {"concern": YES}, "aunt": {"concern": NO}})
    )
    assert one.route == route


def test_accounts_that_differ_are_shown_until_somebody_settles_them() -> None:
    small = policy([question("hit")], [rule("r", answered("hit"), route=DISCUSSION)])
    (clash,) = recommend(small, case({"hit": (*YES, *NO)})).contradictions
    assert (clash.about, clash.question) == ("child-1", "hit")


def test_of_a_protective_answer_the_least_reassuring_counts() -> None:
    seen = question("seen", polarity=Polarity.PROTECTIVE)
    small = policy([seen], [rule("r", answered("seen", "no"), route=DISCUSSION)])
    assert recommend(small, case({"seen": (*YES, *NO)})).route == DISCUSSION


# ---------------------------------------------------------------------- what is open


def open_questions(policy: Policy, case: Case) -> list[tuple[str, str, bool]]:
    """(question, effect, whether somebody is to find it out by a time)."""
    found = openings(evaluate(policy, case)).questions
    return [(one.fact.question, one.effect, one.due is not None) for one in found]


def test_at_most_three_enquiries_a_child_those_that_settle_most_and_the_rest_is_noted() -> None:
    questions = [question(id, not_known=NotKnown.HOLD) for id in "abcde"]
    rules = [
        rule(id, answered(id), route=route)
        for id, route in zip("abcde", [ASSESSMENT] * 4 + [DISCUSSION], strict=True)
    ]
    found = open_questions(policy(questions, rules), case(dict.fromkeys("abcde", NOT_KNOWN)))
    assert [due for _, _, due in found] == [True] * 3 + [False] * 2
    assert found[0] == ("e", "hold", True)
    assert [effect for _, effect, _ in found[3:]] == ["noted", "noted"]


def test_the_price_of_not_knowing_is_said_in_a_sentence() -> None:
    small = policy(
        [question("a", not_known=NotKnown.TREAT_AS_RISK)], [rule("r", answered("a"), route=DISCUSSION)]
    )
    (one,) = openings(evaluate(small, case({"a": NOT_KNOWN}))).questions
    assert one.price == (
        "Not knowing keeps this at strategy_discussion, green; "
        "if the answer is “no” it would be universal_advice, green."
    )


def test_a_way_down_needs_evidence_and_a_way_up_does_not() -> None:
    risky = question("a", not_known=NotKnown.TREAT_AS_RISK, who_can_find_out="the hospital")
    small = policy(
        [risky, question("b")],
        [rule("r", answered("a"), route=ASSESSMENT), rule("s", answered("b"), route=DISCUSSION)],
    )
    found = openings(evaluate(small, case({"a": NOT_KNOWN, "b": NOT_KNOWN}))).would_change
    assert {(one.fact.question, one.answer, one.direction) for one in found} == {
        ("a", "no", "down"),
        ("b", "yes", "up"),
    }
    assert {one.direction: "the hospital" in one.evidence for one in found} == {"down": True, "up": False}


def test_a_rule_may_ask_for_an_answer_that_nobody_knows() -> None:
    small = policy(
        [question("a"), question("b")], [rule("r", answered("a"), route=ASSESSMENT, enquiries=("b",))]
    )
    assert ("b", "enquiry", True) in open_questions(small, case({"a": YES, "b": NOT_KNOWN}))


def test_what_was_not_asked_is_for_us_to_ask() -> None:
    small = policy([question("a")], [rule("r", answered("a"), route=ASSESSMENT)])
    assert open_questions(small, case()) == [("a", "ask", False)]


def test_an_enquiry_runs_on_the_time_that_its_question_gives() -> None:
    at_once = question("a", not_known=NotKnown.HOLD, find_out_within=Duration(0, Unit.AT_ONCE))
    (one,) = openings(
        evaluate(policy([at_once], [rule("r", answered("a"), route=ASSESSMENT)]), case({"a": NOT_KNOWN}))
    ).questions
    assert one.due is not None
    assert one.due == RECEIVED_AT


@pytest.mark.parametrize(
    ("kind", "choices", "span", "answers"),
    [
        pytest.param(AnswerKind.NUMBER, (), Span(3, None), {"0", "3"}, id="a number"),
        pytest.param(AnswerKind.AGE, (), Span(0, YEAR - 1), {"unborn", "0 days", "1 year"}, id="an age"),
    ],
)
def test_a_measure_is_tried_once_for_each_class_that_the_thresholds_tell_apart(
    kind: AnswerKind, choices: tuple[str, ...], span: Span, answers: set[str]
) -> None:
    measured = question("m", kind, choices, not_known=NotKnown.TREAT_AS_RISK)
    small = policy([measured], [rule("r", Test("m", InSpan(span)), route=DISCUSSION)])
    found = openings(evaluate(small, case({"m": NOT_KNOWN}))).would_change
    assert {one.answer for one in found} < answers
    assert {one.direction for one in found} == {"down"}


# ---------------------------------------------------------------------- the body


def test_the_body_is_the_same_bytes_twice_and_names_every_field_of_the_contract() -> None:
    small = policy([question("a"), question("b")], HELD)
    bodies = []
    for _ in range(2):
        evaluation = evaluate(small, case({"a": YES, "b": NOT_KNOWN}))
        bodies.append(json.dumps(as_body(recommended(evaluation), openings(evaluation))))
    assert bodies[0] == bodies[1]


def test_nothing_that_applies_is_never_called_safe() -> None:
    small = policy(A, [rule("r", answered("a"), route=ASSESSMENT)])
    evaluation = evaluate(small, case({"a": NOT_MENTIONED}))
    says = as_body(recommended(evaluation), openings(evaluation))["says"]
    assert says == ["Nothing here meets a threshold."]


def test_the_most_protective_child_is_the_referrals_and_each_has_an_outcome_of_its_own() -> None:
    small = policy(A, [rule("r", answered("a"), route=DISCUSSION)])
    two = Case(
        RECEIVED_AT, {}, (Subject("one", About.CHILD, {"a": YES}), Subject("two", About.CHILD, {"a": NO}))
    )
    one = recommend(small, two)
    assert one.route == DISCUSSION
    assert {child.ref: child.route for child in one.children} == {
        "one": DISCUSSION,
        "two": "universal_advice",
    }
