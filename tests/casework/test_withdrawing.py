"""Recorded by mistake: nothing is erased, nothing counts as done, and what falls is a lowering."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, SECOND_MANAGER, Referral, opened
from tests.casework.test_apart import LEFT, items, passed_on
from tests.casework.test_merging import CALM, GRAVE, SOCIAL_WORKER, WHOLE, called, join, routes, two
from tests.casework.transferring import Transfer, sheet
from tests.casework.visiting import visit
from triage_api.casework import Desk
from triage_api.casework.finding import seek_child
from triage_api.casework.identity import Labelling, label_child
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.casework.subjects import add_child
from triage_api.casework.transfers import know_move
from triage_api.casework.withdrawing import undo_withdrawal, withdraw_subject
from triage_api.record import Lowering
from triage_api.storage import Ledger

MISTAKE = "The school rang again: it is their neighbours' child, and was never in this home."
AFTER_ALL = "He is theirs after all; the school mixed up two lists."
BABY = {**GRAVE, "age": "3 months"}
Json = dict[str, Any]


def withdraw(referral: Referral, ref: str = "child-2", lowering: Lowering | None = None) -> int:
    """Withdraw somebody; the number by which that is known."""
    referral.change(lambda change: withdraw_subject(change, ref, MISTAKE, lowering))
    number: int = referral.state["withdrawals"][-1]["number"]
    return number


def put_back(referral: Referral, number: int, lowering: Lowering | None = None) -> Json:
    return referral.change(lambda change: undo_withdrawal(change, number, AFTER_ALL, lowering))


def decided(desk: Desk, first: Json = CALM, second: Json = GRAVE, route: str = "assessment") -> Referral:
    """A decided referral about two children."""
    referral = two(desk, first, second)
    referral.by(MANAGER).decide(route, "red")
    return referral


def test_what_was_said_stays_and_counts_no_longer(desk: Desk) -> None:
    referral = two(desk, CALM, GRAVE)
    before = referral.events
    withdraw(referral, lowering=LOWERING)
    assert [one["ref"] for one in referral.state["case"]["children"]] == ["child-1"]
    assert list(routes(referral)) == ["child-1"]
    assert referral.events[: len(before)] == before
    label = referral.state["labels"]["child-2"]
    assert label["withdrawn"] == referral.state["withdrawals"][0]["number"]
    assert referral.state["withdrawals"][0]["words"] == MISTAKE
    text = "\n".join(desk.printed(referral.state["id"], "record", MANAGER, referral.now))
    assert f"child-2 was recorded by mistake: {MISTAKE}" in text
    assert "child-2 (child). RECORDED BY MISTAKE" in text
    said = [line for line in text.splitlines() if "child-2: " in line]
    assert any("bruise" in line and line.endswith("yes.") for line in map(str.lower, said))


def test_a_family_is_told_nothing_of_a_child_who_is_not_theirs(desk: Desk) -> None:
    referral = two(desk, {**CALM, "hungry": "yes"}, {**CALM, "hungry": "no"})
    print_ = "\n".join(desk.printed(referral.state["id"], "family", MANAGER, referral.now))
    assert print_.count("hungry") == 2
    withdraw(referral)
    print_ = "\n".join(desk.printed(referral.state["id"], "family", MANAGER, referral.now))
    assert print_.count("hungry") == 1


def test_what_lowers_needs_a_reason_and_a_second_view(desk: Desk) -> None:
    referral = two(desk, CALM, GRAVE)
    with pytest.raises(ConflictError) as refused:
        withdraw(referral)
    assert refused.value.code == "lowers"
    assert referral.state["withdrawals"] == []
    withdraw(referral, lowering=LOWERING)
    (lowered,) = referral.state["lowerings"]
    assert (lowered["what"], lowered["about"]) == ("withdrawal", "child-2")
    assert lowered["stood"]["lowered_from"] == {"route": "assessment", "rag": "amber"}
    assert items(referral)[f"second_view:{lowered['number']}"]["state"] == "to_do"
    with pytest.raises(NotYoursError):
        referral.second_view(lowered["number"], agrees=True)
    referral.by(MANAGER).second_view(lowered["number"], agrees=True)
    assert referral.state["withdrawals"][0]["in_effect"] is True


def test_a_second_view_that_disagrees_puts_the_child_in_again(desk: Desk) -> None:
    referral = two(desk, CALM, GRAVE)
    case, before = referral.state["case"], routes(referral)
    number = withdraw(referral, lowering=LOWERING)
    referral.by(MANAGER).second_view(number, agrees=False, words="The school nurse knows him.")
    assert (referral.state["case"], routes(referral)) == (case, before)
    (made,) = referral.state["withdrawals"]
    assert (made["in_effect"], made["undone"]["words"]) == (False, "The school nurse knows him.")
    assert referral.state["not_below"]["route"] == "assessment"


def test_from_a_route_that_nobody_lowers_alone_it_waits_for_the_second_view(desk: Desk) -> None:
    referral = two(desk, CALM, BABY)
    assert routes(referral)["child-2"] == ("strategy", "red")
    number = withdraw(referral, lowering=LOWERING)
    assert "child-2" in routes(referral)
    assert referral.state["withdrawals"][0]["in_effect"] is False
    assert "withdrawn" not in referral.state["labels"]["child-2"]
    with pytest.raises(ConflictError):
        withdraw(referral, lowering=LOWERING)
    referral.by(MANAGER).second_view(number, agrees=True)
    assert "child-2" not in routes(referral)
    put_back(referral, number)
    assert routes(referral)["child-2"] == ("strategy", "red")


def test_who_stands_as_high_as_another_does_not_leave_alone(desk: Desk) -> None:
    """That the other keeps the referral where it is answers for nobody."""
    referral = two(desk, BABY, BABY)
    with pytest.raises(ConflictError) as refused:
        withdraw(referral)
    assert (refused.value.code, "child-2 leaves it" in refused.value.detail) == ("lowers", True)
    number = withdraw(referral, lowering=LOWERING)
    assert routes(referral)["child-2"] == ("strategy", "red")
    referral.by(MANAGER).second_view(number, agrees=True)
    assert list(routes(referral)) == ["child-1"]


def test_who_is_of_concern_does_not_leave_alone(desk: Desk) -> None:
    """Another man who is as violent keeps the route where it is, and is not the one who leaves."""
    referral = two(desk, CALM, CALM)
    for man in ("father", "him"):
        referral.answer(man, "violent", "yes")
    with pytest.raises(ConflictError) as refused:
        withdraw(referral, "him")
    assert refused.value.code == "lowers"
    assert "him is somebody whom the policy would not have found with a child" in refused.value.detail
    number = withdraw(referral, "him", LOWERING)
    referral.by(MANAGER).second_view(number, agrees=True)
    assert [one["ref"] for one in referral.state["case"]["adults"]] == ["father"]


@pytest.mark.parametrize("pair", [("child-2", "child-1"), ("child-1", "child-2")])
def test_nobody_leaves_by_a_second_view_of_another(desk: Desk, pair: tuple[str, str]) -> None:
    """While it waits nobody is joined to it: they would go with it, unlooked at."""
    referral = two(desk, CALM, BABY)
    referral.child("child-3")
    number = withdraw(referral, lowering=LOWERING)
    with pytest.raises(ConflictError) as refused:
        join(referral, *pair)
    assert refused.value.code == "wrong-state"
    put_back(referral, number)
    join(referral, *pair)


def test_what_waits_leaves_a_child(desk: Desk) -> None:
    referral = two(desk, CALM, BABY)
    number = withdraw(referral, lowering=LOWERING)
    withdraw(referral, "child-1")
    with pytest.raises(ConflictError) as refused:
        referral.by(MANAGER).second_view(number, agrees=True)
    assert refused.value.code == "last-child"
    referral.second_view(number, agrees=False)


def test_the_only_child_stays(desk: Desk) -> None:
    referral = opened(desk, answers=WHOLE, children=[{"ref": "child-1", "answers": CALM}])
    with pytest.raises(ConflictError) as refused:
        withdraw(referral, "child-1")
    assert refused.value.code == "last-child"
    referral.child("child-2")
    withdraw(referral, "child-1")
    with pytest.raises(ConflictError):
        withdraw(referral, "child-2")


def test_what_is_owed_to_nobody_else_ends_as_withdrawn_and_is_owed_again(desk: Desk) -> None:
    """Not as done, with the reason; and back, on the clock that it had."""
    referral = decided(desk, CALM, GRAVE)
    assert referral.contacts["health_visitor"]["children"] == ["child-2"]
    before = items(referral)
    with pytest.raises(ConflictError) as refused:
        withdraw(referral)
    assert "It ends a required contact: The named health visitor." in refused.value.detail
    referral.now += timedelta(days=3)
    number = withdraw(referral, lowering=LOWERING)
    after = items(referral)
    gone = {id for id, one in after.items() if one["state"] == "withdrawn"}
    assert {"contact:health_visitor", "search:child-2", "find_child:child-2"} <= gone
    assert gone == {id for id, one in before.items() if one["children"] == ["child-2"]}
    assert {after[id]["why_ended"] for id in gone} == {f"child-2 was recorded by mistake: {MISTAKE}"}
    assert referral.contacts["health_visitor"]["state"] == "withdrawn"
    assert referral.contacts["health_visitor"]["times"] == {}
    kept = {id: one for id, one in after.items() if id in before and id not in gone}
    assert {id: one["due"] for id, one in kept.items()} == {id: before[id]["due"] for id in kept}
    assert all("child-2" not in one["children"] for one in kept.values() if one["done"] is None)
    put_back(referral, number)
    again = items(referral)
    assert {id: again[id]["due"] for id in gone} == {id: before[id]["due"] for id in gone}
    assert {again[id]["state"] for id in gone} <= {"to_do", "late"}
    assert {id: again[id]["children"] for id in before} == {id: one["children"] for id, one in before.items()}


def test_what_was_done_before_stays_done(desk: Desk) -> None:
    referral = decided(desk, route="strategy")
    referral.contact("health_visitor", "made", "N. Osei", "She was told of it all.")
    withdraw(referral, lowering=LOWERING)
    assert referral.contacts["health_visitor"]["state"] == "made"


def test_nothing_is_said_of_what_is_withdrawn(desk: Desk) -> None:
    referral = decided(desk)
    withdraw(referral, lowering=LOWERING)
    with pytest.raises(WrongError):
        referral.answer("child-2", "hungry", "yes")
    with pytest.raises(NotFoundError):
        visit(referral, "child-2")
    with pytest.raises(WrongError):
        join(referral)
    with pytest.raises(ConflictError):
        referral.change(lambda change: seek_child(change, "child-2", "I rang the school about the boy."))
    for state in ("made", "attempted", "to_do", "cancelled"):
        with pytest.raises(ConflictError) as refused:
            referral.contact("health_visitor", state, "N. Osei", "It was not needed.")
        assert MISTAKE in refused.value.detail


def test_what_is_owed_to_others_too_goes_on_for_them(desk: Desk) -> None:
    referral = decided(desk, LEFT, LEFT)
    due = items(referral)["contact:see_the_child"]["due"]
    number = withdraw(referral, lowering=LOWERING)
    owed = items(referral)["contact:see_the_child"]
    assert (owed["state"], owed["due"], owed["children"]) == ("to_do", due, ["child-1"])
    visit(referral, "child-1")
    assert referral.contacts["see_the_child"]["state"] == "made"
    put_back(referral, number)
    assert referral.contacts["see_the_child"]["state"] == "to_do"
    assert items(referral)["contact:see_the_child"]["due"] == due
    visit(referral, "child-2")
    assert referral.contacts["see_the_child"]["state"] == "made"


def test_what_was_passed_on_meanwhile_was_not_passed_on_of_them(desk: Desk) -> None:
    referral = decided(desk, GRAVE, GRAVE, "strategy")
    number = withdraw(referral, lowering=LOWERING)
    for step in ("sent", "made"):
        referral.contact("health_visitor", step, "N. Osei", "She was told of the one.")
    put_back(referral, number)
    assert referral.contacts["health_visitor"]["state"] == "to_do"
    assert passed_on(referral) == [("health_visitor", "child-1")]


@pytest.mark.parametrize("looked", [True, False], ids=["agreed before", "agreed after"])
def test_what_was_cancelled_or_put_off_meanwhile_was_not_for_them(desk: Desk, looked: bool) -> None:
    hurt = {**LEFT, "bruise": "yes"}
    referral = decided(desk, hurt, hurt, "strategy")
    due = items(referral)["contact:health_visitor"]["due"]
    number = withdraw(referral, lowering=LOWERING)
    words = "The police have seen the one of them."
    referral.contact("see_the_child", "cancelled", None, words, LOWERING)
    referral.extend("health_visitor", datetime.fromisoformat(due) + timedelta(days=3), LOWERING)
    lowered = [one["number"] for one in referral.state["lowerings"] if one["what"] in ("contact", "deadline")]
    assert len(lowered) == 2
    if not looked:
        put_back(referral, number)
    for of in lowered:
        referral.by(SECOND_MANAGER).second_view(of, agrees=True)
    if looked:
        assert referral.contacts["see_the_child"]["state"] == "cancelled"
        put_back(referral.by(MANAGER), number)
    assert referral.contacts["see_the_child"]["state"] == "to_do"
    assert items(referral)["contact:health_visitor"]["due"] == due


def test_a_contact_of_a_child_who_comes_later_has_that_childs_clock(desk: Desk) -> None:
    referral = decided(desk, CALM, GRAVE)
    withdraw(referral, lowering=LOWERING)
    referral.answer("child-1", "bruise", "yes")
    contact = referral.contacts["health_visitor"]
    assert (contact["state"], items(referral)["contact:health_visitor"]["children"]) == ("to_do", ["child-1"])


def test_it_links_to_nobody_and_is_found(desk: Desk, ledger: Ledger) -> None:
    other = opened(desk, answers=WHOLE, children=[{"ref": "child-1", "answers": CALM}])
    other.change(called("child-1", "P-9"))
    referral = two(desk, CALM, CALM)
    referral.change(called("child-2", "P-9"))
    ids = [one["referral"]["id"] for one in desk.links(other.state["id"], MANAGER, other.now)["links"]]
    assert ids == [referral.state["id"]]
    number = withdraw(referral)
    for one in (other, referral):
        assert desk.links(one.state["id"], MANAGER, one.now)["links"] == []
    assert ledger.referrals_of("p-9") == sorted([other.state["id"], referral.state["id"]])
    (line, _) = desk.lines(None, None, 9, MANAGER, referral.now)
    assert "child-2" not in line["title"]
    put_back(referral, number)
    assert len(desk.links(other.state["id"], MANAGER, other.now)["links"]) == 1


def test_the_id_of_it_is_free_and_then_is_not_taken_twice(desk: Desk) -> None:
    """A child put in twice: the one that stays gets the id, and then the other cannot come back with it."""
    referral = two(desk, CALM, CALM)
    referral.change(called("child-2", "P-1"))
    with pytest.raises(ConflictError):
        referral.change(called("child-1", "P-1"))
    number = withdraw(referral)
    referral.change(called("child-1", "P-1"))
    with pytest.raises(ConflictError) as refused:
        put_back(referral, number)
    assert refused.value.code == "same-id"
    relabelled = Labelling(words="That id is the other one's.", case_system_id="P-2")
    referral.change(lambda change: label_child(change, "child-2", relabelled))
    put_back(referral, number)


def test_what_was_merged_into_it_goes_with_it_and_leaves_it(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    referral.change(lambda change: add_child(change, "child-3", None, None, None))
    join(referral, "child-3", "child-2")
    number = withdraw(referral, "child-3")
    assert [one["ref"] for one in referral.state["case"]["children"]] == ["child-1"]
    assert {one["state"] for id, one in items(referral).items() if "child-3" in id} == {"withdrawn"}
    put_back(referral, number)
    assert [one["ref"] for one in referral.state["case"]["children"]] == ["child-1", "child-3"]


def test_adults_and_incidents_too(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    referral.answer("him", "violent", "yes")
    with pytest.raises(ConflictError):
        withdraw(referral, "him")
    withdraw(referral, "him", LOWERING)
    assert [one["ref"] for one in referral.state["case"]["adults"]] == ["father"]
    assert items(referral)["search:him"]["state"] == "withdrawn"
    assert [one["ref"] for one in referral.state["history"]] == ["child-1", "child-2", "father"]


def test_a_question_about_it_need_not_be_found_out(desk: Desk) -> None:
    referral = two(desk, CALM, {**GRAVE, "hungry": {"not_known": "nobody knows"}})
    referral.by(MANAGER).decide("strategy", "red")
    assert items(referral)["enquiry:child-2:hungry"]["state"] == "to_do"
    number = withdraw(referral, lowering=LOWERING)
    referral.by(SECOND_MANAGER).second_view(number, agrees=True)
    assert items(referral)["enquiry:child-2:hungry"]["state"] == "withdrawn"


def test_a_move_of_it_is_not_owed(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    referral.change(lambda change: know_move(change, ("child-2",), "Luton", "The mother rang and said so."))
    number = referral.state["transfers"][0]["number"]
    assert items(referral)[f"transfer:{number}:sent"]["state"] == "to_do"
    withdraw(referral)
    assert items(referral)[f"transfer:{number}:sent"]["state"] == "withdrawn"


def test_who_was_accepted_without_them_is_still_ours(desk: Desk) -> None:
    """The sheet went with both; one of them was accepted, while the other was said to be a mistake."""
    referral = two(desk, LEFT, LEFT)
    move = Transfer(referral)
    move.know("child-1", "child-2")
    move.write(sheet(risks=(), no_risk="Nobody is known who could hurt them now."))
    due = items(referral)[f"transfer:{move.number}:sent"]["due"]
    move.decide()
    move.send()
    number = withdraw(referral.by(MANAGER), lowering=LOWERING)
    move.accepted()
    put_back(referral.by(MANAGER), number)
    (_, again) = referral.state["transfers"]
    assert (again["state"], again["children"]) == ("known", ["child-2"])
    owed = items(referral)[f"transfer:{again['number']}:sent"]
    assert (owed["state"], owed["due"]) == ("to_do", due)


def test_an_agency_that_was_told_is_to_hear_that_it_was_a_mistake(desk: Desk) -> None:
    referral = decided(desk, CALM, GRAVE, "strategy")
    referral.contact("health_visitor", "sent", "N. Osei", "It went by secure mail.")
    number = withdraw(referral, lowering=LOWERING)
    referral.by(SECOND_MANAGER).second_view(number, agrees=True)
    id = referral.state["id"]
    record = "\n".join(desk.printed(id, "record", MANAGER, referral.now))
    assert "The named health visitor may hold something of child-2" in record
    ask = "\n".join(desk.printed_ask(id, "health_visitor", MANAGER, referral.now))
    assert "WITHDRAWN. Nothing is asked of you any more: child-2 was recorded by mistake." in ask
    assert MISTAKE not in ask
    assert "About: nobody: it is withdrawn." in ask
    assert desk.asks("health", MANAGER, referral.now)["asks"] == []
    put_back(referral, number)
    assert "WITHDRAWN" not in "\n".join(desk.printed_ask(id, "health_visitor", MANAGER, referral.now))


WRONG: dict[str, tuple[Any, type[RefusedError], str]] = {
    "nobody": (lambda change: withdraw_subject(change, "child-9", MISTAKE), WrongError, "unknown-ref"),
    "the referral": (lambda change: withdraw_subject(change, "referral", MISTAKE), WrongError, "unknown-ref"),
    "without a word": (lambda change: withdraw_subject(change, "child-1", " "), WrongError, "blank-words"),
    "what is part of another": (
        lambda change: withdraw_subject(change, "child-3", MISTAKE),
        WrongError,
        "unknown-ref",
    ),
    "twice": (lambda change: withdraw_subject(change, "child-2", MISTAKE), WrongError, "unknown-ref"),
    "nothing to take back": (
        lambda change: undo_withdrawal(change, 1, MISTAKE),
        NotFoundError,
        "no-such-withdrawal",
    ),
    "a reason where nothing falls": (
        lambda change: withdraw_subject(change, "him", MISTAKE, LOWERING),
        ConflictError,
        "does-not-lower",
    ),
}


@pytest.mark.parametrize(("rule", "error", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_refused(desk: Desk, rule: Any, error: type[RefusedError], code: str) -> None:
    referral = two(desk, CALM, CALM)
    for ref in ("child-3", "child-4"):
        referral.child(ref)
    join(referral, "child-4", "child-3")
    withdraw(referral)
    before = referral.events
    with pytest.raises(error) as refused:
        referral.change(rule)
    assert refused.value.code == code
    assert referral.events == before


def test_by_whom_the_policy_lets_and_undone_once(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    with pytest.raises(NotYoursError):
        withdraw(referral.by(SOCIAL_WORKER))
    number = withdraw(referral.by(MANAGER))
    with pytest.raises(NotYoursError):
        put_back(referral.by(SOCIAL_WORKER), number)
    put_back(referral.by(SECOND_MANAGER), number)
    with pytest.raises(ConflictError):
        put_back(referral, number)
    withdraw(referral)


def test_the_record_is_the_same_read_from_its_events(desk: Desk, ledger: Ledger) -> None:
    referral = decided(desk, LEFT, GRAVE)
    number = withdraw(referral, lowering=LOWERING)
    assert ledger.verify().findings == ()
    put_back(referral, number)
    assert ledger.verify().findings == ()
