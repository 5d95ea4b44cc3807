"""The representative week: four hundred made-up referrals, held against the bands that the policy states."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.policies.shipped import ROOT, shipped
from triage_api.assurance.interviews import quantile, walk
from triage_api.engine import Case, Recommendation, evaluate, openings, read_case, recommend

LADDER = list(shipped("england").routes)
ASSESSMENT, DISCUSSION = LADDER.index("child_in_need_assessment"), LADDER.index("strategy_discussion")
BANDS = shipped("england").bands
CASE_FIELDS = ("policy", "received_at", "answers", "children", "adults", "incidents")


def texts(file: Path) -> list[dict[str, Any]]:
    """Every value as it was typed: “no” is a word."""
    # BaseLoader makes texts, lists and mappings, and nothing else.
    return list(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


@cache
def week() -> tuple[Case, ...]:
    """Each referral with the answers that it had."""
    files = sorted((ROOT / "england" / "examples" / "week").glob("*.yaml"))
    read: list[dict[str, Any]] = [one for file in files for one in texts(file)]
    return tuple(
        read_case({field: one[field] for field in CASE_FIELDS if field in one}, shipped("england"))
        for one in read
    )


@cache
def came_out() -> tuple[Recommendation, ...]:
    return tuple(recommend(shipped("england"), case) for case in week())


def rung(route: str | None) -> int:
    """``None``, too early to say or no referral, is below the lowest."""
    return -1 if route is None else LADDER.index(route)


def raised(one: Recommendation) -> bool:
    """Higher than what is known gives."""
    return rung(one.route) > max(0, rung(one.floor.route))


def signed_before(one: Recommendation) -> bool:
    """A lowering of it would wait for a second person."""
    return one.route is not None and str(shipped("england").routes[one.route].second_view) == "before"


SHARES = {
    "strategy-discussion-and-above": lambda one: rung(one.route) >= DISCUSSION,
    "assessment-and-above": lambda one: rung(one.route) >= ASSESSMENT,
    "raised-by-unknowns": raised,
    "second-signature": signed_before,
}


def test_the_week_is_four_hundred_referrals() -> None:
    assert len(week()) == 400


def test_every_band_of_the_policy_is_looked_at() -> None:
    assert set(BANDS) == set(SHARES)


@pytest.mark.parametrize("share", SHARES)
def test_the_week_stays_inside_the_bands(share: str) -> None:
    found = 100 * sum(map(SHARES[share], came_out())) / len(came_out())
    lowest, highest = BANDS[share]
    assert lowest <= found <= highest


@pytest.mark.slow
def test_half_of_the_week_waits_for_one_enquiry_at_most() -> None:
    waiting = [openings(evaluate(shipped("england"), case)).questions for case in week()]
    counts = [sum(one.effect != "ask" for one in questions) for questions in waiting]
    assert quantile(counts, 0.5) <= 1


@pytest.mark.slow
def test_half_of_the_weeks_interviews_take_twelve_answers_and_nine_in_ten_thirty() -> None:
    lengths = [walk(shipped("england"), case).answers for case in week()]
    assert quantile(lengths, 0.5) <= 12
    assert quantile(lengths, 0.9) <= 30
