"""Two after all: what was seen, told, answered or sent of one is owed again for the one that leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, Referral
from tests.casework.discussing import Discussion, whole
from tests.casework.test_merging import APART, CALM, GRAVE, join, part, routes, two
from tests.casework.visiting import visit
from triage_api.casework import Desk
from triage_api.casework.closing import end_item
from triage_api.casework.merging import unmerge
from triage_api.casework.refusals import ConflictError
from triage_api.casework.transfers import know_move

LEFT = {**CALM, "signs": {"value": ["left"], "nothing_else": True}}
Json = dict[str, Any]


def items(referral: Referral) -> dict[str, Json]:
    return {one["id"]: one for one in referral.state["items"]}


def seen_as_one(desk: Desk) -> Referral:
    """Both were left alone and must be seen; one was, while they were taken for one."""
    referral = two(desk, LEFT, LEFT)
    referral.by(MANAGER).decide("assessment", "red")
    assert referral.contacts["see_the_child"]["children"] == ["child-1", "child-2"]
    join(referral)
    visit(referral, "child-1")
    assert referral.contacts["see_the_child"]["state"] == "made"
    return referral


def test_who_was_not_seen_is_to_be_seen(desk: Desk) -> None:
    referral = seen_as_one(desk)
    due = items(referral)["contact:see_the_child"]["due"]
    part(referral)
    owed = items(referral)["contact:see_the_child"]
    assert (owed["state"], owed["due"]) == ("to_do", due)
    assert [clock["met"] for clock in owed["clocks"]] == [None]
    visit(referral, "child-2")
    assert referral.contacts["see_the_child"]["state"] == "made"


def test_both_seen_before_are_not_seen_again(desk: Desk) -> None:
    referral = two(desk, LEFT, LEFT)
    referral.by(MANAGER).decide("assessment", "red")
    visit(referral, "child-1")
    visit(referral, "child-2")
    join(referral)
    part(referral)
    assert referral.contacts["see_the_child"]["state"] == "made"


def told(desk: Desk, how: str) -> Referral:
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    assert referral.contacts["health_visitor"]["children"] == ["child-1", "child-2"]
    lowering = LOWERING if how == "cancelled" else None
    referral.contact("health_visitor", how, "N. Osei", "She was told of it all.", lowering)
    return referral


@pytest.mark.parametrize(("how", "since"), [("made", "to_do"), ("attempted", "attempted")])
def test_who_was_told_of_one_was_not_told_of_the_other(desk: Desk, how: str, since: str) -> None:
    referral = told(desk, how)
    part(referral)
    assert referral.contacts["health_visitor"]["state"] == since
    referral.contact("health_visitor", "made", "N. Osei", "She was told of both.")
    assert referral.contacts["health_visitor"]["state"] == "made"


def test_that_it_was_sent_again_does_not_end_what_is_owed_again(desk: Desk) -> None:
    referral = told(desk, "made")
    part(referral)
    referral.contact("health_visitor", "sent", "N. Osei", "It went by secure mail.")
    assert referral.contacts["health_visitor"]["state"] == "to_do"


def test_what_was_passed_on_of_one_is_passed_on_again(desk: Desk) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    for step in ("sent", "made"):
        referral.contact("health_visitor", step, "N. Osei", "She was told of it all.")
    assert passed_on(referral) == [("health_visitor", None)]
    part(referral)
    assert passed_on(referral) == [("health_visitor", "child-1")]
    referral.contact("health_visitor", "sent", "N. Osei", "She was told of the other one.")
    assert passed_on(referral) == [("health_visitor", "child-1"), ("health_visitor", None)]


def test_what_was_only_sent_of_one_is_sent_of_the_other(desk: Desk) -> None:
    """Its clock of ours runs again: the agency knows of one child, and not of the other."""
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    for step in ("sent", "received"):
        referral.contact("health_visitor", step, "N. Osei", "It went by secure mail.")
    assert list(referral.contacts["health_visitor"]["times"]) == ["sent", "received"]
    part(referral)
    contact = referral.contacts["health_visitor"]
    assert (contact["state"], contact["times"]) == ("to_do", {})
    assert [(step["state"], step["of_some"]) for step in contact["progress"]] == [
        ("sent", True),
        ("received", True),
    ]
    assert passed_on(referral) == [("health_visitor", "child-1")]
    referral.contact("health_visitor", "sent", "N. Osei", "It went by secure mail, of the other one.")
    assert list(referral.contacts["health_visitor"]["times"]) == ["sent"]
    assert passed_on(referral) == [("health_visitor", "child-1"), ("health_visitor", None)]


def test_what_was_sent_before_was_sent_of_both(desk: Desk) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    referral.contact("health_visitor", "sent", "N. Osei", "It went by secure mail.")
    join(referral)
    referral.contact("health_visitor", "received", "N. Osei", "She has it.")
    part(referral)
    assert list(referral.contacts["health_visitor"]["times"]) == ["sent"]
    assert passed_on(referral) == [("health_visitor", None)]


def test_a_duty_that_was_sent_of_one_is_sent_of_the_other_on_a_clock_of_its_own(desk: Desk) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.answer("him", "violent", "yes")
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    referral.duty("marac", "sent", "By the secure form.")
    part(referral)
    (duty,) = referral.state["duties"]
    assert (set(duty["children"]), duty["times"]) == ({"child-1", "child-2"}, {})
    assert len(acknowledging(referral)) == 1
    referral.now += timedelta(days=2)
    referral.duty("marac", "sent", "By the secure form, of the other one.")
    first, second = acknowledging(referral)
    assert first["due"] < second["due"]
    referral.duty("marac", "received", "The coordinator has them.")
    assert all(clock["met"] for clock in acknowledging(referral))


def acknowledging(referral: Referral) -> list[Json]:
    clocks = items(referral)["duty:marac"]["clocks"]
    return [clock for clock in clocks if clock["clock"] == "duty_acknowledged"]


def passed_on(referral: Referral) -> list[tuple[str | None, str | None]]:
    kept = referral.desk._ledger.referral(referral.state["id"])
    assert kept is not None
    return [(one.contact, one.child) for one in kept.happened if one.event == "passed_on"]


def discussed(desk: Desk) -> tuple[Referral, Discussion]:
    """A complete discussion of the one that both are thought to be."""
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    held = Discussion(referral)
    held.request()
    held.complete()
    assert items(referral)["milestone:discussion"]["state"] == "done"
    return referral, held


def test_a_discussion_of_one_was_none_of_the_other(desk: Desk) -> None:
    referral, _ = discussed(desk)
    part(referral)
    owed = items(referral)["milestone:discussion"]
    assert (owed["state"], owed["children"]) == ("to_do", ["child-1", "child-2"])
    again = Discussion(referral)
    again.request()
    again.complete(whole(children=("child-1", "child-2")))
    assert items(referral)["milestone:discussion"]["state"] == "done"


def test_what_the_police_deny_afterwards_discharges_nothing(desk: Desk) -> None:
    referral, held = discussed(desk)
    part(referral)
    held.deny()
    assert [one for one in referral.state["case"]["events"] if one["event"] != "decided"] == []
    assert items(referral)["milestone:discussion"]["state"] == "to_do"


def test_a_discussion_of_both_before_is_one_of_both_after(desk: Desk) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    held = Discussion(referral)
    held.request()
    held.complete(whole(children=("child-1", "child-2")))
    join(referral)
    part(referral)
    assert items(referral)["milestone:discussion"]["state"] == "done"


def test_two_adults_who_were_one_leave_a_discussion_as_it_was(desk: Desk) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.by(MANAGER).decide("strategy", "red")
    join(referral, "father", "him")
    held = Discussion(referral)
    held.request()
    held.complete(whole(children=("child-1", "child-2")))
    part(referral)
    assert "discussion_held" in {one["event"] for one in referral.state["case"]["events"]}


def test_an_enquiry_answered_of_the_one_is_open_for_the_other(desk: Desk) -> None:
    referral = two(desk, CALM, {**GRAVE, "hungry": {"not_known": "nobody knows"}})
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    referral.answer("child-1", "hungry", {"value": "no", "said_by": "school"})
    assert items(referral)["enquiry:child-2:hungry"]["state"] == "done"
    part(referral, LOWERING)
    assert items(referral)["enquiry:child-2:hungry"]["state"] in ("to_do", "late")
    referral.answer("child-2", "hungry", "no")
    assert items(referral)["enquiry:child-2:hungry"]["state"] == "done"


def test_what_somebody_ended_by_hand_is_owed_again(desk: Desk) -> None:
    referral = two(desk, CALM, {**GRAVE, "hungry": {"not_known": "nobody knows"}})
    referral.by(MANAGER).decide("strategy", "red")
    join(referral)
    words = "The school has told me all of it."
    referral.change(lambda change: end_item(change, "enquiry:child-2:hungry", "done", words))
    assert items(referral)["enquiry:child-2:hungry"]["state"] == "done"
    part(referral, LOWERING)
    assert items(referral)["enquiry:child-2:hungry"]["state"] in ("to_do", "late")


def test_who_leaves_a_graver_one_and_falls_needs_a_second_view(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    join(referral)
    referral.answer("child-1", "bruise", "yes")
    with pytest.raises(ConflictError) as refused:
        part(referral)
    assert (refused.value.code, "child-2" in refused.value.detail) == ("lowers", True)
    part(referral, LOWERING)
    assert [route for route, _ in routes(referral).values()] == ["assessment", None]
    (lowered,) = referral.state["lowerings"]
    assert lowered["stood"]["lowered_from"]["route"] == "assessment"


@pytest.mark.parametrize("children", [(), ("child-1",)])
def test_a_move_of_the_one_is_owed_of_the_other(desk: Desk, children: tuple[str, ...]) -> None:
    referral = two(desk, GRAVE, GRAVE)
    join(referral)
    referral.change(lambda change: know_move(change, children, "Luton", "The mother rang and said so."))
    (first,) = referral.state["transfers"]
    part(referral)
    _, second = referral.state["transfers"]
    assert (second["children"], second["authority"], second["responsible"]) == (["child-2"], "Luton", "ours")
    owed = items(referral)
    sent = [owed[f"transfer:{one['number']}:sent"] for one in (first, second)]
    assert sent[0]["due"] == sent[1]["due"]
    assert [one["children"] for one in sent] == [["child-1"], ["child-2"]]


def test_a_move_of_a_chain_of_three_is_owed_of_the_one_that_leaves(desk: Desk) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.child("child-3")
    join(referral, "child-1", "child-2")
    first = referral.state["merges"][-1]["number"]
    join(referral, "child-3", "child-1")
    referral.change(lambda change: know_move(change, (), "Luton", "The mother rang and said so."))
    referral.change(lambda change: unmerge(change, first, APART))
    assert [one["children"] for one in referral.state["transfers"]] == [["child-3"], ["child-2"]]


@pytest.mark.parametrize("when", ["before both were one", "of another child"])
def test_a_move_that_names_who_moves_stays_as_it_is(desk: Desk, when: str) -> None:
    referral = two(desk, GRAVE, GRAVE)
    referral.child("child-3")
    children = ("child-3",) if when == "of another child" else ("child-1", "child-2")
    if when != "of another child":
        referral.change(lambda change: know_move(change, children, "Luton", "The mother rang and said so."))
    join(referral)
    if when == "of another child":
        referral.change(lambda change: know_move(change, children, "Luton", "The mother rang and said so."))
    part(referral)
    (only,) = referral.state["transfers"]
    assert only["children"] == list(children)
