"""What is not known: it never lets a hurt baby go, and never sends for a family that copes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policies.interviewed import (
    Answerer,
    a_case,
    not_known,
    not_mentioned,
    reassuring,
    to_the_end,
    worst,
)
from tests.policies.shipped import shipped
from triage_api.engine import Recommendation
from triage_api.policy.model import Question

LADDER = list(shipped("england").routes)
HELP, ASSESSMENT = LADDER.index("early_help"), LADDER.index("child_in_need_assessment")
IMMEDIATE = len(LADDER) - 1

FAST = settings(max_examples=8)
SLOW = settings(max_examples=300)


def rung(route: str | None) -> int:
    return -1 if route is None else LADDER.index(route)


@st.composite
def mixed(draw: st.DrawFn, *ways: Answerer) -> Answerer:
    """Each question answered in one of these ways, the same question always in the same way."""
    seed = draw(st.integers(0, 2**20))

    def answer(question: Question) -> Any:
        chosen = hash_of(question.id, seed) % len(ways)
        return ways[chosen](question)

    return answer


def hash_of(word: str, seed: int) -> int:
    """A number that depends on both and on nothing else."""
    number = seed
    for letter in word:
        number = (number * 131 + ord(letter)) % 1_000_003
    return number


CAPABLE = {
    "an overheard argument": a_case({"age": "6 years"}, {"sender": "public"}),
    "an overheard argument, and a baby": a_case({"age": "10 months"}, {"sender": "public"}),
    "a tired young parent": a_case(
        {"age": "5 months", "needs": [], "help_tried": "no"}, {"kind": "request_for_help"}
    ),
    "missed appointments": a_case(
        {"age": "3 years", "needs": ["missed_checks"], "lost_touch": "no", "avoiding": "no"},
        {"adults": ["hard_to_reach"]},
    ),
    "a young woman who sees her midwife": a_case({"age": "unborn", "antenatal": "regularly"}),
    "low after a birth, and coping": a_case(
        {"age": "4 months", "illness_effect": "little", "thoughts_of_harm": "no", "child_affected": "no"},
        {"adults": ["mental_illness"]},
    ),
    "a toddler's graze": a_case(
        {
            "age": "15 months",
            "hurt": ["injury"],
            "injury_what": "ordinary",
            "injury_fits": "yes",
            "moves_by_self": "yes",
            "untreated": "no",
        }
    ),
    "a letter that names nothing": a_case(
        {"age": "5 years", "relative_afraid": "no"}, {"sender": "anonymous"}
    ),
    "words between parents": a_case(
        {"age": "8 years", "with_tonight": "carer"},
        {"sender": "police", "adults": ["violence"], "anyone_violent": "no"},
        incidents=({"involves_carer": "yes", "worst_done": "argument"},),
    ),
}


@pytest.mark.parametrize("family", CAPABLE)
def test_a_family_that_copes_and_much_that_was_not_mentioned_ends_in_advice_or_early_help(
    family: str,
) -> None:
    one = to_the_end(CAPABLE[family], not_mentioned)
    assert rung(one.route) <= HELP
    assert one.rag == "green" or one.route == "early_help"
    assert one.rag != "red"


@pytest.mark.parametrize("family", CAPABLE)
@FAST
@given(answer=mixed(reassuring, not_mentioned, not_known))
def test_a_family_that_copes_and_much_that_nobody_knows_ends_no_higher(family: str, answer: Answerer) -> None:
    one = to_the_end(CAPABLE[family], answer)
    assert rung(one.route) <= HELP
    assert one.rag != "red"


baby_ages = st.sampled_from(["3 weeks", "3 months", "8 months", "11 months", "12 months", "17 months"])
unexplained = st.sampled_from(
    [
        {"injury_what": "mark", "injury_fits": "no"},
        {"injury_what": "serious", "injury_fits": {"not_known": "nobody knows"}},
        {"injury_what": {"not_known": "nobody knows"}, "injury_fits": {"not_known": "nobody knows"}},
    ]
)


def is_looked_at(age: str, injury: dict[str, Any], answer: Answerer) -> None:
    one = to_the_end(a_case({"age": age, "hurt": ["injury"], **injury}), answer)
    assert rung(one.route) >= ASSESSMENT, one.route


@FAST
@given(age=baby_ages, injury=unexplained, answer=mixed(reassuring, not_mentioned, not_known))
def test_a_baby_with_an_unexplained_injury_never_ends_in_advice_or_early_help(
    age: str, injury: dict[str, Any], answer: Answerer
) -> None:
    is_looked_at(age, injury, answer)


@pytest.mark.slow
@SLOW
@given(age=baby_ages, injury=unexplained, answer=mixed(reassuring, not_mentioned, not_known))
def test_many_a_baby_with_an_unexplained_injury(age: str, injury: dict[str, Any], answer: Answerer) -> None:
    is_looked_at(age, injury, answer)


def topics(question: str) -> list[str]:
    return [choice.id for choice in shipped("england").questions[question].choices]


@st.composite
def any_referral(draw: st.DrawFn) -> dict[str, Any]:
    """Some topics ticked, and little else said."""
    child = {
        "age": draw(
            st.sampled_from(["3 months", "8 months", "14 months", "3 years", "8 years", "15 years", "unborn"])
        ),
        "hurt": draw(st.lists(st.sampled_from(topics("hurt")), max_size=2, unique=True)),
        "outside": draw(st.lists(st.sampled_from(topics("outside")), max_size=1, unique=True)),
    }
    adults = draw(st.lists(st.sampled_from(topics("adults")), max_size=2, unique=True))
    kind = draw(st.sampled_from(["worry", "new_information", "request_for_help", "transfer"]))
    incidents: tuple[dict[str, Any], ...] = ({},) if "violence" in adults else ()
    return a_case(child, {"kind": kind, "adults": adults}, draw(st.integers(0, 2)), incidents)


def is_one_rung_at_most(one: Recommendation) -> None:
    floor, route = rung(one.floor.route), rung(one.route)
    if floor < ASSESSMENT:
        assert route <= max(floor, 0) + 1, f"{one.floor.route} to {one.route}"
    if route == IMMEDIATE:
        assert floor == IMMEDIATE


@settings(max_examples=20)
@given(body=any_referral(), answer=mixed(reassuring, not_known, not_known, worst))
def test_what_is_not_known_lifts_a_child_one_rung_and_never_to_immediate_protection(
    body: dict[str, Any], answer: Answerer
) -> None:
    is_one_rung_at_most(to_the_end(body, answer))


@pytest.mark.slow
@settings(max_examples=600)
@given(body=any_referral(), answer=mixed(reassuring, reassuring, not_known, not_known, worst))
def test_what_is_not_known_lifts_many_a_child_one_rung(body: dict[str, Any], answer: Answerer) -> None:
    is_one_rung_at_most(to_the_end(body, answer))
