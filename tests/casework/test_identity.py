"""References and case-system ids: pending on a clock, given once, put right with a reason, never shared."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, Referral, opened
from triage_api.casework import Asked, Desk, Member
from triage_api.casework.closing import Last, close
from triage_api.casework.identity import (
    Labelling,
    give_reference,
    label_adult,
    label_child,
    label_incident,
)
from triage_api.casework.merging import merge
from triage_api.casework.refusals import ConflictError, NotFoundError, RefusedError, WrongError
from triage_api.casework.subjects import add_child, add_incident
from triage_api.record import Person
from triage_api.storage import Ledger, Reader

WHY = "One digit of it was mistyped."
Rule = Callable[[Any], None]


def pending(referral: Referral) -> dict[str, str]:
    """What is or was still to be found out, and how that stands."""
    kinds = ("reference", "case_system_id")
    return {one["id"]: one["state"] for one in referral.state["items"] if one["kind"] in kinds}


def item(referral: Referral, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in referral.state["items"] if one["id"] == id)
    return found


@pytest.fixture
def referral(desk: Desk) -> Referral:
    """A referral about one child and one adult, of whom nothing is known in the case system."""
    return opened(desk, children=[{"ref": "child-1", "answers": {}}], adults=[{"ref": "father"}])


def reference(given: str, words: str | None = None) -> Rule:
    return lambda change: give_reference(change, given, words)


def child(ref: str = "child-1", **said: Any) -> Rule:
    return lambda change: label_child(change, ref, Labelling(**said))


def test_what_is_opened_without_a_reference_is_pending_on_the_policys_clock(referral: Referral) -> None:
    assert pending(referral) == {"reference": "to_do", "case_system_id:child-1": "to_do"}
    one = item(referral, "reference")
    # Opened at ten on a Monday: one working day is the end of Tuesday.
    assert (one["clock"], one["due"]) == ("reference_found", "2026-11-24T17:00:00+00:00")
    assert one["owner"]["name"] == "A worker"


def test_what_is_opened_with_everything_has_nothing_pending(desk: Desk) -> None:
    body = {"policy": "hallamshire", "received_at": "2026-11-23T09:00:00+00:00"}
    state = json.loads(desk.open(Asked(MANAGER, NOW), body, "CS-1").body)
    referral = Referral(desk, state)
    referral.change(lambda change: add_child(change, None, "KM", "2014-10", "P-1"))
    assert pending(referral) == {}


def test_given_in_time_and_given_late(referral: Referral) -> None:
    referral.change(reference("CS-1"))
    assert pending(referral)["reference"] == "done"
    referral.now += timedelta(days=3)
    referral.change(child(case_system_id="P-1"))
    assert pending(referral)["case_system_id:child-1"] == "done_late"
    assert referral.state["reference"] == "CS-1"
    assert referral.state["labels"]["child-1"]["case_system_id"] == "P-1"
    assert referral.state["corrections"] == []


def test_a_correction_keeps_both_and_says_why(referral: Referral) -> None:
    referral.change(reference("CS-1"))
    referral.change(reference("CS-2", WHY))
    (made,) = referral.state["corrections"]
    assert (made["about"], made["before"], made["after"]) == (
        "referral",
        {"reference": "CS-1"},
        {"reference": "CS-2"},
    )
    assert (made["words"], made["by"]["name"]) == (WHY, "A worker")


def test_what_was_taken_back_is_pending_again_and_the_first_time_stays(referral: Referral) -> None:
    referral.change(child(case_system_id="P-1"))
    referral.now += timedelta(days=2)
    referral.change(child(not_known=("case_system_id",), words=WHY))
    found = pending(referral)
    again = next(id for id in found if id.startswith("case_system_id:child-1:"))
    assert (found["case_system_id:child-1"], found[again]) == ("done", "late")
    assert item(referral, again)["due"] == item(referral, "case_system_id:child-1")["clocks"][0]["due"]
    referral.change(child(case_system_id="P-2"))
    assert pending(referral) == {"reference": "late", "case_system_id:child-1": "done", again: "done_late"}


def test_a_child_that_came_later_has_a_clock_of_its_own(referral: Referral) -> None:
    referral.now += timedelta(days=1)
    referral.child("child-2")
    assert item(referral, "case_system_id:child-2")["due"] == "2026-11-25T17:00:00+00:00"
    assert item(referral, "case_system_id:child-1")["due"] == "2026-11-24T17:00:00+00:00"


def test_other_words_for_an_adult_or_an_incident(referral: Referral) -> None:
    referral.change(lambda change: add_incident(change, "door", None))
    referral.change(
        lambda change: label_adult(change, "father", Labelling(label="father", case_system_id="A-7"))
    )
    referral.change(lambda change: label_incident(change, "door", Labelling(crime="CR/1/26")))
    labels = referral.state["labels"]
    assert (labels["father"]["case_system_id"], labels["door"]["crime"]) == ("A-7", "CR/1/26")


WRONG: dict[str, tuple[Rule, type[RefusedError], str]] = {
    "a blank reference": (reference("  "), WrongError, "wrong-value"),
    "a long reference": (reference("x" * 61), WrongError, "wrong-value"),
    "the same reference": (reference("CS-1"), ConflictError, "given-already"),
    "another, and nothing says why": (reference("CS-2"), WrongError, "blank-words"),
    "another, and hardly a why": (reference("CS-2", "Wrong."), WrongError, "too-short"),
    "no such child": (child("child-9", born="2014-10"), NotFoundError, "no-such-child"),
    "an adult is no child": (child("father", born="2014-10"), NotFoundError, "no-such-child"),
    "nothing": (child(), WrongError, "nothing-said"),
    "nothing new": (child(initials="km"), WrongError, "nothing-said"),
    "a day of birth": (child(born="2014-10-03"), WrongError, "wrong-value"),
    "a name": (child(initials="Karim"), WrongError, "wrong-value"),
    "what is said of others": (child(label="the baby"), WrongError, "unknown-field"),
    "not known, of others": (child(not_known=("crime",), words=WHY), WrongError, "unknown-field"),
    "taken back, and nothing says why": (child(not_known=("initials",)), WrongError, "blank-words"),
    "replaced, and nothing says why": (child(initials="KN"), WrongError, "blank-words"),
    "the id of another child": (child("child-2", case_system_id="P-1"), ConflictError, "same-id"),
    "a new child with that id": (
        lambda change: add_child(change, None, None, None, "P-1"),
        ConflictError,
        "same-id",
    ),
}


@pytest.mark.parametrize(("rule", "error", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_refused(referral: Referral, rule: Rule, error: type[RefusedError], code: str) -> None:
    referral.change(reference("CS-1"))
    referral.change(child(initials="KM", case_system_id="P-1"))
    referral.child("child-2")
    before = referral.events
    with pytest.raises(error) as refused:
        referral.change(rule)
    assert refused.value.code == code
    assert referral.events == before


def test_two_that_are_one_may_have_one_id(referral: Referral) -> None:
    referral.child("child-2")
    referral.change(child("child-2", case_system_id="P-1"))
    referral.by(MANAGER).change(lambda change: merge(change, "child-1", "child-2", WHY))
    referral.change(child("child-1", case_system_id="P-1"))
    assert referral.state["labels"]["child-1"]["case_system_id"] == "P-1"


def test_nothing_is_closed_while_it_is_pending(referral: Referral) -> None:
    answers = {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"}
    for question, value in answers.items():
        referral.answer("referral", question, value)
    referral.by(MANAGER).decide("strategy", "red")
    with pytest.raises(ConflictError) as refused:
        referral.change(lambda change: close(change, Last("All is done here.", "Jo Hill", "Jo Hill")))
    places = {fault.at for fault in refused.value.faults}
    assert {"/items/reference", "/items/case_system_id:child-1"} <= places


def test_nobody_looks_for_a_reference_of_what_is_no_referral(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "spam"}, children=[{"ref": "child-1", "answers": {}}])
    assert set(pending(referral).values()) == {"to_do"}
    referral.by(MANAGER).decide(None, None)
    assert set(pending(referral).values()) == {"cancelled"}


def test_it_is_counted_on_the_board_and_is_no_alarm_there(referral: Referral, ledger: Ledger) -> None:
    later = referral.now + timedelta(days=5)
    reader = Reader("A worker", later)
    counted = ledger.board("reference_pending", reader, later, 10)
    assert (counted.count, counted.late) == (2, 2)
    alarms = {row["kind"] for row in ledger.board("now", reader, later, 10).first}
    assert not alarms & {"reference", "case_system_id"}


def test_the_print_says_what_was_put_right(referral: Referral) -> None:
    referral.change(reference("CS-1"))
    referral.change(reference("CS-2", WHY))
    who = Member(Person("A worker", "worker"))
    text = "\n".join(referral.desk.printed(referral.state["id"], "record", who, referral.now))
    assert "PUT RIGHT SINCE\nreferral: reference CS-1 was put right to reference CS-2" in text
    assert WHY in text
