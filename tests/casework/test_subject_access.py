"""A child's record for subject access: all of it, across referrals, and everything about others flagged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, WORKER, Referral, opened
from tests.casework.discussing import Discussion
from tests.casework.transferring import Transfer
from tests.casework.visiting import STRANGER, visit
from triage_api.casework import Desk, Member
from triage_api.casework.refusals import NotFoundError, NotYoursError
from triage_api.casework.subjects import add_child
from triage_api.record import Person
from triage_api.storage import Ledger

AUDITOR = Member(Person("An auditor", "auditor"))
Json = dict[str, Any]


@pytest.fixture
def twice(desk: Desk) -> Desk:
    """Two referrals of the same child, one of another."""
    for id in ("M-1", "M-1", "M-2"):
        referral = opened(
            desk, answers={"kind": "worry"}, adults=[{"ref": "uncle", "answers": {"violent": "yes"}}]
        )
        _child(referral, id)
        referral.answer("child-1", "bruise", {"value": "yes", "said_by": "the aunt", "how_known": "told"})
        referral.answer("child-1", "hungry", "no")
    return desk


def _child(referral: Referral, id: str) -> None:
    referral.change(lambda change: add_child(change, None, "KM", "2026-03", id))


def access(desk: Desk, who: Member = AUDITOR, id: str = "M-1") -> Json:
    return desk.subject_access("hallamshire", id, "The family has asked", who, NOW)


def test_it_is_all_of_the_childs_and_nothing_of_anothers(twice: Desk) -> None:
    found = access(twice)
    assert [one["child"] for one in found["referrals"]] == [["child-1"], ["child-1"]]
    assert "A person must read this" in found["read_first"]


@pytest.mark.parametrize(
    ("about", "answer", "flags"),
    [
        ("child-1", "no", []),
        ("child-1", "yes", ["may show who told us"]),
        ("uncle", "yes", ["about somebody else"]),
        ("referral", "A worry about a child", ["may show who told us"]),
    ],
)
def test_what_is_about_others_is_flagged(twice: Desk, about: str, answer: str, flags: list[str]) -> None:
    answers = access(twice)["referrals"][0]["answers"]
    assert [one["flags"] for one in answers if (one["about"], one["answer"]) == (about, answer)] == [flags]


def test_who_took_it_out_and_looked_at_it_is_noted(twice: Desk, ledger: Ledger) -> None:
    access(twice)
    again = access(twice)
    assert [(look["name"], look["what"]) for look in again["looked_at"]] == [("An auditor", "export")] * 4
    assert ledger.verify().findings == ()


@pytest.mark.parametrize("who", [WORKER, MANAGER], ids=lambda who: who.person.role)
def test_it_is_for_whom_the_policy_names(twice: Desk, who: Member) -> None:
    with pytest.raises(NotYoursError):
        access(twice, who)


def test_of_nobody_there_is_nothing(twice: Desk) -> None:
    with pytest.raises(NotFoundError):
        access(twice, id="M-3")


def test_what_was_told_in_sentences_is_in_it_and_flagged(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "worry"})
    _child(referral, "M-1")
    visit(referral, others=(STRANGER,))
    Discussion(referral).converse()
    Transfer(referral).arrive()
    told = access(desk)["referrals"][0]["told"]
    assert {one["topic"] for one in told} == {
        "search of records",
        "news",
        "visit",
        "strategy discussion",
        "transfer",
    }
    assert all("about somebody else" in one["flags"] for one in told)
    assert any("a man who walked out of the living room" in one["words"] for one in told)
