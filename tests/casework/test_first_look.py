"""The first look: six questions at most, an order that is the worst first, and nothing lowered by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import NOW
from tests.casework.trays import KM, Tray
from triage_api.casework.answering import Given
from triage_api.casework.refusals import ConflictError, WrongError
from triage_api.casework.tray.looking import first_look_questions
from triage_api.policy.load import load_or_raise, roots
from triage_api.record import Handle
from triage_api.storage import Ledger

HOUR = timedelta(hours=1)


@pytest.fixture
def tray(ledger: Ledger) -> Tray:
    return Tray(ledger)


URGENCY: dict[str, tuple[dict[str, Any], dict[str, Any], str | None, str | None]] = {
    "a bruise on a baby, whose age stands in the line": (
        {"youngest": "8 weeks"},
        {"bruise": "yes"},
        "strategy",
        "red",
    ),
    "a bruise on a baby, whose birth month is known": (
        {"children": (Handle("KM", "2026-10"),)},
        {"bruise": "yes"},
        "strategy",
        "red",
    ),
    "a bruise on a baby, whose age is answered": ({}, {"bruise": "yes", "age": "8 weeks"}, "strategy", "red"),
    "a bruise on a schoolchild": ({"youngest": "9 years"}, {"bruise": "yes"}, "assessment", "amber"),
    "a bruise, and nobody knows the age": (
        {},
        {"bruise": "yes", "age": {"not_known": "nobody knows"}},
        "strategy",
        "red",
    ),
    "nothing so far: too early to say": ({"youngest": "9 years"}, {"bruise": "no"}, None, None),
    "the family asks for help": ({"youngest": "9 years"}, {"family_asks": "yes"}, "early_help", "green"),
}


@pytest.mark.parametrize(("line", "answers", "route", "rag"), URGENCY.values(), ids=URGENCY.keys())
def test_urgency_is_what_the_policy_makes_of_the_few_answers(
    tray: Tray, line: dict[str, Any], answers: dict[str, Any], route: str | None, rag: str | None
) -> None:
    item = tray.look(tray.receive(kind="worry", **line)["id"], **answers)
    assert item["urgency"] == {"route": route, "rag": rag}


def test_not_looked_at_goes_first_the_oldest_first_then_the_worst(tray: Tray) -> None:
    green, new, red, amber, newer = (
        tray.receive(received_at=NOW - n * HOUR, youngest="8 weeks", kind="worry")["id"]
        for n in (9, 8, 2, 3, 1)
    )
    tray.look(green, family_asks="yes")
    tray.look(red, bruise="yes")
    tray.look(amber, bruise={"not_known": "nobody knows"})
    assert tray.waiting()[:3] == [new, newer, red]
    assert set(tray.waiting()[3:]) == {amber, green}
    counts = tray.counts(NOW)
    assert (counts["not_looked_at"], counts["oldest_hours"], counts["looked_at"]) == (2, 8.0, 3)
    assert counts["by_rag"][0] == {"rag": "red", "items": 1}


def test_what_came_on_saturday_is_as_old_as_it_is_although_the_office_was_closed(tray: Tray) -> None:
    saturday = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    item = tray.receive(received_at=saturday)
    assert (item["hours_old"], tray.counts(NOW)["oldest_hours"]) == (49.0, 49.0)
    assert item["items"][0]["due"] == "2026-11-23T10:00:00+00:00"
    assert tray.counts(NOW)["not_looked_at_late"] == 0
    assert tray.counts(NOW + timedelta(minutes=1))["not_looked_at_late"] == 1


def test_a_group_stands_together_where_its_worst_would(tray: Tray) -> None:
    mild, alone, grave = (
        tray.receive(received_at=NOW - n * HOUR, youngest="8 weeks")["id"] for n in (3, 2, 1)
    )
    tray.look(mild, family_asks="yes")
    tray.look(alone, family_asks="yes")
    tray.look(grave, bruise="yes")
    assert tray.waiting() == [grave, mild, alone]
    tray.group(mild, alone)
    assert tray.waiting() == [grave, mild, alone]
    tray.group(alone, grave)
    assert tray.waiting() == [grave, mild, alone]
    assert len({tray.item(id)["group"] for id in (mild, alone, grave)}) == 1


WRONG: dict[str, tuple[list[Given], list[tuple[str, str]]]] = {
    "nothing answered": ([], [("/answers", "nothing-answered")]),
    "a question of the decision": (
        [Given("child-1", "hungry", "yes")],
        [("/answers/0/question", "not-first-look")],
    ),
    "of nobody": ([Given("child-2", "bruise", "yes")], [("/answers/0/about", "unknown-ref")]),
    "twice": (
        [Given("child-1", "bruise", "yes"), Given("child-1", "bruise", "no")],
        [("/answers/1", "answered-twice")],
    ),
    "no such answer": ([Given("child-1", "bruise", "perhaps")], [("/answers/0/answer", "unknown-answer")]),
    "about the wrong subject": (
        [Given("referral", "bruise", "yes")],
        [("/answers/0/answer", "wrong-subject")],
    ),
}


@pytest.mark.parametrize(("given", "faults"), WRONG.values(), ids=WRONG.keys())
def test_a_look_that_cannot_be_read(tray: Tray, given: list[Given], faults: list[tuple[str, str]]) -> None:
    id = tray.receive()["id"]
    with pytest.raises(WrongError) as refused:
        tray.look(id, *given)
    assert [fault.at for fault in refused.value.faults] == [at for at, _ in faults]
    assert tray.item(id)["state"] == "not_looked_at"


def test_an_answer_that_was_given_is_not_changed_so_that_less_follows(tray: Tray) -> None:
    id = tray.receive(youngest="8 weeks")["id"]
    tray.look(id, bruise="yes")
    with pytest.raises(ConflictError) as refused:
        tray.look(id, bruise="no")
    assert refused.value.code == "lowers"
    assert tray.item(id)["urgency"]["rag"] == "red"


def test_finding_out_may_put_it_further_down(tray: Tray) -> None:
    id = tray.receive(youngest="9 years")["id"]
    tray.look(id, bruise="yes")
    assert tray.look(id, family_asks="no")["urgency"]["rag"] == "amber"
    assert tray.look(id, bruise="yes")["urgency"]["rag"] == "amber"


def test_what_was_answered_stands_beside_what_is_answered_later(tray: Tray) -> None:
    id = tray.receive(children=(KM, Handle("TL", "2025-01")))["id"]
    tray.look(id, Given("child-2", "bruise", "yes"))
    item = tray.look(id, Given("child-1", "bruise", "no"), kind="worry")
    assert [(one["about"], one["question"]) for one in item["first_look"]["answers"]] == [
        ("child-2", "bruise"),
        ("child-1", "bruise"),
        ("referral", "kind"),
    ]


@pytest.mark.parametrize("policy", ["england", "ealing", "luton", "hammersmith-fulham"])
def test_every_shipped_policy_orders_a_tray_in_six_questions(policy: str) -> None:
    found = load_or_raise(policy, roots(None, {}))
    questions = [one for one in first_look_questions(found).values() if one.stage == "first_look"]
    assert 0 < len(questions) <= 6
