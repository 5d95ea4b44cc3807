"""Restricted referrals are not there for others; every look is noted; holds and filings are recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.desks import MANAGER, NOW, POLICIES, WORKER, Referral, opened
from triage_api.assurance.catalogue import Catalogue
from triage_api.casework import Desk, Member
from triage_api.casework.access import break_glass, end_hold, file_print, hold, lift, restrict
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.casework.views import weekly_list
from triage_api.record import Person
from triage_api.storage import Ledger

COLLEAGUE = Member(Person("A colleague", "worker"))
AUDITOR = Member(Person("An auditor", "auditor"))
WHY = "It is a colleague's family."


@pytest.fixture
def restricted(desk: Desk) -> Referral:
    """Seen by the manager and the one worker."""
    referral = opened(desk, answers={"kind": "worry"}, children=[{"ref": "child-1"}]).by(MANAGER)
    referral.change(lambda change: restrict(change, [WORKER.person.name], WHY))
    return referral


def refused(referral: Referral, who: Member) -> list[str]:
    """What somebody is told, whichever way they try to see it."""
    desk, id, words = referral.desk, referral.state["id"], []
    for look in (
        lambda: desk.referral(id, who, referral.now),
        lambda: desk.events(id, who, referral.now),
        lambda: desk.obligations(id, who, referral.now),
        lambda: desk.printed(id, "record", who, referral.now),
        lambda: desk.referral(id, who, referral.now, as_of=NOW),
        lambda: referral.by(who).child(),
    ):
        try:
            look()
        except NotFoundError as error:
            words.append(error.detail)
    return words


def test_for_others_it_is_not_there_in_the_same_words(restricted: Referral) -> None:
    desk = restricted.desk
    told = refused(restricted, COLLEAGUE)
    assert len(told) == 6
    with pytest.raises(NotFoundError) as none:
        desk.referral("20261123-ZZZZ", COLLEAGUE, NOW)
    assert set(told) == {none.value.detail.replace("20261123-ZZZZ", restricted.state["id"])}
    assert desk.lines(None, None, 9, COLLEAGUE, restricted.now) == []


@pytest.mark.parametrize("who", [WORKER, MANAGER], ids=lambda who: who.person.name)
def test_who_is_named_and_who_restricted_it_see_it(restricted: Referral, who: Member) -> None:
    assert refused(restricted, who) == []
    assert len(restricted.desk.lines(None, None, 9, who, restricted.now)) == 1


def test_breaking_the_glass_lets_somebody_see_it_for_a_time_and_is_shown(restricted: Referral) -> None:
    desk, id = restricted.desk, restricted.state["id"]
    restricted.by(COLLEAGUE).change_unseen(lambda change: break_glass(change, "The child is at the door."))
    assert restricted.state["access"]["glass_broken"][0]["name"] == "A colleague"
    assert len(desk.lines(None, None, 9, COLLEAGUE, restricted.now)) == 1
    later = restricted.now + timedelta(hours=25)
    assert desk.lines(None, None, 9, COLLEAGUE, later) == []
    with pytest.raises(NotFoundError):
        desk.referral(id, COLLEAGUE, later)


def test_lifted_everybody_sees_it_again(restricted: Referral) -> None:
    restricted.by(MANAGER).change(lambda change: lift(change, "They have left the council."))
    assert refused(restricted, COLLEAGUE) == []


@pytest.mark.parametrize(
    ("who", "rule", "kind", "words"),
    [
        pytest.param(WORKER, lambda c: restrict(c, ["A"], WHY), NotYoursError, "manager", id="by a worker"),
        pytest.param(MANAGER, lambda c: restrict(c, [], WHY), WrongError, "", id="nobody named"),
        pytest.param(MANAGER, lambda c: restrict(c, ["A"], " "), WrongError, "", id="no reason"),
        pytest.param(MANAGER, lambda c: lift(c, WHY), ConflictError, "not restricted", id="lift of nothing"),
        pytest.param(WORKER, lambda c: break_glass(c, WHY), ConflictError, "see it already", id="no glass"),
        pytest.param(MANAGER, lambda c: hold(c, WHY), NotYoursError, "governance", id="a manager holds"),
        pytest.param(AUDITOR, lambda c: end_hold(c, WHY), ConflictError, "not held", id="end of no hold"),
        pytest.param(WORKER, lambda c: file_print(c, " "), WrongError, "", id="filed nowhere"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    desk: Desk, who: Member, rule: object, kind: type[RefusedError], words: str
) -> None:
    referral = opened(desk, answers={"kind": "worry"}).by(who)
    with pytest.raises(kind) as refusal:
        referral.change(rule)  # type: ignore[arg-type]
    assert words in refusal.value.detail


def test_a_hold_and_a_filing_are_part_of_its_state(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "worry"}).by(AUDITOR)
    referral.change(lambda change: hold(change, "An inquest has asked for it."))
    state = referral.change(lambda change: file_print(change, "Case notes, 23 November"))
    assert (state["access"]["held"], state["access"]["filed_as"]) == (True, "Case notes, 23 November")
    assert referral.change(lambda change: end_hold(change, "The inquest is over."))["access"]["held"] is False


def test_a_look_is_noted_once_an_hour_and_by_whom(desk: Desk, ledger: Ledger) -> None:
    referral = opened(desk, answers={"kind": "worry"})
    for minutes in (0, 1, 59, 61):
        desk.referral(referral.state["id"], COLLEAGUE, NOW + timedelta(minutes=minutes))
    desk.referral(referral.state["id"], WORKER, NOW)
    rows = ledger.views(NOW - timedelta(days=1), NOW + timedelta(days=1))
    looks = [(row["name"], row["what"], row["worked_on_it"]) for row in rows]
    assert looks == [("A colleague", "record", 0), ("A worker", "record", 1), ("A colleague", "record", 0)]
    assert ledger.verify().findings == ()


def test_the_weekly_list_is_for_whom_the_policy_names(desk: Desk) -> None:
    week = (NOW - timedelta(days=7), NOW + timedelta(days=1))
    with pytest.raises(NotYoursError):
        desk.views("hallamshire", MANAGER, *week)
    for number in range(3):
        referral = opened(desk, answers={"kind": "worry"})
        desk.referral(referral.state["id"], COLLEAGUE, NOW + timedelta(minutes=number))
    (line, *rest) = desk.views("hallamshire", AUDITOR, *week)
    assert (line["name"], line["not_worked_on"], line["most_in_an_hour"]) == ("A colleague", 3, 3)
    assert rest == []


@pytest.mark.parametrize(("hour", "outside"), [("10:00", 0), ("21:00", 1)], ids=["open", "closed"])
def test_looks_outside_the_offices_hours_are_counted(hour: str, outside: int) -> None:
    policy = Catalogue([POLICIES]).policy("hallamshire")
    assert policy is not None
    look = {"name": "A", "role": "worker", "referral": "1", "what": "record", "worked_on_it": 0}
    (line,) = weekly_list(policy, [{**look, "at": f"2026-11-23T{hour}:00+00:00"}])
    assert line["outside_hours"] == outside
