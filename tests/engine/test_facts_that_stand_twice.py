"""Rules in which one fact stands more than once, and counts of what is not ruled out: judged exactly, over
every value that the answers can still have."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import pytest

from tests.engine.claims import agree
from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain_child
from tests.strategies.small import NOT_KNOWN, answered, case, policy, question, rule, said
from triage_api.engine import evaluate, recommend
from triage_api.engine.case import Case
from triage_api.engine.states import MOST_STEPS, undetermined_facts
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    AtLeast,
    Condition,
    Counting,
    InSpan,
    NotKnown,
    Policy,
    Question,
    Span,
    Test,
)
from triage_api.policy.model import Any as AnyOf
from triage_api.policy.model import Not as NotSo

DISCUSSION = "strategy_discussion"
YES, NO = said("yes"), said("no")

FEARED = question("feared", not_known=NotKnown.TREAT_AS_RISK)
HELD = question("held", not_known=NotKnown.HOLD)
WORST = question("worst", AnswerKind.CHOICE, ("nothing", "push", "kick", "knife"))
TIMES = question("times", AnswerKind.NUMBER)
VIOLENT = question("violent", AnswerKind.CHOICE, ("no", "once", "often"), about=About.ADULT)
ELSE = question("anyone_else", about=About.REFERRAL, closes=About.ADULT)
A, B, C = question("a"), question("b"), question("c")


def not_ruled_out(count: int, *items: Condition) -> AtLeast:
    return AtLeast(count, items, Counting.NOT_RULED_OUT)


def one_rule(questions: list[Question], when: Condition) -> Policy:
    return policy(questions, [rule("r", when, route=DISCUSSION)])


GRAVE = AnyOf((answered("worst", "kick"), answered("worst", "knife")))
"""One answer, tested twice."""
PUSHED_BUT_NO_KNIFE = All((answered("worst", "push", "kick"), NotSo(answered("worst", "push"))))


@dataclass(frozen=True)
class Row:
    """A policy of one rule, a case, and the rule's state."""

    id: str
    policy: Policy
    case: Case
    state: str


too_much_is_missing = one_rule([WORST, A, B], not_ruled_out(2, GRAVE, answered("a"), answered("b")))
sure_of_little = one_rule([WORST, A], All((answered("a"), NotSo(not_ruled_out(1, GRAVE)))))
some_adult = one_rule(
    [VIOLENT, ELSE, A],
    All(
        (
            answered("a"),
            AnyAdult(not_ruled_out(1, AnyOf((answered("violent", "once"), answered("violent", "often"))))),
        )
    ),
)
found_out_is_known = one_rule([A, B], All((answered("a"), not_ruled_out(1, answered("b")))))
found_out_is_ruled_out = one_rule([A, B], All((answered("a"), not_ruled_out(1, NotSo(answered("a"))))))
either_way = one_rule([A, B], AnyOf((All((answered("a"), answered("b"))), NotSo(answered("a")))))
same_in_both = one_rule(
    [A, B, C],
    AnyOf(
        (
            All((answered("a"), answered("b"), answered("c"))),
            All((NotSo(answered("a")), answered("b"), answered("c"))),
        )
    ),
)
one_or_the_other = one_rule(
    [A, B, C],
    AnyOf(
        (
            All((answered("a"), answered("b"))),
            All((NotSo(answered("a")), answered("c"))),
        )
    ),
)
twice_beside_a_count = one_rule(
    [A, B, C],
    All(
        (
            AnyOf((All((answered("a"), answered("b"))), All((NotSo(answered("a")), answered("c"))))),
            not_ruled_out(1, answered("b"), answered("c")),
        )
    ),
)
read_as_risk = one_rule(
    [FEARED, B],
    AnyOf((All((answered("feared"), answered("b"))), All((NotSo(answered("feared")), answered("b", "no"))))),
)
between = one_rule(
    [TIMES, HELD],
    All((Test("times", InSpan(Span(2, None))), Test("times", InSpan(Span(0, 4))), answered("held"))),
)
NEVER = All((answered("a"), NotSo(answered("a"))))
never_both = one_rule([A, B], All((NEVER, answered("b"))))
always = one_rule([A], NotSo(NEVER))
only_the_other = one_rule([A, B], AnyOf((NEVER, answered("b"))))

ROWS = [
    Row(
        "not ruled out: what is not known counts, though it is tested twice",
        too_much_is_missing,
        case({"worst": NOT_KNOWN, "a": NOT_KNOWN, "b": NO}),
        "assumed",
    ),
    Row(
        "not ruled out: what is known to be none of the two counts for nothing",
        too_much_is_missing,
        case({"worst": said("push"), "a": NOT_KNOWN, "b": NO}),
        "ruled_out",
    ),
    Row(
        "not ruled out: what was not asked leaves it possible",
        too_much_is_missing,
        case({"a": NOT_KNOWN, "b": NO}),
        "possible",
    ),
    Row(
        "not ruled out: known to be true counts of course",
        too_much_is_missing,
        case({"worst": said("knife"), "a": YES, "b": NO}),
        "applies",
    ),
    Row(
        "the denial of such a count: it may be that nothing was left open",
        sure_of_little,
        case({"worst": NOT_KNOWN, "a": YES}),
        "assumed",
    ),
    Row(
        "the denial of such a count: known",
        sure_of_little,
        case({"worst": said("push"), "a": YES}),
        "applies",
    ),
    Row(
        "such a count inside a block: of one adult",
        some_adult,
        case(
            {"a": YES},
            {"anyone_else": NO},
            {"father": {"violent": NOT_KNOWN}, "aunt": {"violent": said("no")}},
        ),
        "assumed",
    ),
    Row(
        "such a count inside a block: of nobody",
        some_adult,
        case({"a": YES}, {"anyone_else": NO}, {"father": {"violent": said("no")}}),
        "ruled_out",
    ),
    Row(
        "one answer away, beside such a count",
        found_out_is_known,
        case({"a": NOT_KNOWN, "b": YES}),
        "holds",
    ),
    Row(
        "one answer away, but that answer rules out what counts while it is not known",
        found_out_is_ruled_out,
        case({"a": NOT_KNOWN, "b": YES}),
        "possible",
    ),
    Row(
        "a fact that stands twice: the other alone decides it",
        either_way,
        case({"a": NOT_KNOWN, "b": YES}),
        "applies",
    ),
    Row(
        "a fact that stands twice: one value of it would do",
        either_way,
        case({"a": NOT_KNOWN, "b": NO}),
        "possible",
    ),
    Row(
        "whatever the one is, the same other would make it true",
        same_in_both,
        case({"a": NOT_KNOWN, "b": YES, "c": NOT_KNOWN}),
        "holds",
    ),
    Row(
        "whatever the one is, it would take another answer each time",
        one_or_the_other,
        case({"a": NOT_KNOWN, "b": NOT_KNOWN, "c": NOT_KNOWN}),
        "possible",
    ),
    Row(
        "one answer away, of a fact that stands twice beside a count of what is not ruled out",
        twice_beside_a_count,
        case({"a": NOT_KNOWN, "b": YES, "c": NOT_KNOWN}),
        "holds",
    ),
    Row(
        "read as risk, it takes whichever value makes the rule true",
        read_as_risk,
        case({"feared": NOT_KNOWN, "b": NO}),
        "assumed",
    ),
    Row(
        "a number between two, not known, and something that holds by itself",
        between,
        case({"times": said(Span(3, 3)), "held": NOT_KNOWN}),
        "holds",
    ),
    Row(
        "a number that may be in one of the two and not in the other",
        between,
        case({"times": said(Span(1, 5)), "held": YES}),
        "possible",
    ),
    Row(
        "a number between two, not known",
        between,
        case({"times": NOT_KNOWN, "held": YES}),
        "holds",
    ),
    Row("what cannot be is ruled out, whatever else is open", never_both, case({"b": YES}), "ruled_out"),
    Row("that what cannot be is not so is true, whatever is open", always, case({}), "applies"),
    Row("what cannot be adds nothing to an any", only_the_other, case({"a": YES, "b": NO}), "ruled_out"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_a_rule_is_judged_over_the_values_that_can_still_be(evaluator: Evaluator, row: Row) -> None:
    found: dict[str, Any] = plain_child(evaluator(row.policy, row.case).children[0])
    assert found["states"]["r"] == row.state
    agree((row.policy, row.case))


def test_two_rules_that_test_the_same_answer_are_each_judged_over_what_they_tell_apart() -> None:
    shoved = AnyOf((answered("worst", "push"), answered("worst", "kick")))
    hurt = AnyOf((answered("worst", "nothing"), NotSo(answered("worst", "nothing"))))
    small = policy([WORST], [rule(id, when) for id, when in {"s": shoved, "g": GRAVE, "h": hurt}.items()])
    found = recommend(small, case({"worst": NOT_KNOWN})).children[0].states
    assert found == {"s": "possible", "g": "possible", "h": "applies"}


def test_a_count_of_what_is_not_ruled_out_says_on_which_answers_it_rests_and_what_it_lacks() -> None:
    asked = case({"worst": said("knife"), "a": NOT_KNOWN, "b": NO})
    (reason,) = recommend(too_much_is_missing, asked).reasons
    assert (reason.state, [answer.question for answer in reason.answers]) == ("assumed", ["worst"])
    assert reason.not_known == (("child-1", "a"),)


def test_what_was_not_asked_is_asked_through_such_a_count() -> None:
    asked = recommend(too_much_is_missing, case({"a": YES, "b": NO})).next_questions
    assert [one.question.id for one in asked] == ["worst"]


COUNTED = AtLeast(1, (answered("a"), answered("feared")), Counting.KNOWN)


@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_what_is_assumed_stays_so_whatever_it_is_inside_a_count(evaluator: Evaluator) -> None:
    """The same count stands twice beside the fact: inside it nothing is assumed, and that takes nothing away
    from what is assumed outside."""
    small = one_rule([A, FEARED], AnyOf((answered("feared"), COUNTED, COUNTED)))
    asked = case({"a": NOT_KNOWN, "feared": NOT_KNOWN})
    agree((small, asked))
    found: dict[str, Any] = plain_child(evaluator(small, asked).children[0])
    assert found["states"]["r"] == "assumed"


PUSHED_OR_WORSE = AnyOf((answered("worst", "push"), answered("worst", "kick", "knife")))
OFTEN = AnyOf((Test("times", InSpan(Span(2, 4))), Test("times", InSpan(Span(3, None)))))
two_parts = one_rule([WORST, TIMES], All((PUSHED_OR_WORSE, OFTEN)))
PARTS = [
    pytest.param({"worst": NOT_KNOWN, "times": NOT_KNOWN}, "possible", id="two answers away"),
    pytest.param({"worst": NOT_KNOWN, "times": said(Span(3, 3))}, "holds", id="one is known, the other not"),
    pytest.param({"worst": said("kick"), "times": NOT_KNOWN}, "holds", id="and the other way round"),
    pytest.param({"worst": said("kick"), "times": said(Span(3, 3))}, "applies", id="both are true"),
    pytest.param({"worst": said("nothing")}, "ruled_out", id="one of them is false"),
    pytest.param({"worst": said("kick")}, "possible", id="one of them was not asked"),
]


@pytest.mark.parametrize(("answers", "state"), PARTS)
@pytest.mark.parametrize("evaluator", EVALUATORS)
def test_conditions_that_have_no_fact_in_common_are_judged_each_by_itself(
    evaluator: Evaluator, answers: dict[str, Any], state: str
) -> None:
    asked = case(answers)
    agree((two_parts, asked))
    found: dict[str, Any] = plain_child(evaluator(two_parts, asked).children[0])
    assert found["states"]["r"] == state


def test_of_those_only_what_can_still_turn_one_is_open() -> None:
    assert open_in(two_parts, case({"worst": said("kick")})) == ["times"]
    assert open_in(two_parts, case({})) == ["worst", "times"]


def open_in(small: Policy, asked: Case) -> list[str]:
    """The questions that can still turn the one rule."""
    evaluation = evaluate(small, asked)
    (ranked,) = evaluation.program.rules
    view = evaluation.judged[0].view
    return [key[1].question for key in undetermined_facts(ranked.when, view, evaluation.facts)]


a, b, c = answered("a"), answered("b"), answered("c")


@pytest.mark.parametrize(
    ("when", "answers", "turning"),
    [
        pytest.param(
            AnyOf((All((a, b)), All((NotSo(a), b)))),
            {},
            ["b"],
            id="what comes out the same either way is not asked for",
        ),
        pytest.param(
            AnyOf((All((a, b)), All((NotSo(a), c)))),
            {},
            ["a", "b", "c"],
            id="what decides which of two matters is",
        ),
        pytest.param(
            AnyOf((All((a, b)), All((NotSo(a), c)))),
            {"b": YES, "c": YES},
            [],
            id="and is no longer, once both are known",
        ),
        pytest.param(
            AnyOf((All((a, NotSo(b))), All((NotSo(a), b)))),
            {},
            ["a", "b"],
            id="one or the other, not both: each turns it",
        ),
        pytest.param(
            AnyOf((All((a, AnyOf((b, NotSo(b))))), All((NotSo(a), c)))),
            {"c": NO},
            ["a"],
            id="what is true whatever it is turns nothing",
        ),
    ],
)
def test_only_what_can_still_turn_the_rule_is_open_in_it(
    when: Condition, answers: dict[str, Any], turning: list[str]
) -> None:
    assert open_in(one_rule([A, B, C], when), case(answers)) == turning


def test_a_search_that_would_go_on_for_long_takes_all_to_matter() -> None:
    """A worker does not wait: it is asked rather than left out."""
    chain = [question(f"q{place}") for place in range(MOST_STEPS)]
    links = itertools.pairwise(chain)
    differ = [
        AnyOf(
            (
                All((answered(one.id), answered(other.id, "no"))),
                All((answered(one.id, "no"), answered(other.id))),
            )
        )
        for one, other in links
    ]
    small = one_rule(chain, AnyOf(tuple(differ)))
    assert open_in(small, case()) == [each.id for each in chain]
