"""Items that may be one are offered as one; a person says so. Opening loses no child, and nothing said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, WORKER, Referral
from tests.casework.trays import KM, KNOWN, WHY, WORDS, Tray, clocks, offered
from triage_api.casework import Member
from triage_api.casework.access import restrict
from triage_api.casework.answering import Given
from triage_api.casework.closing import Last, close, end_item
from triage_api.casework.refusals import ConflictError, NotFoundError, RefusedError, WrongError
from triage_api.record import Handle, Person
from triage_api.storage import Ledger

HOUR = timedelta(hours=1)
TL = Handle("TL", "2025-02")
TWIN = Handle("KM", "2024-03")


@pytest.fixture
def tray(ledger: Ledger) -> Tray:
    return Tray(ledger)


COMMON: dict[str, tuple[dict[str, Any], dict[str, Any], str | None, bool]] = {
    "the same case-system id": (
        {"children": (KNOWN,)},
        {"children": (Handle(case_system_id="4411"),)},
        "case_system_id",
        True,
    ),
    "the same initials and birth month": ({"children": (KM,)}, {"children": (TWIN, TL)}, "child", False),
    "the same crime": (
        {"references": {"crime": "CR/1/26"}},
        {"references": {"crime": "cr/1/26"}},
        "crime",
        False,
    ),
    "the same call": ({"references": {"cad": "4411"}}, {"references": {"cad": "4411"}}, "cad", False),
    "the same notification": (
        {"references": {"notification": "N1"}},
        {"references": {"notification": "N1", "crime": "2"}},
        "notification",
        False,
    ),
    "a crime with the number of a call": (
        {"references": {"crime": "1"}},
        {"references": {"cad": "1"}},
        None,
        False,
    ),
    "the same initials alone": ({"children": (Handle("KM"),)}, {"children": (Handle("KM"),)}, None, False),
    "the same sender": ({}, {}, None, False),
}


@pytest.mark.parametrize(("one", "other", "kind", "same_child"), COMMON.values(), ids=COMMON.keys())
def test_what_makes_two_items_one(
    tray: Tray, one: dict[str, Any], other: dict[str, Any], kind: str | None, same_child: bool
) -> None:
    first, second = tray.receive(**one)["id"], tray.receive(**other)["id"]
    for mine, theirs in ((first, second), (second, first)):
        item = tray.item(mine)
        assert offered(item) == ([] if kind is None else [("group", theirs)])
        assert [(why["kind"], why["same_child"]) for offer in item["offers"] for why in offer["because"]] == (
            [] if kind is None else [(kind, same_child)]
        )


def test_two_of_one_child_on_one_day_by_two_routes(tray: Tray) -> None:
    """As Child J's: the police's own, and the one that went to the wrong borough first (2.2.6)."""
    old = tray.receive(received_at=NOW - HOUR, happened_at=NOW - 12 * 24 * HOUR, children=(KNOWN,))
    new = tray.receive(received_at=NOW - 2 * HOUR, happened_at=NOW - 24 * HOUR, children=(KNOWN,))
    assert offered(tray.item(new["id"])) == [("group", old["id"])]
    assert (old["news_is_days_old"], new["news_is_days_old"]) == (12, 1)


def test_each_item_of_a_group_keeps_its_clocks(tray: Tray) -> None:
    first, second = tray.receive(received_at=NOW - 3 * HOUR), tray.receive(received_at=NOW - HOUR)
    tray.group(first["id"], second["id"])
    for item in (first, second):
        assert clocks(tray.item(item["id"])) == clocks(item)


def test_two_groups_become_one(tray: Tray) -> None:
    ids = [tray.receive(received_at=NOW - n * HOUR)["id"] for n in range(1, 5)]
    tray.group(ids[0], ids[1])
    tray.group(ids[2], ids[3])
    tray.group(ids[1], ids[2])
    assert {tray.item(id)["group"] for id in ids} == {ids[3]}


def test_what_was_set_apart_is_offered_no_more_to_either(tray: Tray) -> None:
    ids = [tray.receive(children=(KNOWN,))["id"] for _ in range(3)]
    tray.group(ids[0], ids[1])
    tray.apart(ids[0], ids[1])
    assert tray.item(ids[0])["group"] is None
    assert offered(tray.item(ids[0])) == [("group", ids[2])]
    assert offered(tray.item(ids[1])) == [("group", ids[2])]


GROUPING_WRONG: dict[str, tuple[str, str]] = {
    "with what is not there": ("T20261123-NONE", "unknown-ref"),
    "with itself": ("itself", "blank"),
}


@pytest.mark.parametrize(("other", "code"), GROUPING_WRONG.values(), ids=GROUPING_WRONG.keys())
def test_grouping_with_nothing(tray: Tray, other: str, code: str) -> None:
    id = tray.receive()["id"]
    with pytest.raises(WrongError) as refused:
        tray.group(id, id if other == "itself" else other)
    assert refused.value.code == code


def test_with_what_was_dealt_with_nothing_is_grouped(tray: Tray) -> None:
    filed, id = tray.receive()["id"], tray.receive()["id"]
    tray.file(filed)
    with pytest.raises(ConflictError) as refused:
        tray.group(id, filed)
    assert refused.value.code == "dealt-with"


CHILDREN: dict[str, tuple[list[tuple[Handle, ...]], list[str | None]]] = {
    "one child told of twice, by its id": ([(KNOWN,), (Handle(case_system_id="4411"),)], ["KM"]),
    "one child told of twice, by its handle": ([(KM,), (KNOWN,)], ["KM"]),
    "two children": ([(KM,), (TL,)], ["KM", "TL"]),
    "twins of one item": ([(KM, TWIN)], ["KM", "KM"]),
    "twins of two items": ([(KM, TWIN), (TWIN, KM)], ["KM", "KM"]),
    "the same handle and different ids": ([(KNOWN,), (Handle("KM", "2024-03", "5522"),)], ["KM", "KM"]),
    "one to be found and one known": ([(), (KM,)], [None, "KM"]),
    "two to be found": ([(), ()], [None, None]),
    "the same initials, no birth month": ([(Handle("KM"),), (Handle("KM"),)], ["KM", "KM"]),
}


class TestOpening:
    """One reading, one triage, a line for each child."""

    def test_everything_goes_along(self, tray: Tray) -> None:
        first = tray.receive(
            received_at=NOW - 3 * HOUR,
            happened_at=NOW - 30 * HOUR,
            sent_at=NOW - 4 * HOUR,
            children=(KNOWN,),
            references={"crime": "CR/1"},
            source_ref="MER/1",
            kind="worry",
            grade="high",
        )
        second = tray.receive(
            received_at=NOW - HOUR, children=(TL,), references={"crime": "CR/1", "cad": "9"}
        )
        tray.look(first["id"], bruise="yes")
        tray.group(first["id"], second["id"])
        state = tray.open(second["id"], reference="R/77").state
        assert (state["received_at"], state["reference"]) == (first["received_at"], "R/77")
        assert state["case"]["answers"] == {"sender": "police", "kind": "worry"}
        assert [child["answers"] for child in state["case"]["children"]] == [
            {"age": "born 2024-03", "bruise": "yes"},
            {"age": "born 2025-02"},
        ]
        assert state["labels"]["child-1"]["case_system_id"] == "4411"
        assert state["labels"]["incident-1"]["crime"] == "CR/1"
        assert state["labels"]["incident-1"]["cad"] == "9"
        assert [(one["item"], one["children"]) for one in state["from_tray"]] == [
            (first["id"], ["child-1"]),
            (second["id"], ["child-2"]),
        ]
        for name in ("happened_at", "sent_at", "received_at", "source_ref", "grade", "words", "references"):
            assert state["from_tray"][0][name] == first[name]
        for item in (first, second):
            found = tray.item(item["id"])
            assert (found["state"], found["referral"]) == ("opened", state["id"])
        assert tray.waiting() == []

    @pytest.mark.parametrize(("items", "initials"), CHILDREN.values(), ids=CHILDREN.keys())
    def test_no_child_is_lost(
        self, tray: Tray, items: list[tuple[Handle, ...]], initials: list[str | None]
    ) -> None:
        ids = [
            tray.receive(children=children, received_at=NOW - (9 - n) * HOUR)["id"]
            for n, children in enumerate(items)
        ]
        if len(ids) > 1:
            tray.group(*ids)
        labels = tray.open(ids[0]).state["labels"].values()
        assert [label["initials"] for label in labels if label["about"] == "child"] == initials

    def test_where_two_looks_differ_both_stand_and_the_riskier_counts(self, tray: Tray) -> None:
        ids = [tray.receive(children=(KNOWN,), youngest="8 weeks", kind="worry")["id"] for _ in range(2)]
        for id, bruise in zip(ids, ("no", "yes"), strict=True):
            tray.look(id, Given("child-1", "age", "8 weeks"), bruise=bruise)
        tray.group(*ids)
        state = tray.open(ids[0]).state
        (child,) = state["case"]["children"]
        assert sorted(child["answers"]["bruise"]["accounts"]) == ["no", "yes"]
        assert (state["recommendation"]["route"], state["recommendation"]["rag"]) == ("strategy", "red")

    def test_one_that_is_no_referral_does_not_take_the_other_along(self, tray: Tray) -> None:
        ids = [tray.receive(kind=kind)["id"] for kind in ("spam", "worry")]
        tray.group(*ids)
        assert tray.open(ids[0]).state["case"]["answers"]["kind"] == "worry"

    def test_the_policys_clocks_run_from_the_first_receipt(self, tray: Tray) -> None:
        id = tray.receive(received_at=NOW - 20 * HOUR, kind="worry", youngest="9 years")["id"]
        tray.look(id, bruise="yes")
        (decision,) = [one for one in tray.open(id).state["items"] if one["id"] == "milestone:decision"]
        assert decision["started"] == (NOW - 20 * HOUR).isoformat(timespec="seconds")


@pytest.fixture
def known(tray: Tray) -> Referral:
    """An open referral of the child 4411."""
    return tray.open(tray.receive(children=(KNOWN,), references={"crime": "CR/1"})["id"])


FILING: dict[str, tuple[dict[str, Any], str]] = {
    "of the same child": ({"children": (KNOWN,)}, "is-news"),
    "of the same handle": ({"children": (KM,)}, "may-be-news"),
    "of the same crime": ({"references": {"crime": "CR/1"}}, "may-be-news"),
}


class TestNews:
    """News on an open case is never filed."""

    def test_it_is_offered_as_news(self, tray: Tray, known: Referral) -> None:
        item = tray.receive(children=(KNOWN,))
        assert offered(item) == [("news", known.state["id"])]

    def test_what_may_be_the_same_is_offered_as_perhaps(self, tray: Tray, known: Referral) -> None:
        assert offered(tray.receive(children=(KM,))) == [("perhaps", known.state["id"])]
        assert offered(tray.receive(references={"crime": "CR/1"})) == [("perhaps", known.state["id"])]

    def test_it_is_taken_with_its_own_clock(self, tray: Tray, known: Referral) -> None:
        received = NOW - HOUR / 2
        id = tray.receive(children=(KNOWN,), received_at=received)["id"]
        item = tray.news(id, known.state["id"], to="A worker")
        state = tray.desk.referral(known.state["id"], WORKER, tray.now)
        (news,) = state["news"]
        assert (item["state"], item["news"], item["referral"]) == ("news", news["number"], state["id"])
        assert news["words"] == WORDS
        assert news["deadline"]["due"] == (received + HOUR).isoformat(timespec="seconds")
        assert [one["item"] for one in state["from_tray"]][-1] == id

    def test_an_area_to_be_told_goes_along(self, tray: Tray, known: Referral) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        tray.see_area(id)
        tray.news(id, known.state["id"])
        state = tray.desk.referral(known.state["id"], WORKER, tray.now)
        assert [one["kind"] for one in state["items"] if one["done"] is None].count("other_area") == 1

    @pytest.mark.parametrize(("line", "code"), FILING.values(), ids=FILING.keys())
    def test_it_is_never_filed(self, tray: Tray, known: Referral, line: dict[str, Any], code: str) -> None:
        id = tray.receive(**line)["id"]
        with pytest.raises(ConflictError) as refused:
            tray.file(id)
        assert refused.value.code == code
        assert known.state["id"] in refused.value.detail
        assert tray.item(id)["state"] == "not_looked_at"

    def test_nor_passed_on_and_forgotten(self, tray: Tray, known: Referral) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        tray.look(id, bruise="no")
        tray.see_area(id)
        with pytest.raises(ConflictError) as refused:
            tray.tell_area(id)
        assert refused.value.code == "is-news"

    def test_perhaps_is_filed_once_somebody_has_said_that_it_is_not(
        self, tray: Tray, known: Referral
    ) -> None:
        id = tray.receive(children=(KM,))["id"]
        tray.apart(id, known.state["id"])
        assert tray.file(id)["state"] == "filed"

    def test_the_same_child_is_not_said_away(self, tray: Tray, known: Referral) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        tray.apart(id, known.state["id"])
        assert offered(tray.item(id)) == [("news", known.state["id"])]
        with pytest.raises(ConflictError):
            tray.file(id)

    def test_another_referral_of_the_same_child_needs_a_reason(self, tray: Tray, known: Referral) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        with pytest.raises(ConflictError) as refused:
            tray.open(id)
        assert refused.value.code == "is-news"
        with pytest.raises(WrongError):
            tray.open(id, apart_because="Because.")
        arrival = tray.open(id, apart_because=WHY).state["from_tray"][0]
        assert (arrival["apart_from"], arrival["apart_because"]) == ([known.state["id"]], WHY)

    def test_what_was_opened_meanwhile_is_seen_when_it_is_filed(self, tray: Tray) -> None:
        ids = [tray.receive(children=(KNOWN,))["id"] for _ in range(2)]
        tray.open(ids[0])
        with pytest.raises(ConflictError) as refused:
            tray.file(ids[1])
        assert refused.value.code == "is-news"

    def test_no_such_referral(self, tray: Tray) -> None:
        with pytest.raises(NotFoundError):
            tray.news(tray.receive()["id"], "20261123-NONE")


class TestRestricted:
    """A restricted referral is not there for others; that its child is in danger does not depend on it."""

    @pytest.fixture
    def restricted(self, tray: Tray, known: Referral) -> str:
        known.by(MANAGER).change(lambda change: restrict(change, ["A manager"], "A colleague's own child."))
        return str(known.state["id"])

    def test_it_is_offered_to_nobody_else(self, tray: Tray, restricted: str) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        assert offered(tray.item(id)) == []
        assert offered(tray.by(MANAGER).item(id)) == [("news", restricted)]

    def test_still_its_news_is_not_filed_and_the_refusal_does_not_name_it(
        self, tray: Tray, restricted: str
    ) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        with pytest.raises(ConflictError) as refused:
            tray.file(id)
        assert refused.value.code == "not-yours-to-file"
        assert restricted not in refused.value.detail

    def test_nor_taken_as_news_by_somebody_else(self, tray: Tray, restricted: str) -> None:
        id = tray.receive(children=(KNOWN,))["id"]
        with pytest.raises(NotFoundError):
            tray.news(id, restricted)
        assert tray.by(MANAGER).news(id, restricted)["state"] == "news"

    def test_the_items_that_it_came_from_are_hidden_with_it(self, tray: Tray, restricted: str) -> None:
        (id,) = tray.ledger.tray.items_of(restricted)
        assert tray.sought() == []
        with pytest.raises(NotFoundError):
            tray.item(id)
        with pytest.raises(RefusedError):
            tray.group(tray.receive()["id"], id)
        assert tray.by(MANAGER).item(id)["referral"] == restricted


def test_a_closed_referral_is_offered_as_perhaps(tray: Tray, known: Referral) -> None:
    shut(known)
    id = tray.receive(children=(KNOWN,))["id"]
    assert offered(tray.item(id)) == [("perhaps", known.state["id"])]
    assert tray.file(id)["state"] == "filed"


def shut(referral: Referral) -> None:
    """Close it, everything in it done or cancelled by a manager."""
    referral.by(Member(Person("A manager", "manager")))
    referral.answers([Given("referral", "kind", "worry"), Given("referral", "family_asks", "no")])
    referral.decide("assessment", "red")
    while owed := [one for one in referral.state["items"] if one["done"] is None]:
        end(referral, owed[0])
    referral.change(lambda change: close(change, Last(WHY, "Ms Ali, school nurse", "The school office")))


def end(referral: Referral, item: dict[str, Any]) -> None:
    """Have a manager cancel an item; a contact that is still recommended is lowered by it."""
    for why in (None, LOWERING):
        try:
            referral.change(lambda change, why=why: end_item(change, item["id"], "cancelled", WHY, None, why))  # type: ignore[misc]
            return
        except ConflictError:
            continue
    raise AssertionError(item)
