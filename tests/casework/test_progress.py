"""What becomes of a contact or a duty: each thing has its own time, and none is proof of another."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, WORKER, Json, Referral, worry
from triage_api.casework import Desk
from triage_api.casework.progress import Step, progress_contact, progress_duty
from triage_api.casework.refusals import RefusedError
from triage_api.casework.sharing import say_sharing

HV = "health_visitor"
WORDS = "Their manager was away, we were told."


@pytest.fixture
def told(desk: Desk) -> Referral:
    """A bruised child whose parents agree that the health visitor is told; a violent adult, so MARAC too."""
    referral = worry(desk, bruise="yes")
    referral.adult("father")
    referral.answer("father", "violent", "yes")
    referral.decide("assessment", "red")
    referral.change(lambda change: say_sharing(change, HV, "agreed", "The mother said yes on the telephone."))
    return referral


def at(hours: int) -> datetime:
    return NOW - timedelta(hours=9 - hours)


def test_each_thing_has_a_time_of_its_own(told: Referral) -> None:
    happened = {
        "sent": at(1),
        "received": at(2),
        "accepted": at(3),
        "attempted": at(4),
        "made": at(5),
        "child_seen": at(6),
    }
    for state, when in happened.items():
        step = Step(state, "Ms Hill, health visitor")
        told.change(lambda change, step=step: progress_contact(change, HV, step), when)  # type: ignore[misc]
    assert told.contacts[HV]["times"] == {
        state: when.isoformat(timespec="seconds") for state, when in happened.items()
    }
    assert told.contacts[HV]["state"] == "made"


STATES: dict[str, tuple[list[str], str]] = {
    "sent is no proof": (["sent"], "to_do"),
    "received is no proof": (["sent", "received"], "to_do"),
    "accepted by name is not made": (["sent", "received", "accepted"], "to_do"),
    "the child seen is not our contact made": (["child_seen"], "to_do"),
    "attempted": (["attempted"], "attempted"),
    "declined is still owed": (["declined"], "declined"),
    "escalated is still owed": (["declined", "escalated"], "escalated"),
    "escalated, then made": (["declined", "escalated", "made"], "made"),
    "made, and then the child was seen": (["made", "child_seen"], "made"),
}


@pytest.mark.parametrize(("steps", "state"), STATES.values(), ids=STATES.keys())
def test_what_its_state_is(told: Referral, steps: list[str], state: str) -> None:
    for step in steps:
        told.contact(HV, step, "Ms Hill, health visitor", WORDS)
    assert told.contacts[HV]["state"] == state
    item = next(one for one in told.state["items"] if one["id"] == f"contact:{HV}")
    assert (item["done"] is not None) is (state == "made")


NAMELESS = ["made", "accepted", "declined", "escalated", "child_seen"]


@pytest.mark.parametrize("state", NAMELESS)
def test_who_is_always_named(told: Referral, state: str) -> None:
    with pytest.raises(RefusedError) as refused:
        told.contact(HV, state, " ", WORDS)
    assert [fault.at for fault in refused.value.faults] == ["/with"]


@pytest.mark.parametrize("state", ["declined", "escalated"])
def test_what_is_not_done_says_why(told: Referral, state: str) -> None:
    with pytest.raises(RefusedError) as refused:
        told.contact(HV, state, "Ms Hill, health visitor")
    assert [fault.at for fault in refused.value.faults] == ["/words"]


def test_sending_it_starts_their_clock_once(told: Referral) -> None:
    """The policy says which event sending is: from then on it is theirs to answer."""
    told.change(lambda change: progress_contact(change, HV, Step("sent")), at(8))
    told.contact(HV, "sent")
    events = [one for one in told.state["case"]["events"] if one["event"] == "passed_on"]
    assert events == [{"event": "passed_on", "at": at(8).isoformat(timespec="seconds"), "contact": HV}]
    assert {clock["stood_in"] for clock in told.contacts[HV]["clocks"]} == {None}


def test_ours_and_theirs_are_late_apart(told: Referral) -> None:
    told.contact(HV, "sent")
    due = datetime.fromisoformat(told.contacts[HV]["due"])
    found: Json = told.desk.obligations(told.state["id"], WORKER, due + timedelta(seconds=1))
    late = {one["id"]: one["late_by"] for one in found["contacts"]}
    assert late[HV] == {"ours": True, "theirs": False}


def test_a_duty_that_is_sent_waits_for_an_answer_by_name(told: Referral) -> None:
    told.duty("marac", "sent")
    (item,) = (one for one in told.state["items"] if one["id"] == "duty:marac")
    clock = next(one for one in item["clocks"] if one["clock"] == "duty_acknowledged")
    assert (clock["whose"], clock["met"]) == ("theirs", None)
    told.duty("marac", "accepted", None, "Jo Lee, coordinator")
    (item,) = (one for one in told.state["items"] if one["id"] == "duty:marac")
    assert next(one for one in item["clocks"] if one["clock"] == "duty_acknowledged")["met"] is not None
    assert told.state["duties"][0]["state"] == "to_do"


def test_a_duty_that_is_declined_has_ended(told: Referral) -> None:
    told.duty("marac", "declined", "They hear only of those at high risk.")
    (item,) = (one for one in told.state["items"] if one["id"] == "duty:marac")
    assert item["state"] == "declined"


def test_a_duty_sees_no_child(told: Referral) -> None:
    with pytest.raises(RefusedError) as refused:
        told.change(lambda change: progress_duty(change, "marac", Step("child_seen")))
    assert refused.value.code == "wrong-value"


def test_sending_again_gives_nobody_more_time(told: Referral) -> None:
    def due() -> Any:
        (item,) = (one for one in told.state["items"] if one["id"] == "duty:marac")
        return [one["due"] for one in item["clocks"] if one["clock"] == "duty_acknowledged"]

    told.duty("marac", "sent")
    first = due()
    told.now += timedelta(hours=5)
    told.by(MANAGER).duty("marac", "sent")
    assert due() == first
