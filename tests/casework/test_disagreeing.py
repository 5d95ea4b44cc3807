"""“I disagree” has somewhere to go: from, what, by whom, to; or refused, with which code (Child J 2.2.26)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.desks import LOWERING, MANAGER, WORKER, Json, Referral, worry
from triage_api.casework import Desk, Member
from triage_api.casework.disagreeing import (
    Dissent,
    answer_disagreement,
    disagree,
    take_further,
    withdraw,
)
from triage_api.casework.refusals import RefusedError
from triage_api.record import Person

SENIOR = Member(Person("A senior", "senior"))
CLERK = Member(Person("A clerk", "clerk"))
WORDS = "He is still in that flat, and nobody has asked the police."
ANSWER = "I have read it and asked the police myself."


@pytest.fixture
def decided(desk: Desk) -> Referral:
    """A hungry child, decided as recommended by a manager."""
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    return referral


def say(referral: Referral, who: Member = WORKER, **fields: Any) -> Json:
    state = referral.by(who).change(lambda change: disagree(change, Dissent(**{"words": WORDS, **fields})))
    found: Json = state["disagreements"][-1]
    return found


def take(referral: Referral, step: tuple[str, Member, Any]) -> None:
    what, who, value = step
    of = referral.state["disagreements"][-1]["number"]
    referral.by(who)
    match what:
        case "answer":
            referral.change(lambda change: answer_disagreement(change, of, value, ANSWER))
        case "further":
            referral.change(lambda change: take_further(change, of, WORDS, None, immediate_risk=bool(value)))
        case "jump":
            referral.change(lambda change: take_further(change, of, WORDS, value, immediate_risk=True))
        case "withdraw":
            referral.change(lambda change: withdraw(change, of, ANSWER))
        case "wait":
            referral.now += timedelta(hours=value)


UPHELD = ("answer", MANAGER, "upheld")
CLIMBS: dict[str, tuple[list[tuple[str, Member, Any]], tuple[str, str, bool]]] = {
    "raised": ([], ("waiting", "manager", False)),
    "upheld by the manager": ([UPHELD], ("upheld", "manager", False)),
    "upheld, and its author goes on": ([UPHELD, ("further", WORKER, None)], ("waiting", "senior", False)),
    "changed": ([("answer", MANAGER, "changed")], ("changed", "manager", True)),
    "sent on by the manager": ([("answer", MANAGER, "goes_on")], ("waiting", "senior", False)),
    "not answered in time, and its author goes on": (
        [("wait", WORKER, 25), ("further", WORKER, None)],
        ("waiting", "senior", False),
    ),
    "immediate risk waits for nobody": ([("further", WORKER, True)], ("waiting", "senior", False)),
    "immediate risk, to a stage by name": ([("jump", WORKER, "senior")], ("waiting", "senior", False)),
    "upheld by the last": (
        [UPHELD, ("further", WORKER, None), ("answer", SENIOR, "upheld")],
        ("upheld", "senior", True),
    ),
    "withdrawn": ([("withdraw", WORKER, None)], ("withdrawn", "manager", True)),
    "withdrawn after it was upheld": ([UPHELD, ("withdraw", WORKER, None)], ("withdrawn", "manager", True)),
}


@pytest.mark.parametrize(("steps", "comes"), CLIMBS.values(), ids=CLIMBS.keys())
def test_where_it_goes(decided: Referral, steps: list[Any], comes: tuple[str, str, bool]) -> None:
    say(decided)
    for step in steps:
        take(decided, step)
    one = decided.state["disagreements"][0]
    assert (one["state"], one["stages"][-1]["stage"], one["ended"]) == comes


REFUSED: dict[str, tuple[list[tuple[str, Member, Any]], tuple[str, Member, Any], str]] = {
    "its author answers it": ([], ("answer", WORKER, "upheld"), "own-disagreement"),
    "a role that the stage does not name": ([], ("answer", CLERK, "upheld"), "role"),
    "the stage above answers too early": ([], ("answer", SENIOR, "upheld"), "role"),
    "answered twice": ([UPHELD], UPHELD, "wrong-state"),
    "an answer that is none": ([], ("answer", MANAGER, "perhaps"), "wrong-value"),
    "further while there is time": ([], ("further", WORKER, None), "still-time"),
    "taken further by somebody else": ([UPHELD], ("further", CLERK, None), "not-the-author"),
    "withdrawn by somebody else": ([], ("withdraw", MANAGER, None), "not-the-author"),
    "further after it is changed": ([("answer", MANAGER, "changed")], ("further", WORKER, None), "ended"),
    "withdrawn twice": ([("withdraw", WORKER, None)], ("withdraw", WORKER, None), "ended"),
    "beyond the last stage": (
        [UPHELD, ("further", WORKER, None)],
        ("further", WORKER, True),
        "no-stage-above",
    ),
    "sent on by the last stage": (
        [UPHELD, ("further", WORKER, None)],
        ("answer", SENIOR, "goes_on"),
        "no-stage-above",
    ),
    "to a stage that is none": ([], ("jump", WORKER, "minister"), "unknown-stage"),
}


@pytest.mark.parametrize(("steps", "step", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_where_it_does_not(decided: Referral, steps: list[Any], step: Any, code: str) -> None:
    say(decided)
    for one in steps:
        take(decided, one)
    before = decided.state["disagreements"]
    with pytest.raises(RefusedError) as refused:
        take(decided, step)
    assert refused.value.code == code
    assert decided.state["disagreements"] == before


RAISED: dict[str, tuple[dict[str, Any], str | None]] = {
    "at the latest decision": ({}, None),
    "at what another authority decided": ({"about": "Luton decided that it is early help."}, None),
    "at once to the senior manager": ({"stage": "senior", "immediate_risk": True}, None),
    "past a stage without immediate risk": ({"stage": "senior"}, "stage-passed-over"),
    "without words": ({"words": " "}, "blank-words"),
    "at a decision that is none": ({"decision": 999}, "no-such-decision"),
    "to a stage that is none": ({"stage": "minister", "immediate_risk": True}, "unknown-stage"),
}


@pytest.mark.parametrize(("fields", "code"), RAISED.values(), ids=RAISED.keys())
@pytest.mark.parametrize("who", [WORKER, CLERK], ids=["a worker", "anybody"])
def test_how_it_is_raised(decided: Referral, who: Member, fields: dict[str, Any], code: str | None) -> None:
    if code is None:
        assert say(decided, who, **fields)["by"]["name"] == who.person.name
        return
    with pytest.raises(RefusedError) as refused:
        say(decided, who, **fields)
    assert refused.value.code == code


def test_before_any_decision_it_says_with_what(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="missing-field"):
        say(worry(desk))


def test_a_referrer_is_answered_within_a_time_of_their_own(decided: Referral) -> None:
    ours, theirs = say(decided), say(decided, said_by="The nursery manager")
    assert ours["stages"][0]["deadline"]["clock"] == "manager"
    assert theirs["stages"][0]["deadline"]["clock"] == "referrer_answered"
    decided.by(MANAGER).change(
        lambda change: answer_disagreement(change, theirs["number"], "changed", ANSWER)
    )
    assert decided.state["disagreements"][1]["state"] == "changed"


def test_it_prevents_nothing(decided: Referral) -> None:
    say(decided)
    state = decided.by(MANAGER).decide("early_help", "green", lowering=LOWERING)
    assert (state["state"], state["disagreements"][0]["state"]) == ("decided", "waiting")


def items(referral: Referral) -> list[tuple[str, str]]:
    return [
        (one["id"].partition(".")[2], one["state"])
        for one in referral.state["items"]
        if one["kind"] == "disagreement"
    ]


def test_each_stage_owes_an_answer_and_what_is_late_stays_late(decided: Referral) -> None:
    say(decided)
    assert items(decided) == [("1", "to_do")]
    take(decided, ("wait", WORKER, 25))
    take(decided, ("further", WORKER, None))
    assert items(decided) == [("1", "went_on"), ("2", "to_do")]
    assert decided.state["disagreements"][0]["stages"][0]["late"] is True
    take(decided, ("answer", SENIOR, "upheld"))
    assert items(decided) == [("1", "went_on"), ("2", "done")]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "further", "withdraw", "wait"]),
        st.sampled_from([WORKER, MANAGER, SENIOR]),
        st.sampled_from(["upheld", "changed", "goes_on"]),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(STEPS)
def test_it_always_has_somewhere_to_go_until_it_has_ended(desk: Desk, steps: list[Any]) -> None:
    """No sequence leaves one that has not ended with nobody to answer it and nowhere for its author to go."""
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("assessment", "amber")
    say(referral)
    stages: list[str] = []
    for what, who, value in steps:
        try:
            take(referral, (what, who, 30 if what == "wait" else value if what == "answer" else None))
        except RefusedError:
            continue
        one = referral.state["disagreements"][0]
        reached = [stage["stage"] for stage in one["stages"]]
        assert reached[: len(stages)] == stages
        stages = reached
        waits = any(state in ("to_do", "late") for _, state in items(referral))
        assert waits is (one["state"] == "waiting")
        if one["state"] == "upheld" and not one["ended"]:
            take(referral, ("further", WORKER, None))
            stages = [stage["stage"] for stage in referral.state["disagreements"][0]["stages"]]
