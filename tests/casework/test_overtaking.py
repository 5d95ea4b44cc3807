"""Overtaken: begun by the recommendation's rise, ended only by a person who decides again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, SECOND_MANAGER, WORKER, Referral, worry
from triage_api.casework import Desk
from triage_api.casework.answering import Given
from triage_api.casework.refusals import ConflictError, NotYoursError, RefusedError
from triage_api.record.due import due_list
from triage_api.storage import Ledger


@pytest.fixture
def overtaken(desk: Desk) -> Referral:
    """A baby decided for assessment on hunger, and then there is a bruise: strategy discussion, red."""
    referral = worry(desk, age="8 months", hungry="yes")
    referral.decide("assessment", "amber")
    referral.answer("child-1", "bruise", "yes")
    return referral


def test_it_says_what_was_decided_and_what_it_rose_to(overtaken: Referral) -> None:
    found = overtaken.state["overtaken"]
    assert (found["was"], found["rose_to"]) == (
        {"route": "assessment", "rag": "amber"},
        {"route": "strategy", "rag": "red"},
    )
    assert (found["decision"], found["to"]) == (overtaken.state["decision"]["number"], "A worker")
    since = datetime.fromisoformat(found["since"])
    assert found["deadline"]["due"] == (since + timedelta(hours=24)).isoformat(timespec="seconds")


def test_it_is_late_when_nobody_decides_in_time(overtaken: Referral) -> None:
    due = datetime.fromisoformat(overtaken.state["overtaken"]["deadline"]["due"])
    late = [
        overtaken.desk.referral(overtaken.state["id"], WORKER, due + timedelta(seconds=second))["overtaken"][
            "late"
        ]
        for second in (0, 1)
    ]
    assert late == [False, True]


def test_a_further_rise_gives_nobody_more_time(desk: Desk) -> None:
    referral = worry(desk, age="8 months", hungry="yes")
    referral.decide("assessment", "amber")
    referral.adult("boyfriend")
    referral.answer("boyfriend", "violent", "yes")
    first = referral.state["overtaken"]
    referral.now += timedelta(hours=5)
    referral.answer("child-1", "bruise", "yes")
    second = referral.state["overtaken"]
    assert (first["rose_to"]["route"], second["rose_to"]["route"]) == ("assessment", "strategy")
    assert (second["number"], second["deadline"]) == (first["number"], first["deadline"])


def test_answers_that_change_back_end_nothing(overtaken: Referral) -> None:
    rose_to = overtaken.state["overtaken"]["rose_to"]
    overtaken.answer("child-1", "bruise", "no", LOWERING)
    assert overtaken.state["recommendation"]["route"] == "assessment"
    assert overtaken.state["overtaken"]["rose_to"] == rose_to


def test_below_it_is_a_lowering_even_after_the_answers_changed_back(overtaken: Referral) -> None:
    overtaken.answer("child-1", "bruise", "no", LOWERING)
    with pytest.raises(ConflictError) as refused:
        overtaken.by(MANAGER).decide("assessment", "amber")
    assert refused.value.code == "lowers"
    overtaken.decide("assessment", "amber", lowering=LOWERING)
    assert overtaken.state["state"] == "awaiting_second_view"
    assert overtaken.state["overtaken"] is not None
    overtaken.by(SECOND_MANAGER).second_view(overtaken.state["decision"]["number"], agrees=True)
    assert (overtaken.state["overtaken"], overtaken.state["state"]) == (None, "decided")


def ends(referral: Referral, steps: list[tuple[str, tuple[str, str]]]) -> bool:
    """Whether it is answered after these steps."""
    for what, value in steps:
        match what:
            case "decide":
                referral.by(MANAGER).decide(*value)
            case "lower":
                route, rag = value
                referral.by(MANAGER).decide(route, rag, lowering=LOWERING)
            case "agree" | "disagree":
                number = referral.state["decision"]["number"]
                referral.by(SECOND_MANAGER).second_view(number, agrees=what == "agree")
    return referral.state["overtaken"] is None


NONE = ("", "")
ENDINGS: dict[str, tuple[list[tuple[str, tuple[str, str]]], bool]] = {
    "decided at it": ([("decide", ("strategy", "red"))], True),
    "decided below it, not yet looked at again": ([("lower", ("assessment", "red"))], False),
    "decided below it, and a second manager agrees": (
        [("lower", ("assessment", "red")), ("agree", NONE)],
        True,
    ),
    "decided below it, and a second manager does not": (
        [("lower", ("assessment", "red")), ("disagree", NONE)],
        False,
    ),
    "not agreed, then decided at it": (
        [("lower", ("assessment", "red")), ("disagree", NONE), ("decide", ("strategy", "red"))],
        True,
    ),
}


@pytest.mark.parametrize(("steps", "ended"), ENDINGS.values(), ids=ENDINGS.keys())
def test_what_ends_it(overtaken: Referral, steps: list[tuple[str, tuple[str, str]]], ended: bool) -> None:
    assert ends(overtaken, steps) is ended


def test_it_rises_again_above_a_decision_that_waits(desk: Desk) -> None:
    """What was agreed to is what was known: a rise since then has to be decided again."""
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    referral.adult("boyfriend")
    referral.answer("boyfriend", "violent", "yes")
    referral.by(MANAGER).decide("assessment", "amber", lowering=LOWERING)
    lowered = referral.state["decision"]["number"]
    referral.by(WORKER).answers([Given("child-1", "age", "8 months"), Given("child-1", "bruise", "yes")])
    assert referral.state["overtaken"]["decision"] == lowered
    referral.by(SECOND_MANAGER).second_view(lowered, agrees=True)
    assert referral.state["overtaken"]["rose_to"]["route"] == "strategy"


DECIDERS = {
    "a manager, at it": (MANAGER, ("strategy", "red"), None),
    "a worker, at it": (WORKER, ("strategy", "red"), "role"),
    "a worker, below it": (WORKER, ("assessment", "red"), "role"),
}


@pytest.mark.parametrize(("who", "ruling", "code"), DECIDERS.values(), ids=DECIDERS.keys())
def test_who_answers_it(overtaken: Referral, who: Any, ruling: tuple[str, str], code: str | None) -> None:
    route, rag = ruling
    if code is None:
        overtaken.by(who).decide(route, rag)
        assert overtaken.state["overtaken"] is None
        return
    with pytest.raises(NotYoursError) as refused:
        overtaken.by(who).decide(route, rag, lowering=None if route == "strategy" else LOWERING)
    assert refused.value.code == code


def test_nothing_is_overtaken_before_a_decision(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.answer("child-1", "bruise", "yes")
    assert referral.state["overtaken"] is None


def test_it_is_in_the_record_as_it_was_then(overtaken: Referral) -> None:
    past = overtaken.desk.referral(
        overtaken.state["id"], WORKER, NOW, as_of=overtaken.now - timedelta(seconds=1)
    )
    assert past["overtaken"] is None
    with pytest.raises(RefusedError):
        overtaken.by(WORKER).decide("assessment", "amber")


def test_it_is_owed_until_it_is_answered(overtaken: Referral, ledger: Ledger) -> None:
    def owed() -> list[tuple[bool, str | None]]:
        record = ledger.referral(overtaken.state["id"])
        assert record is not None
        return [(one.is_open, one.clock) for one in due_list(record) if one.kind == "overtaken"]

    assert owed() == [(True, "overtaken_answered")]
    overtaken.by(MANAGER).decide("strategy", "red")
    assert owed() == [(False, "overtaken_answered")]
