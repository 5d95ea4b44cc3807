"""The representative week: four hundred made-up referrals that hold an answer to everything asked."""

from __future__ import annotations

from functools import cache

import pytest

from tests.policies.shipped import ROOT, case_of, shipped
from triage_api.assurance.interviews import walk
from triage_api.policy.cases import Body
from triage_api.policy.examples import read_week

FOLDER = ROOT / "england" / "examples" / "week"


@cache
def week() -> tuple[Body, ...]:
    bodies, findings = read_week(FOLDER, shipped("england"))
    assert not findings
    return tuple(bodies)


def test_the_week_is_four_hundred_referrals() -> None:
    assert len(week()) == 400


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_week_holds_an_answer_to_everything_that_would_be_asked() -> None:
    walked = (walk(shipped("england"), case_of(dict(body), "england")) for body in week())
    assert [one.unprepared for one in walked if one.unprepared] == []
