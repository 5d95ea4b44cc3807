"""27 October 2015 (scr-child-j 2.2.22 to 2.2.25, findings 7 and 8) in Luton, whatever is not known."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policies.interviewed import NOT_KNOWN
from tests.policies.shipped import child_j, examples, recommended, shipped
from tests.policies.test_child_j import ASSESSMENT, EACH, answered, route, unknown
from triage_api.engine import Recommendation

KEPT = {"kind"}
AGES = ["12 months", "13 months", "born 2014-10"]


def papers() -> dict[str, Any]:
    first = next(one for one in examples("luton") if one.title.startswith("Child J, the papers"))
    return dict(first.body)


IN_LUTON = [(ref, question) for ref, _, question in answered(papers()) if question not in KEPT]
GAPS = {
    "other_adults",
    "household_known",
    "sees_the_child",
    "bail_protects",
    "with_tonight",
    "police_checked",
    "identified",
    "seen_since",
    "last_seen",
    "seen_by_sender",
    "plan_there",
}
"""Who else, access, bail, whereabouts, police checked, seen, and the plan there."""


def in_luton(age: str, wanted: set[tuple[str, str]]) -> Recommendation:
    body = copy.deepcopy(papers())
    body["children"][0]["answers"]["age"] = age
    for ref, answers, question in list(answered(body)):
        if (ref, question) in wanted:
            answers[question] = NOT_KNOWN
    return recommended(body, "luton")


def starts_at_once(one: Recommendation) -> None:
    assert route(one) >= ASSESSMENT
    assert one.start == "immediately"
    assert one.rag == "red"


@pytest.mark.parametrize("age", AGES)
def test_with_all_the_papers_read_luton_plans_with_others_at_once(age: str) -> None:
    one = in_luton(age, set())
    assert (one.route, one.rag, one.start) == ("strategy_discussion", "red", "immediately")


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize(
    ("ref", "question"), IN_LUTON, ids=[f"{ref} {question}" for ref, question in IN_LUTON]
)
def test_with_any_one_answer_not_known_never_below_an_assessment_that_starts_at_once(
    ref: str, question: str, age: str
) -> None:
    if question != "age":
        starts_at_once(in_luton(age, {(ref, question)}))


@pytest.mark.parametrize("age", AGES)
def test_with_the_readers_gaps_all_together_never_below_an_assessment_that_starts_at_once(age: str) -> None:
    starts_at_once(in_luton(age, {pair for pair in IN_LUTON if pair[1] in GAPS}))


SOME_IN_LUTON = st.sets(st.sampled_from([pair for pair in IN_LUTON if pair[1] in GAPS]))
SOME_IN_EALING = st.sets(
    st.sampled_from([pair for pair in EACH if pair[1] in GAPS | {"where_child_was", "caring_then"}])
)


@settings(max_examples=40)
@given(age=st.sampled_from(AGES), gaps=SOME_IN_LUTON)
def test_with_any_of_the_gaps_in_luton_never_below_an_assessment_that_starts_at_once(
    age: str, gaps: set[tuple[str, str]]
) -> None:
    starts_at_once(in_luton(age, gaps))


@settings(max_examples=40)
@given(gaps=SOME_IN_EALING)
def test_with_any_of_the_gaps_in_ealing_never_below_an_assessment_that_starts_at_once(
    gaps: set[tuple[str, str]],
) -> None:
    starts_at_once(recommended(unknown(gaps)))


def test_the_same_case_in_two_authorities_differs_where_their_files_do_and_only_there() -> None:
    """One case file, ``recommend ealing`` and ``recommend luton``."""
    ealing, luton = recommended(child_j(), "ealing"), recommended(child_j(), "luton")
    assert (ealing.route, ealing.rag, ealing.start) == (luton.route, luton.rag, luton.start)
    here, there = visible(ealing), visible(luton)
    assert here["contacts"] == there["contacts"]
    assert here["duties"] == there["duties"]
    own = {"health_visitor_meets_family_amber", "referrer_answered_in_a_day"}
    assert here["clocks"] - there["clocks"] == own
    assert there["clocks"] <= here["clocks"]
    assert here["milestones"] - there["milestones"] == {"child_in_need_visit"}
    rules = {rule for id in ("ealing", "luton") for rule in shipped(id).rules} - set(shipped("england").rules)
    assert here["rules"] ^ there["rules"] <= rules


def visible(one: Recommendation) -> dict[str, set[str]]:
    """What of a recommendation an authority's files can make differ."""
    return {
        "contacts": {required.contact.id for required in one.contacts},
        "clocks": {clock.timing.id for required in one.contacts for clock in required.clocks},
        "duties": {duty.duty.id for duty in one.duties},
        "milestones": {milestone.clock.timing.id for milestone in one.milestones},
        "rules": {reason.rule.id for reason in one.reasons},
    }
