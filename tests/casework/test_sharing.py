"""Sharing: below a strategy discussion with agreement or a manager's reason; nobody is reached unsafely."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, SECOND_MANAGER, WORKER, Json, Referral, worry
from triage_api.casework import Desk, Member
from triage_api.casework.refusals import NotYoursError, RefusedError
from triage_api.casework.sharing import Safe, allow_sharing, say_safety, say_sharing
from triage_api.record import Person

HV = "health_visitor"
NURSE = "Ms Hill, health visitor"
WHY = "They would take the child away before anybody came."


def share(referral: Referral, basis: str, words: str = WHY, contact: str = HV) -> Json:
    return referral.change(lambda change: say_sharing(change, contact, basis, words))


def allow(referral: Referral, words: str = WHY, contact: str = HV) -> Json:
    return referral.change(lambda change: allow_sharing(change, contact, words))


def safe(
    referral: Referral, safe_to_contact: bool | None = True, how: str | None = "At nine, by text."
) -> Json:
    return referral.change(lambda change: say_safety(change, Safe(safe_to_contact, how, None)))


@pytest.fixture
def below(desk: Desk) -> Referral:
    """A bruised child, decided for assessment: the health visitor is to be told."""
    referral = worry(desk, bruise="yes")
    referral.decide("assessment", "amber")
    return referral


def hv(referral: Referral) -> Json:
    return referral.contacts[HV]


Steps = list[Any]
MAKE = ("made", NURSE)
WAYS: dict[str, tuple[Steps, str | None]] = {
    "nothing is said": ([], "sharing-not-said"),
    "they agree": ([lambda r: share(r, "agreed")], None),
    "told, not asked": ([lambda r: share(r, "told_not_asked")], "sharing-waits"),
    "not told": ([lambda r: share(r, "not_told")], "sharing-waits"),
    "not told, and a manager says why": (
        [lambda r: share(r, "not_told"), lambda r: allow(r.by(MANAGER))],
        None,
    ),
    "not told, and then they agree": ([lambda r: share(r, "not_told"), lambda r: share(r, "agreed")], None),
    "agreed, and then taken back": (
        [lambda r: share(r, "agreed"), lambda r: share(r, "not_told")],
        "sharing-waits",
    ),
}


@pytest.mark.parametrize("state", ["sent", "made"])
@pytest.mark.parametrize(("steps", "code"), WAYS.values(), ids=WAYS.keys())
def test_when_it_may_be_told(below: Referral, steps: Steps, code: str | None, state: str) -> None:
    for step in steps:
        step(below)
    assert hv(below)["sharing"]["waits"] is (code is not None)
    if code is None:
        below.contact(HV, state, NURSE)
        assert state in hv(below)["times"]
        return
    with pytest.raises(RefusedError) as refused:
        below.contact(HV, state, NURSE)
    assert refused.value.code == code
    assert hv(below)["progress"] == []


def test_trying_to_ring_tells_nothing(below: Referral) -> None:
    below.contact(HV, "attempted")
    assert hv(below)["state"] == "attempted"


@pytest.mark.parametrize("contact", ["parents", "police", "school"])
def test_some_need_no_agreement(desk: Desk, contact: str) -> None:
    referral = worry(desk, hungry="yes")
    referral.adult("father")
    referral.answer("father", "violent", "yes")
    referral.decide("assessment", "red")
    referral.contact(contact, "made", "Somebody, by name")
    assert referral.contacts[contact]["sharing"]["needed"] is False


def test_from_a_strategy_discussion_up_nothing_waits(desk: Desk) -> None:
    referral = worry(desk, age="8 months", bruise="yes").by(MANAGER)
    referral.decide("strategy", "red")
    referral.contact(HV, "made", NURSE)
    assert hv(referral)["sharing"]["needed"] is False


def test_a_recommendation_permits_nothing_that_was_not_decided(desk: Desk) -> None:
    referral = worry(desk, age="8 months", hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    referral.answer("child-1", "bruise", "yes")
    assert referral.state["recommendation"]["route"] == "strategy"
    assert hv(referral)["sharing"]["needed"] is True


def test_a_lowering_asks_for_agreement_once_it_has_taken_effect(desk: Desk) -> None:
    referral = worry(desk, age="8 months", bruise="yes").by(MANAGER)
    referral.decide("assessment", "red", lowering=LOWERING)
    assert hv(referral)["sharing"]["needed"] is False
    referral.by(SECOND_MANAGER).second_view(referral.state["decision"]["number"], agrees=True)
    assert hv(referral)["sharing"]["needed"] is True


def test_the_manager_has_a_time_and_saying_it_again_gives_no_more(below: Referral) -> None:
    share(below, "not_told")
    first = hv(below)["sharing"]["deadline"]
    assert first["clock"] == "sharing_decided"
    below.now += timedelta(hours=3)
    share(below, "told_not_asked", "We rang and told them; they hung up.")
    assert hv(below)["sharing"]["deadline"] == first
    due = datetime.fromisoformat(first["due"])
    after = below.desk.obligations(below.state["id"], WORKER, due + timedelta(seconds=1))
    late = {one["id"]: (one["sharing"]["late"], one["late_by"]["ours"]) for one in after["contacts"]}
    assert late[HV] == (True, True)


REFUSED: dict[str, tuple[Any, Member, str]] = {
    "by a worker": (lambda r: allow(r), WORKER, "role"),
    "without words": (lambda r: allow(r, " "), MANAGER, "blank-words"),
    "of what was not issued": (lambda r: allow(r, contact="moon"), MANAGER, "no-such-contact"),
    "on a basis that is none": (lambda r: share(r, "perhaps"), WORKER, "wrong-value"),
    "a basis without words": (lambda r: share(r, "agreed", " "), WORKER, "blank-words"),
}


@pytest.mark.parametrize(("act", "who", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(below: Referral, act: Any, who: Member, code: str) -> None:
    share(below, "not_told")
    with pytest.raises(RefusedError) as refused:
        act(below.by(who))
    assert refused.value.code == code


def test_nothing_is_allowed_that_does_not_wait(below: Referral) -> None:
    with pytest.raises(RefusedError, match="nothing-waits"):
        allow(below.by(MANAGER))


@pytest.fixture
def hurt(desk: Desk) -> Referral:
    """A hungry baby, decided for assessment, on whom somebody then finds a bruise."""
    referral = worry(desk, age="8 months", hungry="yes")
    referral.decide("assessment", "amber")
    referral.answer("child-1", "bruise", "yes")
    return referral


@pytest.mark.parametrize("state", ["attempted", "sent", "made"])
def test_nobody_reaches_the_parents_until_somebody_says_how_it_is_safe(hurt: Referral, state: str) -> None:
    assert hurt.contacts["parents"]["unsafe"] is True
    with pytest.raises(RefusedError, match="not-safe"):
        hurt.contact("parents", state, "The mother")
    safe(hurt, False, "He answers her telephone at any time.")
    with pytest.raises(RefusedError, match="not-safe"):
        hurt.contact("parents", state, "The mother")
    safe(hurt)
    hurt.contact("parents", state, "The mother")
    assert hurt.contacts["parents"]["unsafe"] is False


def test_where_no_harm_of_that_kind_is_alleged_the_parents_can_be_reached(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    referral.contact("parents", "made", "The mother")
    assert referral.contacts["parents"]["state"] == "made"


def test_what_keeps_people_safe_is_added_to(below: Referral) -> None:
    below.change(
        lambda change: say_safety(change, Safe(None, None, "Two go together.", ("Where she lives now.",)))
    )
    safe(below)
    below.change(lambda change: say_safety(change, Safe(None, None, None, ("That the aunt rang.",))))
    assert below.state["safety"] == {
        "safe_to_contact": True,
        "how": "At nine, by text.",
        "staff": "Two go together.",
        "do_not_say": ["Where she lives now.", "That the aunt rang."],
    }


@pytest.mark.parametrize(
    ("said", "at"),
    [(Safe(True, None, None), "/how"), (Safe(None, None, None), "")],
    ids=["safe, but not how", "nothing"],
)
def test_safety_that_says_nothing_is_refused(below: Referral, said: Safe, at: str) -> None:
    with pytest.raises(RefusedError) as refused:
        below.change(lambda change: say_safety(change, said))
    assert [fault.at for fault in refused.value.faults] == [at]


def test_a_reason_recorded_afterwards_says_when_it_was_given(below: Referral) -> None:
    share(below, "not_told")
    with pytest.raises(NotYoursError):
        allow(below.by(Member(Person("A clerk", "clerk"))))
    below.by(MANAGER).change(lambda change: allow_sharing(change, HV, WHY), NOW)
    below.by(WORKER).contact(HV, "sent")
    assert set(hv(below)["times"]) == {"sent"}
