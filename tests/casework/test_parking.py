"""Several at once: parked by name, gone on with by anybody, clocks running, and nothing ends by itself."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, SENIOR, WORKER, Referral, opened
from triage_api.casework import Desk, Member
from triage_api.casework.access import restrict
from triage_api.casework.closing import Last, close, end_item
from triage_api.casework.parking import park, resume
from triage_api.casework.refusals import ConflictError, NotFoundError, RefusedError, WrongError
from triage_api.record import Person
from triage_api.storage import Ledger, Reader

WORDS = "The line dropped; ask next who else lives there."
COLLEAGUE = Member(Person("Another worker", "worker"))
CHILD = {"ref": "child-1", "answers": {"age": "3 years", "hungry": "yes"}}


@pytest.fixture
def referral(desk: Desk) -> Referral:
    """An interview that is not finished."""
    return opened(desk, answers={"kind": "worry"}, children=[CHILD])


def put_aside(referral: Referral, words: str = WORDS) -> Any:
    return referral.change(lambda change: park(change, words))


def parked_lines(desk: Desk, who: Member = WORKER) -> list[tuple[str, str]]:
    lines = desk.lines(None, None, 9, who, NOW + timedelta(days=9), parked=True)
    return [(line["id"], line["parked"]["by"]) for line in lines]


def test_it_is_parked_by_name_with_what_comes_next(referral: Referral, desk: Desk) -> None:
    assert (referral.state["parked"], parked_lines(desk)) == (None, [])
    put_aside(referral)
    assert (referral.state["parked"]["by"]["name"], referral.state["parked"]["words"]) == ("A worker", WORDS)
    assert parked_lines(desk) == [(referral.state["id"], "A worker")]
    assert referral.state["state"] == "open"


def test_clocks_run_on_and_it_never_ends_by_itself(referral: Referral, desk: Desk, ledger: Ledger) -> None:
    before = {one["id"]: one["due"] for one in referral.state["items"]}
    put_aside(referral)
    weeks = referral.now + timedelta(weeks=6)
    state = desk.referral(referral.state["id"], WORKER, weeks)
    assert {one["id"]: one["due"] for one in state["items"] if one["kind"] != "parked"} == before
    assert state["parked"]["by"]["name"] == "A worker"
    late = {one["id"] for one in state["items"] if one["state"] == "late"}
    assert "milestone:decision" in late
    counted = ledger.board("parked", Reader("Anybody", weeks), weeks, 10)
    assert counted.count == 1
    assert counted.first[0]["what"].startswith("Parked by A worker")


def test_anybody_who_sees_it_goes_on_with_it(referral: Referral, desk: Desk) -> None:
    put_aside(referral)
    referral.by(COLLEAGUE).change(resume)
    assert (referral.state["parked"], parked_lines(desk)) == (None, [])
    item = next(one for one in referral.state["items"] if one["kind"] == "parked")
    assert item["state"] == "done"
    assert referral.events[-1]["by"]["name"] == "Another worker"


def test_an_answer_or_a_decision_goes_on_with_it(referral: Referral) -> None:
    put_aside(referral)
    referral.by(COLLEAGUE).answer("child-1", "bruise", "no")
    assert referral.state["parked"] is None
    put_aside(referral)
    referral.by(MANAGER).decide("strategy", "red")
    assert referral.state["parked"] is None
    assert len([one for one in referral.state["items"] if one["kind"] == "parked"]) == 2


def test_what_was_answered_before_is_there_when_somebody_goes_on(referral: Referral) -> None:
    answers, next_questions = referral.state["case"], referral.state["recommendation"]["next_questions"]
    put_aside(referral)
    referral.by(COLLEAGUE).change(resume)
    assert referral.state["case"] == answers
    assert referral.state["recommendation"]["next_questions"] == next_questions


def test_several_at_once(desk: Desk) -> None:
    several = [opened(desk, answers={"kind": "worry"}) for _ in range(3)]
    for one in several:
        put_aside(one)
    several[1].change(resume)
    assert {id for id, _ in parked_lines(desk)} == {several[0].state["id"], several[2].state["id"]}


def test_what_is_parked_is_not_closed_nor_let_be(referral: Referral) -> None:
    referral.by(MANAGER).decide("strategy", "red")
    put_aside(referral)
    item = f"parked:{referral.state['parked']['number']}"
    for how in ("done", "cancelled", "elsewhere"):
        with pytest.raises(ConflictError):
            referral.change(partial(end_item, id=item, how=how, words=WORDS, accepted_by="Jo Hill, nurse"))
    with pytest.raises(ConflictError) as refused:
        referral.change(lambda change: close(change, Last(WORDS, "Jo Hill", "Jo Hill")))
    assert f"/items/{item}" in {fault.at for fault in refused.value.faults}


def test_a_restricted_one_is_parked_for_those_alone_who_see_it(referral: Referral, desk: Desk) -> None:
    put_aside(referral)
    referral.by(SENIOR).change(lambda change: restrict(change, ["A manager"], "The mother works with us."))
    assert parked_lines(desk, WORKER) == []
    assert parked_lines(desk, MANAGER) == [(referral.state["id"], "A worker")]
    with pytest.raises(NotFoundError):
        referral.by(WORKER).change(resume)


@pytest.mark.parametrize(
    ("rule", "error", "code"),
    [
        (lambda change: park(change, " "), WrongError, "blank-words"),
        (lambda change: park(change, "Later."), WrongError, "too-short"),
        (resume, ConflictError, "wrong-state"),
    ],
)
def test_what_is_refused(referral: Referral, rule: Any, error: type[RefusedError], code: str) -> None:
    before = referral.events
    with pytest.raises(error) as refused:
        referral.change(rule)
    assert (refused.value.code, referral.events) == (code, before)


def test_it_is_parked_once(referral: Referral) -> None:
    put_aside(referral)
    with pytest.raises(ConflictError) as refused:
        put_aside(referral.by(COLLEAGUE))
    assert "A worker" in refused.value.detail
