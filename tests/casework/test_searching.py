"""History: not checked until somebody says in whose records they looked, since when, and what they found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, Referral, opened
from triage_api.casework import Desk
from triage_api.casework.closing import end_item
from triage_api.casework.identity import Labelling, label_child
from triage_api.casework.refusals import ConflictError, NotFoundError, RefusedError, WrongError
from triage_api.casework.searching import Searching, record_search, withdraw_search
from triage_api.record import Professional
from triage_api.storage import Ledger, Reader

WORDS = "Two referrals in 2024, both about hunger."
WHY = "The system was down all morning."
CLERK = Professional("Ben Ode", "business support", "social_care")
OFFICER = Professional("PC Lee", "officer", "police")


def search(
    *of: str,
    records: str = "social_care",
    since: str | None = "2009",
    result: str = "nothing_found",
    by: Professional | None = None,
    words: str | None = None,
) -> Any:
    sent = Searching(of or ("child-1",), records, since, result, by, words)
    return lambda change: record_search(change, sent)


@pytest.fixture
def referral(desk: Desk) -> Referral:
    """About one child and one adult; no records have been searched."""
    return opened(desk, children=[{"ref": "child-1"}], adults=[{"ref": "father"}])


def history(referral: Referral, ref: str = "child-1") -> Any:
    return next(one for one in referral.state["history"] if one["ref"] == ref)


def owed(referral: Referral) -> dict[str, str]:
    return {one["id"]: one["state"] for one in referral.state["items"] if one["kind"] == "search"}


def test_nobody_has_a_history_before_somebody_searched(referral: Referral) -> None:
    for ref in ("child-1", "father"):
        one = history(referral, ref)
        assert (one["checked"], one["words"]) == (False, "History: not checked.")
    assert owed(referral) == {"search:child-1": "to_do", "search:father": "to_do"}


def test_nothing_found_says_in_whose_records_and_since_when(referral: Referral) -> None:
    referral.change(search(by=CLERK))
    one = history(referral)
    assert one["checked"] is True
    assert one["words"] == (
        "Nothing found in the records of Children's social care, from 2009 on "
        "(Monday 23 November 2026 at 10.00, Ben Ode, business support)."
    )
    assert owed(referral) == {"search:child-1": "done", "search:father": "to_do"}


def test_nobody_knows_since_when(referral: Referral) -> None:
    referral.change(search(since=None))
    assert "since when they go back is not known" in history(referral)["words"]


@pytest.mark.parametrize("result", ["found", "nothing_found", "could_not_search"])
def test_no_result_is_printed_as_no_history(referral: Referral, result: str) -> None:
    referral.change(search(result=result, words=WORDS))
    text = "\n".join(referral.desk.printed(referral.state["id"], "record", MANAGER, referral.now))
    assert "HISTORY, AND IN WHOSE RECORDS" in text
    assert "no history" not in text.casefold()
    assert "in the records of Children's social care" in text
    assert "father: History: not checked." in text


def test_what_could_not_be_searched_checks_nothing(referral: Referral) -> None:
    referral.change(search(result="could_not_search", words=WHY))
    one = history(referral)
    assert one["checked"] is False
    assert one["words"].startswith(
        "History: not checked. Could not be searched for in the records of Children's social care"
    )
    assert one["words"].endswith(WHY)
    assert owed(referral)["search:child-1"] == "to_do"


def test_other_records_than_those_the_policy_needs_check_nothing(referral: Referral) -> None:
    referral.change(search(records="police", by=OFFICER))
    assert history(referral)["words"].startswith(
        "History: not checked in the records of: Children's social care. "
        "Nothing found in the records of Police, from 2009 on"
    )
    referral.change(search(records="social_care"))
    assert history(referral)["checked"] is True
    assert len(history(referral)["searches"]) == 2


def test_records_in_words_are_told_as_they_are(referral: Referral) -> None:
    referral.change(search(records="Luton's social care", result="found", words=WORDS))
    found = history(referral)["words"]
    assert "Found in the records of Luton's social care, from 2009 on" in found
    assert found.endswith(WORDS)


def test_one_search_of_two(referral: Referral) -> None:
    referral.change(search("child-1", "father", "father"))
    assert set(owed(referral).values()) == {"done"}
    (made,) = referral.state["searches"]
    assert made["of"] == ["child-1", "father"]


def test_a_withdrawn_search_stays_and_checks_nothing(referral: Referral) -> None:
    referral.change(search())
    number = referral.state["searches"][0]["number"]
    referral.change(lambda change: withdraw_search(change, number, "It was his cousin of the same age."))
    one = history(referral)
    assert (one["checked"], one["searches"]) == (False, [])
    assert "Searches that do not count, because withdrawn or made under another id: 1." in one["words"]
    assert referral.state["searches"][0]["withdrawn"]["words"] == "It was his cousin of the same age."
    again = [state for id, state in owed(referral).items() if id.startswith("search:child-1:")]
    assert (owed(referral)["search:child-1"], again) == ("done", ["to_do"])


def test_of_two_searches_one_may_be_withdrawn(referral: Referral) -> None:
    referral.change(search())
    referral.change(search(since="2001"))
    number = referral.state["searches"][0]["number"]
    referral.change(lambda change: withdraw_search(change, number, "It was his cousin of the same age."))
    assert history(referral)["checked"] is True


@pytest.mark.parametrize("taken_back", [False, True])
def test_a_search_under_a_mistyped_id_says_nothing_of_the_child(referral: Referral, taken_back: bool) -> None:
    """One digit gives a child another child's history, and nobody can notice."""
    referral.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    referral.change(search("child-1", "father", result="found", words=WORDS))
    right = Labelling(
        words="One digit was mistyped.",
        case_system_id=None if taken_back else "P-2",
        not_known=("case_system_id",) if taken_back else (),
    )
    referral.change(lambda change: label_child(change, "child-1", right))
    assert (history(referral)["checked"], WORDS in history(referral)["words"]) == (False, False)
    assert (history(referral, "father")["checked"], WORDS in history(referral, "father")["words"]) == (
        True,
        True,
    )


def test_an_id_found_after_the_search_changes_nothing_of_it(referral: Referral) -> None:
    referral.change(search())
    referral.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    assert history(referral)["checked"] is True


def test_each_that_comes_later_is_not_checked_and_has_a_clock_of_its_own(referral: Referral) -> None:
    referral.change(search("child-1", "father"))
    referral.child("child-2")
    assert history(referral, "child-2")["words"] == "History: not checked."
    assert owed(referral)["search:child-2"] == "to_do"


def test_whose_history_was_not_checked_is_kept_with_the_decision(referral: Referral) -> None:
    referral.answers([])
    referral.by(MANAGER).decide("strategy", "red")
    assert referral.state["decision"]["not_checked"] == ["child-1", "father"]
    referral.change(search("child-1"))
    assert referral.state["decision"]["not_checked"] == ["child-1", "father"]
    text = "\n".join(referral.desk.printed(referral.state["id"], "record", MANAGER, referral.now))
    assert "History not checked at that moment: child-1, father." in text


def test_and_with_what_was_lowered(referral: Referral) -> None:
    for question in ("family_asks", "told_parents", "other_adults"):
        referral.answer("referral", question, "no")
    referral.answer("referral", "kind", "worry")
    referral.answer("child-1", "age", "3 years")
    referral.answer("child-1", "bruise", "yes")
    referral.answer("child-1", "bruise", "no", LOWERING)
    (lowered,) = referral.state["lowerings"]
    assert lowered["stood"]["not_checked"] == ["child-1", "father"]


def test_only_a_manager_lets_it_be_and_says_why(referral: Referral) -> None:
    end = lambda change: end_item(change, "search:father", "cancelled", "He died before she was born.")  # noqa: E731
    with pytest.raises(RefusedError):
        referral.change(end)
    referral.by(MANAGER).change(end)
    assert owed(referral)["search:father"] == "cancelled"
    assert history(referral, "father")["words"] == "History: not checked."


def test_it_is_counted_on_the_board(referral: Referral, ledger: Ledger) -> None:
    assert ledger.board("not_checked", Reader("A worker", NOW), NOW, 10).count == 2


WRONG: dict[str, tuple[Any, type[RefusedError], str]] = {
    "nobody": (
        lambda change: record_search(change, Searching((), "police", None, "nothing_found")),
        WrongError,
        "blank",
    ),
    "somebody else": (search("nobody"), WrongError, "unknown-ref"),
    "an incident": (search("door"), WrongError, "unknown-ref"),
    "nobody's records": (search(records=" "), WrongError, "blank-words"),
    "another result": (search(result="none"), WrongError, "wrong-value"),
    "found what": (search(result="found"), WrongError, "blank-words"),
    "not searched, and why not": (search(result="could_not_search"), WrongError, "blank-words"),
    "a year in words": (search(since="last year"), WrongError, "wrong-value"),
    "no such day": (search(since="2009-02-30"), WrongError, "wrong-value"),
    "from tomorrow on": (search(since="2026-11-24"), WrongError, "in-the-future"),
    "by somebody without a name": (search(by=Professional("", "clerk", "police")), WrongError, "blank-words"),
    "no such search": (lambda change: withdraw_search(change, 99, WHY), NotFoundError, "no-such-search"),
    "withdrawn, and why": (lambda change: withdraw_search(change, 6, " "), WrongError, "blank-words"),
}


@pytest.mark.parametrize(("rule", "error", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_refused(referral: Referral, rule: Any, error: type[RefusedError], code: str) -> None:
    referral.change(search())
    assert referral.state["searches"][0]["number"] == 6
    before = referral.events
    with pytest.raises(error) as refused:
        referral.change(rule)
    assert refused.value.code == code
    assert referral.events == before


def test_a_search_is_withdrawn_once(referral: Referral) -> None:
    referral.change(search())
    number = referral.state["searches"][0]["number"]
    referral.change(lambda change: withdraw_search(change, number, WHY))
    with pytest.raises(ConflictError):
        referral.change(lambda change: withdraw_search(change, number, WHY))
