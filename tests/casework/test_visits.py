"""Seeing a child: what counts, what is shown and does not, what is news; no clock begins anew."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.desks import MANAGER, NOW, PRACTICE, WORKER, Json, Referral, opened, worry
from tests.casework.visiting import (
    MOTHER,
    NURSE,
    OFFICER,
    SOCIAL_WORKER,
    STRANGER,
    known,
    visit,
)
from triage_api.casework import Desk, Member
from triage_api.casework.refusals import ConflictError, NotFoundError, RefusedError, WrongError
from triage_api.casework.visits import Met
from triage_api.record import Person, Professional, VisitPlace

LEFT: dict[str, object] = {"value": ["left"], "nothing_else": True}
CLERK = Member(Person("A clerk", "auditor"))


@pytest.fixture
def referral(desk: Desk) -> Referral:
    """A child who was left alone: a social worker is to see them, soon and again."""
    found = worry(desk, signs=LEFT)
    found.adult("mother")
    found.adult("zed")
    found.answer("zed", "violent", "yes")
    found.decide("assessment", "red")
    return found


def items(referral: Referral) -> dict[str, Json]:
    return {item["id"]: item for item in referral.state["items"]}


def events(referral: Referral) -> list[str]:
    return [one["event"] for one in referral.state["case"]["events"]]


COUNTS: dict[str, tuple[Member, dict[str, Any], str | None]] = {
    "a social worker who sees the child": (WORKER, {}, None),
    "alone": (WORKER, {"alone": True}, None),
    "recorded by somebody else": (CLERK, {"visitor": SOCIAL_WORKER}, None),
    "the one user of a practice desk": (PRACTICE, {}, None),
    "nobody answered": (WORKER, {"seen": False, "alone": None}, "The child was not seen."),
    "a police welfare check": (WORKER, {"visitor": OFFICER}, "This one was by: Police constable."),
    "a health visitor": (WORKER, {"visitor": NURSE}, "This one was by: Health visitor."),
    "a role that the policy does not name": (CLERK, {}, "This one was by: auditor."),
    "a social worker of somebody else": (
        WORKER,
        {"visitor": Professional("PC Lee", "worker", "police")},
        "This one was by: worker.",
    ),
}


@pytest.mark.parametrize(("who", "fields", "why_not"), COUNTS.values(), ids=COUNTS.keys())
def test_what_counts(referral: Referral, who: Member, fields: dict[str, Any], why_not: str | None) -> None:
    found = visit(referral.by(who), **fields)
    assert found["counts"] == (why_not is None)
    assert (why_not or "") in (found["why_not"] or "")
    assert ("child_seen" in events(referral)) == (why_not is None)
    state = referral.contacts["see_the_child"]["state"]
    assert state == ("made" if why_not is None else "to_do")


def test_what_does_not_count_is_shown_all_the_same(referral: Referral) -> None:
    visit(referral, at="2026-11-23T09:30:00+00:00", visitor=OFFICER)
    (last,) = referral.state["last_seen"]
    assert (last["seen"], last["visited"]) == (referral.state["visits"][0]["number"], None)
    assert last["words"] == (
        "No professional has seen child-1 since Monday 23 November 2026 at 09.30 (PC Lee, Police constable, "
        "police). No visit that counts is recorded."
    )


def test_a_child_whom_nobody_has_seen_is_said_to_be_so(referral: Referral) -> None:
    visit(referral, seen=False, alone=None)
    (last,) = referral.state["last_seen"]
    assert (last["seen"], last["visited"]) == (None, None)
    assert last["words"].startswith("It is not recorded here that any professional has seen child-1.")


def test_the_last_sight_goes_by_when_it_was_and_not_by_when_it_was_written_down(referral: Referral) -> None:
    later = visit(referral, at="2026-11-23T09:40:00+00:00")
    visit(referral, at="2026-11-23T09:20:00+00:00", visitor=NURSE)
    (last,) = referral.state["last_seen"]
    assert last["seen"] == last["visited"] == later["number"]


def test_seeing_one_child_meets_nothing_that_is_owed_to_another(referral: Referral) -> None:
    referral.child("child-2")
    referral.answer("child-2", "signs", LEFT)
    visit(referral, "child-1", at="2026-11-23T09:30:00+00:00")
    assert "child_seen" not in events(referral)
    assert referral.contacts["see_the_child"]["state"] == "to_do"
    assert items(referral)["milestone:visit"]["clocks"][0]["met"] is None
    visit(referral, "child-2", at="2026-11-23T09:50:00+00:00")
    assert referral.contacts["see_the_child"]["state"] == "made"
    first, again = items(referral)["milestone:visit"]["clocks"]
    # Met when the last of them was seen; and it goes on from the one who was seen longest ago.
    assert (first["met"], again["started"]) == ("2026-11-23T09:50:00+00:00", "2026-11-23T09:30:00+00:00")


def test_a_child_added_later_is_owed_a_visit_too(referral: Referral) -> None:
    visit(referral, at="2026-11-23T09:30:00+00:00")
    referral.child("child-2")
    referral.answer("child-2", "signs", LEFT)
    seeing = items(referral)["contact:see_the_child"]
    assert (seeing["state"], seeing["clocks"][0]["met"]) == ("to_do", None)


def test_a_contact_that_a_visit_makes_cannot_be_called_made_without_one(referral: Referral) -> None:
    with pytest.raises(ConflictError) as refused:
        referral.contact("see_the_child", "made", "A worker")
    assert refused.value.code == "needs-a-record"
    assert "visits" in refused.value.detail
    referral.contact("see_the_child", "attempted", None, "Nobody opened the door.")


def test_a_visit_before_the_decision_lets_the_contact_be_made(desk: Desk) -> None:
    referral = worry(desk, signs=LEFT)
    visit(referral)
    referral.decide("assessment", "amber")
    seeing = items(referral)["contact:see_the_child"]
    assert seeing["clocks"][0]["met"] is not None
    referral.contact("see_the_child", "made", "A worker")
    assert referral.contacts["see_the_child"]["state"] == "made"


def test_the_bare_event_is_refused_and_points_to_the_visits(referral: Referral) -> None:
    with pytest.raises(WrongError) as refused:
        referral.happened("child_seen", "2026-11-23T09:30:00+00:00")
    (fault,) = refused.value.faults
    assert (fault.code, "visits" in fault.remedy) == ("needs-a-record", True)


ZED, UNNAMED_ZED = Met("zed", "zed", identified=True), Met("zed", "zed")
NEWS: dict[str, tuple[dict[str, Any], str | None]] = {
    "with nobody else": ({}, None),
    "with the mother": ({"others": (MOTHER,)}, None),
    "with the mother, of the case": ({"others": (Met("mother", "mother", identified=True),)}, None),
    "with somebody nobody could name": ({"others": (STRANGER,)}, "who was not identified"),
    "with a violent adult": ({"others": (ZED,)}, "zed (zed), a person of concern"),
    "with one whom the visitor fears": (
        {"others": (Met("a neighbour", None, identified=True, of_concern=True),)},
        "a person of concern",
    ),
    "of concern and not identified": ({"others": (UNNAMED_ZED,)}, "of concern, and not identified"),
    "at the place of a violent adult": (
        {"place": VisitPlace("home", "zed"), "visitor": OFFICER},
        "the place of a person of concern (zed)",
    ),
    "not seen, and a violent adult opens the door": (
        {"seen": False, "alone": None, "others": (ZED,)},
        "looked for and not seen",
    ),
}


@pytest.mark.parametrize(("fields", "words"), NEWS.values(), ids=NEWS.keys())
def test_what_of_a_visit_is_news(referral: Referral, fields: dict[str, Any], words: str | None) -> None:
    visit(referral, **fields)
    news = referral.state["news"]
    assert len(news) == (0 if words is None else 1)
    if words is not None:
        assert words in news[0]["words"]
        assert items(referral)[f"news:{news[0]['number']}"]["state"] == "to_do"


def test_whoever_was_not_identified_is_asked_about_and_is_to_be_found_out(referral: Referral) -> None:
    before = len(referral.state["case"]["adults"])
    found = visit(referral, others=(STRANGER,))
    (met,) = found["others"]
    assert met["due"]["clock"] == "adult_identified"
    assert len(referral.state["case"]["adults"]) == before + 1
    assert referral.state["labels"][met["adult"]]["label"] == STRANGER.who
    item = items(referral)[f"identify:{found['number']}:1"]
    assert (item["state"], item["children"]) == ("to_do", ["child-1"])
    known(referral, found["number"], adult="zed")
    assert items(referral)[f"identify:{found['number']}:1"]["state"] == "done"
    assert referral.state["visits"][0]["others"][0]["known"]["adult"] == "zed"


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no reason": ({"why": " "}, "blank-words", "/why"),
    "no kind of place": ({"place": VisitPlace(" ", "mother")}, "blank-words", "/place/kind"),
    "nothing said of whose it is": ({"place": VisitPlace("home", " ")}, "blank-words", "/place/whose"),
    "nothing said of the child": ({"words": "Fine."}, "too-short", "/words"),
    "seen, and nothing said of alone": ({"alone": None}, "missing-field", "/alone"),
    "not seen, and alone": ({"seen": False, "alone": True}, "not-seen", "/alone"),
    "an unknown adult": ({"others": (Met("him", "z"),)}, "unknown-ref", "/others/0/adult"),
    "nobody in words": ({"others": (Met(" "),)}, "blank-words", "/others/0/who"),
    "a visitor without a name": ({"visitor": Professional(" ", "PC", "police")}, "blank-words", "/by/name"),
}


@pytest.mark.parametrize(("fields", "code", "at"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(referral: Referral, fields: dict[str, Any], code: str, at: str) -> None:
    with pytest.raises(WrongError) as refused:
        visit(referral, **fields)
    assert (refused.value.code, refused.value.faults[0].at) == (code, at)
    assert referral.desk.referral(referral.state["id"], WORKER, referral.now)["visits"] == []


def test_there_is_no_such_child(referral: Referral) -> None:
    with pytest.raises(NotFoundError, match="no-such-child"):
        visit(referral, "child-9")


IDENTIFYING: dict[str, tuple[int, int, str | None, type[RefusedError], str]] = {
    "no such visit": (900, 1, None, NotFoundError, "no-such-visit"),
    "no such person": (0, 2, None, NotFoundError, "no-such-person"),
    "person nought": (0, 0, None, NotFoundError, "no-such-person"),
    "an unknown adult": (0, 1, "z", WrongError, "unknown-ref"),
}


@pytest.mark.parametrize(
    ("ahead", "person", "adult", "error", "code"), IDENTIFYING.values(), ids=IDENTIFYING.keys()
)
def test_who_cannot_be_identified(
    referral: Referral, ahead: int, person: int, adult: str | None, error: type[RefusedError], code: str
) -> None:
    found = visit(referral, others=(STRANGER,))
    with pytest.raises(error, match=code):
        known(referral, found["number"] + ahead, person, adult)


def test_nobody_is_identified_twice(referral: Referral) -> None:
    found = visit(referral, others=(STRANGER, ZED))
    known(referral, found["number"])
    for person in (1, 2):
        with pytest.raises(ConflictError, match="given-already"):
            known(referral, found["number"], person)


def test_a_referral_that_is_not_decided_keeps_its_visits(desk: Desk) -> None:
    referral = opened(desk, children=[{"ref": "child-1", "answers": {}}])
    assert visit(referral)["counts"] is True


STEPS = st.lists(
    st.sampled_from(["worker", "other worker", "police", "not seen", "stranger", "zed", "named", "violent"]),
    max_size=7,
)
OTHER = Member(Person("Another worker", "worker"))


def step(referral: Referral, name: str) -> None:
    """One step of a random walk."""
    referral.by(OTHER if name == "other worker" else WORKER)
    match name:
        case "police":
            visit(referral, visitor=OFFICER)
        case "not seen":
            visit(referral, seen=False, alone=None)
        case "stranger":
            visit(referral, others=(STRANGER,))
        case "zed":
            visit(referral, place=VisitPlace("home", "zed"))
        case "named":
            known(referral, referral.state["visits"][-1]["number"])
        case "violent":
            referral.by(MANAGER).answer("mother", "violent", "yes")
        case _:
            visit(referral)


def clocks(referral: Referral) -> dict[tuple[str, str, str], str]:
    """Each clock of each item, by what starts it: when it is due."""
    return {
        (id, clock["clock"], clock["started"]): clock["due"]
        for id, item in items(referral).items()
        for clock in item["clocks"]
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(STEPS)
def test_no_sequence_of_visits_resets_a_clock_or_counts_without_a_visit_that_counts(
    desk: Desk, steps: list[str]
) -> None:
    referral = worry(desk, signs=LEFT)
    for ref in ("mother", "zed"):
        referral.adult(ref)
    referral.answer("zed", "violent", "yes")
    referral.decide("assessment", "red")
    before = clocks(referral)
    for name in steps:
        with suppress(RefusedError, IndexError):
            step(referral, name)
        assert before.items() <= clocks(referral).items()
        before = clocks(referral)
        counted = [one for one in referral.state["visits"] if one["counts"]]
        assert events(referral).count("child_seen") == len({one["at"] for one in counted})
        rounds = items(referral)["milestone:visit"]["clocks"]
        assert len(rounds) == 1 + len({one["at"] for one in counted})


def test_a_visit_is_late_to_the_minute(referral: Referral) -> None:
    due = items(referral)["contact:see_the_child"]["due"]
    assert due == "2026-11-24T17:00:00+00:00"
    found = [
        referral.desk.referral(referral.state["id"], WORKER, NOW + timedelta(hours=31, minutes=minutes))
        for minutes in (-1, 0, 1)
    ]
    late = [next(i for i in one["items"] if i["id"] == "contact:see_the_child")["late"] for one in found]
    assert late == [False, False, True]
