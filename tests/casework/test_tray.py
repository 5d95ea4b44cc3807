"""The tray: what arrived, its clocks from receipt, and every state that an item can be in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, PRACTICE, WORKER
from tests.casework.trays import KM, KNOWN, WHY, Step, Tray, after, arrival, clocks
from triage_api.casework import Member
from triage_api.casework.answering import Given
from triage_api.casework.refusals import NotYoursError, RefusedError, WrongError
from triage_api.casework.tray.receiving import Sent
from triage_api.record import Handle, Person, Professional
from triage_api.storage import Ledger, Sought

CLERK = Member(Person("A clerk", "clerk"))
HOUR = timedelta(hours=1)


@pytest.fixture
def tray(ledger: Ledger) -> Tray:
    """An empty tray, whose record is as it was written when the test is over."""
    return Tray(ledger)


def test_an_item_has_three_times_and_two_clocks_from_receipt(tray: Tray) -> None:
    happened, sent, received = NOW - 12 * 24 * HOUR, NOW - 2 * HOUR, NOW - HOUR
    item = tray.receive(happened_at=happened, sent_at=sent, received_at=received, source_ref="MER/1")
    assert [item[name] for name in ("happened_at", "sent_at", "received_at")] == [
        moment.isoformat(timespec="seconds") for moment in (happened, sent, received)
    ]
    assert item["recorded_at"] > item["received_at"]
    assert (item["hours_old"], item["news_is_days_old"], item["state"]) == (1.0, 12.0, "not_looked_at")
    assert clocks(item) == {
        "first_look": ("2026-11-23T09:00:00+00:00", "2026-11-23T10:00:00+00:00"),
        "dealt_with": ("2026-11-23T09:00:00+00:00", "2026-11-24T17:00:00+00:00"),
    }


def test_only_receipt_who_sent_it_and_a_line_of_words_are_needed(tray: Tray) -> None:
    item = tray.receive()
    assert (item["to_find"], item["children"][0]["ref"], item["youngest"]) == (True, "child-1", None)


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a sender that the policy does not know": ({"source": "polce"}, "/source", "unknown-choice"),
    "no sender": ({"source": " "}, "/source", "blank"),
    "a kind that the policy does not know": ({"kind": "gossip"}, "/kind", "unknown-choice"),
    "no words": ({"words": " "}, "/words", "blank"),
    "301 characters": ({"words": "x" * 301}, "/words", "too-long"),
    "received in the future": ({"received_at": NOW + HOUR}, "/received_at", "in-the-future"),
    "received before it was sent": ({"sent_at": NOW - HOUR / 2}, "/sent_at", "wrong-order"),
    "received before it happened": ({"happened_at": NOW - HOUR / 2}, "/happened_at", "wrong-order"),
    "no age": ({"youngest": "small"}, "/youngest", "wrong-value"),
    "a name for initials": ({"children": (Handle("Kevin M"),)}, "/children/0/initials", "wrong-value"),
    "a whole date of birth": (
        {"children": (KM, Handle("TL", "2024-03-04"))},
        "/children/1/born",
        "wrong-value",
    ),
    "an id with a blank": (
        {"children": (Handle(None, None, "4 4"),)},
        "/children/0/case_system_id",
        "wrong-value",
    ),
    "an unknown reference": ({"references": {"crme": "1"}}, "/references/crme", "unknown-kind"),
    "a blank reference": ({"references": {"crime": " "}}, "/references/crime", "wrong-value"),
    "a blank grade": ({"grade": ""}, "/grade", "wrong-value"),
    "a blank reference of the sender": ({"source_ref": " "}, "/source_ref", "wrong-value"),
}


@pytest.mark.parametrize(("fields", "at", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_kept_is_refused_where_it_is_wrong(
    tray: Tray, fields: dict[str, Any], at: str, code: str
) -> None:
    with pytest.raises(WrongError) as refused:
        tray.receive(**fields)
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]
    assert tray.waiting() == []


def test_of_many_all_are_kept_or_none(tray: Tray) -> None:
    sent = [
        Sent(arrival(), "/items/0"),
        Sent(arrival(words=" "), "/items/1"),
        Sent(arrival(source="x"), "/items/2"),
    ]
    with pytest.raises(WrongError) as refused:
        tray.receive_all(*sent)
    assert [fault.at for fault in refused.value.faults] == ["/items/1/words", "/items/2/source"]
    assert tray.waiting() == []
    assert tray.receive_all(*sent[:1], *sent[:1])["received"] == 2


def test_what_came_before_is_said_and_neither_doubled_nor_dropped(tray: Tray) -> None:
    first = tray.receive(source_ref="MER/1")
    again = tray.told(source_ref=" mer/1", words="It says more now than it did.")
    assert (again["outcome"], again["item"]["id"], again["differs"]) == (
        "came_before",
        first["id"],
        ["words"],
    )
    assert tray.told(source_ref="MER/1", source="school")["outcome"] == "received"
    kept = tray.receive(source_ref="MER/1", again=True)
    assert kept["came_before"] == [first["id"]]
    assert len(tray.waiting()) == 3


def test_a_list_pasted_twice_is_kept_once(tray: Tray) -> None:
    sent = [Sent(arrival(source_ref=f"MER/{n}"), f"/items/{n}") for n in range(5)]
    once, twice = tray.receive_all(*sent), tray.receive_all(*sent)
    assert (once["received"], twice["received"], twice["came_before"]) == (5, 0, 5)
    assert [one["item"] for one in twice["outcomes"]] == [one["item"] for one in once["outcomes"]]
    assert len(tray.waiting()) == 5


def test_the_same_reference_twice_in_one_list_came_before_too(tray: Tray) -> None:
    told = tray.receive_all(*(Sent(arrival(source_ref="MER/1"), f"/items/{n}") for n in range(2)))
    assert [one["outcome"] for one in told["outcomes"]] == ["received", "came_before"]


WARNED = {
    "a name": ("Kevin Mortimer was seen with a bruise.", True),
    "a date of birth": ("Boy dob 4.3.2024 seen alone.", True),
    "a postcode": ("Seen alone at N1 9GU last night.", True),
    "an NHS number": ("Midwife rang about 943 476 5919 today.", True),
    "a phone number": ("Ring aunt on 07700 900123 tonight.", True),
    "nothing of the kind": ("Seen alone on 12 June, CAD 4411 of 12/06/2026, by the Duty Sergeant.", False),
}


@pytest.mark.parametrize(("words", "warned"), WARNED.values(), ids=WARNED.keys())
def test_words_warn_and_are_kept(tray: Tray, words: str, warned: bool) -> None:
    item = tray.receive(words=words)
    assert bool(item["warnings"]) is warned
    assert item["words"] == words


LOOKED: Step = lambda tray, id: tray.look(id, bruise="no")  # noqa: E731 (steps of a table read as a list)
FILED: Step = lambda tray, id: tray.file(id)  # noqa: E731
REOPENED: Step = lambda tray, id: tray.reopen(id)  # noqa: E731
SEEN: Step = lambda tray, id: tray.see_area(id)  # noqa: E731
TOLD: Step = lambda tray, id: tray.tell_area(id)  # noqa: E731
OPENED: Step = lambda tray, id: tray.open(id)  # noqa: E731
NEWS: Step = lambda tray, id: tray.news(id, tray.open(tray.receive()["id"]).state["id"])  # noqa: E731
GROUPED: Step = lambda tray, id: tray.group(id, tray.receive()["id"])  # noqa: E731
APART: Step = lambda tray, id: tray.apart(id, tray.receive()["id"])  # noqa: E731
CORRECTED: Step = lambda tray, id: tray.correct(id, youngest="8 months")  # noqa: E731

STATES: dict[str, tuple[list[Step], Step, str]] = {
    "new: looked at": ([], LOOKED, "looked_at"),
    "new: filed": ([], FILED, "filed"),
    "new: opened": ([], OPENED, "opened"),
    "new: taken as news": ([], NEWS, "news"),
    "new: lives elsewhere, still to be acted on here": ([], SEEN, "not_looked_at"),
    "new: grouped": ([], GROUPED, "not_looked_at"),
    "new: set apart": ([], APART, "not_looked_at"),
    "new: corrected": ([], CORRECTED, "not_looked_at"),
    "new: reopened": ([], REOPENED, "wrong-state"),
    "new: told where nobody looked": ([SEEN], TOLD, "not-looked-at"),
    "looked at: looked at again": ([LOOKED], LOOKED, "looked_at"),
    "looked at: filed": ([LOOKED], FILED, "filed"),
    "looked at: opened": ([LOOKED], OPENED, "opened"),
    "looked at: taken as news": ([LOOKED], NEWS, "news"),
    "looked at: no area to tell": ([LOOKED], TOLD, "no-such-area"),
    "elsewhere: told, and so passed": ([LOOKED, SEEN], TOLD, "passed"),
    "elsewhere: filed": ([LOOKED, SEEN], FILED, "other-area"),
    "elsewhere: opened as any other": ([SEEN], OPENED, "opened"),
    "elsewhere: noted twice": ([SEEN], SEEN, "given-already"),
    "filed: reopened, never looked at": ([FILED], REOPENED, "not_looked_at"),
    "filed: reopened, looked at": ([LOOKED, FILED], REOPENED, "looked_at"),
    "filed: looked at": ([FILED], LOOKED, "dealt-with"),
    "filed: filed": ([FILED], FILED, "dealt-with"),
    "filed: opened": ([FILED], OPENED, "dealt-with"),
    "filed: taken as news": ([FILED], NEWS, "dealt-with"),
    "filed: corrected": ([FILED], CORRECTED, "dealt-with"),
    "filed and reopened: filed again": ([FILED, REOPENED], FILED, "filed"),
    "passed: reopened": ([LOOKED, SEEN, TOLD], REOPENED, "looked_at"),
    "passed and reopened: opened": ([LOOKED, SEEN, TOLD, REOPENED], OPENED, "opened"),
    "passed and reopened: filed": ([LOOKED, SEEN, TOLD, REOPENED], FILED, "other-area"),
    "passed: filed": ([LOOKED, SEEN, TOLD], FILED, "dealt-with"),
    "passed: opened": ([LOOKED, SEEN, TOLD], OPENED, "dealt-with"),
    "opened: looked at": ([OPENED], LOOKED, "dealt-with"),
    "opened: filed": ([OPENED], FILED, "dealt-with"),
    "opened: opened": ([OPENED], OPENED, "dealt-with"),
    "opened: reopened": ([OPENED], REOPENED, "wrong-state"),
    "opened: grouped": ([OPENED], GROUPED, "dealt-with"),
    "opened: set apart": ([OPENED], APART, "dealt-with"),
    "opened: elsewhere is for the referral": ([OPENED], SEEN, "dealt-with"),
    "news: filed": ([NEWS], FILED, "dealt-with"),
    "news: opened": ([NEWS], OPENED, "dealt-with"),
}


@pytest.mark.parametrize(("before", "step", "to"), STATES.values(), ids=STATES.keys())
def test_states(tray: Tray, before: list[Step], step: Step, to: str) -> None:
    item = after(tray, tray.receive()["id"], before)
    if "-" in to:  # a refusal's code, and no state
        with pytest.raises(RefusedError) as refused:
            step(tray, item["id"])
        assert refused.value.code == to
        assert tray.item(item["id"])["state"] == item["state"]
        return
    step(tray, item["id"])
    assert tray.item(item["id"])["state"] == to


BY_WHOM: dict[str, tuple[Step, Member, bool]] = {
    "a worker looks first": (LOOKED, WORKER, True),
    "a clerk does not look first": (LOOKED, CLERK, False),
    "a clerk does not group": (GROUPED, CLERK, False),
    "a clerk does not set apart": (APART, CLERK, False),
    "a clerk does not file": (FILED, CLERK, False),
    "a manager files": (FILED, MANAGER, True),
    "the practice user files": (FILED, PRACTICE, True),
    "a clerk corrects the line": (CORRECTED, CLERK, True),
}


@pytest.mark.parametrize(("step", "who", "may"), BY_WHOM.values(), ids=BY_WHOM.keys())
def test_by_whom(tray: Tray, step: Step, who: Member, may: bool) -> None:
    id = tray.by(CLERK).receive()["id"]
    tray.by(who)
    if may:
        step(tray, id)
        return
    with pytest.raises(NotYoursError):
        step(tray, id)


def test_a_clerk_does_not_take_a_filing_back(tray: Tray) -> None:
    id = tray.receive()["id"]
    tray.file(id)
    with pytest.raises(NotYoursError):
        tray.by(CLERK).reopen(id)


WITHOUT_WORDS: dict[str, Step] = {
    "filed": lambda tray, id: tray.file(id, words=" "),
    "set apart": lambda tray, id: tray.apart(id, "T20261123-AAAA", words="No."),
    "grouped": lambda tray, id: tray.group(id, tray.receive()["id"], words=""),
    "elsewhere": lambda tray, id: tray.see_area(id, words=""),
    "corrected": lambda tray, id: tray.correct(id, youngest="1 year", words=""),
}


@pytest.mark.parametrize("step", WITHOUT_WORDS.values(), ids=WITHOUT_WORDS.keys())
def test_nothing_is_done_without_a_persons_own_words(tray: Tray, step: Step) -> None:
    id = tray.receive()["id"]
    with pytest.raises(WrongError):
        step(tray, id)
    assert tray.item(id)["version"] == 1


def test_filed_of_a_kind_that_the_policy_lacks(tray: Tray) -> None:
    id = tray.receive()["id"]
    with pytest.raises(WrongError) as refused:
        tray.file(id, kind="wrong_area")
    assert refused.value.faults[0].code == "unknown-kind"


def test_a_reopened_item_is_late_from_its_first_receipt(tray: Tray) -> None:
    item = tray.receive()
    tray.file(item["id"])
    tray.now = NOW + 3 * HOUR
    reopened = tray.reopen(item["id"])
    assert clocks(reopened) == clocks(item)
    assert {one["kind"]: one["state"] for one in reopened["items"]} == {
        "first_look": "late",
        "dealt_with": "to_do",
    }
    assert reopened["hours_old"] == 4.0


def test_a_late_first_look_stays_late(tray: Tray) -> None:
    id = tray.receive()["id"]
    tray.look(id, bruise="no")
    assert tray.item(id)["items"][0]["state"] == "done_late"


def test_a_look_that_is_recorded_later_counts_from_when_it_was_made(tray: Tray) -> None:
    id = tray.receive()["id"]
    tray.look(id, bruise="no", happened_at=NOW - HOUR / 2)
    tray.look(id, family_asks="no")
    assert tray.item(id)["items"][0]["state"] == "done"


class TestOtherAreas:
    """The child lives elsewhere: acted on here first, passed on second."""

    def test_it_has_its_own_clock(self, tray: Tray) -> None:
        item = tray.see_area(tray.receive()["id"])
        (area,) = item["other_areas"]
        assert (area["area"], area["deadline"]["clock"], area["told"]) == ("Luton", "other_area_told", None)
        assert tray.counts()["areas_to_tell"] == 1
        assert tray.counts(NOW + 12 * HOUR)["areas_to_tell_late"] == 1

    @pytest.mark.parametrize(
        ("fields", "at"),
        [
            ({"spoke_to": Professional(" ", "Letter box", "Luton")}, "/spoke_to/name"),
            ({"acted": ""}, "/acted"),
            ({"words": " "}, "/words"),
        ],
        ids=["nobody", "nothing done here", "no words"],
    )
    def test_passing_needs_a_named_person_and_what_was_done_here(
        self, tray: Tray, fields: dict[str, Any], at: str
    ) -> None:
        item = after(tray, tray.receive()["id"], [LOOKED, SEEN])
        with pytest.raises(WrongError) as refused:
            tray.tell_area(item["id"], **fields)
        assert at in [fault.at for fault in refused.value.faults]

    def test_the_clock_goes_with_the_item_into_its_referral(self, tray: Tray) -> None:
        item = after(tray, tray.receive()["id"], [SEEN])
        due = item["other_areas"][0]["deadline"]["due"]
        state = tray.open(item["id"]).state
        (owed,) = [one for one in state["items"] if one["kind"] == "other_area"]
        assert (owed["due"], owed["done"]) == (due, None)
        assert "other_area" not in [one["kind"] for one in tray.item(item["id"])["items"]]

    def test_two_areas_are_both_told(self, tray: Tray) -> None:
        id = tray.receive()["id"]
        for area in ("Luton", "Hull"):
            tray.see_area(id, area)
        tray.look(id, bruise="no")
        assert tray.tell_area(id)["state"] == "looked_at"
        numbers = [area["number"] for area in tray.item(id)["other_areas"] if area["told"] is None]
        assert tray.tell_area(id, of=numbers[0])["state"] == "passed"


class TestCorrections:
    """What the line says may be known better; when it was received stays."""

    def test_a_child_is_found(self, tray: Tray) -> None:
        item = tray.correct(tray.receive()["id"], children=(KNOWN,), references={"crime": " CR/1 "})
        assert (item["to_find"], item["children"][0]["case_system_id"]) == (False, "4411")
        assert item["references"] == {"crime": "CR/1"}

    def test_nothing_is_no_correction(self, tray: Tray) -> None:
        with pytest.raises(WrongError) as refused:
            tray.correct(tray.receive()["id"])
        assert refused.value.code == "nothing-corrected"

    def test_a_child_with_answers_is_not_left_out(self, tray: Tray) -> None:
        id = tray.receive(children=(KM, Handle("TL", "2025-01")))["id"]
        tray.look(id, Given("child-2", "bruise", "yes"))
        with pytest.raises(WrongError) as refused:
            tray.correct(id, children=(KM,))
        assert refused.value.code == "too-few"


def test_what_was_filed_is_found_again(tray: Tray) -> None:
    filed = tray.receive(words="Win a free holiday now.", source_ref="M/77", children=(KNOWN,))["id"]
    tray.file(filed)
    other = tray.receive()["id"]
    for holds in ("free HOLIDAY", "m/77", "4411", "km 2024-03", filed.lower(), "spam"):
        assert tray.sought(holds=holds) == [filed]
    assert tray.sought(state="filed") == [filed]
    assert tray.sought(holds="100%") == []
    assert tray.sought(most=1) == [max(filed, other, key=lambda id: (tray.item(id)["received_at"], id))]
    assert set(tray.sought()) == {filed, other}


def test_a_whole_page_says_where_the_next_begins(tray: Tray) -> None:
    ids = [tray.receive(received_at=NOW - n * HOUR)["id"] for n in range(1, 6)]
    first = tray.counter.sought(Sought(most=2), WORKER, tray.now)
    assert [one["id"] for one in first["items"]] == ids[:2]
    assert tray.sought(most=2, after=first["next"]) == ids[2:4]
    assert tray.sought(most=2, after=ids[3]) == ids[4:]


def test_why_is_kept(tray: Tray) -> None:
    id = tray.receive()["id"]
    tray.file(id)
    events = tray.counter.events(id, WORKER, tray.now)
    assert [event["kind"] for event in events] == ["item_received", "item_filed"]
    assert events[1]["fact"]["words"] == WHY
