"""A child nobody can name has a clock; a manager looks again, or ends the search. Links are by ids alone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, SENIOR, WORKER, Referral, opened
from tests.casework.trays import Tray
from triage_api.casework import Desk, Member
from triage_api.casework.access import break_glass, restrict
from triage_api.casework.closing import end_item
from triage_api.casework.finding import end_search, seek_child
from triage_api.casework.identity import Labelling, label_adult, label_child, label_incident
from triage_api.casework.merging import merge
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.casework.subjects import add_child, add_incident
from triage_api.record import Handle, Person
from triage_api.storage import Ledger, Reader

TRIED = "Rang the number twice; the caller gave only a street."
WHY = "Three schools and the police know no such child."
DAY = timedelta(days=1)
Json = dict[str, Any]


def one(desk: Desk, child: str = "child-1") -> Referral:
    return opened(desk, children=[{"ref": child}], adults=[{"ref": "father"}])


def found(referral: Referral, child: str = "child-1") -> Json:
    item: Json = next(one for one in referral.state["items"] if one["id"] == f"find_child:{child}")
    return item


def called(ref: str = "child-1", **said: Any) -> Any:
    return lambda change: label_child(change, ref, Labelling(**said))


def sought(ref: str = "child-1", asked: tuple[str, ...] = ("Oak School",), tried: str = TRIED) -> Any:
    return lambda change: seek_child(change, ref, tried, asked)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"case_system_id": "P-1"}, True),
        ({"initials": "KM", "born": "2024-03"}, True),
        ({"initials": "KM"}, False),
        ({"born": "2024-03"}, False),
    ],
)
def test_until_somebody_can_say_who_it_is_it_is_looked_for(desk: Desk, said: Json, named: bool) -> None:
    referral = one(desk)
    item = found(referral)
    assert (item["state"], item["clock"], item["due"]) == (
        "to_do",
        "child_identified",
        "2026-11-24T17:00:00+00:00",
    )
    referral.change(called(**said))
    assert found(referral)["state"] == ("done" if named else "to_do")


def test_a_child_that_is_added_with_its_handle_is_not_looked_for(desk: Desk) -> None:
    referral = opened(desk)
    referral.change(lambda change: add_child(change, "child-1", "KM", "2024-03", None))
    assert referral.state["sought"] == []


def test_what_a_worker_tries_is_kept_and_puts_nothing_off(desk: Desk) -> None:
    referral = one(desk)
    due = found(referral)["due"]
    referral.change(sought())
    (looked,) = referral.state["sought"]
    assert [(by["tried"], by["asked"], by["reviewed"]) for by in looked["tried"]] == [
        (TRIED, ["Oak School"], False)
    ]
    assert found(referral)["due"] == due


def test_a_managers_review_meets_the_clock_and_begins_the_next(desk: Desk) -> None:
    referral = one(desk)
    referral.by(MANAGER).change(sought())
    first, second = found(referral)["clocks"]
    assert (first["met"], first["late"]) == ("2026-11-23T10:00:01+00:00", False)
    assert (second["met"], found(referral)["due"]) == (None, "2026-11-24T17:00:00+00:00")
    referral.now += 2 * DAY
    referral.change(sought())
    assert [clock["late"] for clock in found(referral)["clocks"]] == [False, True, False]
    assert found(referral)["due"] == "2026-11-26T17:00:00+00:00"
    referral.change(called(case_system_id="P-1"))
    assert found(referral)["state"] == "done_late"


def test_only_a_manager_ends_the_search_and_what_else_is_owed_stays(desk: Desk) -> None:
    referral = one(desk)
    with pytest.raises(NotYoursError):
        referral.change(lambda change: end_search(change, "child-1", WHY))
    for how in ("cancelled", "elsewhere"):
        end = partial(end_item, id="find_child:child-1", how=how, words=WHY, accepted_by="Jo Hill, nurse")
        with pytest.raises(ConflictError) as refused:
            referral.by(MANAGER).change(end)
        assert "a manager who ends the search" in refused.value.detail
    owed = {one["id"] for one in referral.state["items"] if one["done"] is None}
    referral.change(lambda change: end_search(change, "child-1", WHY))
    assert {one["id"] for one in referral.state["items"] if one["done"] is None} == owed - {
        "find_child:child-1"
    }
    (looked,) = referral.state["sought"]
    assert (found(referral)["state"], looked["ended"]["words"]) == ("cancelled", WHY)
    assert referral.state["case"]["children"]


def test_an_ended_search_is_not_begun_again_by_the_next_write(desk: Desk) -> None:
    referral = one(desk)
    referral.by(MANAGER).change(lambda change: end_search(change, "child-1", WHY))
    referral.answer("referral", "kind", "worry")
    assert len(referral.state["sought"]) == 1


def test_a_handle_that_is_taken_back_begins_the_search_again(desk: Desk) -> None:
    referral = one(desk)
    referral.change(called(case_system_id="P-1"))
    referral.change(called(not_known=("case_system_id",), words="That was his cousin."))
    assert [one["found"] is None for one in referral.state["sought"]] == [False, True]


def test_a_child_that_became_part_of_another_is_not_looked_for(desk: Desk) -> None:
    referral = opened(desk, children=[{"ref": "child-1"}, {"ref": "child-2"}])
    referral.change(called("child-2", initials="KM", born="2024-03"))
    referral.change(lambda change: merge(change, "child-1", "child-2", "The school says it is the same."))
    assert found(referral)["state"] == "done"
    with pytest.raises(ConflictError):
        referral.change(sought("child-2"))


WRONG: dict[str, tuple[Any, type[RefusedError], str]] = {
    "no such child": (sought("child-9"), NotFoundError, "no-such-child"),
    "an adult": (sought("father"), NotFoundError, "no-such-child"),
    "without a word": (sought(tried=" "), WrongError, "blank-words"),
    "asked nobody": (sought(asked=(" ",)), WrongError, "blank-words"),
    "a child who is known": (sought("child-2"), ConflictError, "wrong-state"),
    "the end, without a word": (lambda change: end_search(change, "child-1", ""), WrongError, "blank-words"),
    "the end of none": (lambda change: end_search(change, "child-2", WHY), ConflictError, "wrong-state"),
}


@pytest.mark.parametrize(("rule", "error", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_refused(desk: Desk, rule: Any, error: type[RefusedError], code: str) -> None:
    referral = one(desk).by(MANAGER)
    referral.change(lambda change: add_child(change, "child-2", None, None, "P-2"))
    before = referral.events
    with pytest.raises(error) as refused:
        referral.change(rule)
    assert (refused.value.code, referral.events) == (code, before)


def linked(referral: Referral, kind: str = "links", who: Member = WORKER) -> list[str]:
    links = referral.desk.links(referral.state["id"], who, referral.now)
    return [link["referral"]["id"] for link in links[kind]]


def because(referral: Referral, kind: str) -> list[tuple[str, list[str], list[str]]]:
    links = referral.desk.links(referral.state["id"], WORKER, referral.now)
    return [(why["kind"], why["here"], why["there"]) for link in links[kind] for why in link["because"]]


LINKS = "OTHER REFERRALS OF THE SAME PEOPLE"


def printed_links(referral: Referral, kind: str = "record", who: Member = WORKER) -> str:
    parts = referral.desk.printed(referral.state["id"], kind, who, referral.now)
    return "\n".join(parts).partition(f"\n{LINKS}\n")[2].partition("\n\n")[0]


def test_links_stand_on_the_print_for_the_case_system_and_on_no_other(desk: Desk) -> None:
    mine, other, perhaps = (opened(desk, children=[{"ref": "child-1"}]) for _ in range(3))
    for one in (mine, other):
        one.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    for one in (mine, perhaps):
        one.change(lambda change: label_child(change, "child-1", Labelling(initials="KM", born="2024-05")))
    sure, maybe, rest = printed_links(mine).split("\n")[0], *printed_links(mine).split("\n")[1:3]
    assert other.state["id"] in sure
    assert "the same id in the case system (p-1), child-1 here and child-1 there" in sure
    assert maybe.startswith("Perhaps")
    assert perhaps.state["id"] in maybe
    assert rest == "It is what A worker may see. Restricted referrals are never printed here."
    for kind in ("family", "reasons"):
        whole = "\n".join(desk.printed(mine.state["id"], kind, WORKER, mine.now))
        assert other.state["id"] not in whole
        assert LINKS not in whole
    assert "That is no search of records." in printed_links(opened(desk, children=[{"ref": "child-1"}]))


def test_a_restricted_referral_stands_on_no_print_not_even_for_who_sees_it(desk: Desk) -> None:
    """The print goes where others read it."""
    mine, other = (opened(desk, children=[{"ref": "child-1"}]) for _ in range(2))
    for one in (mine, other):
        one.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    other.by(MANAGER).change(lambda change: restrict(change, [WORKER.person.name], WHY))
    assert linked(mine) == [other.state["id"]]
    for who in (WORKER, MANAGER):
        assert other.state["id"] not in printed_links(mine, who=who)


def test_the_same_id_links_also_a_child_with_an_adult(desk: Desk) -> None:
    """The mother of today was the child of ten years ago."""
    mine, theirs = one(desk), one(desk)
    mine.change(called(case_system_id="P-1"))
    theirs.change(lambda change: label_adult(change, "father", Labelling(case_system_id="p-1")))
    for here, there in ((mine, theirs), (theirs, mine)):
        assert (linked(here), linked(here, "perhaps")) == ([there.state["id"]], [])
    assert because(mine, "links") == [("case_system_id", ["child-1"], ["father"])]


def test_the_id_of_an_adult_is_no_childs(desk: Desk, ledger: Ledger) -> None:
    """What arrives about a child is no news on the referral in which that person was the mother."""
    mother = one(desk)
    mother.change(lambda change: label_adult(change, "father", Labelling(case_system_id="P-1")))
    assert ledger.referrals_of("P-1") == []
    tray = Tray(ledger)
    item = tray.receive(children=(Handle(case_system_id="P-1"),))
    assert item["offers"] == []
    reader = Reader("A worker", NOW)
    found = ledger.search({"case_system_id": "p-1"}, reader, 9)
    assert [line.row["id"] for line in found] == [mother.state["id"]]


def test_initials_with_a_month_and_police_references_are_perhaps(desk: Desk) -> None:
    mine, theirs, other = one(desk), one(desk), one(desk)
    for referral in (mine, theirs):
        referral.change(called(initials="KM", born="2024-03"))
    for referral in (mine, other):
        referral.change(lambda change: add_incident(change, "door", None))
        referral.change(lambda change: label_incident(change, "door", Labelling(crime="CR/1/26")))
    assert linked(mine) == []
    assert set(linked(mine, "perhaps")) == {theirs.state["id"], other.state["id"]}
    assert sorted(because(mine, "perhaps")) == [
        ("child", ["child-1"], ["child-1"]),
        ("crime", ["door"], ["door"]),
    ]
    before = theirs.events
    assert [one["ref"] for one in mine.state["case"]["children"]] == ["child-1"]
    assert theirs.events == before


@pytest.mark.parametrize("said", [{"initials": "KM"}, {"born": "2024-03"}])
def test_less_than_that_is_nothing(desk: Desk, said: Json) -> None:
    mine, theirs = one(desk), one(desk)
    mine.change(called(**said))
    theirs.change(called(**said))
    assert (linked(mine), linked(mine, "perhaps")) == ([], [])


def test_what_one_may_not_see_is_not_even_counted(desk: Desk) -> None:
    mine, theirs = one(desk), one(desk)
    for referral in (mine, theirs):
        referral.change(called(case_system_id="P-1"))
    theirs.by(SENIOR).change(lambda change: restrict(change, ["A senior manager"], "The mother works here."))
    assert desk.links(mine.state["id"], WORKER, NOW + DAY) == {"links": [], "perhaps": [], "more": False}
    assert linked(mine, who=SENIOR) == [theirs.state["id"]]
    with pytest.raises(NotFoundError):
        linked(theirs)
    theirs.by(WORKER).change_unseen(lambda change: break_glass(change, "She is at the desk, and is hurt."))
    assert linked(mine) == [theirs.state["id"]]


def test_that_somebody_looked_is_noted(desk: Desk) -> None:
    mine = one(desk)
    colleague = Member(Person("A colleague", "worker"))
    desk.links(mine.state["id"], colleague, mine.now)
    auditor = Member(Person("An auditor", "auditor"))
    people = desk.views("hallamshire", auditor, NOW - DAY, NOW + DAY)
    assert [person["name"] for person in people if person["not_worked_on"]] == ["A colleague"]
