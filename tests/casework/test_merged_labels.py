"""What two that are one are known by: where it is printed, sent, kept and counted, and since when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, SHARED, Referral
from tests.casework.test_merging import CALM, GRAVE, called, join, part, search, two
from triage_api.casework import Desk, Member
from triage_api.casework.finding import end_search
from triage_api.casework.front_sheets import front_sheet
from triage_api.casework.identity import Labelling, label_adult, label_child
from triage_api.casework.judging import viewed
from triage_api.casework.prints.ask import children
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.risk import current_risk
from triage_api.casework.refusals import ConflictError, WrongError
from triage_api.casework.retention import _grown_up
from triage_api.casework.searching import Searching, record_search, withdraw_search
from triage_api.casework.transfers import know_move, write_sheet
from triage_api.record import FrontSheet, Person
from triage_api.storage import Ledger, Period

AUDITOR = Member(Person("An auditor", "auditor"))
WORDS = "It was another child, as it turned out."


def labelled(ref: str, **said: Any) -> Any:
    return lambda change: label_child(change, ref, Labelling(**said))


def printing_of(referral: Referral, ledger: Ledger) -> Printing:
    kept = ledger.referral(referral.state["id"])
    assert kept is not None
    return Printing(kept, viewed(SHARED, kept), [], referral.now, "")


def item(referral: Referral, id: str) -> Any:
    """The item; where it is owed again, as it is owed now."""
    found = [one for one in referral.state["items"] if f"{one['id']}:".startswith(f"{id}:")]
    return found[-1]


# ---------------------------------------------------------------------- whose label stands where


@pytest.mark.parametrize(
    ("born", "grown"),
    [(("2010-01", "2020-01"), date(2038, 1, 31)), (("2020-01", "2010-01"), date(2038, 1, 31))],
)
def test_the_latest_birth_keeps_it_longest(
    desk: Desk, ledger: Ledger, born: tuple[str, str], grown: date
) -> None:
    referral = two(desk)
    for ref, month in zip(("child-1", "child-2"), born, strict=True):
        referral.change(labelled(ref, initials="KM", born=month))
    join(referral)
    assert _grown_up(printing_of(referral, ledger).referral) == grown


def test_what_is_known_of_the_merged_one_is_on_the_front_sheet_and_on_what_is_asked(
    desk: Desk, ledger: Ledger
) -> None:
    referral = two(desk, GRAVE, GRAVE).by(MANAGER)
    referral.decide("assessment", "red")
    referral.change(labelled("child-2", initials="KM", born="2020-01", case_system_id="P-2"))
    join(referral)
    referral.change(lambda change: know_move(change, (), "Luton", "The mother rang and said so."))
    sheet = FrontSheet(
        (), "She asked for a school place.", "With an aunt", "none", (), (), (), "None is here."
    )
    referral.change(lambda change: write_sheet(change, referral.state["transfers"][0]["number"], sheet))
    printing = printing_of(referral, ledger)
    kept, view = printing.referral, printing.view
    (child,) = front_sheet(kept, view, kept.transfers[0], referral.now)["sheet"]["children"]
    assert child == {"ref": "child-1", "initials": "KM", "born": "2020-01", "case_system_id": "P-2"}
    (about,) = children(printing, kept.contacts["health_visitor"])
    assert about == "child-1 (KM, born 2020-01, case system P-2)"


def test_a_merged_adult_is_named_as_either_was(desk: Desk, ledger: Ledger) -> None:
    referral = two(desk)
    referral.change(lambda change: label_adult(change, "him", Labelling(label="the lodger")))
    join(referral, "father", "him")
    assert "the lodger:" in list(current_risk(printing_of(referral, ledger)))


def test_the_national_dataset_counts_one_child_once(desk: Desk) -> None:
    def rows(referral: Referral) -> int:
        month = Period("hallamshire", datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
        text = desk.dataset("ssd_contacts", month, AUDITOR, referral.now + timedelta(minutes=1))
        return len(text.splitlines()) - 1

    referral = two(desk, CALM, CALM)
    assert rows(referral) == 2
    join(referral)
    assert rows(referral) == 1
    part(referral)
    assert rows(referral) == 2


# ---------------------------------------------------------------------- ids, and when they were given


def test_capitals_tell_no_two_ids_apart(desk: Desk, ledger: Ledger) -> None:
    referral = two(desk)
    referral.change(called("child-1", "P-2"))
    with pytest.raises(ConflictError) as refused:
        referral.change(called("child-2", "p-2"))
    assert refused.value.code == "same-id"
    assert ledger.referrals_of("p-2") == [referral.state["id"]]
    found = desk.subject_access(
        "hallamshire", "p-2", "Asked by the solicitor in writing", AUDITOR, referral.now
    )
    assert [one["child"] for one in found["referrals"]] == [["child-1"]]


def test_history_checked_under_an_id_is_checked_under_it_in_capitals(desk: Desk) -> None:
    referral = two(desk)
    referral.change(called("child-1", "p-2"))
    join(referral)
    referral.change(called("child-2", "P-2"))
    referral.change(search("child-1"))
    assert next(one for one in referral.state["history"] if one["ref"] == "child-1")["checked"] is True


def test_an_id_is_not_given_and_not_known_at_once(desk: Desk) -> None:
    referral = two(desk)
    with pytest.raises(WrongError) as refused:
        referral.change(labelled("child-1", initials="AB", not_known=("initials",), words=WORDS))
    assert (refused.value.code, refused.value.faults[0].at) == ("both", "/not_known/0")


def test_an_id_given_late_to_the_merged_one_was_late(desk: Desk) -> None:
    referral = two(desk)
    join(referral)
    referral.now += timedelta(days=5)
    referral.change(called("child-2", "P-2"))
    found = item(referral, "case_system_id:child-1")
    assert (found["state"], found["done"][:10]) == ("done_late", referral.now.date().isoformat())
    part(referral, LOWERING)
    assert item(referral, "case_system_id:child-1")["state"] == "late"
    assert item(referral, "case_system_id:child-2")["state"] == "done_late"


def test_a_child_named_late_by_both_labels_together_was_late(desk: Desk) -> None:
    referral = two(desk)
    referral.change(labelled("child-1", initials="KM"))
    join(referral)
    referral.now += timedelta(days=5)
    referral.change(labelled("child-2", born="2020-01"))
    assert item(referral, "find_child:child-1")["state"] == "done_late"


# ---------------------------------------------------------------------- clocks do not begin anew


def test_a_search_that_is_taken_back_leaves_the_clock_as_it_was(desk: Desk) -> None:
    referral = two(desk)
    due = item(referral, "search:child-1")["due"]
    referral.now += timedelta(days=4)
    referral.change(search("child-1"))
    number = referral.state["searches"][-1]["number"]
    referral.change(lambda change: withdraw_search(change, number, WORDS))
    owed = item(referral, "search:child-1")
    assert (owed["state"], owed["due"]) == ("late", due)


@pytest.mark.parametrize("ended", [False, True], ids=["looked for", "given up"])
def test_a_name_that_is_taken_back_leaves_the_clock_as_it_was(desk: Desk, ended: bool) -> None:
    referral = two(desk).by(MANAGER)
    due = item(referral, "find_child:child-1")["due"]
    if ended:
        why = "Nobody knows it, and the school has no such child."
        referral.change(lambda change: end_search(change, "child-1", why))
    referral.now += timedelta(days=30)
    referral.change(labelled("child-1", initials="XX", born="2020-01"))
    referral.change(labelled("child-1", not_known=("initials", "born"), words=WORDS))
    owed = item(referral, "find_child:child-1")
    assert (owed["state"], owed["due"]) == ("late", due)


def test_whom_nobody_searched_brings_their_own_clock(desk: Desk) -> None:
    """Merged into somebody whose history is checked: it is owed under the other id too, on its own clock."""
    referral = two(desk)
    referral.change(called("child-1", "P-1"))
    referral.change(search("child-1"))
    referral.now += timedelta(days=5)
    referral.child("child-3")
    referral.change(called("child-3", "P-3"))
    due = item(referral, "search:child-3")["due"]
    join(referral, "child-1", "child-3")
    assert item(referral, "search:child-1")["due"] == due


# ---------------------------------------------------------------------- what the history says


def test_it_says_under_which_id_nobody_searched(desk: Desk) -> None:
    referral = two(desk)
    referral.change(called("child-1", "P-1"))
    referral.change(called("child-2", "P-2"))
    referral.change(search("child-1"))
    join(referral)
    (words,) = (one["words"] for one in referral.state["history"] if one["ref"] == "child-1")
    assert words.startswith("History: not checked under each id that it turned out to have: not as P-2.")


@pytest.mark.parametrize("records", ["Children's social care", "CHILDREN'S  SOCIAL CARE", "Social_Care"])
def test_an_agency_may_be_given_by_its_title(desk: Desk, records: str) -> None:
    referral = two(desk)
    referral.change(
        lambda change: record_search(change, Searching(("child-1",), records, "2009", "nothing_found"))
    )
    assert referral.state["searches"][-1]["records"] == "social_care"
    assert next(one for one in referral.state["history"] if one["ref"] == "child-1")["checked"] is True
