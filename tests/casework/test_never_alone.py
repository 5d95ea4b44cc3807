"""No sequence of events takes a case below a strategy discussion without a second person."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.casework.desks import LOWERING, MANAGER, NOW, SECOND_MANAGER, Json, Referral, worry
from triage_api.casework import Desk
from triage_api.casework.refusals import RefusedError
from triage_api.record import Lowering

ORDERS = {None: -1, "advice": 0, "early_help": 1, "assessment": 2, "strategy": 3}
GRAVE = "strategy"
WORDS = "I have read the whole file again."

PEOPLE = st.sampled_from([MANAGER, SECOND_MANAGER])
STEPS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(["bruise", "hungry"]), st.sampled_from(["yes", "no"])),
    st.tuples(st.just("decide"), st.sampled_from(["advice", "assessment", GRAVE]), st.just("red")),
    st.tuples(st.just("drop"), st.sampled_from(["assessment", GRAVE]), st.just("red")),
    st.tuples(st.just("view"), st.booleans(), st.integers(0, 2)),
    st.tuples(st.just("cancel"), st.sampled_from(["health_visitor", "police"]), st.none()),
)


DOWN_AND_UP: list[tuple[Any, tuple[str, Any, Any]]] = [
    (MANAGER, ("answer", "bruise", "no")),
    (SECOND_MANAGER, ("view", True, 0)),
    (MANAGER, ("decide", "assessment", "red")),
    (MANAGER, ("answer", "bruise", "yes")),
]
"""An edit that a second manager agrees to, a decision on it, and then it is known after all."""


def lowered_if_needed(act: Any) -> None:
    """Do it; with a reason, if it lowers. What is refused for another cause is not done."""
    try:
        act(None)
    except RefusedError as refused:
        if refused.code == "lowers":
            act(LOWERING)


def take(referral: Referral, step: tuple[str, Any, Any]) -> None:
    what, one, other = step
    match what:
        case "answer":
            lowered_if_needed(lambda why: referral.answer("child-1", one, other, why))
        case "decide":
            lowered_if_needed(lambda why: referral.decide(one, other, lowering=why))
        case "drop":
            lowered_if_needed(
                lambda why: referral.decide(one, other, lowering=why, dropped=("health_visitor",))
            )
        case "cancel":
            lowered_if_needed(lambda why: _cancel(referral, one, why))
        case "view" if other < len(referral.state["lowerings"]):
            number = referral.state["lowerings"][-1 - other]["number"]
            lowered_if_needed(lambda _: referral.second_view(number, one, WORDS))


def _cancel(referral: Referral, contact: str, why: Lowering | None) -> None:
    referral.contact(contact, "cancelled", None, WORDS, why)


def agreed_by_another(lowered: Json) -> bool:
    given_ = lowered["second_view"]["given"]
    return bool(given_ and given_["agrees"] and given_["by"]["name"] != lowered["by"]["name"])


def from_grave(lowered: Json) -> bool:
    return bool(lowered["stood"]["lowered_from"]["route"] == GRAVE)


def holds(referral: Referral, grave_at: list[int]) -> bool:
    """Whether a decision in effect below it is one that a second person agreed to, or is overtaken."""
    state = referral.state
    decision = state["decision"]
    if decision is None or state["state"] == "awaiting_second_view" or ORDERS[decision["route"]] >= 3:
        return True
    agreed = [one for one in state["lowerings"] if from_grave(one) and agreed_by_another(one)]
    if any(one["number"] == decision["number"] for one in agreed):
        return True
    before = [version for version in grave_at if version < decision["number"]]
    since = [version for version in grave_at if version > decision["number"]]
    if since and state["overtaken"] is None:
        return any(one["number"] > decision["number"] for one in agreed)
    return not before or any(one["what"] == "answer" and one["number"] > before[-1] for one in agreed)


def cancelled_alone(referral: Referral) -> list[str]:
    """The contacts that are cancelled from a strategy discussion without a second person."""
    lowerings = {one["number"]: one for one in referral.state["lowerings"]}
    return [
        contact["id"]
        for contact in referral.state["contacts"]
        for step in contact["progress"][-1:]
        if contact["state"] == "cancelled"
        and step["lowered"] in lowerings
        and from_grave(lowerings[step["lowered"]])
        and not agreed_by_another(lowerings[step["lowered"]])
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.tuples(PEOPLE, STEPS), max_size=9))
@example(DOWN_AND_UP)
@example([*DOWN_AND_UP, (MANAGER, ("answer", "bruise", "no")), (MANAGER, ("decide", "assessment", "red"))])
def test_nobody_goes_below_a_strategy_discussion_alone(
    desk: Desk, steps: list[tuple[Any, tuple[str, Any, Any]]]
) -> None:
    referral = worry(desk, age="8 months", bruise="yes", hungry="yes")
    grave_at = [referral.state["version"]]
    owed: set[str] = set()
    for who, step in steps:
        take(referral.by(who), step)
        if referral.state["recommendation"]["route"] == GRAVE:
            grave_at.append(referral.state["version"])
        assert holds(referral, grave_at), (step, referral.state["decision"], referral.state["lowerings"])
        assert cancelled_alone(referral) == []
        now = {contact["id"] for contact in referral.state["contacts"]}
        assert owed <= now
        owed = now
        assert referral.now > NOW
