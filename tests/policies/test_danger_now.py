"""A child in danger now has the highest route at once. What runs beside it is still asked about: after the
decision, when it can wait, but not never."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policies.interviewed import a_case, to_the_end, worst
from tests.policies.shipped import shipped
from triage_api.engine import Recommendation
from triage_api.policy.model import About

TOPICS = [
    (question.id, question.about, choice.id)
    for question in shipped("england").questions.values()
    if question.sweep
    for choice in question.choices
]


def told(sweep: str, about: About, topic: str, danger: str) -> dict[str, Any]:
    ticked = {sweep: [topic]}
    child = {"age": "15 years", **(ticked if about is About.CHILD else {})}
    return a_case(child, {"danger_now": danger, **(ticked if about is About.REFERRAL else {})})


def beside(found: Recommendation) -> set[str]:
    return {one.contact.id for one in found.contacts} | {one.duty.id for one in found.duties}


@pytest.mark.parametrize(("sweep", "about", "topic"), TOPICS)
def test_danger_now_loses_no_contact_and_no_duty(sweep: str, about: About, topic: str) -> None:
    calm, danger = (to_the_end(told(sweep, about, topic, now), worst, can_wait=True) for now in ("no", "yes"))
    assert danger.route == "immediate_protection"
    # Whether the parents are told is for the strategy discussion that danger brings.
    assert beside(calm) - beside(danger) <= {"parents"}


def test_of_a_child_who_is_missing_now_and_in_danger_the_missing_person_unit_hears() -> None:
    found = to_the_end(told("outside", About.CHILD, "missing", "yes"), worst, can_wait=True)
    assert "police_missing" in beside(found)
