"""Two that are one, and two again: nothing is lost, the riskier counts, and what falls is a lowering."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, SECOND_MANAGER, Referral, opened
from tests.casework.visiting import visit
from triage_api.casework import Desk, Member
from triage_api.casework.identity import Labelling, label_child
from triage_api.casework.merging import merge, unmerge
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.casework.searching import Searching, record_search
from triage_api.casework.subjects import add_incident
from triage_api.record import Lowering, Person
from triage_api.storage import Ledger

WORDS = "The school says that it is the same boy."
APART = "The school says that they are cousins."
CALM = {"age": "3 years", "bruise": "no", "hungry": "no", "signs": {"value": [], "nothing_else": True}}
GRAVE = {**CALM, "bruise": "yes"}
WHOLE = {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"}
SOCIAL_WORKER = Member(Person("Sol", "social_worker"))
Json = dict[str, Any]


def two(desk: Desk, first: Json = CALM, second: Json = GRAVE) -> Referral:
    """A referral about two children who may be one."""
    children = [{"ref": "child-1", "answers": first}, {"ref": "child-2", "answers": second}]
    return opened(desk, answers=WHOLE, children=children, adults=[{"ref": "father"}, {"ref": "him"}])


def join(referral: Referral, kept: str = "child-1", merged: str = "child-2", **more: Any) -> Json:
    return referral.change(lambda change: merge(change, kept, merged, WORDS, **more))


def part(referral: Referral, lowering: Lowering | None = None, words: str = APART) -> Json:
    number = referral.state["merges"][-1]["number"]
    return referral.change(lambda change: unmerge(change, number, words, lowering))


def routes(referral: Referral) -> dict[str, tuple[str, str]]:
    children = referral.state["recommendation"]["children"]
    return {child["ref"]: (child["route"], child["rag"]) for child in children}


def called(ref: str, id: str) -> Any:
    return lambda change: label_child(change, ref, Labelling(case_system_id=id))


def search(ref: str) -> Any:
    return lambda change: record_search(change, Searching((ref,), "social_care", "2009", "nothing_found"))


@pytest.mark.parametrize(("kept", "merged"), [("child-1", "child-2"), ("child-2", "child-1")])
def test_the_riskier_account_counts_whoever_is_kept(desk: Desk, kept: str, merged: str) -> None:
    referral = two(desk)
    before = routes(referral)
    assert before["child-1"] != before["child-2"]
    join(referral, kept, merged)
    assert routes(referral) == {kept: before["child-2"]}
    (child,) = referral.state["case"]["children"]
    assert {"yes", "no"} == set(child["answers"]["bruise"]["accounts"])
    assert child["answers"]["age"] == "3 years"
    assert referral.state["lowerings"] == []


def test_apart_again_each_is_what_was_said_of_it(desk: Desk) -> None:
    referral = two(desk, GRAVE, CALM)
    case, before = referral.state["case"], routes(referral)
    join(referral)
    part(referral, LOWERING)
    assert (referral.state["case"], routes(referral)) == (case, before)
    (made,) = referral.state["merges"]
    assert (made["words"], made["undone"]["words"]) == (WORDS, APART)


def test_what_was_said_since_stays_with_whom_it_was_said_of(desk: Desk) -> None:
    referral = two(desk)
    join(referral)
    referral.answer("child-1", "hungry", "yes")
    part(referral)
    one, other = referral.state["case"]["children"]
    assert (one["answers"]["hungry"], other["answers"]["hungry"]) == ("yes", "no")


def test_taking_it_back_that_lowers_needs_a_reason_and_a_second_view(desk: Desk) -> None:
    """child-1 was grave by what was said of child-2 alone."""
    referral = two(desk)
    join(referral)
    with pytest.raises(ConflictError) as refused:
        part(referral)
    assert refused.value.code == "lowers"
    assert "child-1" in refused.value.detail
    part(referral, LOWERING)
    (lowered,) = referral.state["lowerings"]
    assert (lowered["what"], lowered["code"], lowered["second_view"]["given"]) == (
        "merge",
        LOWERING.code,
        None,
    )
    assert lowered["stood"]["lowered_from"] == {"route": "assessment", "rag": "amber"}
    view = next(one for one in referral.state["items"] if one["id"] == f"second_view:{lowered['number']}")
    assert view["state"] == "to_do"
    with pytest.raises(NotYoursError):
        referral.second_view(lowered["number"], agrees=True)
    referral.by(MANAGER).second_view(lowered["number"], agrees=False)
    assert referral.state["not_below"]["route"] == "assessment"
    assert "the one before two became one, or were told apart" in referral.state["not_below"]["because"]


def test_a_merging_that_lowers_needs_a_reason(desk: Desk) -> None:
    """What settles the account of the one silences what was said of the other."""
    settled = {"accounts": ["yes", {"value": "no", "said_by": "doctor", "how_known": "saw", "settles": True}]}
    referral = two(desk, GRAVE, {**CALM, "bruise": settled})
    with pytest.raises(ConflictError) as refused:
        join(referral)
    assert refused.value.code == "lowers"
    before = referral.events
    join(referral, lowering=LOWERING)
    assert referral.events[len(before)]["fact"]["lowering"]["code"] == LOWERING.code
    assert [one["what"] for one in referral.state["lowerings"]] == ["merge"]


def test_a_reason_where_nothing_falls_is_refused(desk: Desk) -> None:
    with pytest.raises(ConflictError) as refused:
        join(two(desk), lowering=LOWERING)
    assert refused.value.code == "does-not-lower"


def test_what_is_owed_stays_owed_on_its_clock(desk: Desk) -> None:
    referral = two(desk)
    referral.by(MANAGER).decide("assessment", "red")
    before = {one["id"]: one for one in referral.state["items"]}
    referral.now += timedelta(days=1)
    join(referral)
    after = {one["id"]: one for one in referral.state["items"]}
    assert before.keys() <= after.keys()
    for id, item in before.items():
        assert after[id]["due"] == item["due"]
        assert set(item["children"]) <= set(after[id]["children"])
    gone = {id for id, one in after.items() if one["state"] == "cancelled"}
    assert gone == {"search:child-2", "find_child:child-2", "case_system_id:child-2"}
    part(referral, LOWERING)
    again = {one["id"]: one for one in referral.state["items"]}
    assert {id: again[id]["due"] for id in gone} == {id: before[id]["due"] for id in gone}
    assert {again[id]["state"] for id in gone} <= {"to_do", "late"}


def test_who_saw_the_one_saw_the_other(desk: Desk) -> None:
    referral = two(desk)
    visit(referral, "child-2")
    assert referral.state["last_seen"][0]["seen"] is None
    join(referral)
    (seen,) = referral.state["last_seen"]
    assert (seen["child"], seen["seen"]) == ("child-1", referral.state["visits"][0]["number"])
    assert [one["event"] for one in referral.state["case"]["events"]] == ["child_seen"]
    part(referral, LOWERING)
    assert [one["seen"] is None for one in referral.state["last_seen"]] == [True, False]
    assert referral.state["case"]["events"] == []


def test_a_question_to_be_found_out_is_answered_of_whom_it_became_part(desk: Desk) -> None:
    referral = two(desk, CALM, {**GRAVE, "hungry": {"not_known": "nobody knows"}})
    referral.by(MANAGER).decide("strategy", "red")
    asked = [one["id"] for one in referral.state["items"] if one["kind"] == "enquiry"]
    assert "enquiry:child-2:hungry" in asked
    join(referral)
    referral.answer("child-1", "hungry", {"value": "no", "said_by": "school"})
    done = {one["id"]: one["state"] for one in referral.state["items"] if one["kind"] == "enquiry"}
    assert done["enquiry:child-2:hungry"] == "done"


def test_labels_say_what_became_of_it_and_lists_count_one(desk: Desk, ledger: Ledger) -> None:
    referral = two(desk)
    referral.change(
        lambda change: label_child(change, "child-2", Labelling(initials="KM", case_system_id="P-2"))
    )
    join(referral)
    labels = referral.state["labels"]
    assert labels["child-2"]["merged_into"] == "child-1"
    assert labels["child-1"] == {"about": "child", "initials": "KM", "born": None, "case_system_id": "P-2"}
    (line,) = desk.lines(None, None, 9, MANAGER, referral.now)
    assert line["title"] == "KM"
    (found,) = ledger.referrals_of("P-2")
    assert found == referral.state["id"]


def test_the_id_of_either_is_the_childs_and_is_pending_no_longer(desk: Desk) -> None:
    referral = two(desk)
    referral.change(lambda change: label_child(change, "child-2", Labelling(case_system_id="P-2")))
    join(referral)
    states = {one["id"]: one["state"] for one in referral.state["items"]}
    assert states["case_system_id:child-1"] == "done"
    part(referral, LOWERING)
    states = {one["id"]: one["state"] for one in referral.state["items"]}
    assert states["case_system_id:child-1"] == "to_do"


@pytest.mark.parametrize(
    ("ids", "searched", "checked"),
    [
        ((None, None), ("child-1",), True),
        ((None, None), ("child-2",), True),
        ((None, None), (), False),
        (("P-1", None), ("child-1",), True),
        (("P-1", "P-2"), ("child-1",), False),
        (("P-1", "P-2"), ("child-1", "child-2"), True),
        ((None, "P-2"), ("child-1",), False),
        ((None, "P-2"), ("child-2",), True),
    ],
)
def test_history_is_checked_under_each_id(
    desk: Desk, ids: tuple[str | None, str | None], searched: tuple[str, ...], checked: bool
) -> None:
    referral = two(desk)
    for ref, id in zip(("child-1", "child-2"), ids, strict=True):
        if id is not None:
            referral.change(called(ref, id))
    for ref in searched:
        referral.change(search(ref))
    join(referral)
    one = next(one for one in referral.state["history"] if one["ref"] == "child-1")
    assert (one["checked"], len(one["searches"])) == (checked, len(searched))
    owed = [item for item in referral.state["items"] if f"{item['id']}:".startswith("search:child-1:")]
    assert any(item["done"] is None for item in owed) is not checked
    referral.change(search("child-1"))
    assert next(one for one in referral.state["history"] if one["ref"] == "child-1")["checked"] is True


def test_told_apart_they_have_not_one_id(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    join(referral)
    for ref in ("child-1", "child-2"):
        referral.change(called(ref, "P-1"))
    with pytest.raises(ConflictError) as refused:
        part(referral)
    assert refused.value.code == "same-id"
    taken_back = Labelling(words="It is the other boy's.", not_known=("case_system_id",))
    referral.change(lambda change: label_child(change, "child-2", taken_back))
    part(referral)


def test_adults_and_incidents_too(desk: Desk) -> None:
    referral = two(desk)
    referral.change(lambda change: add_incident(change, "door", None))
    referral.change(lambda change: add_incident(change, "23-june", None))
    referral.answer("father", "violent", "no")
    referral.answer("him", "violent", "yes")
    join(referral, "father", "him")
    join(referral, "door", "23-june")
    (adult,) = referral.state["case"]["adults"]
    assert set(adult["answers"]["violent"]["accounts"]) == {"yes", "no"}
    assert [one["ref"] for one in referral.state["case"]["incidents"]] == ["door"]


def test_a_chain_comes_apart_link_by_link(desk: Desk) -> None:
    referral = two(desk)
    referral.child("child-3")
    referral.answer("child-3", "hungry", "yes")
    join(referral, "child-1", "child-2")
    join(referral, "child-3", "child-1")
    (child,) = referral.state["case"]["children"]
    assert (child["ref"], child["answers"]["hungry"]) == ("child-3", {"accounts": ["no", "yes"]})
    part(referral)
    refs = [one["ref"] for one in referral.state["case"]["children"]]
    assert refs == ["child-1", "child-3"]


def test_the_print_says_who_is_one_with_whom(desk: Desk) -> None:
    referral = two(desk, GRAVE, CALM)
    join(referral)
    part(referral, LOWERING)
    text = "\n".join(desk.printed(referral.state["id"], "record", MANAGER, referral.now))
    assert f"child-2 is child-1: {WORDS}" in text
    assert f"child-2 is not child-1: {APART}" in text


WRONG: dict[str, tuple[Any, type[RefusedError], str]] = {
    "nobody": (lambda change: merge(change, "child-1", "child-9", WORDS), WrongError, "unknown-ref"),
    "itself": (lambda change: merge(change, "child-1", "child-1", WORDS), WrongError, "same-ref"),
    "a child and an adult": (lambda change: merge(change, "child-1", "him", WORDS), WrongError, "other-kind"),
    "the referral": (lambda change: merge(change, "child-1", "referral", WORDS), WrongError, "unknown-ref"),
    "what is part of another": (
        lambda change: merge(change, "child-3", "child-2", WORDS),
        WrongError,
        "unknown-ref",
    ),
    "without a word": (lambda change: merge(change, "child-1", "child-3", " "), WrongError, "blank-words"),
    "nothing to take back": (lambda change: unmerge(change, 1, WORDS), NotFoundError, "no-such-merge"),
}


@pytest.mark.parametrize(("rule", "error", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_refused(desk: Desk, rule: Any, error: type[RefusedError], code: str) -> None:
    referral = two(desk)
    referral.child("child-3")
    join(referral)
    before = referral.events
    with pytest.raises(error) as refused:
        referral.change(rule)
    assert refused.value.code == code
    assert referral.events == before


def test_nothing_is_said_of_what_is_part_of_another(desk: Desk) -> None:
    referral = two(desk)
    join(referral)
    with pytest.raises(WrongError):
        referral.answer("child-2", "hungry", "yes")
    with pytest.raises(NotFoundError):
        visit(referral, "child-2")
    with pytest.raises(WrongError):
        referral.change(search("child-2"))


def test_it_is_taken_back_once_and_by_whom_the_policy_lets(desk: Desk) -> None:
    referral = two(desk, CALM, CALM)
    with pytest.raises(NotYoursError):
        join(referral.by(SOCIAL_WORKER))
    join(referral.by(MANAGER))
    with pytest.raises(NotYoursError):
        part(referral.by(SOCIAL_WORKER))
    part(referral.by(SECOND_MANAGER))
    with pytest.raises(ConflictError):
        part(referral)
