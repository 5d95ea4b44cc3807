"""Answers: kept with what they replace; one that lowers an outcome needs its reason and a second person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import LOWERING, Referral, opened, worry
from triage_api.casework import Desk
from triage_api.casework.answering import Given
from triage_api.casework.refusals import ConflictError, WrongError
from triage_api.record import Lowering


def route(referral: Referral) -> Any:
    return referral.state["recommendation"]["route"]


def test_an_answer_says_who_entered_it_and_when(desk: Desk) -> None:
    referral = opened(desk)
    referral.answer("referral", "kind", "worry")
    entered = next(event for event in referral.events if event["kind"] == "answered")
    assert entered["by"] == {"name": "A worker", "role": "worker"}
    assert entered["recorded_at"] == "2026-11-23T10:00:01+00:00"
    assert entered["fact"]["previous"] is None


def test_a_changed_answer_keeps_the_old_one(desk: Desk) -> None:
    referral = worry(desk, hungry={"not_known": "nobody knows"})
    referral.answer("child-1", "hungry", "yes")
    latest = [event for event in referral.events if event["kind"] == "answered"][-1]
    assert latest["fact"]["previous"] == {"not_known": "nobody knows"}
    assert referral.state["case"]["children"][0]["answers"]["hungry"] == "yes"


def test_the_same_answer_again_records_nothing(desk: Desk) -> None:
    referral = worry(desk)
    version = referral.state["version"]
    assert referral.answer("child-1", "hungry", "no")["version"] == version


RISKY: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "yes to no": ({"hungry": "yes"}, ["no"]),
    "yes to not known": ({"hungry": "yes"}, [{"not_known": "nobody knows"}]),
    "yes to not mentioned": ({"hungry": "yes"}, [{"not_mentioned": True}]),
    "a tick taken back": ({"signs": ["dirty", "thin"]}, [["dirty"]]),
    "a tick made a no": ({"signs": ["dirty", "thin"]}, [{"value": ["dirty"], "no": ["thin"]}]),
}


@pytest.mark.parametrize(("answers", "values"), RISKY.values(), ids=RISKY.keys())
def test_an_edit_that_lowers_needs_its_reason(desk: Desk, answers: dict[str, Any], values: list[Any]) -> None:
    referral = worry(desk, **answers)
    assert route(referral) == "assessment"
    question = next(iter(answers))
    with pytest.raises(ConflictError) as refused:
        referral.answer("child-1", question, values[0])
    assert refused.value.code == "lowers"
    assert "child-1" in refused.value.detail
    referral.answer("child-1", question, values[0], LOWERING)
    assert route(referral) in ("advice", "early_help")
    (lowered,) = referral.state["lowerings"]
    assert (lowered["what"], lowered["question"], lowered["code"]) == ("answer", question, "own_judgement")
    view = lowered["second_view"]
    assert (view["before_it_takes_effect"], view["by"], view["given"]) == (False, ["manager", "senior"], None)
    assert view["deadline"]["due"] == "2026-11-24T17:00:00+00:00"
    assert referral.state["high_water"] == {"route": "assessment", "rag": "amber"}


def test_yes_cannot_become_no_by_way_of_not_known(desk: Desk) -> None:
    """Finding 4 by the back door: the second step alone looks like something found out."""
    referral = worry(desk, age="8 months", bruise="yes")
    referral.answer("child-1", "bruise", {"not_known": "nobody knows"}, LOWERING)
    assert route(referral) == "assessment"
    with pytest.raises(ConflictError) as refused:
        referral.answer("child-1", "bruise", "no")
    assert refused.value.code == "lowers"


def test_a_raise_in_the_same_request_does_not_hide_a_lowering(desk: Desk) -> None:
    referral = worry(desk, age="8 months", bruise="yes")
    assert route(referral) == "strategy"
    with pytest.raises(ConflictError):
        referral.answers([Given("child-1", "bruise", "no"), Given("child-1", "hungry", "yes")])


FOUND_OUT: dict[str, tuple[dict[str, Any], str, Any]] = {
    "not known, then no": ({"bruise": {"not_known": "nobody knows"}, "hungry": "yes"}, "bruise", "no"),
    "an age more finely": ({"age": {"value": "1 year", "not_known": "nobody knows"}}, "age", "20 months"),
    "one more option asked": ({"signs": ["dirty"]}, "signs", {"value": ["dirty"], "no": ["thin"]}),
    "nothing else": ({"signs": ["dirty"]}, "signs", {"value": ["dirty"], "nothing_else": True}),
}


@pytest.mark.parametrize(("answers", "question", "value"), FOUND_OUT.values(), ids=FOUND_OUT.keys())
def test_finding_something_out_needs_no_reason(
    desk: Desk, answers: dict[str, Any], question: str, value: Any
) -> None:
    referral = worry(desk, **answers)
    referral.answer("child-1", question, value)
    assert referral.state["lowerings"] == []


def test_an_unknown_that_was_assumed_may_be_found_out_downwards(desk: Desk) -> None:
    """The price of not knowing is not a lowering: otherwise nobody would ask."""
    referral = worry(desk, age={"not_known": "nobody knows"}, bruise="yes")
    assert route(referral) == "strategy"
    referral.answer("child-1", "age", "9 years")
    assert route(referral) == "assessment"
    assert referral.state["lowerings"] == []


def test_another_account_lowers_nothing_until_it_settles(desk: Desk) -> None:
    referral = worry(desk, hungry={"value": "yes", "said_by": "school"})
    both = [{"value": "yes", "said_by": "school"}, {"value": "no", "said_by": "grandmother"}]
    referral.answer("child-1", "hungry", {"accounts": both})
    assert route(referral) == "assessment"
    settled = [both[0], {**both[1], "settles": True}]
    with pytest.raises(ConflictError):
        referral.answer("child-1", "hungry", {"accounts": settled})


def test_a_reason_where_nothing_is_lowered_is_refused(desk: Desk) -> None:
    referral = worry(desk)
    with pytest.raises(ConflictError) as refused:
        referral.answer("child-1", "hungry", "yes", LOWERING)
    assert refused.value.code == "does-not-lower"


@pytest.mark.parametrize(
    ("lowering", "code"),
    [
        (Lowering("because", "I have seen the child myself."), "unknown-code"),
        (Lowering("other", "   "), "blank-words"),
        (Lowering("other", "Not needed"), "too-short"),
    ],
)
def test_a_reason_is_a_code_and_words(desk: Desk, lowering: Lowering, code: str) -> None:
    referral = worry(desk, hungry="yes")
    with pytest.raises(WrongError) as refused:
        referral.answer("child-1", "hungry", "no", lowering)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert len(referral.events) == referral.state["version"]


WRONG: dict[str, tuple[list[Given], str, str]] = {
    "an unknown ref": ([Given("child-9", "age", "8 months")], "/answers/0/about", "unknown-ref"),
    "an unknown question": (
        [Given("child-1", "agee", "8 months")],
        "/answers/0/question",
        "unknown-question",
    ),
    "asked about something else": (
        [Given("referral", "age", "8 months")],
        "/answers/0/question",
        "wrong-subject",
    ),
    "a wrong value": ([Given("child-1", "age", "soon")], "/answers/0/answer", "wrong-value"),
    "a blank": ([Given("child-1", "age", None)], "/answers/0/answer", "blank-answer"),
    "a stray field": ([Given("child-1", "age", {"vlaue": "1"})], "/answers/0/answer/vlaue", "unknown-field"),
    "the second of two": (
        [Given("child-1", "bruise", "yes"), Given("child-1", "hungry", "often")],
        "/answers/1/answer",
        "wrong-value",
    ),
    "twice the same": (
        [Given("child-1", "bruise", "yes"), Given("child-1", "bruise", "no")],
        "/answers/1",
        "answered-twice",
    ),
}


@pytest.mark.parametrize(("given", "at", "code"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_says_where_and_records_nothing(desk: Desk, given: list[Given], at: str, code: str) -> None:
    referral = worry(desk)
    before = len(referral.events)
    with pytest.raises(WrongError) as refused:
        referral.answers(given)
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]
    assert all(fault.what and fault.remedy for fault in refused.value.faults)
    assert len(referral.events) == before


def test_the_high_water_mark_stays_when_the_recommendation_falls(desk: Desk) -> None:
    referral = worry(desk, age={"not_known": "nobody knows"}, bruise="yes")
    referral.answer("child-1", "age", "9 years")
    assert referral.state["high_water"] == {"route": "strategy", "rag": "red"}
    assert route(referral) == "assessment"
