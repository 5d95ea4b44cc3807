"""Milestones and enquiries: owed from when their clock starts, met by events and answers alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import MANAGER, RECEIVED, Referral, opened, worry
from tests.casework.visiting import visit
from triage_api.casework import Desk

Json = dict[str, Any]


def items(referral: Referral) -> dict[str, Json]:
    return {item["id"]: item for item in referral.state["items"]}


@pytest.fixture
def decided(desk: Desk) -> Referral:
    """A hungry child, decided as recommended."""
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    return referral


def test_the_time_to_decide_runs_from_receipt_before_anybody_has_decided(desk: Desk) -> None:
    decision = items(worry(desk, hungry="yes"))["milestone:decision"]
    assert (decision["state"], decision["due"]) == ("to_do", "2026-11-24T17:00:00+00:00")
    assert decision["started"] == RECEIVED


def test_the_decision_meets_it(decided: Referral) -> None:
    assert items(decided)["milestone:decision"]["state"] == "done"


def test_an_unfinished_interview_owes_only_the_decision(desk: Desk) -> None:
    child = {"ref": "child-1", "answers": {"age": "3 years", "hungry": "yes"}}
    referral = opened(desk, answers={"kind": "worry"}, children=[child])
    assert referral.state["recommendation"]["provisional"]
    pending = ["reference", "search:child-1", "find_child:child-1", "case_system_id:child-1"]
    assert list(items(referral)) == ["milestone:decision", *pending]


@pytest.mark.parametrize(
    ("route", "rag", "owed"),
    [
        pytest.param("assessment", "amber", {"decision", "visit"}, id="as recommended"),
        pytest.param("strategy", "red", {"decision", "decision_red", "visit", "discussion"}, id="above it"),
    ],
)
def test_what_the_decided_route_asks_is_owed(desk: Desk, route: str, rag: str, owed: set[str]) -> None:
    referral = worry(desk, hungry="yes").by(MANAGER)
    referral.decide(route, rag)
    timings = {id.removeprefix("milestone:") for id in items(referral) if id.startswith("milestone:")}
    # What only being red would have set a time for was met by the very decision that made it red.
    assert timings == owed - {"decision_red"}


VISITS = {
    "nobody has seen the child": ([], [(RECEIVED, None)]),
    "once": (["2026-11-23T09:30:00+00:00"], [(RECEIVED, "09:30"), ("2026-11-23T09:30:00+00:00", None)]),
    "twice, the earlier one written down last": (
        ["2026-11-23T09:40:00+00:00", "2026-11-23T09:20:00+00:00"],
        [
            (RECEIVED, "09:20"),
            ("2026-11-23T09:20:00+00:00", "09:40"),
            ("2026-11-23T09:40:00+00:00", None),
        ],
    ),
}


@pytest.mark.parametrize(("visits", "rounds"), VISITS.values(), ids=VISITS.keys())
def test_visits_begin_again_from_the_latest_that_met_them(
    decided: Referral, visits: list[str], rounds: list[tuple[str, str | None]]
) -> None:
    for at in visits:
        visit(decided, at=at)
    again = items(decided)["milestone:visit"]
    found = [(clock["started"], clock["met"] and clock["met"][11:16]) for clock in again["clocks"]]
    assert found == rounds
    assert (again["done"], again["started"]) == (None, rounds[-1][0])


def test_a_later_recommendation_puts_no_milestone_back(decided: Referral) -> None:
    before = items(decided)["milestone:visit"]
    decided.adult("father")
    decided.answer("father", "violent", "yes")
    after = items(decided)["milestone:visit"]
    assert (after["due"], after["since"]) == (before["due"], before["since"])


def test_what_must_be_found_out_is_owed_once_it_is_decided(desk: Desk) -> None:
    referral = worry(desk, hungry="yes", bruise={"not_known": "nobody knows"})
    assert not [id for id in items(referral) if id.startswith("enquiry:")]
    referral.decide("assessment", "amber")
    enquiry = items(referral)["enquiry:child-1:bruise"]
    assert (enquiry["state"], enquiry["children"], enquiry["what"]) == (
        "to_do",
        ["child-1"],
        "Is there a bruise?",
    )
    assert enquiry["due"] == "2026-11-23T13:00:00+00:00"


@pytest.mark.parametrize("answer", ["no", {"not_known": "refused or evaded"}, "yes"])
def test_an_answer_ends_it_whatever_it_says(desk: Desk, answer: object) -> None:
    referral = worry(desk, hungry="yes", bruise={"not_known": "nobody knows"})
    referral.decide("assessment", "amber")
    referral.answer("child-1", "bruise", answer)
    assert items(referral)["enquiry:child-1:bruise"]["state"] == "done"
