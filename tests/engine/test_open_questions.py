"""What is still open in a case: what each thing not known does, what it would change, who can say."""

from __future__ import annotations

from dataclasses import replace

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
from triage_api.engine import evaluate, openings
from triage_api.engine.case import Account, Accounts, Case, Subject
from triage_api.engine.openings import OpenQuestion, WouldChange
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    InSpan,
    NotKnown,
    NotKnownReason,
    Policy,
    Span,
    Stage,
    Test,
)

ADVICE, EARLY_HELP = "universal_advice", "early_help"
ASSESSMENT, DISCUSSION = "child_in_need_assessment", "strategy_discussion"
YES, NO = said("yes"), said("no")
NOBODY = NotKnownReason.NOBODY_KNOWS


def open_facts(policy: Policy, case: Case) -> list[tuple[str, str | None, str, str]]:
    """(question, option, why it is open, what it does)."""
    found = openings(evaluate(policy, case)).questions
    return [(one.fact.question, one.fact.option, one.why_open, one.effect) for one in found]


def changes(policy: Policy, case: Case) -> dict[tuple[str, str], str | None]:
    """By question and answer, the route that there would be."""
    return {(one.fact.question, one.answer): one.then.route for one in _would_change(policy, case)}


def _would_change(policy: Policy, case: Case) -> tuple[WouldChange, ...]:
    return openings(evaluate(policy, case)).would_change


def only(policy: Policy, case: Case) -> OpenQuestion:
    (one,) = openings(evaluate(policy, case)).questions
    return one


MARKS = question("marks", AnswerKind.SEVERAL, ("arm", "face"), not_known=NotKnown.TREAT_AS_RISK)
FACE = policy([MARKS], [rule("r", answered("marks", "face"), route=DISCUSSION)])


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param(said(frozenset({"arm"})), id="not ticked, and not asked whether there is anything else"),
        pytest.param(NOT_KNOWN, id="none of it known"),
        pytest.param(
            said(frozenset(), options_not_known={"face": NOBODY, "arm": NOBODY}), id="asked one by one"
        ),
    ],
)
def test_one_option_of_several_is_open_by_itself_and_each_answer_to_it_is_tried(marks: Accounts) -> None:
    asked = case({"marks": marks})
    assert open_facts(FACE, asked) == [("marks", "face", "not_known", "assumed")]
    assert changes(FACE, asked) == {("marks", "no"): ADVICE}


def test_an_option_still_to_be_asked_about_is_no_enquiry() -> None:
    assert open_facts(FACE, case()) == [("marks", None, "not_asked", "ask")]


def test_a_choice_is_tried_with_each_of_its_answers() -> None:
    worst = question("worst", AnswerKind.CHOICE, ("nothing", "push", "knife"))
    rules = [
        rule("knife", answered("worst", "knife"), route=DISCUSSION),
        rule("push", answered("worst", "push"), route=ASSESSMENT),
    ]
    found = changes(policy([worst], rules), case({"worst": NOT_KNOWN}))
    assert found == {("worst", "knife"): DISCUSSION, ("worst", "push"): ASSESSMENT}


def test_a_note_and_a_day_are_not_tried_out() -> None:
    seen = question("seen_on", AnswerKind.DATE)
    small = policy(
        [seen, question("a")], [rule("r", answered("a"), route=ASSESSMENT, enquiries=("seen_on",))]
    )
    one = only(small, case({"a": YES, "seen_on": NOT_KNOWN}))
    assert (one.effect, one.price) == ("enquiry", "By itself it would not change the route or the rating.")


def test_what_the_referral_says_is_tried_on_the_referral_and_an_adults_on_the_adult_alone() -> None:
    questions = [
        question("armed", about=About.REFERRAL, not_known=NotKnown.HOLD),
        question("violent", about=About.ADULT, not_known=NotKnown.HOLD),
    ]
    rules = [
        rule("armed", answered("armed"), route=DISCUSSION),
        rule("violent", AnyAdult(answered("violent")), route=DISCUSSION),
    ]
    asked = case({}, {"armed": NOT_KNOWN}, {"father": {"violent": NOT_KNOWN}, "aunt": {"violent": NO}})
    found = openings(evaluate(policy(questions, rules), asked))
    assert {(one.fact.question, one.fact.about) for one in found.questions} == {
        ("armed", "referral"),
        ("violent", "father"),
    }
    assert {(one.fact.about, one.answer, one.then.route) for one in found.would_change} == {
        ("referral", "yes", DISCUSSION),
        ("father", "yes", DISCUSSION),
    }


def test_before_a_child_is_added_what_is_open_is_about_a_child() -> None:
    small = policy([question("hit")], [rule("r", answered("hit"), route=ASSESSMENT)])
    found = openings(evaluate(small, Case(RECEIVED_AT, {})))
    assert [(one.fact.about, one.effect) for one in found.questions] == [("child", "ask")]
    assert [(one.fact.about, one.answer, one.then.route) for one in found.would_change] == [
        ("child", "yes", ASSESSMENT)
    ]


def test_nothing_is_still_to_be_asked_of_what_is_no_referral() -> None:
    kind = question(
        "kind",
        AnswerKind.CHOICE,
        ("worry", "spam"),
        about=About.REFERRAL,
        stage=Stage.SCREENING,
        screens_out=("spam",),
    )
    small = policy([kind, question("hit")], [rule("r", answered("hit"), route=ASSESSMENT)])
    assert open_facts(small, case(referral={"kind": said("spam")})) == []


def test_what_was_not_asked_makes_no_enquiry_beside_what_is_not_known() -> None:
    both = rule("both", All((answered("a"), answered("b"))), route=DISCUSSION)
    small = policy([question("a"), question("b")], [both])
    assert open_facts(small, case({"a": NOT_KNOWN})) == [
        ("a", None, "not_known", "enquiry"),
        ("b", None, "not_asked", "ask"),
    ]


OPTION_NOT_ASKED = policy(
    [MARKS, question("a")],
    [rule("r", All((answered("marks", "face"), answered("a"))), route=DISCUSSION)],
)


def test_an_option_of_a_question_that_was_not_asked_makes_no_enquiry() -> None:
    found = open_facts(OPTION_NOT_ASKED, case({"a": NOT_KNOWN}))
    assert found == [("a", None, "not_known", "enquiry"), ("marks", None, "not_asked", "ask")]


def test_what_several_rules_wait_for_does_what_the_gravest_of_them_makes_it_do() -> None:
    rules = [
        rule("low", answered("a"), route=EARLY_HELP),
        rule("high", All((answered("a"), answered("b"))), route=DISCUSSION),
    ]
    small = policy([question("a"), question("b")], rules)
    assert open_facts(small, case({"a": NOT_KNOWN, "b": YES})) == [("a", None, "not_known", "hold")]
    # The other way round in the file: the graver effect stands.
    turned = replace(small, rules=dict(reversed(list(small.rules.items()))))
    assert open_facts(turned, case({"a": NOT_KNOWN, "b": YES})) == [("a", None, "not_known", "hold")]


def test_what_two_children_wait_for_is_told_once_as_the_graver_of_them_has_it() -> None:
    both = rule("both", All((answered("armed"), answered("small"))), route=DISCUSSION)
    small = policy([question("armed", about=About.REFERRAL), question("small")], [both])
    one = Subject("one", About.CHILD, {"small": NOT_KNOWN})
    two = Subject("two", About.CHILD, {"small": YES})
    for children in ((one, two), (two, one)):
        asked = Case(RECEIVED_AT, {"armed": NOT_KNOWN}, children)
        effects = {
            (found.fact.question, found.fact.about): found.effect
            for found in openings(evaluate(small, asked)).questions
        }
        assert effects == {("armed", "referral"): "hold", ("small", "one"): "enquiry"}


DEMANDED = policy(
    [question("seen"), question("b")],
    [rule("r", answered("seen", "no"), route=ASSESSMENT, enquiries=("seen", "b"))],
)


@pytest.mark.parametrize(
    ("b", "found"),
    [
        pytest.param(YES, [("seen", None, "asked_for", "enquiry")], id="what is known is not asked for"),
        pytest.param(
            NOT_KNOWN,
            [("seen", None, "asked_for", "enquiry"), ("b", None, "not_known", "enquiry")],
            id="what is not known is",
        ),
    ],
)
def test_what_is_known_and_is_the_very_trouble_is_to_be_found_out(
    b: Accounts, found: list[tuple[str, str | None, str, str]]
) -> None:
    assert sorted(open_facts(DEMANDED, case({"seen": NO, "b": b}))) == sorted(found)


@pytest.mark.parametrize(
    ("answers", "demanded"),
    [
        pytest.param({"violence": NO}, False, id="its gate is closed: there is nothing to find out"),
        pytest.param({"violence": YES, "weapon": NOT_MENTIONED}, False, id="not mentioned is not unknown"),
        pytest.param({"violence": YES, "weapon": NOT_KNOWN}, True, id="nobody knows"),
        pytest.param({"violence": YES}, True, id="not asked"),
    ],
)
@pytest.mark.parametrize("tested", [True, False], ids=["a rule tests it", "no rule tests it"])
def test_a_rule_asks_to_be_found_out_only_what_can_be(
    answers: dict[str, Accounts], demanded: bool, tested: bool
) -> None:
    weapon = question("weapon", asked_when=answered("violence"))
    rules = [rule("r", answered("a"), route=ASSESSMENT, enquiries=("weapon",))]
    if tested:
        rules.append(rule("s", answered("weapon"), harm=("physical",)))
    small = policy([question("a"), question("violence"), weapon], rules)
    found = {
        name for name, _, _, effect in open_facts(small, case({"a": YES, **answers})) if effect == "enquiry"
    }
    assert ("weapon" in found) is demanded


def test_who_does_not_mention_somebody_else_has_not_closed_the_list() -> None:
    closing = question("anyone_else", about=About.REFERRAL, closes=About.ADULT)
    rules = [
        rule("violent", AnyAdult(answered("violent")), route=DISCUSSION),
        rule("a", answered("a"), route=ASSESSMENT, enquiries=("anyone_else",)),
    ]
    small = policy([closing, question("violent", about=About.ADULT), question("a")], rules)
    asked = case({"a": YES}, {"anyone_else": (Account(not_mentioned=True),)})
    assert ("anyone_else", None, "not_asked", "enquiry") in open_facts(small, asked)


def test_a_measure_as_near_as_anybody_knows_is_not_known() -> None:
    times = question("times", AnswerKind.NUMBER)
    small = policy([times], [rule("r", Test("times", InSpan(Span(3, None))), route=DISCUSSION)])
    vague = said(Span(2, 4), not_known=NOBODY)
    assert open_facts(small, case({"times": vague})) == [("times", None, "not_known", "enquiry")]
