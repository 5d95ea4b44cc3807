"""The representative week: what a policy makes of it, each figure beside its band; outside is a warning."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli import commands
from tests.policies.shipped import IDS, ROOT, shipped
from triage_api.assurance.week import EVERY, Measure, Week, measured
from triage_api.engine import read_case
from triage_api.policy.examples import read_week, week_folder
from triage_api.policy.load import load_or_raise
from triage_api.policy.model import Policy

GOOD = Path(__file__).parents[1] / "policy" / "good"

QUIET = """
- title: Spam
  source: our-judgement
  received_at: "2026-03-02T09:06:00+00:00"
  answers: {kind: spam}
- title: A worry
  source: our-judgement
  received_at: "2026-03-02T09:07:00+00:00"
  answers: {kind: worry}
  children: [{ref: child-1, answers: {age: 8 months}}]
"""


@pytest.fixture
def north(tmp_path: Path) -> Path:
    """A policy of one's own, with a week of two."""
    folder = tmp_path / "northshire"
    shutil.copytree(GOOD / "northshire", folder)
    (folder / "examples" / "week").mkdir()
    (folder / "examples" / "week" / "monday.yaml").write_text(QUIET, encoding="utf-8")
    return folder


def week_of(policy: Policy, folder: Path, *, whole: bool = False) -> Week:
    bodies, findings = read_week(folder, policy)
    assert findings == ()
    return measured(policy, [read_case(body, policy) for body in bodies], whole=whole)


def by_name(week: Week) -> Mapping[str, Measure]:
    return {one.name: one for one in week.measures}


def test_every_referral_ends_somewhere_and_is_counted_once(north: Path) -> None:
    week = week_of(load_or_raise(north, [north.parent]), north / "examples" / "week")
    assert (week.referrals, sum(week.routes.values()), week.routes[""]) == (2, 2, 1)


def test_a_figure_outside_its_band_is_a_warning_and_no_error(north: Path) -> None:
    run = commands.policy(north, "check", str(north))
    assert run.returncode == 0
    assert "assessment-and-above: 0 %, WARNING, outside 6 to 12" in run.stdout


def test_a_policy_without_a_week_says_so(tmp_path: Path) -> None:
    shutil.copytree(GOOD / "northshire", tmp_path / "northshire")
    run = commands.policy(tmp_path, "check", str(tmp_path / "northshire"))
    assert "week: none; nobody can say how many children" in run.stdout


def test_a_case_of_the_week_that_cannot_be_read_is_said_with_its_place(north: Path) -> None:
    path = north / "examples" / "week" / "monday.yaml"
    path.write_text(QUIET.replace("kind: spam", "knd: spam"), encoding="utf-8")
    run = commands.policy(north, "check", str(north))
    assert "monday.yaml:5:13: There is no question “knd”" in run.stdout
    assert "week: not measured" in run.stdout
    assert run.returncode == 1


@pytest.mark.parametrize("id", [id for id in IDS if id != "england"])
def test_an_authority_is_measured_on_the_week_of_the_policy_it_extends(id: str) -> None:
    folder = week_folder(ROOT / id, [ROOT], "england@2026.1")
    assert folder == ROOT / "england" / "examples" / "week"


@pytest.mark.slow
@pytest.mark.parametrize("id", IDS)
def test_the_week_is_inside_the_bands_that_the_lead_states(id: str) -> None:
    """Every interview of England's, whose week and bands they are; one in eight of the others'."""
    policy = shipped(id)
    week = week_of(policy, ROOT / "england" / "examples" / "week", whole=id == "england")
    assert week.referrals == 400
    assert {name for name, one in by_name(week).items() if one.band} == set(policy.bands)
    assert [(one.name, one.value) for one in week.measures if one.is_outside] == []


def test_one_interview_in_so_many_is_walked_unless_all_are_asked_for(north: Path) -> None:
    policy, folder = load_or_raise(north, [north.parent]), north / "examples" / "week"
    few, all_of_them = (by_name(week_of(policy, folder, whole=whole)) for whole in (False, True))
    assert few["interview-median"].of == -(-2 // EVERY)
    assert all_of_them["interview-median"].of == 2
