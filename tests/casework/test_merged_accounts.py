"""What was said of two that are one: an old settlement silences nothing that was told later."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import LOWERING
from tests.casework.test_merging import CALM, GRAVE, join, part, routes, two
from triage_api.casework import Desk
from triage_api.casework.refusals import ConflictError
from triage_api.record.accounts import told_by, united

Json = dict[str, Any]

DOCTOR: Json = {"value": "no", "said_by": "doctor", "how_known": "saw", "settles": True}
HOSPITAL: Json = {"value": "yes", "said_by": "hospital", "how_known": "saw", "settles": True}


def unsettled(account: Json) -> Json:
    return {name: value for name, value in account.items() if name != "settles"}


def silent(answers: Json) -> Json:
    """The child of whom nobody was asked about the bruise."""
    return {question: answer for question, answer in answers.items() if question != "bruise"}


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        (["no"], "no"),
        (["no", "no"], "no"),
        (["no", "yes"], {"accounts": ["no", "yes"]}),
        ([DOCTOR], DOCTOR),
        ([DOCTOR, DOCTOR], DOCTOR),
        (["yes", DOCTOR], {"accounts": ["yes", DOCTOR]}),
        ([DOCTOR, "yes"], {"accounts": [unsettled(DOCTOR), "yes"]}),
        ([DOCTOR, HOSPITAL], {"accounts": [unsettled(DOCTOR), HOSPITAL]}),
        ([{"accounts": ["yes", DOCTOR]}, "yes"], {"accounts": [unsettled(DOCTOR), "yes"]}),
        ([DOCTOR, {"accounts": ["yes", DOCTOR]}], {"accounts": ["yes", DOCTOR]}),
        ([DOCTOR, unsettled(DOCTOR)], unsettled(DOCTOR)),
    ],
)
def test_an_account_settles_only_what_was_recorded_before_it(said: list[Any], whole: Any) -> None:
    assert united(said) == whole


def test_who_gave_an_account_is_called_what_they_are_called_now() -> None:
    def one(ref: str) -> str:
        return {"him": "father"}.get(ref, ref)

    account = {"value": "no", "said_by": "him"}
    assert told_by({"accounts": ["yes", account]}, one) == {
        "accounts": ["yes", {"value": "no", "said_by": "father"}]
    }
    assert told_by({"value": "no", "said_by": "school"}, one) == {"value": "no", "said_by": "school"}
    assert told_by("no", one) == "no"


def test_danger_told_after_a_merging_counts_against_what_was_settled_before(desk: Desk) -> None:
    referral = two(desk, silent(CALM), {**CALM, "bruise": DOCTOR})
    join(referral)
    calm = routes(referral)
    referral.answer("child-1", "bruise", "yes")
    assert routes(referral) == {"child-1": ("assessment", "amber")} != calm
    assert referral.state["recommendation"]["contradictions"]
    referral.answer("child-1", "bruise", HOSPITAL)
    assert routes(referral) == {"child-1": ("assessment", "amber")}


def test_danger_told_before_a_merging_counts_against_what_was_settled_earlier(desk: Desk) -> None:
    referral = two(desk, CALM, {**CALM, "bruise": DOCTOR})
    referral.answer("child-1", "bruise", "yes", None)
    join(referral)
    assert routes(referral) == {"child-1": ("assessment", "amber")}


@pytest.mark.parametrize("kept", [CALM, silent(CALM)], ids=["answered", "never answered"])
def test_settling_what_was_said_of_the_merged_one_is_an_edit(desk: Desk, kept: Json) -> None:
    referral = two(desk, kept, GRAVE)
    join(referral)
    with pytest.raises(ConflictError) as refused:
        referral.answer("child-1", "bruise", DOCTOR)
    assert refused.value.code == "lowers"
    referral.answer("child-1", "bruise", DOCTOR, LOWERING)
    (lowered,) = referral.state["lowerings"]
    assert (lowered["what"], lowered["stood"]["lowered_from"]["route"]) == ("answer", "assessment")


def test_what_was_once_said_of_the_merged_one_counts_too(desk: Desk) -> None:
    """“yes” must not become “no” by way of “not known” and a merging."""
    referral = two(desk, {**silent(CALM), "age": "8 months"}, {**GRAVE, "age": "8 months"})
    referral.answer("child-2", "bruise", {"not_known": "nobody knows"}, LOWERING)
    join(referral)
    before = routes(referral)
    with pytest.raises(ConflictError) as refused:
        referral.answer("child-1", "bruise", "no")
    assert (refused.value.code, before["child-1"][0]) == ("lowers", "assessment")


def test_the_person_of_concern_settles_nothing_under_either_name(desk: Desk) -> None:
    his = {**DOCTOR, "said_by": "him"}
    referral = two(desk, {**CALM, "bruise": {"accounts": ["yes", his]}}, CALM)
    referral.answer("him", "violent", "yes")
    before = routes(referral)
    assert before["child-1"][0] == "assessment"
    join(referral, "father", "him")
    assert routes(referral) == before
    assert referral.state["case"]["children"][0]["answers"]["bruise"]["accounts"][1]["said_by"] == "father"
    part(referral)
    assert referral.state["case"]["children"][0]["answers"]["bruise"]["accounts"][1] == his
