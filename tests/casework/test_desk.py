"""What every request comes with: which version it changes, its key, its times; and reading as of a moment."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.casework.desks import NOW, POLICIES, RECEIVED, WORKER, Referral, desk_on, opened, worry
from triage_api.casework import Asked, Desk, Member
from triage_api.casework.answering import Given, answer
from triage_api.casework.opening import ALPHABET, new_id
from triage_api.casework.refusals import (
    ChangedMeanwhileError,
    ConflictError,
    NotFoundError,
    NotServedError,
    VersionNeededError,
    WrongError,
)
from triage_api.casework.subjects import add_child
from triage_api.storage import Claim, Ledger


def asked(version: int | None, key: str | None = None, fingerprint: str = "x", who: Member = WORKER) -> Asked:
    claim = None if key is None else Claim(who.person.name, key, fingerprint)
    return Asked(who, NOW, version=version, claim=claim)


def one_child(change: object) -> None:
    add_child(change, None, None, None, None)  # type: ignore[arg-type]


def test_a_change_says_which_version_it_changes(desk: Desk) -> None:
    referral = opened(desk)
    with pytest.raises(VersionNeededError):
        desk.change(asked(None), referral.state["id"], one_child)


def test_of_two_who_change_the_same_version_the_second_is_told(desk: Desk) -> None:
    state = opened(desk).state
    desk.change(asked(state["version"]), state["id"], one_child)
    with pytest.raises(ChangedMeanwhileError):
        desk.change(asked(state["version"]), state["id"], one_child)


def test_the_same_request_again_is_answered_as_before_and_does_nothing(desk: Desk) -> None:
    state = opened(desk).state
    first = desk.change(asked(state["version"], "k"), state["id"], one_child)
    again = desk.change(asked(state["version"], "k"), state["id"], one_child)
    assert again == first
    assert len(desk.referral(state["id"], WORKER, NOW)["case"]["children"]) == 1


def test_a_key_with_another_request_is_refused(desk: Desk) -> None:
    state = opened(desk).state
    desk.change(asked(state["version"], "k"), state["id"], one_child)
    with pytest.raises(ConflictError) as refused:
        desk.change(asked(state["version"], "k", "y"), state["id"], one_child)
    assert refused.value.code == "key-used-otherwise"


def test_a_refused_request_claims_no_key(desk: Desk) -> None:
    """Or a mended request under the same key could never be sent."""
    state = opened(desk).state
    wrong = [Given("nobody", "age", "8 months")]
    with pytest.raises(WrongError):
        desk.change(asked(state["version"], "k"), state["id"], lambda change: answer(change, wrong, None))
    assert desk.change(asked(state["version"], "k", "y"), state["id"], one_child).status == 200


def test_a_referral_is_opened_once_for_a_key(desk: Desk) -> None:
    case = {"policy": "hallamshire", "received_at": RECEIVED}
    replies = {desk.open(asked(None, "k"), case, None) for _ in range(2)}
    assert len(replies) == 1
    assert len(desk.lines(None, None, 9, WORKER, NOW)) == 1


def test_everything_known_at_the_opening_is_recorded(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    kinds = [event["kind"] for event in referral.events]
    assert kinds[0] == "referral_opened"
    assert kinds.count("answered") == 8
    assert kinds.index("recommended") > kinds.index("answered")
    assert referral.state["recommendation"]["route"] == "assessment"
    assert referral.state["version"] == len(kinds)


@pytest.mark.parametrize(
    ("case", "error", "code"),
    [
        ({"received_at": RECEIVED}, WrongError, "missing-field"),
        ({"policy": "hallamshire"}, WrongError, "missing-field"),
        ({"policy": "atlantis", "received_at": RECEIVED}, NotServedError, "policy-not-served"),
        ({"policy": "hallamshire@9", "received_at": RECEIVED}, NotServedError, "policy-not-served"),
        ({"policy": "hallamshire", "received_at": "2026-11-24T09:00:00+00:00"}, WrongError, "in-the-future"),
        ({"policy": "hallamshire", "received_at": "2026-11-23T09:00:00"}, WrongError, "wrong-time"),
        ({"policy": "hallamshire", "received_at": RECEIVED, "colour": "red"}, WrongError, "unknown-field"),
        (
            {"policy": "hallamshire", "received_at": RECEIVED, "answers": {"agee": 1}},
            WrongError,
            "unknown-question",
        ),
    ],
    ids=[
        "no policy",
        "no time of receipt",
        "unknown policy",
        "unknown version",
        "received tomorrow",
        "no offset",
        "unknown field",
        "unknown question",
    ],
)
def test_what_cannot_be_opened_leaves_nothing(
    desk: Desk, case: dict[str, object], error: type[Exception], code: str
) -> None:
    with pytest.raises(error, match=code):
        desk.open(asked(None), case, None)
    assert desk.lines(None, None, 9, WORKER, NOW) == []


def test_it_keeps_the_version_of_the_policy_that_it_was_opened_under(desk: Desk) -> None:
    assert opened(desk).state["case"]["policy"] == "hallamshire@1.0"


def test_reading_as_of_a_moment(desk: Desk) -> None:
    referral = worry(desk)
    before, version = referral.now, referral.state["version"]
    referral.answer("child-1", "hungry", "yes")
    then = desk.referral(referral.state["id"], WORKER, NOW, as_of=before)
    assert (then["recommendation"]["route"], then["version"]) == ("advice", version)
    with pytest.raises(NotFoundError):
        desk.referral(referral.state["id"], WORKER, NOW, as_of=NOW - timedelta(days=1))


def test_when_it_happened_stands_beside_when_it_was_recorded(desk: Desk) -> None:
    referral = opened(desk)
    happened = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    referral.change(one_child, happened)
    added = next(event for event in referral.events if event["kind"] == "child_added")
    assert (added["happened_at"], added["recorded_at"]) == (
        "2026-11-23T08:30:00+00:00",
        "2026-11-23T10:00:01+00:00",
    )


def test_nothing_happened_in_the_future(desk: Desk) -> None:
    referral = opened(desk)
    with pytest.raises(WrongError, match="in-the-future"):
        referral.change(one_child, NOW + timedelta(days=1))


@pytest.mark.parametrize("ref", ["Child-1", "Mrs Smith", "referral", "child", "-x", "x" * 41, ""])
def test_a_ref_is_no_name(desk: Desk, ref: str) -> None:
    with pytest.raises(WrongError, match="wrong-ref"):
        opened(desk).child(ref)


def test_a_ref_is_given_once_and_made_up_if_left_out(desk: Desk) -> None:
    referral = opened(desk)
    referral.child("child-2")
    referral.child()
    referral.child()
    assert [child["ref"] for child in referral.state["case"]["children"]] == ["child-2", "child-1", "child-3"]
    with pytest.raises(WrongError, match="ref-twice"):
        referral.adult("child-2")


@pytest.mark.parametrize(
    ("event", "at", "contact", "pointer"),
    [
        ("pasted_on", "2026-11-23T09:30:00+00:00", None, "/event"),
        ("passed_on", "2026-11-23T09:30:00+00:00", "pope", "/contact"),
    ],
)
def test_an_event_of_no_policy_is_refused(
    desk: Desk, event: str, at: str, contact: str | None, pointer: str
) -> None:
    with pytest.raises(WrongError) as refused:
        opened(desk).happened(event, at, contact)
    assert [fault.at for fault in refused.value.faults] == [pointer]


def test_a_line_tells_a_referral_from_others_without_a_name(desk: Desk) -> None:
    referral = opened(desk)
    referral.change(lambda change: add_child(change, None, "KM", "2014-10", None))
    (line,) = desk.lines(None, None, 9, WORKER, NOW)
    assert (line["title"], line["state"], line["answered"]) == ("KM 2014-10", "open", 0)
    assert line["labels"]["child-1"]["initials"] == "KM"


def test_ids_are_read_out_over_the_telephone() -> None:
    ids = {new_id(NOW) for _ in range(200)}
    assert all(id.startswith("20261123-") and set(id[9:]) <= set(ALPHABET) for id in ids)
    assert not set("01ILOU") & set(ALPHABET)
    assert len(ids) > 190


def policies_copied(folder: Path) -> Path:
    """The test's policies, to be changed."""
    shutil.copytree(POLICIES, folder)
    return folder


@pytest.fixture
def changing(ledger: Ledger, tmp_path: Path) -> tuple[Referral, Path]:
    """A hungry child, decided, under a policy that is then spoilt for good, and read again from nothing."""
    folder = policies_copied(tmp_path / "policies")
    referral = worry(desk_on(ledger, policies=folder), hungry="yes")
    referral.decide("assessment", "amber")
    return referral, folder


def test_without_its_policy_a_record_can_still_be_read_and_worked_on(
    changing: tuple[Referral, Path], ledger: Ledger
) -> None:
    referral, folder = changing
    (folder / "hallamshire" / "routes.yaml").write_text("routes: [")
    referral.desk = desk_on(ledger, policies=folder)
    state = referral.contact("school", "made", "Ms Okafor, head teacher")
    assert (state["recommendation"], state["decision"]["overtaken"]) == (None, False)
    assert "routes.yaml" in state["trouble"]
    assert {contact["id"]: contact["state"] for contact in state["contacts"]}["school"] == "made"
    with pytest.raises(NotServedError):
        referral.answer("child-1", "bruise", "yes")


def test_a_question_taken_out_of_the_policy_does_not_lock_the_record(
    changing: tuple[Referral, Path], ledger: Ledger
) -> None:
    referral, folder = changing
    for name in ("questions/10-first.yaml", "thresholds/care.yaml"):
        text = (folder / "hallamshire" / name).read_text()
        (folder / "hallamshire" / name).write_text(text.replace("hungry", "famished"))
    referral.desk = desk_on(ledger, policies=folder)
    state = referral.contact("school", "made", "Ms Okafor, head teacher")
    assert state["recommendation"] is None
    assert "hungry" in state["trouble"]
