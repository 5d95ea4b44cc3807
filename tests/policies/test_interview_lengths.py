"""How many answers each kind of referral takes, by the limits of the design."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policies.interviewed import a_case
from tests.policies.shipped import case_of, child_j, examples, shipped
from triage_api.assurance.interviews import walk
from triage_api.policy.model import Stage


def example(id: str, title: str) -> dict[str, Any]:
    return dict(next(one for one in examples(id) if one.title.startswith(title)).body)


def only(**answers: str) -> dict[str, Any]:
    return {
        "policy": "england",
        "received_at": "2026-03-04T10:00:00+00:00",
        "answers": answers,
        "children": [],
        "adults": [],
        "incidents": [],
    }


SCHOOL = a_case(
    {"age": "9 years", "needs": ["anxious", "school"], "school": "slipping", "help_tried": "no"},
    {"sender": "school", "anyone_violent": "no", "other_adults": "no", "history": "nothing"},
)
LENGTHS: list[tuple[str, str, dict[str, Any], int]] = [
    ("spam", "england", only(kind="not_for_us"), 1),
    ("a notice", "england", only(kind="notice", worry_inside="no"), 5),
    ("a check", "england", only(kind="check", worry_inside="no"), 5),
    ("a low-level school worry", "england", SCHOOL, 20),
    ("news on an open case", "england", example("england", "News of no weight about a child with a"), 12),
    ("the police notices of 24 June 2015", "ealing", child_j(), 36),
    ("a transfer in", "luton", example("luton", "Child J, the papers"), 32),
]


@pytest.mark.parametrize(("id", "body", "most"), [case[1:] for case in LENGTHS], ids=[c[0] for c in LENGTHS])
def test_an_interview_is_no_longer_than_its_limit(id: str, body: dict[str, Any], most: int) -> None:
    assert walk(shipped(id), case_of(body, id)).answers <= most


@pytest.mark.parametrize("id", ["england", "ealing", "luton", "hammersmith-fulham"])
def test_the_first_look_has_six_questions_at_most(id: str) -> None:
    first = [one for one in shipped(id).questions.values() if one.stage is Stage.FIRST_LOOK]
    assert 0 < len(first) <= 6
