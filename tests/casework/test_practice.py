"""The practice report: every figure against a count by hand, with its denominator; small numbers left out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.casework.desks import (
    LOWERING,
    MANAGER,
    NOW,
    SECOND_MANAGER,
    SHARED,
    WORKER,
    Referral,
    opened,
)
from tests.casework.test_owning import offered
from triage_api.casework import Asked, Desk, Member
from triage_api.casework.owning import accept
from triage_api.casework.practice import as_csv, counted_by, practice_report
from triage_api.casework.refusals import NotYoursError
from triage_api.casework.subjects import add_child
from triage_api.record import Person
from triage_api.storage import Ledger, Period

AUDITOR = Member(Person("An auditor", "auditor"))
YEAR = Period("hallamshire", NOW - timedelta(days=365), NOW + timedelta(days=1))

Json = dict[str, Any]


def bruised(desk: Desk, **answers: object) -> Referral:
    child = {"ref": "child-1", "answers": {"age": "8 months", "bruise": "yes", **answers}}
    return opened(desk, answers={"kind": "worry"}, children=[child]).by(MANAGER)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Eight decisions: four as recommended, three lowered (one in vain), one raised."""
    for _ in range(4):
        bruised(desk).decide("strategy", "red")
    bruised(desk, hungry={"not_known": "nobody knows"}).decide("assessment", "amber", lowering=LOWERING)
    lowered = bruised(desk)
    lowered.decide("advice", "green", lowering=LOWERING)
    lowered.by(SECOND_MANAGER).second_view(lowered.state["lowerings"][0]["number"], agrees=False)
    child = {"ref": "child-1", "answers": {"age": "9 years", "hungry": "yes"}}
    hungry = [opened(desk, answers={"kind": "worry"}, children=[child]).by(MANAGER) for _ in range(2)]
    hungry[0].decide("strategy", "red")
    hungry[1].decide("assessment", "amber", lowering=LOWERING)
    return desk


def figures(report: Json) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one["figure"], one["group"]): (one["count"], one["of"]) for one in report["figures"]}


def test_the_figures_are_those_counted_by_hand(busy: Desk) -> None:
    found = figures(busy.practice(YEAR, None, MANAGER, outside=False))
    assert found["decisions", ""] == (8, 8)
    assert found["lowered", ""] == (3, 8)
    assert found["raised", ""] == (1, 8)
    assert found["second_missing", ""] == (2, 3)
    assert found["second_disagreed", ""] == (1, 3)
    assert found["with_unknowns", ""][1] == 8


def test_they_are_told_apart_by_policy_role_and_month(busy: Desk) -> None:
    by_role = figures(busy.practice(YEAR, "role", MANAGER, outside=False))
    assert by_role["decisions", "manager"] == (8, 8)
    by_team = figures(busy.practice(YEAR, "team", MANAGER, outside=False))
    assert {team for _, team in by_team} == {"front_door"}
    assert (by_team["decisions", "front_door"], by_team["lowered", "front_door"]) == ((8, 8), (3, 8))
    by_month = figures(busy.practice(YEAR, "month", MANAGER, outside=False))
    assert by_month["lowered", "2026-11"] == (3, 8)
    by_policy = figures(busy.practice(YEAR, "policy", MANAGER, outside=False))
    assert by_policy["decisions", "hallamshire@1.0"] == (8, 8)


@pytest.mark.parametrize(
    ("front_door", "night", "group"),
    [
        (("worker", "manager"), ("manager",), "front_door+night"),
        (("worker",), ("night_worker",), "none"),
    ],
    ids=["in two teams", "in none"],
)
def test_a_role_in_two_teams_is_a_group_of_both(
    desk: Desk, ledger: Ledger, front_door: tuple[str, ...], night: tuple[str, ...], group: str
) -> None:
    policy = SHARED.policy("hallamshire")
    assert policy is not None
    roles, teams = {"front_door": front_door, "night": night}, dict(policy.casework.teams)
    teams |= {id: replace(teams[id], roles=those) for id, those in roles.items()}
    policy = replace(policy, casework=replace(policy.casework, teams=teams))
    bruised(desk).decide("strategy", "red")
    counted = ledger.figures(YEAR, counted_by("team"))
    report = practice_report(policy, YEAR, counted, "team", outside=False)
    assert figures(report)["decisions", group] == (1, 1)


def test_outside_the_team_small_numbers_are_left_out(busy: Desk) -> None:
    report = busy.practice(YEAR, None, MANAGER, outside=True)
    shown = {one["figure"]: one for one in report["figures"]}
    assert (shown["decisions"]["count"], shown["decisions"]["suppressed"]) == (8, False)
    assert (shown["lowered"]["count"], shown["lowered"]["share"], shown["lowered"]["suppressed"]) == (
        None, None, True,
    )  # fmt: skip
    assert shown["second_missing"]["of"] is None
    assert all(one["count"] is None or one["count"] >= 5 for one in report["routes"])


def test_what_a_source_left_unknown_is_counted_with_the_questions_words(busy: Desk) -> None:
    report = busy.practice(YEAR, None, MANAGER, outside=False)
    hungry = [one for one in report["never_told"] if one["question"] == "hungry"]
    assert [(one["sender"], one["ask"], one["count"], one["of"]) for one in hungry] == [
        ("worry", "Does the child go hungry?", 1, 8)
    ]


def test_times_have_a_median_and_what_nine_in_ten_do_not_exceed(busy: Desk) -> None:
    first, second, closed, *_ = busy.practice(YEAR, None, MANAGER, outside=False)["times"]
    assert first["of"] == 8
    assert 1.0 <= first["median"] <= first["nine_in_ten"] < 1.1
    assert (second["of"], closed["of"], closed["median"]) == (1, 0, None)


def waits(desk: Desk) -> dict[str, tuple[float | None, float | None, int]]:
    times = desk.practice(YEAR, None, MANAGER, outside=False)["times"]
    return {one["figure"]: (one["median"], one["nine_in_ten"], one["of"]) for one in times}


def test_how_long_it_waited_for_somebody_is_told_by_what_it_waited_for(desk: Desk) -> None:
    assert waits(desk)["offer_hours"] == (None, None, 0)
    for hours in (1, 1, 2, 30):
        referral = bruised(desk).by(WORKER)
        number = offered(referral, MANAGER)
        referral.now += timedelta(hours=hours)
        referral.by(MANAGER).change(partial(accept, number=number))
    # One second more than an hour is a tenth begun.
    assert waits(desk)["offer_hours"] == (1.1, 30.1, 4)
    assert waits(desk)["allocation_hours"] == (None, None, 0)


def test_what_was_owed_is_in_time_late_or_never_by_agency(desk: Desk) -> None:
    referral = bruised(desk)
    referral.decide("strategy", "red")
    referral.contact("police", "made", "PC Lee, front desk")
    later = Period("hallamshire", YEAR.since, NOW + timedelta(days=60))
    owed = {one["agency"]: one for one in desk.practice(later, None, MANAGER, outside=False)["owed"]}
    assert (owed["police"]["in_time"], owed["police"]["title"], owed["police"]["of"]) == (1, "Police", 1)
    assert owed[None]["never"] > 0
    for one in owed.values():
        assert one["of"] == one["in_time"] + one["late"] + one["otherwise"] + one["never"]
    hidden = desk.practice(later, None, MANAGER, outside=True)["owed"]
    assert all(one["suppressed"] and one["in_time"] is None for one in hidden if one["agency"] == "police")


@pytest.mark.parametrize(
    ("days", "again"), [(30, 1), (364, 1), (367, 0)], ids=["a month", "just within a year", "longer ago"]
)
def test_a_child_who_comes_again_within_a_year_is_counted(desk: Desk, days: int, again: int) -> None:
    for received in (NOW - timedelta(days=days), NOW):
        case = {"policy": "hallamshire", "received_at": received.isoformat(), "answers": {"kind": "worry"}}
        state = json.loads(desk.open(Asked(WORKER, NOW), case, None).body)
        Referral(desk, state).change(lambda change: add_child(change, None, "KM", "2014-10", "M-1"))
    since = Period("hallamshire", NOW - timedelta(days=1), NOW + timedelta(days=1))
    found = desk.practice(since, None, MANAGER, outside=False)["again"]
    assert (found["count"], found["of"]) == (again, 1)


def test_a_period_without_a_decision_has_no_figures(busy: Desk) -> None:
    before = Period("hallamshire", NOW - timedelta(days=900), NOW - timedelta(days=800))
    report = busy.practice(before, None, MANAGER, outside=True)
    assert (report["figures"], report["routes"], report["never_told"]) == ([], [], [])
    assert report["times"][0]["median"] is None


def test_as_csv_it_is_the_same_figures(busy: Desk) -> None:
    report = busy.practice(YEAR, None, MANAGER, outside=False)
    rows = list(csv.DictReader(io.StringIO(as_csv(report))))
    assert [(row["figure"], row["count"], row["of"]) for row in rows] == [
        (one["figure"], str(one["count"]), str(one["of"])) for one in report["figures"]
    ]


def test_the_dataset_is_in_its_own_names_and_the_censuss_codes(busy: Desk, ledger: Ledger) -> None:
    contacts = list(csv.DictReader(io.StringIO(busy.dataset("ssd_contacts", YEAR, AUDITOR, NOW))))
    assert len(contacts) == 8
    assert sorted({row["cont_contact_source_code"] for row in contacts}) == ["10", "6"]
    flags = [json.loads(row["cont_contact_outcome_json"]) for row in contacts]
    assert [sum(one[flag] == "Y" for one in flags) for flag in ("CP_ENQUIRY_FLAG", "ADVICE_FLAG")] == [5, 0]
    episodes = list(csv.DictReader(io.StringIO(busy.dataset("ssd_cin_episodes", YEAR, AUDITOR, NOW))))
    assert [row["cine_referral_worker_id"] for row in episodes] == ["A manager"]
    assert json.loads(episodes[0]["cine_referral_outcome_json"])["SINGLE_ASSESSMENT_FLAG"] == "Y"
    exports = [row for row in ledger.views(YEAR.since, YEAR.until) if row["what"] == "export"]
    assert len(exports) == 8 + 8


def test_a_table_without_a_row_still_has_its_columns(desk: Desk) -> None:
    assert desk.dataset("ssd_contacts", YEAR, AUDITOR, NOW).startswith("cont_contact_id,cont_person_id,")


@pytest.mark.parametrize("who", [WORKER, MANAGER], ids=lambda who: who.person.role)
def test_only_whom_the_policy_names_may_take_records_out(busy: Desk, who: Member) -> None:
    with pytest.raises(NotYoursError):
        busy.dataset("ssd_contacts", YEAR, who, NOW)


def test_the_projections_of_it_are_made_anew_equal(busy: Desk, ledger: Ledger) -> None:
    assert ledger.verify().findings == ()
