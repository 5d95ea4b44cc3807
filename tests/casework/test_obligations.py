"""Required contacts and duties: issued with the decision, added to afterwards, ended by people alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.desks import LOWERING, MANAGER, WORKER, Referral, opened, worry
from tests.casework.discussing import Discussion
from triage_api.casework import Desk
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError


@pytest.fixture
def decided(desk: Desk) -> Referral:
    """A hungry child, decided as recommended: the parents and the school are to be told."""
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    return referral


def test_nothing_is_owed_before_a_decision(desk: Desk) -> None:
    assert worry(desk, hungry="yes").state["contacts"] == []


def test_a_decision_issues_what_is_recommended_with_its_clocks(decided: Referral) -> None:
    assert set(decided.contacts) == {"parents", "school"}
    school = decided.contacts["school"]
    assert (school["state"], school["late"], school["progress"]) == ("to_do", False, [])
    assert school["due"] == "2026-11-24T17:00:00+00:00"
    assert [clock["timing"] for clock in school["clocks"]] == ["told"]


def test_a_decision_starts_the_clocks_that_run_from_it(decided: Referral) -> None:
    (event,) = decided.state["case"]["events"]
    assert event["event"] == "decided"


def test_deciding_above_the_recommendation_brings_what_that_route_asks(desk: Desk) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide("strategy", "red")
    assert {"parents", "police", "school"} <= set(referral.contacts) | {"parents"}
    assert "police" in referral.contacts
    assert referral.state["recommendation"]["route"] == "assessment"


def test_duties_run_beside_the_route(desk: Desk) -> None:
    referral = worry(desk)
    referral.adult("father")
    referral.answer("father", "violent", "yes")
    referral.decide("assessment", "red")
    (duty,) = referral.state["duties"]
    assert (duty["id"], duty["state"]) == ("marac", "to_do")
    referral.duty("marac", "made", "On the list for Thursday.")
    assert referral.state["duties"][0]["state"] == "made"


def test_what_is_answered_later_adds_and_never_removes(decided: Referral) -> None:
    decided.answer("child-1", "bruise", "yes")
    assert set(decided.contacts) == {"parents", "school", "health_visitor"}
    decided.answer("child-1", "hungry", "no", None)
    assert set(decided.contacts) == {"parents", "school", "health_visitor"}


def test_a_typo_mended_erases_no_duty(decided: Referral) -> None:
    decided.answer("child-1", "hungry", "no", LOWERING)
    assert decided.state["recommendation"]["required_contacts"] == []
    assert {contact["state"] for contact in decided.state["contacts"]} == {"to_do"}


def test_a_redder_rating_brings_a_clock_forward(desk: Desk) -> None:
    referral = worry(desk, bruise="yes")
    referral.decide("assessment", "amber")
    slow = referral.contacts["health_visitor"]["due"]
    referral.adult("father")
    referral.answer("father", "violent", "yes")
    assert referral.contacts["health_visitor"]["due"] < slow
    assert {clock["timing"] for clock in referral.contacts["health_visitor"]["clocks"]} == {"hv", "hv_red"}


def test_a_clock_runs_from_their_receipt_once_it_is_known(desk: Desk) -> None:
    referral = worry(desk, bruise="yes")
    referral.decide("assessment", "amber")
    stood_in = referral.contacts["health_visitor"]
    assert stood_in["stood_in"] == "received"
    referral.happened("passed_on", "2026-11-23T09:45:00+00:00")
    assert referral.contacts["health_visitor"]["stood_in"] is None


def test_another_child_reopens_what_was_made(decided: Referral) -> None:
    decided.contact("school", "made", "Ms Okafor, head teacher")
    decided.child("child-2")
    decided.answer("child-2", "hungry", "yes")
    school = decided.contacts["school"]
    assert (school["state"], school["children"]) == ("to_do", ["child-1", "child-2"])
    assert [step["state"] for step in school["progress"]] == ["made"]


def test_a_contact_held_back_is_listed_with_its_reason(desk: Desk) -> None:
    referral = worry(desk, hungry="yes", told_parents="yes")
    referral.decide("assessment", "amber")
    parents = referral.contacts["parents"]
    assert (parents["state"], parents["due"], parents["late"]) == ("held_back", None, False)
    assert parents["held_back"]["until"] == "discussion_held"
    with pytest.raises(WrongError):
        referral.contact("parents", "made", "The mother")
    referral.contact("parents", "made", "The mother", "She came to the desk and asked outright.")
    assert referral.contacts["parents"]["state"] == "made"


def test_it_is_free_when_what_it_waited_for_has_happened(desk: Desk) -> None:
    referral = worry(desk, hungry="yes", told_parents="yes")
    referral.decide("assessment", "amber")
    discussion = Discussion(referral)
    discussion.request()
    discussion.complete()
    assert referral.contacts["parents"]["state"] == "to_do"
    assert referral.contacts["parents"]["due"] is not None


STEPS = {
    "attempted": (["attempted"], "attempted"),
    "made": (["made"], "made"),
    "attempted, then made": (["attempted", "made"], "made"),
    "declined": (["declined"], "declined"),
    "cancelled": (["cancelled"], "cancelled"),
    "made, then taken back": (["made", "to_do"], "to_do"),
    "taken back, then made": (["made", "to_do", "made"], "made"),
}


@pytest.mark.parametrize(("steps", "state"), STEPS.values(), ids=STEPS.keys())
def test_what_can_become_of_a_contact(decided: Referral, steps: list[str], state: str) -> None:
    for step in steps:
        reason = LOWERING if step == "cancelled" else None
        decided.by(MANAGER).contact("school", step, "Ms Okafor, head", "She has seen it herself.", reason)
    assert decided.contacts["school"]["state"] == state
    assert [one["state"] for one in decided.contacts["school"]["progress"]] == steps


REFUSED = {
    "made, of nobody": ([], ("made", None, "I rang them."), WrongError),
    "declined without a word": ([], ("declined", None, None), WrongError),
    "cancelled without a word": ([], ("cancelled", None, " "), WrongError),
    "taken back without a word": (["made"], ("to_do", None, None), WrongError),
    "made twice": (["made"], ("made", "Ms Okafor", None), ConflictError),
    "attempted after it was made": (["made"], ("attempted", None, None), ConflictError),
    "cancelled after it was made": (["made"], ("cancelled", None, "It is not needed."), ConflictError),
    "taken back before it was done": ([], ("to_do", None, "It was not done."), ConflictError),
}


@pytest.mark.parametrize(("steps", "step", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot(
    decided: Referral, steps: list[str], step: tuple[str, str | None, str | None], error: type[Exception]
) -> None:
    for one in steps:
        decided.contact("school", one, "Ms Okafor, head teacher", "She has seen it herself.")
    with pytest.raises(error):
        decided.contact("school", *step)


def test_a_contact_that_was_not_issued_is_not_there(decided: Referral) -> None:
    with pytest.raises(NotFoundError, match="no-such-contact"):
        decided.contact("police", "attempted")
    with pytest.raises(NotFoundError, match="no-such-duty"):
        decided.duty("marac", "attempted")


def test_late_is_late_to_the_second(decided: Referral) -> None:
    due = decided.contacts["school"]["due"]
    at = datetime.fromisoformat(due)
    moments = [at + timedelta(seconds=seconds) for seconds in (-1, 0, 1)]
    found = [
        decided.desk.obligations(decided.state["id"], WORKER, moment)["contacts"][0]["late"]
        for moment in moments
    ]
    assert found == [False, False, True]


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["hungry", "bruise", "signs"]),
        st.sampled_from(["yes", "no", "unknown"]),
    ),
    max_size=5,
)
SIGNS: dict[str, object] = {"yes": ["dirty", "thin"], "no": {"value": [], "nothing_else": True}}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(ANSWERS)
def test_no_sequence_of_answers_loses_an_obligation(desk: Desk, answers: list[tuple[str, str]]) -> None:
    referral = worry(desk, hungry="yes", bruise="yes")
    referral.decide("assessment", "amber")
    owed = dict(referral.contacts)
    for question, word in answers:
        value: object = {"not_known": "nobody knows"} if word == "unknown" else word
        value = SIGNS.get(word, value) if question == "signs" else value
        try:
            referral.answer("child-1", question, value)
        except ConflictError:
            referral.answer("child-1", question, value, LOWERING)
        for id, contact in owed.items():
            assert referral.contacts[id]["due"] <= contact["due"]
            assert set(referral.contacts[id]["children"]) >= set(contact["children"])
        owed = dict(referral.contacts)


def test_what_was_sent_of_one_child_is_sent_of_a_child_added_to_it(desk: Desk) -> None:
    """The agency knows of one: our clock for the other runs until it knows of that one too."""
    calm = {"age": "3 years", "bruise": "no", "hungry": "no", "signs": {"value": [], "nothing_else": True}}
    children = [{"ref": "child-1", "answers": {**calm, "bruise": "yes"}}, {"ref": "child-2", "answers": calm}]
    whole = {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"}
    referral = opened(desk, answers=whole, children=children)
    referral.by(MANAGER).decide("strategy", "red")
    for step in ("sent", "received"):
        referral.contact("health_visitor", step, "N. Osei", "It went by secure mail.")
    referral.answer("child-2", "bruise", "yes")
    contact = referral.contacts["health_visitor"]
    assert (contact["children"], contact["times"]) == (["child-1", "child-2"], {})
    assert [step["of_some"] for step in contact["progress"]] == [True, True]
    kept = desk._ledger.referral(referral.state["id"])
    assert kept is not None
    passed_on = [(one.contact, one.child) for one in kept.happened if one.event == "passed_on"]
    assert passed_on == [("health_visitor", "child-1")]
    referral.contact("health_visitor", "sent", "N. Osei", "It went by secure mail, of both.")
    assert list(referral.contacts["health_visitor"]["times"]) == ["sent"]
