"""Lowering in every form: a reason, what was not known, the highest mark, and a second person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import (
    LOWERING,
    MANAGER,
    NOW,
    PRACTICE,
    SECOND_MANAGER,
    WORKER,
    Json,
    Referral,
    desk_on,
    worry,
)
from triage_api.casework import Desk, Member
from triage_api.casework.refusals import ConflictError, NotYoursError, RefusedError, WrongError
from triage_api.record import Lowering, Person
from triage_api.storage import Ledger

LATER = NOW + timedelta(days=7)
WORDS = "The family has moved in with the aunt."


@pytest.fixture
def grave(desk: Desk) -> Referral:
    """A baby with a bruise, decided for a strategy discussion; it is not known whether it goes hungry."""
    referral = worry(desk, age="8 months", bruise="yes", hungry={"not_known": "nobody knows"}).by(MANAGER)
    referral.decide("strategy", "red")
    return referral


def number(referral: Referral) -> int:
    """Of the latest lowering."""
    found: int = referral.state["lowerings"][-1]["number"]
    return found


FORMS: dict[str, Any] = {
    "a decision": lambda referral: referral.decide("assessment", "red", lowering=LOWERING),
    "an edited answer": lambda referral: referral.answer("child-1", "bruise", "no", LOWERING),
    "a required contact cancelled": lambda referral: referral.contact(
        "health_visitor", "cancelled", None, WORDS, LOWERING
    ),
    "a deadline put later": lambda referral: referral.extend("health_visitor", LATER, LOWERING),
}


@pytest.mark.parametrize("lower", FORMS.values(), ids=FORMS.keys())
def test_it_keeps_what_was_shown(grave: Referral, lower: Any) -> None:
    lower(grave)
    lowered = grave.state["lowerings"][-1]
    stood = lowered["stood"]
    assert stood["lowered_from"] == {"route": "strategy", "rag": "red"}
    assert stood["high_water"] == {"route": "strategy", "rag": "red"}
    assert [one["question"] for one in stood["open_questions"]] == ["hungry"]
    assert (lowered["code"], lowered["words"]) == (LOWERING.code, LOWERING.words)
    assert lowered["second_view"]["before_it_takes_effect"] is True
    assert lowered["second_view"]["deadline"]["clock"] == "second_view"


@pytest.mark.parametrize("lower", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize(
    ("who", "code"),
    [(MANAGER, "own-lowering"), (WORKER, "role"), (Member(Person("A clerk", "clerk")), "role")],
    ids=["its author", "a worker", "another role"],
)
def test_who_may_not_give_its_second_view(grave: Referral, lower: Any, who: Member, code: str) -> None:
    lower(grave)
    with pytest.raises(NotYoursError) as refused:
        grave.by(who).second_view(number(grave), agrees=True)
    assert refused.value.code == code


@pytest.mark.parametrize("lower", FORMS.values(), ids=FORMS.keys())
def test_the_practice_user_lowers_nothing_alone(ledger: Ledger, lower: Any) -> None:
    referral = worry(desk_on(ledger, practice=True), age="8 months", bruise="yes").by(PRACTICE)
    referral.decide("strategy", "red")
    lower(referral)
    with pytest.raises(NotYoursError):
        referral.second_view(number(referral), agrees=True)


REASONS = {
    "no reason": (None, "lowers"),
    "a code of no policy": (Lowering("because", WORDS), "unknown-code"),
    "no words": (Lowering("other", " "), "blank-words"),
}


@pytest.mark.parametrize(("lowering", "code"), REASONS.values(), ids=REASONS.keys())
def test_every_form_needs_its_reason(grave: Referral, lowering: Lowering | None, code: str) -> None:
    forms: list[Any] = [
        lambda: grave.decide("assessment", "red", lowering=lowering),
        lambda: grave.answer("child-1", "bruise", "no", lowering),
        lambda: grave.contact("health_visitor", "cancelled", None, WORDS, lowering),
        lambda: grave.extend("health_visitor", LATER, lowering),
    ]
    for lower in forms:
        with pytest.raises(RefusedError) as refused:
            lower()
        assert refused.value.code == code


def contact(referral: Referral) -> Json:
    return referral.contacts["health_visitor"]


def test_a_cancelled_contact_is_owed_until_a_second_manager_agrees(grave: Referral) -> None:
    grave.contact("health_visitor", "cancelled", None, WORDS, LOWERING)
    assert contact(grave)["state"] == "to_do"
    grave.by(SECOND_MANAGER).second_view(number(grave), agrees=True)
    assert contact(grave)["state"] == "cancelled"


def test_a_contact_stays_owed_when_the_second_manager_disagrees(grave: Referral) -> None:
    grave.contact("health_visitor", "cancelled", None, WORDS, LOWERING)
    grave.by(SECOND_MANAGER).second_view(number(grave), agrees=False)
    assert contact(grave)["state"] == "to_do"
    assert [step["in_effect"] for step in contact(grave)["progress"]] == [False]


def test_what_is_no_longer_recommended_is_cancelled_by_a_manager_with_words(desk: Desk) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    referral.answer("child-1", "hungry", "no", LOWERING)
    referral.contact("school", "cancelled", None, WORDS)
    assert referral.contacts["school"]["state"] == "cancelled"


def test_a_worker_cancels_nothing(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.adult("father")
    referral.answer("father", "violent", "yes")
    referral.decide("assessment", "red")
    cancels: list[Any] = [
        lambda: referral.contact("school", "cancelled", None, WORDS, LOWERING),
        lambda: referral.duty("marac", "cancelled", WORDS),
    ]
    for cancel in cancels:
        with pytest.raises(NotYoursError):
            cancel()


def test_below_strategy_a_lowering_takes_effect_at_once_and_can_be_undone(desk: Desk) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    was_due = referral.contacts["school"]["due"]
    referral.extend("school", LATER, LOWERING)
    assert referral.contacts["school"]["due"] == LATER.isoformat(timespec="seconds")
    assert referral.contacts["school"]["extensions"][0]["was_due"] == was_due
    referral.by(SECOND_MANAGER).second_view(number(referral), agrees=False)
    assert referral.contacts["school"]["due"] == was_due


def test_more_time_counts_from_its_second_view_on(grave: Referral) -> None:
    was_due = contact(grave)["due"]
    grave.extend("health_visitor", LATER, LOWERING)
    assert contact(grave)["due"] == was_due
    grave.by(SECOND_MANAGER).second_view(number(grave), agrees=True)
    assert {clock["timing"]: clock["due"] for clock in contact(grave)["clocks"]}["hv_red"] == LATER.isoformat(
        timespec="seconds"
    )


def test_more_time_lapses_when_the_clock_is_counted_anew(desk: Desk) -> None:
    referral = worry(desk, bruise="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    referral.extend("health_visitor", LATER + timedelta(days=30), LOWERING)
    referral.now += timedelta(days=2)
    referral.happened("passed_on", "2026-11-25T09:59:00+00:00")
    assert datetime.fromisoformat(contact(referral)["due"]) < LATER + timedelta(days=30)
    assert contact(referral)["extensions"] != []


EXTENDED_WRONGLY: dict[str, tuple[Any, Any, str]] = {
    "no later": (None, NOW, "not-later"),
    "after it was made": (("school", "made", "Ms Okafor, head"), LATER, "no-clock"),
}


@pytest.mark.parametrize(("step", "due", "code"), EXTENDED_WRONGLY.values(), ids=EXTENDED_WRONGLY.keys())
def test_when_more_time_makes_no_sense(desk: Desk, step: Any, due: datetime, code: str) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    if step is not None:
        referral.contact(*step)
    with pytest.raises(RefusedError) as refused:
        referral.extend("school", due, LOWERING)
    assert refused.value.code == code


def test_a_contact_dropped_later_is_cancelled_with_the_decision_and_owed_again_without_it(desk: Desk) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    referral.decide("assessment", "amber", lowering=LOWERING, dropped=("school",))
    assert referral.contacts["school"]["state"] == "cancelled"
    referral.by(SECOND_MANAGER).second_view(number(referral), agrees=False)
    assert referral.contacts["school"]["state"] == "to_do"


def test_an_edited_answer_holds_what_it_lowered_until_a_second_manager_agrees(grave: Referral) -> None:
    grave.answer("child-1", "bruise", "no", LOWERING)
    assert grave.state["recommendation"]["route"] != "strategy"
    assert grave.state["not_below"]["route"] == "strategy"
    with pytest.raises(ConflictError):
        grave.decide("assessment", "red")
    grave.by(SECOND_MANAGER).second_view(number(grave), agrees=True)
    assert grave.state["not_below"]["route"] != "strategy"
    grave.decide("assessment", "red")
    assert grave.state["state"] == "decided"


def test_an_edit_that_is_disagreed_with_holds_for_good(grave: Referral) -> None:
    grave.answer("child-1", "bruise", "no", LOWERING)
    grave.by(SECOND_MANAGER).second_view(number(grave), agrees=False)
    assert grave.state["not_below"] == {
        "route": "strategy",
        "rag": "red",
        "because": ["the recommended one", "the one before an answer was changed"],
    }
    grave.by(MANAGER).decide("assessment", "red", lowering=LOWERING)
    assert grave.state["state"] == "awaiting_second_view"


def test_a_decision_on_an_edit_that_is_disagreed_with_is_overtaken(desk: Desk) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.answer("child-1", "hungry", "no", LOWERING)
    edit = number(referral)
    assert referral.decide("advice", "green")["overtaken"] is None
    state = referral.by(SECOND_MANAGER).second_view(edit, agrees=False)
    assert state["overtaken"]["rose_to"] == {"route": "assessment", "rag": "amber"}


def test_what_is_recommended_is_not_filed_away_by_its_screening_answer(desk: Desk) -> None:
    referral = worry(desk, age="8 months", bruise="yes").by(MANAGER)
    referral.answer("referral", "kind", "spam")
    with pytest.raises(ConflictError) as refused:
        referral.decide(None, None)
    assert refused.value.code == "is-a-referral"
    referral.answer("child-1", "bruise", "no", LOWERING)
    with pytest.raises(ConflictError) as refused:
        referral.decide(None, None)
    assert refused.value.code == "lowers"
    assert referral.decide(None, None, lowering=LOWERING)["state"] == "awaiting_second_view"


def test_a_second_view_without_words_is_none(grave: Referral) -> None:
    grave.decide("assessment", "red", lowering=LOWERING)
    with pytest.raises(WrongError):
        grave.by(SECOND_MANAGER).second_view(number(grave), agrees=True, words="Yes.")
