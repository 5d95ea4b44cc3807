"""How an item ends, and closing: refused while anything is open; news opens it again."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, SECOND_MANAGER, WORKER, Referral, worry
from triage_api.casework import Desk, Member
from triage_api.casework.closing import Last, close, end_item
from triage_api.casework.finding import end_search
from triage_api.casework.news import Told, record_news
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError

LAST = Last(
    reasons="The school sees her daily, and she eats there.",
    holder="Ms Okafor, head teacher, 01632 960001",
    family_may_ring="Mr Lee, family worker, 01632 960002",
)
WORDS = "The school does this with the mother."
Json = dict[str, Any]


@pytest.fixture
def decided(desk: Desk) -> Referral:
    """A hungry child, decided as recommended; it is not known whether there is a bruise."""
    referral = worry(desk, hungry="yes", bruise={"not_known": "nobody knows"})
    referral.decide("assessment", "amber")
    return referral


def states(referral: Referral) -> dict[str, str]:
    return {item["id"]: item["state"] for item in referral.state["items"]}


def end(referral: Referral, id: str, how: str, words: str = WORDS, accepted_by: str | None = None) -> Json:
    """End it; with a reason, where that lowers."""
    why = LOWERING if how == "cancelled" and id.startswith("contact:") else None
    return referral.change(lambda change: end_item(change, id, how, words, accepted_by, why))


ENDINGS: dict[str, tuple[Member, str, str, str | None, type[RefusedError] | str]] = {
    "a manager cancels a contact": (MANAGER, "contact:school", "cancelled", None, "cancelled"),
    "a worker cancels a contact": (WORKER, "contact:school", "cancelled", None, NotYoursError),
    "a manager cancels a milestone": (MANAGER, "milestone:visit", "cancelled", None, "cancelled"),
    "a worker cancels a milestone": (WORKER, "milestone:visit", "cancelled", None, NotYoursError),
    "somebody elsewhere has it": (WORKER, "milestone:visit", "elsewhere", "Jo Hill, nurse", "elsewhere"),
    "somebody elsewhere, not named": (WORKER, "milestone:visit", "elsewhere", " ", WrongError),
    "an enquiry is done": (WORKER, "enquiry:child-1:bruise", "done", None, "done"),
    "what an event meets is called done": (WORKER, "milestone:visit", "done", None, ConflictError),
    "a contact is called done": (WORKER, "contact:school", "done", None, ConflictError),
    "what has ended": (MANAGER, "milestone:decision", "cancelled", None, ConflictError),
    "what there is not": (MANAGER, "contact:moon", "cancelled", None, NotFoundError),
}


@pytest.mark.parametrize(("who", "id", "how", "by", "comes"), ENDINGS.values(), ids=ENDINGS.keys())
def test_how_an_item_ends(
    decided: Referral, who: Member, id: str, how: str, by: str | None, comes: type[RefusedError] | str
) -> None:
    decided.by(who)
    if isinstance(comes, str):
        end(decided, id, how, accepted_by=by)
        assert states(decided)[id] == comes
    else:
        before = states(decided)
        with pytest.raises(comes):
            end(decided, id, how, accepted_by=by)
        assert states(decided) == before


def test_a_second_view_cannot_be_cancelled(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.by(MANAGER).decide("early_help", "green", lowering=LOWERING)
    number = referral.state["lowerings"][0]["number"]
    with pytest.raises(ConflictError, match="wrong-ending"):
        end(referral, f"second_view:{number}", "cancelled")


def test_another_child_opens_what_somebody_elsewhere_had(decided: Referral) -> None:
    end(decided, "contact:school", "elsewhere", accepted_by="Ms Okafor, head teacher")
    assert states(decided)["contact:school"] == "elsewhere"
    decided.child("child-2")
    decided.answer("child-2", "hungry", "yes")
    assert states(decided)["contact:school"] == "to_do"


def ended(referral: Referral) -> Referral:
    """A referral in which nothing is open."""
    referral.by(MANAGER)
    for item in list(referral.state["items"]):
        if item["done"] is None and item["kind"] == "find_child":
            referral.change(partial(end_search, child=item["children"][0], words=WORDS))
        elif item["done"] is None:
            end(referral, item["id"], "cancelled")
    for lowered in referral.by(SECOND_MANAGER).state["lowerings"]:
        referral.second_view(lowered["number"], agrees=True)
    return referral.by(MANAGER)


def test_closing_is_refused_while_anything_is_open_and_says_how_each_may_end(decided: Referral) -> None:
    with pytest.raises(ConflictError, match="open-items") as refused:
        decided.by(MANAGER).change(lambda change: close(change, LAST))
    assert {fault.at for fault in refused.value.faults} == {
        f"/items/{id}" for id, state in states(decided).items() if state in ("to_do", "late")
    }
    ways = {fault.at: fault.remedy for fault in refused.value.faults}
    assert "a manager who ends the search" in ways.pop("/items/find_child:child-1")
    assert all("cancelled by a manager" in way for way in ways.values())
    assert all("A worker" in fault.what for fault in refused.value.faults)


CLOSINGS: dict[str, tuple[Member, Last, type[RefusedError] | None]] = {
    "a manager": (MANAGER, LAST, None),
    "a worker": (WORKER, LAST, NotYoursError),
    "without reasons": (MANAGER, Last("", LAST.holder, LAST.family_may_ring), WrongError),
    "nobody holds the child": (MANAGER, Last(LAST.reasons, " ", LAST.family_may_ring), WrongError),
    "the family may ring nobody": (MANAGER, Last(LAST.reasons, LAST.holder, ""), WrongError),
}


@pytest.mark.parametrize(("who", "last", "error"), CLOSINGS.values(), ids=CLOSINGS.keys())
def test_who_closes_and_with_which_words(
    decided: Referral, who: Member, last: Last, error: type[RefusedError] | None
) -> None:
    referral = ended(decided).by(who)
    if error is None:
        state = referral.change(lambda change: close(change, last))
        assert (state["state"], state["closed"]["holder"]) == ("closed", LAST.holder)
    else:
        with pytest.raises(error):
            referral.change(lambda change: close(change, last))


def test_what_is_not_decided_is_not_closed(desk: Desk) -> None:
    referral = ended(worry(desk))
    with pytest.raises(ConflictError, match="undecided"):
        referral.change(lambda change: close(change, LAST))


def test_while_it_is_closed_nothing_else_is_done(decided: Referral) -> None:
    referral = ended(decided)
    referral.change(lambda change: close(change, LAST))
    with pytest.raises(ConflictError, match="closed"):
        referral.answer("child-1", "bruise", "yes")
    with pytest.raises(ConflictError, match="closed"):
        referral.decide("assessment", "amber")
    assert referral.state["state"] == "closed"


def test_news_opens_it_again_and_what_it_asks_is_owed(decided: Referral) -> None:
    referral = ended(decided)
    referral.change(lambda change: close(change, LAST))
    told = Told("The aunt saw her on a ledge.", "aunt", "saw")
    state = referral.change(lambda change: record_news(change, told))
    assert (state["state"], state["closed"]) == ("decided", None)
    assert [item["kind"] for item in state["items"] if item["done"] is None] == ["news"]
    with pytest.raises(ConflictError, match="open-items"):
        referral.change(lambda change: close(change, LAST))
