"""When in a case it is decided; and 2.2.16: a conference proposed, and a manager who decides against it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, REASONS, SECOND_MANAGER, WORKER, Referral, worry
from triage_api.casework import Desk
from triage_api.casework.deciding import Ruling, decide
from triage_api.casework.refusals import RefusedError

END = "end_of_assessment"


@pytest.fixture
def assessed(desk: Desk) -> Referral:
    """A hungry child who was decided for assessment; the assessment is finished."""
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    return referral


def test_the_first_decision_need_not_say_so(assessed: Referral) -> None:
    assert assessed.state["decision"]["point"] == "first_decision"


def test_a_later_one_says_when_in_the_case_it_is(assessed: Referral) -> None:
    with pytest.raises(RefusedError) as refused:
        assessed.change(lambda change: decide(change, Ruling("assessment", "amber", REASONS)))
    (fault,) = refused.value.faults
    assert (fault.at, fault.code) == ("/point", "missing-field")
    assert "new_information" in fault.remedy


@pytest.mark.parametrize("point", ["new_information", "transfer_out", "transfer_in", "closure"])
def test_the_recommendation_is_shown_afresh_at_each(assessed: Referral, point: str) -> None:
    assessed.adult("boyfriend")
    assessed.answer("boyfriend", "violent", "yes")
    state = assessed.decide("assessment", "red", point=point)
    assert (state["decision"]["point"], state["decision"]["recommended"]["rag"]) == (point, "red")


def test_a_manager_who_decides_against_the_conference_lowers(assessed: Referral) -> None:
    """Child J 2.2.16: nobody had asked the police about him, and nobody had to look again."""
    assessed.propose(END, "conference")
    assessed.by(MANAGER)
    with pytest.raises(RefusedError) as refused:
        assessed.decide("assessment", "amber", point=END, value="no_conference")
    assert refused.value.code == "lowers"
    assert refused.value.detail == "It is below what A worker proposed, A conference."
    state = assessed.decide("assessment", "amber", point=END, value="no_conference", lowering=LOWERING)
    assert (state["state"], state["decision"]["value"]) == ("awaiting_second_view", "no_conference")
    assert state["lowerings"][0]["stood"]["high_water"] == {"route": "assessment", "rag": "amber"}
    assessed.by(SECOND_MANAGER).second_view(state["decision"]["number"], agrees=True)
    assert assessed.state["state"] == "decided"


def test_a_manager_who_follows_the_proposal_lowers_nothing(assessed: Referral) -> None:
    assessed.propose(END, "conference")
    state = assessed.by(MANAGER).decide("assessment", "amber", point=END, value="conference")
    assert (state["state"], state["decision"]["lowers"]) == ("decided", [])
    assert state["proposals"][0]["by"]["name"] == "A worker"


REFUSED: dict[str, tuple[Any, dict[str, Any], str]] = {
    "below the highest before anybody proposed": (
        MANAGER,
        {"point": END, "value": "no_conference"},
        "not-proposed",
    ),
    "by the worker": (WORKER, {"point": END, "value": "conference"}, "role"),
    "without saying which": (MANAGER, {"point": END}, "missing-field"),
    "of a value that is none": (MANAGER, {"point": END, "value": "perhaps"}, "unknown-value"),
    "of a point that is none": (MANAGER, {"point": "tea_time"}, "unknown-point"),
    "with a value where nothing is asked": (
        MANAGER,
        {"point": "closure", "value": "conference"},
        "unknown-value",
    ),
}


@pytest.mark.parametrize(("who", "fields", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(assessed: Referral, who: Any, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        assessed.by(who).decide("assessment", "amber", **fields)
    assert refused.value.code == code


def test_grave_action_waits_for_no_proposal(assessed: Referral) -> None:
    state = assessed.by(MANAGER).decide("assessment", "amber", point=END, value="conference")
    assert state["state"] == "decided"


PROPOSALS: dict[str, tuple[Any, tuple[str, str, str], str]] = {
    "by a manager": (MANAGER, (END, "conference", REASONS), "role"),
    "without words": (WORKER, (END, "conference", " "), "blank-words"),
    "where nothing is asked": (WORKER, ("closure", "conference", REASONS), "unknown-value"),
    "of a point that is none": (WORKER, ("tea_time", "conference", REASONS), "unknown-point"),
}


@pytest.mark.parametrize(("who", "proposal", "code"), PROPOSALS.values(), ids=PROPOSALS.keys())
def test_what_cannot_be_proposed(
    assessed: Referral, who: Any, proposal: tuple[str, str, str], code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        assessed.by(who).propose(*proposal)
    assert refused.value.code == code


def test_a_proposal_is_answered_once(assessed: Referral) -> None:
    assessed.propose(END, "conference")
    assessed.by(MANAGER).decide("assessment", "amber", point=END, value="conference")
    with pytest.raises(RefusedError) as refused:
        assessed.decide("assessment", "amber", point=END, value="no_conference")
    assert refused.value.code == "not-proposed"


def test_a_proposal_stands_when_the_second_manager_disagrees(assessed: Referral) -> None:
    assessed.propose(END, "conference")
    assessed.by(MANAGER).decide("assessment", "amber", point=END, value="no_conference", lowering=LOWERING)
    assessed.by(SECOND_MANAGER).second_view(assessed.state["decision"]["number"], agrees=False)
    with pytest.raises(RefusedError) as refused:
        assessed.by(MANAGER).decide("assessment", "amber", point=END, value="no_conference")
    assert refused.value.code == "lowers"
