"""Owners: offered, accepted and declined by name. Nothing is anybody's until they accept it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, SECOND_MANAGER, WORKER, Referral, worry
from triage_api.casework import Desk, Member
from triage_api.casework.owning import Proposal, Receiver, accept, decline, offer, take_over
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.record import WHOLE, Person, Watch

ALICE = Member(Person("Alice", "social_worker"))
BEN = Member(Person("Ben", "social_worker"))
NIGHT = Member(Person("Nora", "night_worker"))
WHY = "She knows the family from last year."
WATCH = Watch(
    fear="The father may come back drunk tonight.",
    if_called="Send somebody to the door and ring the police.",
    do_not="Do not leave a message on the mother's telephone.",
)
Json = dict[str, Any]


@pytest.fixture
def decided(desk: Desk) -> Referral:
    """A hungry child, decided as recommended: the worker owns all of it."""
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    return referral


def offered(
    referral: Referral, to: Member | str, *items: str, watch: Watch | None = None, words: str = WHY
) -> int:
    """The number of an offer that was just made."""
    receiver = Receiver(team=to) if isinstance(to, str) else Receiver(to.person)
    proposal = Proposal(receiver, words, items or (WHOLE,), watch)
    referral.change(lambda change: offer(change, proposal))
    return int(referral.state["offers"][-1]["number"])


def owners(referral: Referral) -> dict[str, str]:
    """Who owns the referral and each open item."""
    state = referral.state
    open_items = [item for item in state["items"] if item["done"] is None]
    return {WHOLE: state["owner"]["name"], **{item["id"]: item["owner"]["name"] for item in open_items}}


def item(referral: Referral, id: str) -> Json:
    found: Json = next(item for item in referral.state["items"] if item["id"] == id)
    return found


def test_whoever_opens_it_owns_it_and_all_that_is_owed(decided: Referral) -> None:
    assert set(owners(decided).values()) == {"A worker"}
    assert {"contact:school", "contact:parents", "milestone:visit"} < owners(decided).keys()


def test_an_offer_moves_nothing_until_it_is_accepted(decided: Referral) -> None:
    number = offered(decided, ALICE)
    assert owners(decided)[WHOLE] == "A worker"
    waiting = item(decided, f"offer:{number}")
    assert (waiting["state"], waiting["owner"]["name"], waiting["clock"]) == (
        "to_do",
        "A worker",
        "offer_accepted",
    )
    decided.by(ALICE).change(lambda change: accept(change, number))
    assert owners(decided)[WHOLE] == "Alice"
    assert item(decided, f"offer:{number}")["state"] == "done"


def test_unfinished_contacts_stay_until_each_is_accepted_by_name(decided: Referral) -> None:
    number = offered(decided, ALICE)
    decided.by(ALICE).change(lambda change: accept(change, number))
    now = owners(decided)
    assert (now["contact:school"], now["contact:parents"], now["milestone:visit"]) == (
        "A worker",
        "A worker",
        "Alice",
    )
    decided.by(WORKER)
    number = offered(decided, ALICE, "contact:school")
    decided.by(ALICE).change(lambda change: accept(change, number))
    now = owners(decided)
    assert (now["contact:school"], now["contact:parents"]) == ("Alice", "A worker")


def test_before_a_decision_everything_goes_along(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    number = offered(referral, MANAGER)
    referral.by(MANAGER).change(lambda change: accept(change, number))
    assert set(owners(referral).values()) == {"A manager"}


ANSWERS: dict[str, tuple[Member | str, Member, str, type[RefusedError] | None, str]] = {
    "the person it was offered to accepts": (ALICE, ALICE, "accept", None, "Alice"),
    "somebody else accepts": (ALICE, BEN, "accept", NotYoursError, "A worker"),
    "a manager accepts in their name": (ALICE, MANAGER, "accept", NotYoursError, "A worker"),
    "the person declines": (ALICE, ALICE, "decline", None, "A worker"),
    "somebody else declines": (ALICE, BEN, "decline", NotYoursError, "A worker"),
    "one of the team takes it": ("locality", BEN, "accept", None, "Ben"),
    "somebody outside the team takes it": ("locality", MANAGER, "accept", NotYoursError, "A worker"),
    "one of the team declines": ("locality", ALICE, "decline", None, "A worker"),
}


@pytest.mark.parametrize(("to", "who", "how", "refused", "owner"), ANSWERS.values(), ids=ANSWERS.keys())
def test_who_may_answer_an_offer(
    decided: Referral,
    to: Member | str,
    who: Member,
    how: str,
    refused: type[RefusedError] | None,
    owner: str,
) -> None:
    number = offered(decided, to)
    decided.by(who)

    def answer() -> None:
        decided.change(
            lambda change: (
                accept(change, number)
                if how == "accept"
                else decline(change, number, "I am off sick from today.")
            )
        )

    if refused is None:
        answer()
    else:
        with pytest.raises(refused):
            answer()
    assert owners(decided)[WHOLE] == owner


WRONG: dict[str, tuple[Receiver, tuple[str, ...], str, type[RefusedError]]] = {
    "to nobody": (Receiver(), (WHOLE,), WHY, WrongError),
    "to a person and a team": (Receiver(ALICE.person, "locality"), (WHOLE,), WHY, WrongError),
    "to a team that there is not": (Receiver(team="localty"), (WHOLE,), WHY, WrongError),
    "an item that there is not": (Receiver(ALICE.person), ("contact:moon",), WHY, NotFoundError),
    "an item that has ended": (Receiver(ALICE.person), ("milestone:decision",), WHY, NotFoundError),
    "nothing": (Receiver(ALICE.person), (), WHY, WrongError),
    "without words": (Receiver(ALICE.person), (WHOLE,), " ", WrongError),
    "to the night without what to fear": (Receiver(team="night"), (WHOLE,), WHY, WrongError),
    "to one of the night without what to fear": (Receiver(NIGHT.person), (WHOLE,), WHY, WrongError),
}


@pytest.mark.parametrize(("receiver", "items", "words", "error"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_offered(
    decided: Referral, receiver: Receiver, items: tuple[str, ...], words: str, error: type[RefusedError]
) -> None:
    with pytest.raises(error):
        decided.change(lambda change: offer(change, Proposal(receiver, words, items)))


def test_only_its_owner_offers_it(decided: Referral) -> None:
    decided.by(MANAGER)
    with pytest.raises(NotYoursError, match="not-owner"):
        offered(decided, ALICE)


def test_an_offer_is_answered_once(decided: Referral) -> None:
    number = offered(decided, "locality")
    decided.by(ALICE).change(lambda change: accept(change, number))
    with pytest.raises(ConflictError, match="answered"):
        decided.by(BEN).change(lambda change: accept(change, number))


def test_a_later_offer_takes_the_place_of_one_not_answered(decided: Referral) -> None:
    first = offered(decided, ALICE)
    second = offered(decided, BEN)
    assert [one["answer"] and one["answer"]["how"] for one in decided.state["offers"]] == ["cancelled", None]
    assert item(decided, f"offer:{first}")["state"] == "cancelled"
    with pytest.raises(ConflictError):
        decided.by(ALICE).change(lambda change: accept(change, first))
    decided.by(BEN).change(lambda change: accept(change, second))
    assert owners(decided)[WHOLE] == "Ben"


def test_the_clock_of_allocation_is_not_begun_anew_by_another_team(decided: Referral) -> None:
    first = offered(decided, "locality")
    due = item(decided, f"offer:{first}")["due"]
    assert item(decided, f"offer:{first}")["clock"] == "allocated"
    decided.now += timedelta(days=3)
    second = offered(decided, "front_door")
    again = item(decided, f"offer:{second}")
    assert (again["due"], again["state"]) == (due, "late")


def test_to_and_from_those_who_work_tonight_is_accepted_within_the_hour(decided: Referral) -> None:
    out = offered(decided, "night", watch=WATCH)
    assert item(decided, f"offer:{out}")["clock"] == "out_of_hours_accepted"
    assert decided.state["offers"][-1]["watch"]["fear"] == WATCH.fear
    decided.by(NIGHT).change(lambda change: accept(change, out))
    back = offered(decided, WORKER)
    assert item(decided, f"offer:{back}")["clock"] == "out_of_hours_accepted"


def test_a_manager_takes_over_what_an_absent_person_owns_and_offers_it_on(decided: Referral) -> None:
    number = offered(decided, ALICE)
    decided.by(ALICE).change(lambda change: accept(change, number))
    decided.by(MANAGER).change(lambda change: take_over(change, "Alice", "She is ill.", Receiver(BEN.person)))
    now = owners(decided)
    assert (now[WHOLE], now["milestone:visit"], now["contact:school"]) == (
        "A manager",
        "A manager",
        "A worker",
    )
    waiting = decided.state["offers"][-1]
    decided.by(BEN).change(lambda change: accept(change, waiting["number"]))
    assert owners(decided)[WHOLE] == "Ben"


@pytest.mark.parametrize(
    ("who", "owner", "error"),
    [
        pytest.param(WORKER, "A worker", NotYoursError, id="a worker reassigns"),
        pytest.param(MANAGER, "Somebody", NotFoundError, id="they own nothing here"),
    ],
)
def test_who_may_take_over(decided: Referral, who: Member, owner: str, error: type[RefusedError]) -> None:
    with pytest.raises(error):
        decided.by(who).change(lambda change: take_over(change, owner, "She is ill today."))


def test_a_second_view_is_owed_by_whoever_owns_the_referral(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.by(SECOND_MANAGER).decide("early_help", "green", lowering=LOWERING)
    assert owners(referral)[f"second_view:{referral.state['lowerings'][0]['number']}"] == "A worker"
