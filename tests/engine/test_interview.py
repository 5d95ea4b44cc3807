"""What is asked next, in what order, and why now."""

from __future__ import annotations

import pytest

from tests.strategies.small import (
    NOT_KNOWN,
    NOT_MENTIONED,
    RECEIVED_AT,
    answered,
    case,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine import Case, evaluate, recommend
from triage_api.engine.case import Account, Subject
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    DoNot,
    InSpan,
    NotKnown,
    Policy,
    Question,
    Section,
    Span,
    Stage,
    Test,
)
from triage_api.policy.model.measures import MONTH, YEAR

ASSESSMENT, DISCUSSION, PROTECTION = "child_in_need_assessment", "strategy_discussion", "immediate_protection"
YES, NO = said("yes"), said("no")


def asked(policy: Policy, case: Case) -> list[str]:
    """The ids of what is asked, in order; one option as ``question: option``."""
    return [
        one.question.id if one.option is None else f"{one.question.id}: {one.option}"
        for one in recommend(policy, case).next_questions
    ]


def screening(*out: str) -> Question:
    return question(
        "kind",
        AnswerKind.CHOICE,
        ("worry", "spam"),
        about=About.REFERRAL,
        stage=Stage.SCREENING,
        screens_out=out,
    )


def test_screening_comes_first_then_the_first_look_then_the_sweeps_and_the_nets_last() -> None:
    questions = [
        question("net", net=True, about=About.REFERRAL),
        question("sweep", AnswerKind.SEVERAL, ("a", "b"), sweep=True),
        question("look", stage=Stage.FIRST_LOOK),
        question("topic"),
        question("arranged", stage=Stage.ARRANGEMENTS),
        screening(),
    ]
    small = policy(questions, [rule("r", answered("topic"), route=ASSESSMENT)])
    assert asked(small, case()) == ["kind", "look", "sweep", "topic", "net", "arranged"]


def test_what_only_the_caller_can_tell_is_asked_while_they_are_on_the_line() -> None:
    questions = [
        question("sweep", AnswerKind.SEVERAL, ("a",), sweep=True),
        question("where", from_caller=True),
    ]
    small = policy(questions, [rule("r", answered("where"), route=ASSESSMENT)])
    assert asked(small, case()) == ["where", "sweep"]


def test_spam_takes_one_answer_and_nothing_else_is_asked() -> None:
    small = policy([screening("spam"), question("net", net=True)], [])
    one = recommend(small, case(referral={"kind": said("spam")}))
    assert (one.not_a_referral, one.provisional, one.next_questions) == ("spam", False, ())


def test_something_volunteered_beats_the_screening_answer() -> None:
    small = policy([screening("spam"), question("hit")], [rule("r", answered("hit"), route=ASSESSMENT)])
    one = recommend(small, case({"hit": YES}, referral={"kind": said("spam")}))
    assert (one.not_a_referral, one.route) == (None, ASSESSMENT)


def test_the_gravest_comes_first_whatever_the_order_of_the_file() -> None:
    rules = [rule("low", answered("a"), route=ASSESSMENT), rule("high", answered("b"), route=PROTECTION)]
    assert asked(policy([question("a"), question("b")], rules), case()) == ["b", "a"]


def test_what_cannot_change_the_outcome_any_more_is_not_asked() -> None:
    rules = [rule("low", answered("a"), route=ASSESSMENT), rule("high", answered("b"), route=PROTECTION)]
    small = policy([question("a"), question("b"), question("idle")], rules)
    one = recommend(small, case({"b": YES}))
    assert (one.next_questions, one.provisional) == ((), False)


def test_what_was_asked_and_is_not_known_is_not_asked_again_while_something_else_is_open() -> None:
    questions = [question("a"), question("b"), question("violent", about=About.ADULT)]
    by_adult = rule("by_adult", AnyAdult(answered("violent")), route=PROTECTION)
    rules = [by_adult, *(rule(id, answered(id), route=DISCUSSION) for id in ("a", "b"))]
    told = case({"a": NOT_KNOWN}, adults={"father": {"violent": NOT_KNOWN}})
    assert asked(policy(questions, rules), told) == ["b"]


def test_a_topic_that_was_begun_is_asked_to_its_end() -> None:
    questions = [question("a1", section="a"), question("a2", section="a"), question("b1", section="b")]
    rules = [
        rule("a", All((answered("a1"), answered("a2"))), route=ASSESSMENT),
        rule("b", answered("b1"), route=DISCUSSION),
    ]
    sections = {"a": Section("a", "A", 0), "b": Section("b", "B", 1)}
    small = policy(questions, rules, sections=sections)
    assert asked(small, case()) == ["b1", "a1", "a2"]
    assert asked(small, case({"a1": YES})) == ["a2", "b1"]


def test_a_gate_that_was_not_asked_comes_before_what_it_opens() -> None:
    questions = [
        question("violence"),
        question("weapon", asked_when=answered("violence")),
        question("knife", asked_when=answered("weapon")),
    ]
    small = policy(questions, [rule("r", answered("knife"), route=DISCUSSION)])
    assert asked(small, case()) == ["violence"]
    assert asked(small, case({"violence": YES})) == ["weapon"]
    assert asked(small, case({"violence": YES, "weapon": NOT_KNOWN})) == ["knife"]
    assert asked(small, case({"violence": NO})) == []


def test_an_answer_too_coarse_for_a_threshold_is_asked_more_finely() -> None:
    young = rule("young", Test("age", InSpan(Span(0, 18 * MONTH - 1))), route=DISCUSSION)
    small = policy([question("age", AnswerKind.AGE)], [young])
    coarse = said(Span(YEAR, 2 * YEAR - 1))
    assert asked(small, case({"age": coarse})) == ["age"]
    fine = said(Span(13 * MONTH, 14 * MONTH - 1))
    assert asked(small, case({"age": fine})) == []
    as_near_as_known = said(Span(YEAR, 2 * YEAR - 1), not_known=NOT_KNOWN[0].not_known)
    assert asked(small, case({"age": as_near_as_known})) == []


def test_what_nobody_mentioned_is_asked_in_words_where_it_alone_would_change_the_route() -> None:
    both = rule("both", All((answered("bruise"), answered("baby"))), route=DISCUSSION)
    small = policy([question("bruise"), question("baby")], [both])
    assert asked(small, case({"bruise": NOT_MENTIONED, "baby": YES})) == ["bruise"]
    assert asked(small, case({"bruise": NOT_MENTIONED, "baby": NO})) == []
    assert not recommend(small, case({"bruise": NOT_MENTIONED, "baby": YES})).provisional


def test_an_option_of_a_sweep_is_asked_in_words_by_itself() -> None:
    sweep = question("hurt", AnswerKind.SEVERAL, ("burn", "bite"), sweep=True)
    small = policy(
        [sweep, question("baby")],
        [rule("r", All((answered("hurt", "burn"), answered("baby"))), route=DISCUSSION)],
    )
    assert asked(small, case({"hurt": said(frozenset()), "baby": YES})) == ["hurt: burn"]
    told = (Account(value=frozenset(), no=frozenset({"burn"})),)
    assert asked(small, case({"hurt": told, "baby": YES})) == []


def test_the_adult_whom_nobody_has_described_is_asked_for_by_the_closing_question() -> None:
    questions = [
        question("violent", about=About.ADULT),
        question("anyone_else", about=About.REFERRAL, closes=About.ADULT),
    ]
    small = policy(questions, [rule("r", AnyAdult(answered("violent")), route=DISCUSSION)])
    assert asked(small, case()) == ["anyone_else"]
    assert asked(small, case(adults={"father": {}})) == ["violent", "anyone_else"]
    assert asked(small, case(referral={"anyone_else": NO}, adults={"father": {}})) == ["violent"]


def test_before_a_child_is_added_questions_are_about_a_child() -> None:
    small = policy([question("hit")], [rule("r", answered("hit"), route=ASSESSMENT)])
    one = recommend(small, Case(RECEIVED_AT, {}))
    assert [(ask.about, ask.question.id) for ask in one.next_questions] == [("child", "hit")]
    assert one.children == ()


@pytest.mark.parametrize(
    ("then", "why"),
    [
        pytest.param(
            {"route": DISCUSSION}, "It decides between universal_advice and strategy_discussion.", id="route"
        ),
        pytest.param({"rag": "red"}, "It decides how fast this must go.", id="rating"),
        pytest.param({"call_999": True}, "It decides whether to call 999 now.", id="999"),
        pytest.param(
            {"do_not": (DoNot("parents", "strategy_discussion"),)},
            "It decides who must not be told yet.",
            id="do not",
        ),
    ],
)
def test_every_question_says_why_it_is_asked_now(then: dict[str, object], why: str) -> None:
    small = policy([question("a")], [rule("r", answered("a"), **then)])
    (one,) = recommend(small, case()).next_questions
    assert one.why == why


def test_the_decision_stage_cannot_be_left_early_and_the_base_does_not_stand_before() -> None:
    small = policy(
        [question("a"), question("b", not_known=NotKnown.HOLD)], [rule("r", answered("a"), route=ASSESSMENT)]
    )
    early = recommend(small, case())
    assert (early.route, early.rag, early.floor.route, early.provisional) == (None, None, None, True)
    done = recommend(small, case({"a": NO}))
    assert (done.route, done.rag, done.floor.route, done.provisional) == (
        "universal_advice",
        "green",
        "universal_advice",
        False,
    )


def test_the_one_to_ask_now_is_the_first_of_all_that_there_is_to_ask() -> None:
    rules = [rule("low", answered("a"), route=ASSESSMENT), rule("high", answered("b"), route=PROTECTION)]
    small = policy([question("a"), question("b")], rules)
    interview = evaluate(small, case()).interview
    assert interview.next_question() == interview.next_questions()[0]
    assert evaluate(small, case({"a": NO, "b": NO})).interview.next_question() is None


def test_what_was_not_mentioned_of_one_child_is_not_asked_of_another() -> None:
    both = rule("both", All((answered("bruise"), answered("baby"))), route=DISCUSSION)
    small = policy([question("bruise"), question("baby")], [both])
    two = Case(
        RECEIVED_AT,
        {},
        (
            Subject("one", About.CHILD, {"bruise": NOT_MENTIONED, "baby": NO}),
            Subject("two", About.CHILD, {"bruise": NOT_MENTIONED, "baby": YES}),
        ),
    )
    assert [(one.question.id, one.about) for one in recommend(small, two).next_questions] == [
        ("bruise", "two")
    ]


def test_what_was_not_mentioned_and_leads_no_higher_is_not_asked() -> None:
    rules = [
        rule("both", All((answered("bruise"), answered("baby"))), route=ASSESSMENT),
        rule("hit", answered("hit"), route=DISCUSSION),
    ]
    small = policy([question("bruise"), question("baby"), question("hit")], rules)
    assert asked(small, case({"bruise": NOT_MENTIONED, "baby": YES, "hit": YES})) == []


DANGER_FIRST = policy(
    [question("danger"), question("pupil"), question("works_with_children"), question("seen")],
    [
        rule("now", answered("danger"), route="immediate_protection", rag="red", contacts=("police_cait",)),
        rule("school", answered("pupil"), route="early_help", contacts=("school",)),
        rule("report", answered("works_with_children"), duties=("marac",)),
        rule("police", answered("seen"), contacts=("police_cait",)),
    ],
)


def test_once_nothing_can_raise_the_outcome_what_runs_beside_it_is_asked_for() -> None:
    """A child is in danger now: that decides. Who else must be told can wait, and is not forgotten."""
    decided = recommend(DANGER_FIRST, case({"danger": YES}))
    assert not decided.provisional
    assert [(one.question.id, one.why) for one in decided.next_questions] == [
        ("pupil", "It may also call for: school."),
        ("works_with_children", "It may also call for: marac."),
    ]
    told = recommend(DANGER_FIRST, case({"danger": YES, "pupil": NO, "works_with_children": YES}))
    assert told.next_questions == ()
    assert [one.duty.id for one in told.duties] == ["marac"]


def test_until_then_it_is_asked_only_where_it_may_raise_the_outcome() -> None:
    undecided = recommend(DANGER_FIRST, case({}))
    assert undecided.provisional
    assert [one.question.id for one in undecided.next_questions] == ["danger", "pupil"]
