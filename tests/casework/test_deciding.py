"""Decisions: by the role that the policy names, in one's own words; lowering takes a second person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import (
    LOWERING,
    MANAGER,
    PRACTICE,
    REASONS,
    SECOND_MANAGER,
    WORKER,
    Referral,
    desk_on,
    opened,
    worry,
)
from triage_api.casework import Desk, Member
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, WrongError
from triage_api.record import Person
from triage_api.storage import Ledger


def test_a_decision_keeps_what_was_shown(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    shown = referral.state["recommendation"]
    referral.decide("assessment", "amber")
    fact = next(event["fact"] for event in referral.events if event["kind"] == "decided")
    assert fact["recommendation"] == shown
    assert fact["policy_sha256"] == shown["policy"]["sha256"]
    assert set(fact["libraries"]) == {"front-door", "python", "holidays"}
    decision = referral.state["decision"]
    assert (decision["reasons"], decision["by"]) == (REASONS, {"name": "A worker", "role": "worker"})
    assert (decision["lowers"], decision["second_view"], decision["overtaken"]) == ([], None, False)
    assert referral.state["state"] == "decided"


@pytest.mark.parametrize(
    ("who", "route", "may"),
    [
        (WORKER, "assessment", True),
        (MANAGER, "assessment", True),
        (WORKER, "strategy", False),
        (MANAGER, "strategy", True),
        (Member(Person("A clerk", "clerk")), "assessment", False),
        (PRACTICE, "strategy", True),
    ],
    ids=["worker", "manager", "worker, graver", "manager, graver", "another role", "practice has every role"],
)
def test_the_policy_says_who_may_decide(desk: Desk, who: Member, route: str, may: bool) -> None:
    referral = worry(desk, hungry="yes").by(who)
    if may:
        assert referral.decide(route, "red")["decision"]["route"] == route
        return
    with pytest.raises(NotYoursError) as refused:
        referral.decide(route, "red")
    assert "Duty manager" in refused.value.detail
    assert referral.state["decision"] is None


WORDS: dict[str, tuple[str, str]] = {
    "blank": (" \n ", "blank-words"),
    "too short to say why": ("I agree", "too-short"),
    "too long": ("why " * 1200, "too-long"),
    "the rule's own words": ("Hunger is neglect until somebody has seen the home.", "copied-words"),
    "the rule's words, dressed up": (
        "HUNGER IS NEGLECT -- until somebody has seen the home!",
        "copied-words",
    ),
    "two sentences of the screen": (
        "A child who goes hungry. Hunger is neglect until somebody has seen the home.",
        "copied-words",
    ),
}


@pytest.mark.parametrize(("reasons", "code"), WORDS.values(), ids=WORDS.keys())
def test_reasons_are_the_deciders_own(desk: Desk, reasons: str, code: str) -> None:
    referral = worry(desk, hungry="yes")
    with pytest.raises(WrongError) as refused:
        referral.decide("assessment", "amber", reasons)
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [("/reasons", code)]


def test_a_quotation_within_ones_own_words_is_fine(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.decide(
        "assessment", "amber", "Hunger is neglect until somebody has seen the home. I rang the aunt."
    )
    assert referral.state["state"] == "decided"


UNKNOWN: dict[str, tuple[dict[str, Any], str, str]] = {
    "route": ({"route": "asessment", "rag": "amber"}, "/route", "unknown-route"),
    "rating": ({"route": "assessment", "rag": "purple"}, "/rag", "unknown-rag"),
    "no rating": ({"route": "assessment", "rag": None}, "/rag", "missing-field"),
    "no route": ({"route": None, "rag": "amber"}, "/route", "missing-field"),
    "contact": (
        {"route": "assessment", "rag": "amber", "dropped": ("pope",)},
        "/dropped/0",
        "unknown-contact",
    ),
}


@pytest.mark.parametrize(("ruling", "at", "code"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_ids_are_refused(desk: Desk, ruling: dict[str, Any], at: str, code: str) -> None:
    with pytest.raises(WrongError) as refused:
        worry(desk, hungry="yes").decide(**ruling)
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]


LOWERINGS: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "a lower route": ({"hungry": "yes"}, {"route": "early_help", "rag": "amber"}, False),
    "a lower rating": ({"violent": "yes"}, {"route": "assessment", "rag": "amber"}, False),
    "below the least rating": ({"family_asks": "yes"}, {"route": "assessment", "rag": "green"}, False),
    "a contact dropped": (
        {"hungry": "yes"},
        {"route": "assessment", "rag": "amber", "dropped": ("school",)},
        False,
    ),
    "from a grave route": ({"age": "8 months", "bruise": "yes"}, {"route": "assessment", "rag": "red"}, True),
    "closed before everything was asked": ({"hungry": None}, {"route": "advice", "rag": "green"}, True),
}


def lowerable(desk: Desk, answers: dict[str, Any]) -> Referral:
    """A referral with these answers; ``None`` takes one away; ``violent`` is an adult's."""
    given = dict(answers)
    violent, unasked = given.pop("violent", None), [name for name, value in given.items() if value is None]
    referral = worry(desk, **{name: value for name, value in given.items() if value is not None})
    if violent is not None:
        referral.adult("father")
        referral.answer("father", "violent", violent)
    if unasked:
        referral = opened(desk, answers={"kind": "worry"}, children=[{"ref": "child-1", "answers": {}}])
    return referral


@pytest.mark.parametrize(("answers", "ruling", "before"), LOWERINGS.values(), ids=LOWERINGS.keys())
def test_lowering_takes_a_reason_and_a_second_person(
    desk: Desk, answers: dict[str, Any], ruling: dict[str, Any], before: bool
) -> None:
    referral = lowerable(desk, answers)
    with pytest.raises(ConflictError) as refused:
        referral.decide(**ruling)
    assert refused.value.code == "lowers"
    assert refused.value.faults
    state = referral.decide(**ruling, lowering=LOWERING)
    decision = state["decision"]
    assert decision["lowers"] == [fault.what for fault in refused.value.faults]
    assert decision["second_view"]["needed"] is True
    assert decision["second_view"]["before_it_takes_effect"] is before
    assert state["state"] == ("awaiting_second_view" if before else "decided")


@pytest.mark.parametrize(
    ("answers", "route", "rag"),
    [
        ({"hungry": "yes"}, "assessment", "amber"),
        ({"hungry": "yes"}, "assessment", "red"),
        ({"hungry": "yes"}, "strategy", "red"),
        ({}, "advice", "green"),
        ({}, "strategy", "red"),
    ],
    ids=["as recommended", "more urgent", "more protective", "advice", "advice raised"],
)
def test_as_recommended_or_above_needs_no_second_person(
    desk: Desk, answers: dict[str, Any], route: str, rag: str
) -> None:
    state = worry(desk, **answers).by(MANAGER).decide(route, rag)
    assert (state["decision"]["lowers"], state["state"]) == ([], "decided")


def test_grave_action_need_not_wait_for_the_interview(desk: Desk) -> None:
    """Nothing prevents action: a strategy discussion may be decided whatever has not been asked."""
    referral = opened(desk, MANAGER, children=[{"ref": "child-1", "answers": {"age": "8 months"}}])
    assert referral.state["recommendation"]["provisional"]
    assert referral.decide("strategy", "red")["state"] == "decided"


def test_a_reason_where_nothing_is_lowered_is_refused(desk: Desk) -> None:
    with pytest.raises(ConflictError) as refused:
        worry(desk, hungry="yes").decide("assessment", "amber", lowering=LOWERING)
    assert refused.value.code == "does-not-lower"


def waiting(desk: Desk, who: Member = MANAGER) -> tuple[Referral, int]:
    """A lowering that waits for its second view, and its number."""
    referral = worry(desk, age="8 months", bruise="yes").by(who)
    referral.decide("assessment", "red", lowering=LOWERING, dropped=("health_visitor",))
    return referral, referral.state["decision"]["number"]


def test_a_drop_takes_effect_only_with_its_second_view(desk: Desk) -> None:
    referral, number = waiting(desk)
    assert referral.contacts["health_visitor"]["state"] == "to_do"
    referral.by(SECOND_MANAGER).second_view(number, agrees=True)
    assert referral.contacts["health_visitor"]["state"] == "cancelled"
    assert referral.state["state"] == "decided"
    given = referral.state["decision"]["second_view"]["given"]
    assert (given["agrees"], given["by"]["name"]) == (True, "Another manager")


def test_a_second_view_that_disagrees_undoes_the_decision_and_nothing_else(desk: Desk) -> None:
    referral, number = waiting(desk)
    referral.by(SECOND_MANAGER).second_view(number, agrees=False)
    assert (referral.state["state"], referral.state["decision"]) == ("open", None)
    assert referral.contacts["health_visitor"]["state"] == "to_do"


def test_a_contact_dropped_at_once_is_owed_again_when_a_second_view_disagrees(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber", lowering=LOWERING, dropped=("school",))
    assert "school" not in referral.contacts
    referral.by(MANAGER).second_view(referral.state["decision"]["number"], agrees=False)
    assert referral.contacts["school"]["state"] == "to_do"


@pytest.mark.parametrize("author", [MANAGER, PRACTICE], ids=["a manager", "the one user of an embedded API"])
def test_nobody_gives_their_own_second_view(ledger: Ledger, author: Member) -> None:
    referral, number = waiting(desk_on(ledger, practice=author is PRACTICE), author)
    with pytest.raises(NotYoursError) as refused:
        referral.second_view(number, agrees=True)
    assert refused.value.code == "own-lowering"
    assert referral.state["state"] == "awaiting_second_view"


def test_a_second_view_is_for_those_who_may_decide_what_was_lowered(desk: Desk) -> None:
    referral, number = waiting(desk)
    with pytest.raises(NotYoursError, match="role"):
        referral.by(WORKER).second_view(number, agrees=True)


def test_a_second_view_is_given_once(desk: Desk) -> None:
    referral, number = waiting(desk)
    referral.by(SECOND_MANAGER).second_view(number, agrees=True)
    with pytest.raises(ConflictError) as refused:
        referral.by(Member(Person("A third", "manager"))).second_view(number, agrees=False)
    assert refused.value.code == "given-already"


def test_there_is_no_second_view_of_what_lowers_nothing(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    with pytest.raises(NotFoundError):
        referral.by(MANAGER).second_view(referral.state["decision"]["number"], agrees=True)


def test_a_decision_is_overtaken_when_the_recommendation_rises(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    referral.answer("child-1", "bruise", "yes")
    assert referral.state["decision"]["overtaken"] is False
    referral.adult("boyfriend")
    referral.answer("boyfriend", "violent", "yes")
    assert referral.state["decision"]["overtaken"] is True


def test_a_lowered_decision_is_not_overtaken_by_what_it_was_lowered_from(desk: Desk) -> None:
    referral, _ = waiting(desk)
    assert referral.state["decision"]["overtaken"] is False


def test_spam_is_filed_as_no_referral(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "spam"})
    state = referral.decide(None, None, "An advertisement for office chairs.")
    assert state["state"] == "not_a_referral"
    assert state["decision"]["not_a_referral"] is True
    assert state["contacts"] == []


def test_a_worry_is_never_filed_as_no_referral(desk: Desk) -> None:
    with pytest.raises(ConflictError) as refused:
        worry(desk).decide(None, None)
    assert refused.value.code == "is-a-referral"


def test_a_route_is_decided_for_a_child(desk: Desk) -> None:
    with pytest.raises(ConflictError) as refused:
        opened(desk, answers={"kind": "worry"}).by(MANAGER).decide("strategy", "red")
    assert refused.value.code == "no-child"


@pytest.mark.parametrize(
    ("policy", "practice", "watermark"),
    [("hallamshire", False, False), ("draftshire", False, True), ("hallamshire", True, True)],
    ids=["adopted, served", "a draft", "embedded"],
)
def test_practice_is_marked(ledger: Ledger, policy: str, practice: bool, watermark: bool) -> None:
    assert opened(desk_on(ledger, practice=practice), policy=policy).state["practice"] is watermark
