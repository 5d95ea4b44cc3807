"""News on an open case: never filed, asked over the answers that stand, acknowledged by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, PRACTICE, WORKER, Referral, opened, worry
from triage_api.casework import Desk, Member
from triage_api.casework.answering import Given
from triage_api.casework.news import Told, acknowledge_news, record_news
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.record import Person
from triage_api.record.due import due_list
from triage_api.storage import Ledger

CHARGED = "Her boyfriend is charged with a serious assault on the neighbour."
KNOWN = "I have rung the police and am on my way to the flat."
OTHER_WORKER = Member(Person("Another worker", "worker"))
CLERK = Member(Person("A clerk", "clerk"))


def news(
    referral: Referral, to: str | None = "A worker", happened_at: datetime | None = None, **fields: Any
) -> dict[str, Any]:
    """The news, after it was told."""
    told = Told(
        **{"words": CHARGED, "said_by": "Safer communities team", "how_known": "told", **fields}, to=to
    )
    state = referral.change(lambda change: record_news(change, told), happened_at)
    found: dict[str, Any] = state["news"][-1]
    return found


def acknowledge(referral: Referral, of: int, words: str = KNOWN, changes_no_answer: bool = False) -> Any:
    return referral.change(lambda change: acknowledge_news(change, of, words, changes_no_answer))["news"][-1]


@pytest.fixture
def decided(desk: Desk) -> Referral:
    """A hungry child, decided as recommended."""
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    return referral


def test_news_has_three_times_and_a_clock_from_when_it_reached_us(decided: Referral) -> None:
    happened, received = NOW - timedelta(days=3), NOW - timedelta(minutes=30)
    told = news(decided, happened_at=happened, received_at=received)
    assert (told["happened_at"], told["received_at"]) == (
        happened.isoformat(timespec="seconds"),
        received.isoformat(timespec="seconds"),
    )
    assert told["recorded_at"] > told["received_at"]
    assert told["deadline"]["due"] == (received + timedelta(hours=1)).isoformat(timespec="seconds")
    assert told["late"] is False


def test_news_re_rates_the_child_over_the_answers_that_stand(decided: Referral) -> None:
    decided.adult("boyfriend")
    told = news(decided, answers=[Given("boyfriend", "violent", "yes")])
    assert decided.state["recommendation"]["rag"] == "red"
    assert told["answers"] == 1
    assert decided.state["overtaken"]["rose_to"] == {"route": "assessment", "rag": "red"}


def test_the_answers_may_come_by_the_ordinary_way(decided: Referral) -> None:
    news(decided)
    decided.adult("boyfriend")
    decided.answer("boyfriend", "violent", "yes")
    assert decided.state["news"][-1]["answers"] == 1


def test_answers_that_news_brings_lower_only_with_a_reason(decided: Referral) -> None:
    answers = [Given("child-1", "hungry", "no")]
    with pytest.raises(ConflictError) as refused:
        news(decided, answers=answers)
    assert refused.value.code == "lowers"
    assert decided.desk.referral(decided.state["id"], WORKER, NOW)["news"] == []
    news(decided, answers=answers, lowering=LOWERING)
    assert len(decided.state["lowerings"]) == 1


def test_the_short_interview_shows_the_answers_that_stand(decided: Referral) -> None:
    decided.adult("boyfriend")
    asked = decided.desk.news(decided.state["id"], WORKER, NOW)["ask"]
    assert [(one["question"], one["about"], one["answer"]) for one in asked] == [
        ("bruise", "child-1", "no"),
        ("hungry", "child-1", "yes"),
        ("other_adults", "referral", "no"),
        ("violent", "boyfriend", None),
    ]


WRONG = {
    "without words": ({"words": " "}, "/words", "blank-words"),
    "by nobody": ({"said_by": " "}, "/said_by", "blank"),
    "known from nowhere": ({"how_known": "heard"}, "/how_known", "wrong-value"),
    "received in the future": ({"received_at": NOW + timedelta(hours=1)}, "/received_at", "in-the-future"),
}


@pytest.mark.parametrize(("fields", "at", "code"), WRONG.values(), ids=WRONG.keys())
def test_news_that_cannot_be_used_is_refused(
    decided: Referral, fields: dict[str, Any], at: str, code: str
) -> None:
    with pytest.raises(WrongError) as refused:
        news(decided, **fields)
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]


ACKNOWLEDGING: dict[str, tuple[str | None, Member, str | None]] = {
    "the named worker": ("A worker", WORKER, None),
    "a manager, for the named worker": ("A worker", MANAGER, None),
    "a worker, where nobody is named": (None, OTHER_WORKER, None),
    "another worker": ("A worker", OTHER_WORKER, "named-for-another"),
    "a role that the policy does not name": (None, CLERK, "role"),
    "the practice user": ("A worker", PRACTICE, None),
}


@pytest.mark.parametrize(("to", "who", "code"), ACKNOWLEDGING.values(), ids=ACKNOWLEDGING.keys())
def test_who_acknowledges_news(decided: Referral, to: str | None, who: Member, code: str | None) -> None:
    number = news(decided, to=to, answers=[Given("child-1", "bruise", "yes")])["number"]
    if code is None:
        assert acknowledge(decided.by(who), number)["acknowledged"]["by"]["name"] == who.person.name
        return
    with pytest.raises(NotYoursError) as refused:
        acknowledge(decided.by(who), number)
    assert refused.value.code == code
    assert decided.desk.news(decided.state["id"], WORKER, NOW)["news"][0]["acknowledged"] is None


STEPS: dict[str, tuple[list[Callable[[Referral, int], Any]], str]] = {
    "twice": ([acknowledge, acknowledge], "given-already"),
    "before anybody asked what it changes": ([acknowledge], "nothing-asked"),
    "without words": ([lambda referral, of: acknowledge(referral, of, " ", True)], "blank-words"),
    "of no news": ([lambda referral, of: acknowledge(referral, of + 1)], "no-such-news"),
}


@pytest.mark.parametrize(("steps", "code"), STEPS.values(), ids=STEPS.keys())
def test_how_news_cannot_be_acknowledged(
    decided: Referral, steps: list[Callable[[Referral, int], Any]], code: str
) -> None:
    answers = [Given("child-1", "bruise", "yes")] if code == "given-already" else []
    number = news(decided, answers=answers)["number"]
    *before, last = steps
    for step in before:
        step(decided, number)
    with pytest.raises(RefusedError) as refused:
        last(decided, number)
    assert refused.value.code == code


def test_news_that_changes_nothing_is_said_to(decided: Referral) -> None:
    known = acknowledge(decided, news(decided)["number"], changes_no_answer=True)["acknowledged"]
    assert (known["changes_no_answer"], known["words"]) == (True, KNOWN)


def test_news_acknowledged_late_stays_late(decided: Referral) -> None:
    number = news(decided, received_at=NOW - timedelta(hours=2))["number"]
    assert decided.state["news"][-1]["late"] is True
    assert acknowledge(decided, number, changes_no_answer=True)["late"] is True


def test_news_is_never_filed_as_no_referral(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "spam"})
    news(referral)
    with pytest.raises(ConflictError) as refused:
        referral.decide(None, None)
    assert refused.value.code == "news-is-a-referral"


def test_news_opens_again_what_was_filed_as_no_referral(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "spam"})
    referral.decide(None, None, "An advertisement for office chairs.")
    assert referral.state["state"] == "not_a_referral"
    news(referral)
    assert (referral.state["state"], referral.state["decision"]) == ("open", None)


def test_news_of_no_case_is_refused(desk: Desk) -> None:
    referral = worry(desk)
    referral.state["id"] = "20261123-XXXX"
    with pytest.raises(NotFoundError):
        news(referral)


def test_a_time_is_kept_to_the_second_in_utc(decided: Referral) -> None:
    received = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
    assert news(decided, received_at=received)["received_at"] == datetime(
        2026, 11, 23, 9, 0, tzinfo=UTC
    ).isoformat(timespec="seconds")


def test_news_is_owed_until_somebody_knows_of_it(decided: Referral, ledger: Ledger) -> None:
    def owed() -> list[tuple[str, bool]]:
        record = ledger.referral(decided.state["id"])
        assert record is not None
        return [(one.what, one.is_open) for one in due_list(record) if one.kind == "news"]

    number = news(decided)["number"]
    assert owed() == [("A worker acknowledges the news", True)]
    acknowledge(decided, number, changes_no_answer=True)
    assert owed() == [("A worker acknowledges the news", False)]
