"""Strategy discussions: honest states, one of which discharges; and a call, which is none of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.desks import MANAGER, Referral, opened, worry
from tests.casework.discussing import (
    ALL,
    HEALTH,
    HEALTH_MISSING,
    OFFICER,
    POLICE,
    SOCIAL_CARE,
    WORDS,
    Discussion,
    discussed,
    whole,
)
from triage_api.casework import Desk, Member
from triage_api.casework.completing import Complete, confirm
from triage_api.casework.discussions import InEmergency, converse, refuse
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.record import FamilyTold, LeftOut, Missing, Person, Professional

# From a state, by one step, to a state; or refused, with these words in it.
STEPS: dict[str, tuple[list[str], str, str]] = {
    "asked for": ([], "request", "requested"),
    "held in an emergency": (["request"], "emergency", "emergency"),
    "refused": (["request"], "refuse", "refused"),
    "complete": (["request"], "complete", "complete"),
    "refused, and the agency comes after all": (["request", "refuse"], "answer", "requested"),
    "refused, and the agency still will not": (["request", "refuse"], "will_not", "refused"),
    "refused, held in an emergency all the same": (["request", "refuse"], "emergency", "emergency"),
    "refused, complete all the same": (["request", "refuse"], "complete", "complete"),
    "emergency, and again": (["request", "emergency"], "emergency", "emergency"),
    "emergency, and an agency refuses the full one": (["request", "emergency"], "refuse", "emergency"),
    "emergency, then complete": (["request", "emergency"], "complete", "complete"),
    "confirmed": (["request", "complete"], "confirm", "complete"),
    "denied": (["request", "complete"], "deny", "denied"),
    "denied, then held in an emergency": (["request", "complete", "deny"], "emergency", "denied"),
    "denied, then really held": (["request", "complete", "deny"], "complete", "complete"),
    "denied, and refused": (["request", "complete", "deny"], "refuse", "denied"),
    "an action of an emergency is done": (["request", "emergency"], "done", "emergency"),
    "an action is done": (["request", "complete"], "done", "complete"),
    "a call beside it": (["request"], "converse", "requested"),
}

REFUSED: dict[str, tuple[list[str], str, type[RefusedError], str]] = {
    "an emergency that nobody asked for": ([], "emergency", NotFoundError, "no-such-discussion"),
    "complete that nobody asked for": ([], "complete", NotFoundError, "no-such-discussion"),
    "complete twice": (["request", "complete"], "complete", ConflictError, "wrong-state"),
    "an emergency after it is complete": (["request", "complete"], "emergency", ConflictError, "wrong-state"),
    "refused after it is complete": (["request", "complete"], "refuse", ConflictError, "wrong-state"),
    "confirmed before it was held": (["request"], "confirm", ConflictError, "wrong-state"),
    "an emergency confirmed": (["request", "emergency"], "confirm", ConflictError, "wrong-state"),
    "denied before it was held": (["request"], "deny", ConflictError, "wrong-state"),
    "confirmed twice": (["request", "complete", "confirm"], "confirm", ConflictError, "given-already"),
    "denied after it was confirmed": (
        ["request", "complete", "confirm"],
        "deny",
        ConflictError,
        "given-already",
    ),
    "confirmed after it was denied": (
        ["request", "complete", "deny"],
        "confirm",
        ConflictError,
        "wrong-state",
    ),
    "no refusal to answer": (["request"], "answer", NotFoundError, "no-such-refusal"),
    "a refusal answered twice": (["request", "refuse", "answer"], "answer", ConflictError, "given-already"),
    "an action that is not there": (["request"], "done", NotFoundError, "no-such-action"),
    "an action done twice": (["request", "complete", "done"], "done", ConflictError, "wrong-state"),
}


@pytest.fixture
def discussion(desk: Desk) -> Discussion:
    """A strategy discussion about a bruised baby, asked for."""
    return discussed(desk)


def begun(desk: Desk, steps: list[str]) -> Discussion:
    """A discussion after these steps."""
    referral = worry(desk, age="8 months", bruise="yes").by(MANAGER)
    found = Discussion(referral)
    for step in steps:
        getattr(found, step)()
    return found


@pytest.mark.parametrize(("before", "step", "state"), STEPS.values(), ids=STEPS.keys())
def test_what_can_become_of_a_discussion(desk: Desk, before: list[str], step: str, state: str) -> None:
    found = begun(desk, [*before, step])
    assert found.state["state"] == state


@pytest.mark.parametrize(("before", "step", "error", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot(desk: Desk, before: list[str], step: str, error: type[RefusedError], code: str) -> None:
    found = begun(desk, before)
    with pytest.raises(error) as refused:
        getattr(found, step)()
    assert refused.value.code == code


DISCHARGES = {
    "asked for": ([], []),
    "refused": (["refuse"], []),
    "an emergency": (["emergency"], []),
    "a call": (["converse"], []),
    "complete": (["complete"], ["discussion_held", "section_47_begun"]),
    "complete and confirmed": (["complete", "confirm"], ["discussion_held", "section_47_begun"]),
    "denied by the police": (["complete", "deny"], []),
    "denied, then really held": (["complete", "deny", "complete"], ["discussion_held", "section_47_begun"]),
}


@pytest.mark.parametrize(("steps", "events"), DISCHARGES.values(), ids=DISCHARGES.keys())
def test_only_a_complete_one_discharges(discussion: Discussion, steps: list[str], events: list[str]) -> None:
    for step in steps:
        getattr(discussion, step)()
    assert discussion.events == events


@pytest.mark.parametrize("steps", [steps for steps, _ in DISCHARGES.values()], ids=DISCHARGES.keys())
def test_no_state_of_it_keeps_anybody_from_deciding(discussion: Discussion, steps: list[str]) -> None:
    for step in steps:
        getattr(discussion, step)()
    discussion.referral.decide("strategy", "red", "She is not safe there tonight.")
    assert discussion.referral.state["decision"]["reasons"] == "She is not safe there tonight."


def test_no_enquiry_begins_where_none_was_decided(discussion: Discussion) -> None:
    discussion.complete(whole(section_47=(), enquiry_by=("social_care",), actions=()))
    assert discussion.events == ["discussion_held"]
    assert discussion.state["completions"][0]["joint"] is False


def test_of_several_the_enquiry_counts_from_the_one_that_began_it(discussion: Discussion) -> None:
    discussion.complete(whole(section_47=()))
    discussion.request()
    discussion.complete()
    held = [one for one in discussion.referral.state["case"]["events"] if one["event"] != "decided"]
    assert [one["event"] for one in held] == ["discussion_held", "discussion_held", "section_47_begun"]
    assert held[2]["at"] == held[1]["at"] > held[0]["at"]


def test_what_waited_for_it_may_be_done_now(desk: Desk) -> None:
    referral = worry(desk, hungry="yes", told_parents="yes")
    referral.decide("assessment", "amber")
    found = Discussion(referral)
    found.request()
    found.emergency()
    assert referral.contacts["parents"]["state"] == "held_back"
    found.complete()
    assert referral.contacts["parents"]["state"] == "to_do"
    found.deny()
    assert referral.contacts["parents"]["state"] == "held_back"


def test_its_clocks(discussion: Discussion) -> None:
    discussion.refuse()
    discussion.emergency()
    discussion.complete()
    state = discussion.state
    clocks = [one["due"]["clock"] for one in (state, *state["refusals"], *state["emergencies"])]
    assert clocks == ["discussion_asked_for", "refusal_answered", "full_discussion"]
    assert state["due"]["due"] == "2026-11-24T10:00:02+00:00"
    (held,) = state["completions"]
    assert (held["due"]["clock"], held["police"]["state"]) == ("discussion_confirmed", "unconfirmed")


def test_a_second_emergency_does_not_put_off_the_full_discussion(discussion: Discussion) -> None:
    discussion.emergency()
    discussion.emergency()
    first, second = discussion.state["emergencies"]
    assert first["due"]["clock"] == "full_discussion"
    assert second["due"] is None


INCOMPLETE = {
    "a call between two": ((SOCIAL_CARE, POLICE), "Health: nobody was there."),
    "health cannot decide": (
        (SOCIAL_CARE, POLICE, replace(HEALTH, able_to_decide=False)),
        "Health: nobody was there who is able to decide.",
    ),
    "police without a unit": (
        (SOCIAL_CARE, replace(POLICE, unit=None), HEALTH),
        "Police: no officer with a unit and a reference of theirs.",
    ),
    "police without a reference": (
        (SOCIAL_CARE, replace(POLICE, reference=" "), HEALTH),
        "Police: no officer with a unit and a reference of theirs.",
    ),
    "nobody at all": ((), "Children's social care: nobody was there."),
}


@pytest.mark.parametrize(("there", "words"), INCOMPLETE.values(), ids=INCOMPLETE.keys())
def test_what_falls_short_is_refused_and_says_how_to_record_it(
    discussion: Discussion, there: tuple[Any, ...], words: str
) -> None:
    with pytest.raises(ConflictError) as refused:
        discussion.complete(whole(attendees=there))
    assert refused.value.code == "not-a-strategy-discussion"
    assert refused.value.detail.startswith(words)
    assert "emergency discussion, with who was missing" in refused.value.detail
    assert "record a professional conversation" in refused.value.detail
    assert discussion.state["state"] == "requested"


FAMILY = FamilyTold("Nothing", None)
WRONG: dict[str, tuple[Complete, str, str]] = {
    "a unit of another place": (
        whole(attendees=(SOCIAL_CARE, replace(POLICE, unit="CIAT"), HEALTH)),
        "unknown-unit",
        "CAIT",
    ),
    "a unit of health": (
        whole(attendees=(SOCIAL_CARE, POLICE, replace(HEALTH, unit="CAIT"))),
        "no-unit-here",
        "“unit”",
    ),
    "an unknown agency": (
        whole(attendees=(*ALL, replace(HEALTH, agency="helth"))),
        "unknown-agency",
        "health",
    ),
    "an officer without a name": (
        whole(attendees=(SOCIAL_CARE, replace(POLICE, name=" "), HEALTH)),
        "blank-words",
        "Say it",
    ),
    "a child not covered": (whole(children=(), section_47=()), "child-not-covered", "say why not"),
    "a child covered and left out": (
        whole(left_out=(LeftOut("child-1", "He is with his aunt."),)),
        "child-not-covered",
        "say why not",
    ),
    "left out without a reason": (
        whole(children=(), section_47=(), left_out=(LeftOut("child-1", " "),)),
        "blank-words",
        "own words",
    ),
    "an unknown child": (whole(children=("child-1", "child-9")), "unknown-ref", "child-1"),
    "an enquiry for a child who was not covered": (
        whole(children=(), left_out=(LeftOut("child-1", "He is with his aunt."),)),
        "child-not-covered",
        "children",
    ),
    "an enquiry by nobody": (whole(enquiry_by=()), "missing-field", "joint"),
    "an enquiry and nothing to do": (whole(actions=()), "missing-field", "who does what"),
    "no reasons": (whole(reasons=" "), "blank-words", "own words"),
    "nothing said of the family": (whole(family=FAMILY), "too-short", "sentence"),
}


@pytest.mark.parametrize(("sent", "code", "remedy"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_in_a_complete_one(
    discussion: Discussion, sent: Complete, code: str, remedy: str
) -> None:
    with pytest.raises(WrongError) as refused:
        discussion.complete(sent)
    assert refused.value.code == code
    assert remedy in refused.value.faults[0].remedy


def test_a_child_left_out_with_a_reason_is_accounted_for(discussion: Discussion) -> None:
    discussion.referral.child("child-2")
    discussion.complete(whole(left_out=(LeftOut("child-2", "She lives with her father in Hull."),)))
    assert discussion.state["state"] == "complete"


EMERGENCIES: dict[str, tuple[InEmergency, type[RefusedError], str]] = {
    "missing, and nothing says why": (InEmergency(ALL[:2], (), "They go now."), WrongError, "missing-agency"),
    "missing without a reason": (
        InEmergency(ALL[:2], (Missing("health", " "),), "They go now."),
        WrongError,
        "blank-words",
    ),
    "nobody missing": (InEmergency(ALL, (), "They go now."), ConflictError, "everybody-was-there"),
    "one agency alone": (
        InEmergency(ALL[:1], HEALTH_MISSING, "We go now."),
        ConflictError,
        "one-agency-alone",
    ),
    "there and missing": (
        InEmergency(ALL[:2], (*HEALTH_MISSING, Missing("police", WORDS)), "They go now."),
        WrongError,
        "was-there",
    ),
    "nothing decided": (InEmergency(ALL[:2], HEALTH_MISSING, " "), WrongError, "blank-words"),
}


@pytest.mark.parametrize(("sent", "error", "code"), EMERGENCIES.values(), ids=EMERGENCIES.keys())
def test_what_is_no_emergency_discussion(
    discussion: Discussion, sent: InEmergency, error: type[RefusedError], code: str
) -> None:
    with pytest.raises(error) as refused:
        discussion.emergency(sent)
    assert refused.value.code == code


def test_at_two_in_the_morning_an_officer_without_a_reference_is_enough_to_act(
    discussion: Discussion,
) -> None:
    there = (SOCIAL_CARE, replace(POLICE, reference=None))
    missing = (*HEALTH_MISSING, Missing("police", "The duty officer had no reference yet."))
    discussion.emergency(InEmergency(there, missing, "The police go there now."))
    assert discussion.state["state"] == "emergency"


OUTSIDER = Member(Person("A clerk", "auditor"))
PEOPLE = {
    "held in an emergency": "emergency",
    "complete": "complete",
}


@pytest.mark.parametrize("step", PEOPLE.values(), ids=PEOPLE.keys())
def test_only_who_holds_discussions_records_one(discussion: Discussion, step: str) -> None:
    discussion.referral.by(OUTSIDER)
    with pytest.raises(NotYoursError):
        getattr(discussion, step)()


def test_anybody_may_ask_for_one_and_record_a_refusal_or_a_call(discussion: Discussion) -> None:
    discussion.referral.by(OUTSIDER)
    discussion.request()
    discussion.refuse()
    discussion.converse()
    assert discussion.state["state"] == "refused"
    with pytest.raises(NotYoursError):
        discussion.answer()


def test_nobody_but_the_police_can_say_that_they_have_it(discussion: Discussion) -> None:
    discussion.complete()
    doctor = Professional("Dr Okafor", "Paediatrician", "health")
    with pytest.raises(WrongError, match="not-the-police"):
        discussion.referral.change(lambda change: confirm(change, discussion.number, doctor, "CR/1"))


def test_a_refusal_names_who_said_so_and_the_manager_it_goes_to(discussion: Discussion) -> None:
    nobody = Professional(" ", "Manager", "social_care")
    with pytest.raises(WrongError) as refused:
        discussion.referral.change(
            lambda change: refuse(change, discussion.number, "police", OFFICER, WORDS, nobody)
        )
    assert refused.value.faults[0].at == "/escalated_to/name"


def test_a_conversation_has_two_people_at_least(discussion: Discussion) -> None:
    with pytest.raises(WrongError, match="too-few"):
        discussion.referral.change(lambda change: converse(change, [OFFICER], (), "He was cautioned."))


def test_a_call_is_kept_in_a_list_of_its_own(discussion: Discussion) -> None:
    before = discussion.state
    discussion.converse()
    assert discussion.state == before
    (call,) = discussion.referral.state["conversations"]
    assert [one["agency"] for one in call["between"]] == ["social_care", "police"]


@pytest.mark.parametrize("event", ["discussion_held", "section_47_begun"])
def test_the_bare_event_is_refused_and_points_to_the_record(discussion: Discussion, event: str) -> None:
    with pytest.raises(WrongError) as refused:
        discussion.referral.happened(event, "2026-11-23T09:59:00+00:00")
    (fault,) = refused.value.faults
    assert (fault.at, fault.code) == ("/event", "needs-a-record")
    assert "strategy-discussions" in fault.remedy


def test_nor_does_a_referral_open_with_it(desk: Desk) -> None:
    events = [{"event": "passed_on", "at": "2026-11-23T09:10:00+00:00"}]
    opened(desk, events=events)
    events.append({"event": "discussion_held", "at": "2026-11-23T09:30:00+00:00"})
    with pytest.raises(WrongError) as refused:
        opened(desk, events=events)
    assert refused.value.faults[0].at == "/events/1/event"


def test_it_needs_a_child(desk: Desk) -> None:
    found = Discussion(opened(desk))
    with pytest.raises(ConflictError, match="no-child"):
        found.request()


WALKS = st.lists(
    st.sampled_from(
        [
            "request",
            "emergency",
            "refuse",
            "answer",
            "will_not",
            "complete",
            "confirm",
            "deny",
            "done",
            "converse",
        ]
    ),
    max_size=9,
)


def clocks(referral: Referral) -> dict[tuple[int, str], str]:
    """Every clock of every discussion: by event and kind, when it is due."""
    found: dict[tuple[int, str], str] = {}
    for one in referral.state["discussions"]:
        parts = [one, *one["emergencies"], *one["refusals"], *one["completions"]]
        found |= {(part["number"], part["due"]["clock"]): part["due"]["due"] for part in parts if part["due"]}
        found |= {(part["number"], f"action {one['number']}"): part["due"] for part in one["actions"]}
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(WALKS)
def test_no_sequence_of_steps_resets_a_clock_or_discharges_without_a_complete_one(
    desk: Desk, steps: list[str]
) -> None:
    discussion = discussed(desk)
    before = clocks(discussion.referral)
    for step in steps:
        with suppress(RefusedError):
            getattr(discussion, step)()
        after = clocks(discussion.referral)
        assert before.items() <= after.items()
        before = after
        complete = [one for one in discussion.referral.state["discussions"] if one["state"] == "complete"]
        assert ("discussion_held" in discussion.events) == bool(complete)
        assert discussion.events.count("discussion_held") == len(complete)


def test_a_child_who_comes_after_it_was_not_discussed(desk: Desk) -> None:
    """A baby with a bruise is added afterwards: what was discussed of the other child discharges nothing."""
    found = discussed(desk)
    found.complete()
    referral = found.referral
    assert milestone(referral)["state"] == "done"
    referral.child("child-2")
    for question, answer in (("age", "2 months"), ("bruise", "yes"), ("hungry", "no")):
        referral.answer("child-2", question, answer)
    owed = milestone(referral)
    assert (owed["children"], owed["done"]) == (["child-1", "child-2"], None)
    again = Discussion(referral)
    again.request()
    again.complete(whole(children=("child-1", "child-2")))
    assert milestone(referral)["state"] in ("done", "done_late")


def test_a_child_who_was_left_out_with_a_reason_was_considered(desk: Desk) -> None:
    found = discussed(desk)
    found.referral.child("child-2")
    found.complete(whole(left_out=(LeftOut("child-2", "He lives with his aunt and was never in the home."),)))
    assert milestone(found.referral)["state"] == "done"


def milestone(referral: Referral) -> dict[str, Any]:
    """The discussion that the policy wants, as it stands."""
    return next(item for item in referral.state["items"] if item["id"] == "milestone:discussion")
