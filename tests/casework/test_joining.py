"""Two referrals of one child: nothing owed in either is lost or put off, nothing said in it undercut."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.casework.desks import (
    LOWERING,
    MANAGER,
    NOW,
    SENIOR,
    WORKER,
    Referral,
    opened,
)
from tests.casework.trays import Tray
from tests.casework.visiting import visit
from triage_api.casework import Asked, Desk, Member
from triage_api.casework.access import restrict
from triage_api.casework.closing import Last, close, end_item
from triage_api.casework.identity import Labelling, label_child
from triage_api.casework.joining import Joined, Pair
from triage_api.casework.merging import merge
from triage_api.casework.news import Told, record_news
from triage_api.casework.refusals import (
    ChangedMeanwhileError,
    ConflictError,
    NotFoundError,
    NotYoursError,
    RefusedError,
    WrongError,
)
from triage_api.casework.subjects import add_child
from triage_api.record import Lowering, Person
from triage_api.storage import Ledger

WORDS = "The same boy: the school and the police say so."
APART = "They are cousins who live at the same address."
CALM = {"age": "3 years", "bruise": "no", "hungry": "no", "signs": {"value": [], "nothing_else": True}}
GRAVE = {**CALM, "bruise": "yes"}
WHOLE = {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"}
EARLIER, LATER = "2026-11-20T09:00:00+00:00", "2026-11-23T09:00:00+00:00"
SAME = (Pair("child-1", "child-1"),)
SOCIAL_WORKER = Member(Person("Sol", "social_worker"))
Json = dict[str, Any]


@dataclass
class Two:
    """Two referrals at one desk."""

    desk: Desk
    kept: Referral
    other: Referral

    def join(
        self, same: tuple[Pair, ...] = SAME, lowering: Lowering | None = None, who: Member | None = None
    ) -> Json:
        sent = Joined(self.other.state["id"], self.other.state["version"], WORDS, same, lowering)
        kept = self.kept
        kept.now += timedelta(seconds=1)
        asked = Asked(who or kept.who, kept.now, None, kept.state["version"])
        kept.state = json.loads(self.desk.join(asked, kept.state["id"], sent).body)
        return self.seen()

    def apart(self, lowering: Lowering | None = None, who: Member | None = None) -> Json:
        kept = self.kept
        kept.now += timedelta(seconds=1)
        asked = Asked(who or kept.who, kept.now, None, kept.state["version"])
        number = kept.state["joined"][-1]["number"]
        kept.state = json.loads(self.desk.unjoin(asked, kept.state["id"], number, APART, lowering).body)
        return self.seen()

    def seen(self) -> Json:
        """The other, as it stands now."""
        self.other.now = max(self.other.now, self.kept.now)
        self.other.state = self.desk.referral(self.other.state["id"], self.other.who, self.other.now)
        return self.other.state


def one(desk: Desk, child: Json, received: str = LATER, **more: Any) -> Referral:
    return opened(
        desk, received_at=received, answers=WHOLE, children=[{"ref": "child-1", "answers": child}], **more
    )


def two(desk: Desk, here: Json = CALM, there: Json = GRAVE) -> Two:
    """The kept one came later; the other is about one child more, an adult and an incident."""
    other = one(desk, there, EARLIER, adults=[{"ref": "father"}], incidents=[{"ref": "door"}])
    return Two(desk, one(desk, here), other)


def items(state: Json) -> dict[str, Json]:
    return {item["id"]: item for item in state["items"]}


def owed(state: Json) -> dict[str, str]:
    return {id: item["due"] for id, item in items(state).items() if item["done"] is None}


def test_one_is_worked_on_and_the_other_says_where(desk: Desk) -> None:
    pair = two(desk)
    there = pair.join()
    assert (there["state"], there["joined_into"]["referral"]) == ("joined", pair.kept.state["id"])
    (made,) = pair.kept.state["joined"]
    assert (made["referral"], made["words"], made["undone"]) == (there["id"], WORDS, None)
    assert made["brought"] == [
        {"here": "child-2", "there": "child-1"},
        {"here": "adult-1", "there": "father"},
        {"here": "incident-1", "there": "door"},
    ]
    case = pair.kept.state["case"]
    assert [child["ref"] for child in case["children"]] == ["child-1"]
    assert [adult["ref"] for adult in case["adults"]] == ["adult-1"]


def test_the_riskier_account_and_the_earlier_receipt_count(desk: Desk) -> None:
    pair = two(desk)
    before = pair.kept.state["recommendation"]["route"], pair.other.state["recommendation"]["route"]
    assert before == ("advice", "assessment")
    pair.join()
    state = pair.kept.state
    assert state["recommendation"]["route"] == "assessment"
    assert (state["received_at"], state["case"]["received_at"]) == (EARLIER, EARLIER)
    (child,) = state["case"]["children"]
    assert set(child["answers"]["bruise"]["accounts"]) == {"yes", "no"}
    assert state["case"]["answers"] == WHOLE


def test_a_child_who_is_not_named_the_same_stays_a_child_of_its_own(desk: Desk) -> None:
    pair = two(desk)
    pair.join(same=())
    assert [child["ref"] for child in pair.kept.state["case"]["children"]] == ["child-1", "child-2"]


def test_the_decision_is_due_by_the_earlier_receipt(desk: Desk) -> None:
    pair = two(desk)
    mine, theirs = (items(side.state)["milestone:decision"]["due"] for side in (pair.kept, pair.other))
    assert theirs < mine
    there = pair.join()
    assert items(pair.kept.state)["milestone:decision"]["due"] == theirs
    assert items(there)["milestone:decision"]["state"] == "elsewhere"


def test_nothing_owed_in_either_is_lost_or_put_off(desk: Desk) -> None:
    pair = two(desk)
    pair.other.by(MANAGER).decide("assessment", "red")
    here, there = owed(pair.kept.state), owed(pair.other.state)
    assert {"contact:parents", "contact:health_visitor"} <= there.keys()
    pair.join(who=MANAGER)
    assert here.keys() <= owed(pair.kept.state).keys()
    for id, due in here.items():
        assert owed(pair.kept.state)[id] <= due
    left = owed(pair.other.state)
    assert {id: due for id, due in there.items() if id in left} == left
    gone = there.keys() - left.keys()
    assert {id.partition(":")[0] for id in gone} <= {
        "milestone", "enquiry", "reference", "case_system_id", "search", "find_child"
    }  # fmt: skip
    assert {items(pair.other.state)[id]["state"] for id in gone} == {"elsewhere"}
    assert all(items(pair.other.state)[id]["owner"] is not None for id in left)


def test_what_stays_there_is_done_there(desk: Desk) -> None:
    pair = two(desk)
    pair.other.by(MANAGER).decide("assessment", "red")
    pair.join(who=MANAGER)
    contact = next(id for id in owed(pair.other.state) if id.startswith("contact:"))
    pair.other.contact(contact.partition(":")[2], "attempted", words="Nobody answered the telephone.")
    assert items(pair.other.state)[contact]["done"] is None


def test_what_was_decided_there_overtakes_what_was_decided_here(desk: Desk) -> None:
    pair = two(desk, CALM, CALM)
    pair.kept.decide("advice", "green")
    pair.other.by(MANAGER).decide("strategy", "red")
    pair.join(who=MANAGER)
    risen = pair.kept.state["overtaken"]
    assert risen["rose_to"] == {"route": "strategy", "rag": "red"}
    assert pair.kept.state["not_below"]["route"] == "strategy"
    assert "the one of the referral that was joined" in pair.kept.state["not_below"]["because"]
    with pytest.raises(ConflictError) as refused:
        pair.kept.by(MANAGER).decide("advice", "green")
    assert refused.value.code == "lowers"
    pair.kept.decide("strategy", "red")
    assert pair.kept.state["overtaken"] is None
    assert "the one of the referral that was joined" not in pair.kept.state["not_below"]["because"]


def test_the_first_decision_is_not_below_what_was_decided_there(desk: Desk) -> None:
    pair = two(desk, CALM, CALM)
    pair.other.by(MANAGER).decide("strategy", "red")
    pair.join(who=MANAGER)
    assert pair.kept.state["overtaken"] is None
    with pytest.raises(ConflictError) as refused:
        pair.kept.by(MANAGER).decide("advice", "green")
    assert refused.value.code == "lowers"


def test_a_joining_that_lowers_needs_a_reason(desk: Desk) -> None:
    """What settles the account in the one silences what was said in the other."""
    settled = {"accounts": ["yes", {"value": "no", "said_by": "doctor", "how_known": "saw", "settles": True}]}
    pair = two(desk, {**CALM, "bruise": settled}, GRAVE)
    with pytest.raises(ConflictError) as refused:
        pair.join()
    assert (refused.value.code, pair.other.state["id"] in refused.value.detail) == ("lowers", True)
    assert pair.seen()["state"] == "open"
    pair.join(lowering=LOWERING)
    (lowered,) = pair.kept.state["lowerings"]
    assert (lowered["what"], lowered["code"]) == ("join", LOWERING.code)
    assert f"second_view:{lowered['number']}" in owed(pair.kept.state)


def test_taken_apart_each_is_again_what_was_said_in_it(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    cases = pair.kept.state["case"], pair.other.state["case"]
    theirs = owed(pair.other.state)
    pair.join()
    there = pair.apart()
    assert (pair.kept.state["case"], there["case"]) == cases
    assert (there["state"], there["joined_into"], owed(there)) == ("open", None, theirs)
    assert pair.kept.state["received_at"] == LATER
    (made,) = pair.kept.state["joined"]
    assert made["undone"]["words"] == APART
    assert pair.kept.state["labels"].keys() == {"child-1"}


def test_taking_apart_that_lowers_needs_a_reason_and_a_second_view(desk: Desk) -> None:
    pair = two(desk)
    pair.join()
    with pytest.raises(ConflictError) as refused:
        pair.apart()
    assert refused.value.code == "lowers"
    assert pair.seen()["state"] == "joined"
    pair.apart(LOWERING)
    (lowered,) = pair.kept.state["lowerings"]
    assert (lowered["what"], lowered["second_view"]["given"]) == ("join", None)
    pair.kept.by(MANAGER).second_view(lowered["number"], agrees=False)
    assert pair.kept.state["not_below"]["route"] == "assessment"


def test_what_was_said_since_of_whom_the_other_brought_is_said_there(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    pair.join()
    pair.kept.answer("adult-1", "violent", "yes")
    there = pair.apart(LOWERING)
    (father,) = there["case"]["adults"]
    assert father["answers"]["violent"] == "yes"
    assert pair.kept.state["case"]["adults"] == []


def test_nobody_who_stays_leaves_with_the_other(desk: Desk) -> None:
    """A child who was merged into one that the other had brought is a child here still."""
    pair = two(desk, GRAVE, CALM)
    pair.join(same=())
    pair.kept.change(lambda change: merge(change, "child-2", "child-1", WORDS))
    assert [child["ref"] for child in pair.kept.state["case"]["children"]] == ["child-2"]
    pair.apart()
    assert [child["ref"] for child in pair.kept.state["case"]["children"]] == ["child-1"]


def test_it_is_joined_and_taken_apart_again_and_again(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    case = pair.kept.state["case"]
    for _ in range(3):
        pair.join()
        pair.apart()
    assert pair.kept.state["case"] == case
    assert len(pair.kept.state["joined"]) == 3


def test_three_are_one(desk: Desk) -> None:
    pair = two(desk, CALM, GRAVE)
    third = Two(desk, pair.kept, one(desk, CALM, "2026-11-19T09:00:00+00:00"))
    pair.join()
    third.join()
    assert pair.kept.state["received_at"] == "2026-11-19T09:00:00+00:00"
    third.apart()
    assert pair.kept.state["received_at"] == EARLIER


REFUSED_THERE: dict[str, Any] = {
    "an answer": lambda referral: referral.answer("child-1", "hungry", "yes"),
    "a decision": lambda referral: referral.by(MANAGER).decide("strategy", "red"),
    "a child": lambda referral: referral.child("child-9"),
    "news": lambda referral: referral.change(
        lambda change: record_news(change, Told("The aunt saw her on a ledge.", "aunt", "saw"))
    ),
}


@pytest.mark.parametrize("write", REFUSED_THERE.values(), ids=REFUSED_THERE.keys())
def test_what_is_new_is_recorded_in_the_one_that_is_kept(desk: Desk, write: Any) -> None:
    pair = two(desk)
    pair.join()
    before = pair.other.events
    with pytest.raises(ConflictError) as refused:
        write(pair.other)
    assert (refused.value.code, pair.kept.state["id"] in refused.value.detail) == ("joined", True)
    assert pair.other.events == before


def test_an_item_of_the_tray_is_no_news_on_one_that_is_worked_on_in_another(
    desk: Desk, ledger: Ledger
) -> None:
    pair = two(desk)
    pair.join()
    tray = Tray(ledger)
    id = tray.receive()["id"]
    with pytest.raises(ConflictError) as refused:
        tray.news(id, pair.other.state["id"])
    assert refused.value.code == "joined"


def test_a_visit_there_is_recorded_there(desk: Desk) -> None:
    pair = two(desk)
    pair.join()
    visit(pair.other)
    assert len(pair.other.state["visits"]) == 1


def test_the_other_is_closed_once_nothing_is_owed_there(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    pair.join()
    last = Last("It is all done in the other.", "Jo Hill, nurse", "Jo Hill, nurse")
    pair.other.by(MANAGER)
    for id in owed(pair.other.state):
        pair.other.change(partial(end_item, id=id, how="cancelled", words=WORDS))
    pair.other.change(lambda change: close(change, last))
    assert pair.other.state["state"] == "closed"


def unfit(pair: Two, name: str) -> None:
    """Make that they cannot be one."""
    if name == "closed":
        pair.other = opened(pair.desk, answers={"kind": "spam"}).by(MANAGER)
        pair.other.decide(None, None)
        pair.other.change(lambda change: close(change, Last(WORDS, "Jo Hill", "Jo Hill")))
    elif name == "restricted":
        pair.other.by(SENIOR).change(lambda change: restrict(change, ["A worker"], "The mother works here."))
    elif name == "another policy":
        pair.other = opened(pair.desk, policy="draftshire")
    elif name == "itself":
        pair.other = pair.kept
    elif name == "joined":
        Two(pair.desk, one(pair.desk, CALM), pair.other).join(same=())
    elif name == "has joined others":
        Two(pair.desk, pair.other, one(pair.desk, CALM)).join(same=())


@pytest.mark.parametrize(
    "name", ["closed", "restricted", "another policy", "itself", "joined", "has joined others"]
)
def test_they_cannot_be_one(desk: Desk, name: str) -> None:
    pair = two(desk)
    unfit(pair, name)
    pair.other.who = WORKER
    pair.seen()
    with pytest.raises(ConflictError) as refused:
        pair.join(same=())
    assert refused.value.code == "cannot-be-one"


def test_one_that_is_no_referral_is_not_kept(desk: Desk) -> None:
    kept = opened(desk, answers={"kind": "spam"})
    with pytest.raises(ConflictError) as refused:
        Two(desk, kept, one(desk, GRAVE)).join(same=())
    assert refused.value.code == "not-a-referral"


@pytest.mark.parametrize(
    ("same", "code"),
    [
        ((Pair("child-9", "child-1"),), "unknown-ref"),
        ((Pair("child-1", "child-9"),), "unknown-ref"),
        ((Pair("child-1", "father"),), "other-kind"),
        ((Pair("child-1", "child-1"), Pair("child-2", "child-1")), "answered-twice"),
    ],
)
def test_who_is_who_is_wrong(desk: Desk, same: tuple[Pair, ...], code: str) -> None:
    pair = two(desk)
    pair.kept.change(lambda change: add_child(change, None, None, None, None))
    with pytest.raises(WrongError) as refused:
        pair.join(same=same)
    assert refused.value.code == code


def test_it_is_for_whom_the_policy_lets_and_of_what_they_have_seen(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    with pytest.raises(NotYoursError):
        pair.join(who=SOCIAL_WORKER)
    pair.other.answer("child-1", "age", "4 years")
    pair.other.state = {**pair.other.state, "version": 3}
    with pytest.raises(ChangedMeanwhileError):
        pair.join()
    pair.seen()
    pair.join()
    with pytest.raises(NotYoursError):
        pair.apart(who=SOCIAL_WORKER)
    pair.apart()
    with pytest.raises(ConflictError):
        pair.apart()


def test_what_one_may_not_see_is_not_there(desk: Desk) -> None:
    pair = two(desk)
    pair.other.by(SENIOR).change(lambda change: restrict(change, ["A manager"], "The mother works here."))
    missing = Two(desk, pair.kept, pair.other)
    with pytest.raises(RefusedError) as hidden:
        missing.join()
    pair.other.state = {**pair.other.state, "id": "20261123-NONE"}
    with pytest.raises(WrongError) as absent:
        missing.join()
    assert (hidden.value.code, absent.value.code) == ("unknown-ref", "unknown-ref")


def test_there_is_no_such_joining(desk: Desk) -> None:
    kept = one(desk, CALM)
    with pytest.raises(NotFoundError):
        desk.unjoin(Asked(WORKER, NOW, None, kept.state["version"]), kept.state["id"], 3, APART, None)


def test_the_print_says_so_in_both(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    pair.join()
    here, there = (
        "\n".join(desk.printed(side.state["id"], "record", WORKER, pair.kept.now))
        for side in (pair.kept, pair.other)
    )
    assert f"is worked on here: {WORDS}" in here
    assert "child-1 there is child-2 here" in here
    assert f"Worked on in {pair.kept.state['id']} from" in there


def test_a_record_of_both_is_the_same_when_it_is_folded_again(desk: Desk, ledger: Ledger) -> None:
    pair = two(desk)
    pair.join()
    pair.apart(LOWERING)
    pair.join()
    for side in (pair.kept, pair.other):
        found = ledger.referral(side.state["id"])
        assert found is not None
        assert found.case == side.state["case"]
        assert datetime.fromisoformat(found.received_at) == datetime.fromisoformat(side.state["received_at"])


def test_what_was_said_of_another_family_leaves_with_it(desk: Desk, ledger: Ledger) -> None:
    """Taken apart, neither list nor search nor any print of the one shows the other's child."""
    pair = two(desk, GRAVE, CALM)
    sent = Labelling(initials="TL", born="2025-02", case_system_id="P-7")
    pair.other.change(lambda change: label_child(change, "child-1", sent))
    pair.join(same=())
    id = pair.kept.state["id"]
    assert ledger.referrals_of("P-7") != [pair.other.state["id"]]
    assert desk.links(id, WORKER, pair.kept.now)["links"] != []
    pair.apart()
    assert ledger.referrals_of("P-7") == [pair.other.state["id"]]
    assert desk.links(id, WORKER, pair.kept.now) == {"links": [], "perhaps": [], "more": False}
    for kind in ("record", "family"):
        text = "\n".join(desk.printed(id, kind, WORKER, pair.kept.now))
        assert not {"TL", "2025-02", "P-7"} & set(text.replace(",", " ").replace(".", " ").split())
    family = "\n".join(desk.printed(id, "family", WORKER, pair.kept.now))
    assert family.count("How old is the child?") == 1
    assert "TL" not in str(desk.lines(None, None, 9, WORKER, pair.kept.now)[0]["labels"])


def test_what_the_joined_referral_said_may_show_who_told_us(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    pair.kept.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    pair.join()
    auditor = Member(Person("An auditor", "auditor"))
    found = desk.subject_access("hallamshire", "P-1", "The mother asked.", auditor, pair.kept.now)
    (here,) = (one for one in found["referrals"] if one["id"] == pair.kept.state["id"])
    assert here["child"] == ["child-1", "child-2"]
    whole = [one["flags"] for one in here["answers"] if one["about"] == pair.other.state["id"]]
    assert whole != []
    assert all(flags == ["may show who told us"] for flags in whole)


def test_two_that_are_one_may_have_one_id(desk: Desk) -> None:
    pair = two(desk, GRAVE, CALM)
    pair.other.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    pair.join()
    pair.kept.change(lambda change: label_child(change, "child-1", Labelling(case_system_id="P-1")))
    assert pair.kept.state["labels"]["child-1"]["case_system_id"] == "P-1"


def test_taken_apart_the_other_is_open_again_though_it_was_closed(desk: Desk) -> None:
    """It was closed because somebody worked on it elsewhere, and nobody has decided it."""
    pair = two(desk, GRAVE, GRAVE)
    theirs = owed(pair.other.state)
    pair.join()
    pair.other.by(MANAGER)
    for id in owed(pair.other.state):
        pair.other.change(partial(end_item, id=id, how="cancelled", words=WORDS))
    pair.other.change(lambda change: close(change, Last(WORDS, "Jo Hill", "Jo Hill")))
    there = pair.apart()
    assert (there["state"], there["closed"], there["decision"]) == ("open", None, None)
    assert "milestone:decision" in theirs
    assert owed(there) == theirs
