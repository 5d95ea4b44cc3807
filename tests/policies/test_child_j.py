"""24 June 2015 (scr-child-j 2.2.6 to 2.2.9, findings 1, 2 and 5): what must come out, whatever is not
known."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.policies.shipped import case_of, child_j, recommended, shipped
from triage_api.assurance.interviews import walk
from triage_api.engine import Recommendation, evaluate, openings

LADDER = list(shipped("ealing").routes)
ASSESSMENT, DISCUSSION = LADDER.index("child_in_need_assessment"), LADDER.index("strategy_discussion")
NOT_KNOWN = {"not_known": "nobody knows"}
SUBJECTS = ("children", "adults", "incidents")


def route(one: Recommendation) -> int:
    assert one.route is not None
    return LADDER.index(one.route)


def due(one: Recommendation) -> dict[str, str]:
    return {c.contact.id: c.first.due.isoformat() for c in one.contacts if c.first is not None}


@pytest.fixture(scope="module")
def june_24() -> Recommendation:
    return recommended(child_j())


def test_a_strategy_discussion_red_at_once(june_24: Recommendation) -> None:
    assert (june_24.route, june_24.rag, june_24.start) == ("strategy_discussion", "red", "immediately")


def test_the_assessment_of_the_child_is_the_reviews_own_words(june_24: Recommendation) -> None:
    """An immediate social work assessment by 2.2.7; the step above it is marked as our own judgement."""
    cited = {
        reason.rule.then.route: {str(ref) for ref in reason.rule.source}
        for reason in reversed(june_24.reasons)
        if reason.state == "applies" and reason.rule.then.route
    }
    assert "scr-child-j 2.2.7" in cited["child_in_need_assessment"]
    assert "our-judgement" in cited["strategy_discussion"]


def test_the_worker_for_the_adult_is_beside_the_child_and_never_instead(june_24: Recommendation) -> None:
    assert june_24.duties
    assert route(june_24) >= ASSESSMENT


def test_both_kinds_of_harm_are_named(june_24: Recommendation) -> None:
    assert {"physical", "emotional"} <= set(june_24.children[0].harm)


def test_the_health_visitor_is_named_in_two_working_days_and_sees_the_family_by_the_earlier_clock(
    june_24: Recommendation,
) -> None:
    by_id = {required.contact.id: required for required in june_24.contacts}
    named = by_id["named_health_visitor"]
    allocated = [c for c in named.clocks if str(c.within) == "2 working days"]
    assert [clock.due.isoformat() for clock in allocated] == ["2015-06-26T17:00:00+01:00"]
    both = {"5 days", "2 working days"}
    family = next(c for c in june_24.contacts if both <= {str(clock.within) for clock in c.clocks})
    assert family.first is not None
    assert str(family.first.within) == "2 working days"


def test_the_tier_is_universal_plus(june_24: Recommendation) -> None:
    assert june_24.children[0].tier == "universal_plus"


def test_the_police_unit_is_said_and_why(june_24: Recommendation) -> None:
    assert "CSU" in june_24.police_units
    assert all(june_24.police_units_because)


def test_the_family_nurse_elsewhere_and_the_referrer_are_contacted(june_24: Recommendation) -> None:
    assert len([c for c in due(june_24) if "nurse" in c or "referrer" in c]) >= 2


def test_every_reason_contact_duty_and_clock_cites_its_paragraph(june_24: Recommendation) -> None:
    assert all(reason.rule.source for reason in june_24.reasons)
    assert all(contact.source for contact in june_24.contacts)
    assert all(duty.duty.source for duty in june_24.duties)
    assert all(clock.timing.source for contact in june_24.contacts for clock in contact.clocks)


@pytest.mark.parametrize("presence", ["there", "elsewhere", NOT_KNOWN], ids=["yes", "no", "not known"])
def test_where_the_baby_was_on_23_june_changes_nothing(june_24: Recommendation, presence: object) -> None:
    body = copy.deepcopy(child_j())
    body["incidents"][1]["answers"]["where_child_was"] = presence
    one = recommended(body)
    assert (one.route, one.rag, one.start) == (june_24.route, june_24.rag, june_24.start)


def test_who_else_lives_there_and_the_child_not_seen_are_found_out_by_a_time() -> None:
    found = openings(evaluate(shipped("ealing"), case_of(child_j()))).questions
    by_question = {one.fact.question: one for one in found}
    for question in ("other_adults", "seen_since"):
        assert by_question[question].due is not None
        assert by_question[question].effect in ("assumed", "hold", "enquiry")
        assert by_question[question].price.endswith(".")
        assert by_question[question].question.who_can_find_out


def answered(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every answer of the case: whose, among which answers, to which question."""
    yield from (("referral", body["answers"], question) for question in body["answers"])
    for kind in SUBJECTS:
        for subject in body.get(kind, []):
            yield from ((subject["ref"], subject["answers"], question) for question in subject["answers"])


KEPT = {"kind"}
"""What this is, the worker who reads it always knows."""
EACH = [(ref, question) for ref, _, question in answered(child_j()) if question not in KEPT]


def unknown(wanted: set[tuple[str, str]]) -> dict[str, Any]:
    body = copy.deepcopy(child_j())
    for ref, answers, question in list(answered(body)):
        if (ref, question) in wanted:
            answers[question] = NOT_KNOWN
    return body


@pytest.mark.parametrize(("ref", "question"), EACH, ids=[f"{ref} {question}" for ref, question in EACH])
def test_with_any_one_answer_not_known_never_below_an_assessment_that_starts_at_once(
    ref: str, question: str
) -> None:
    one = recommended(unknown({(ref, question)}))
    assert route(one) >= ASSESSMENT
    assert one.start == "immediately"


GAPS = {
    "where_child_was",
    "caring_then",
    "other_adults",
    "sees_the_child",
    "bail_protects",
    "with_tonight",
    "police_checked",
    "seen_since",
    "last_seen",
}
"""Where he was, who else, access, bail, whereabouts, police checked, seen."""


def test_the_case_has_every_one_of_the_readers_gaps() -> None:
    assert {question for _, question in EACH} >= GAPS


def test_with_the_readers_gaps_all_together_never_below_an_assessment_that_starts_at_once() -> None:
    one = recommended(unknown({(ref, question) for ref, question in EACH if question in GAPS}))
    assert route(one) >= ASSESSMENT
    assert one.start == "immediately"


@pytest.mark.parametrize(
    "age", ["3 weeks", "8 months", "11 months", "12 months", "13 months", "23 months", "born 2014-10"]
)
def test_there_is_no_cliff_at_one(june_24: Recommendation, age: str) -> None:
    body = copy.deepcopy(child_j())
    body["children"][0]["answers"]["age"] = age
    one = recommended(body)
    assert (one.route, one.rag) == (june_24.route, june_24.rag)


def test_the_interview_is_short_enough_for_a_monday() -> None:
    """At most 36 answers; red is on the screen by the sixth, the first look."""
    walked = walk(shipped("ealing"), case_of(child_j()))
    assert walked.answers <= 36


def test_no_answer_of_the_case_is_below_its_floor_or_above_its_ceiling(june_24: Recommendation) -> None:
    assert june_24.floor.route is not None
    assert june_24.ceiling.route is not None
    assert LADDER.index(june_24.floor.route) <= route(june_24) <= LADDER.index(june_24.ceiling.route)
