"""Events in, referral out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from triage_api.record import (
    AdultAdded,
    Answered,
    ChildAdded,
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    Decided,
    Fact,
    Happened,
    Lowering,
    Person,
    Purged,
    Recommended,
    Referral,
    ReferralOpened,
    SecondView,
    SecondViewGiven,
    Signed,
    TokenRevoked,
    UnreadableFactError,
    folded,
    numbered,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORKER, MANAGER = Person("A worker", "worker"), Person("A manager", "manager")
OPENED = ReferralOpened("hallamshire@1.0", "2026-11-23T08:00:00+00:00", False)


def referral(*facts: Fact) -> Referral:
    """The referral that these facts make after its opening."""
    found = folded(numbered("R", 0, [OPENED, *facts], Signed(WORKER, NOW)))
    assert found is not None
    return found


def recommended(route: int, rag: int) -> Recommended:
    return Recommended("hash", f"route-{route}", f"rag-{rag}", route, rag, provisional=False)


def decided(**fields: Any) -> Decided:
    """A decision, lowering if so said."""
    values = {
        "route": "advice",
        "rag": "green",
        "route_order": 0,
        "rag_order": 0,
        "reasons": "Because of that.",
    }
    return Decided(**{**values, "recommendation": {}, "policy_sha256": "hash", "libraries": {}, **fields})


def test_the_case_is_what_was_answered() -> None:
    case = referral(
        Answered("referral", "kind", "worry"),
        ChildAdded("child-1", "KM", "2014-10"),
        AdultAdded("father", "father"),
        Answered("child-1", "age", "8 months"),
        Answered("child-1", "age", "9 months", previous="8 months"),
        Happened("passed_on", "2026-11-23T08:30:00+00:00"),
    ).case
    assert case == {
        "policy": "hallamshire@1.0",
        "received_at": "2026-11-23T08:00:00+00:00",
        "answers": {"kind": "worry"},
        "children": [{"ref": "child-1", "answers": {"age": "9 months"}}],
        "adults": [{"ref": "father", "answers": {}}],
        "incidents": [],
        "events": [{"event": "passed_on", "at": "2026-11-23T08:30:00+00:00"}],
    }


def test_every_earlier_answer_is_kept() -> None:
    found = referral(*(Answered("referral", "kind", value) for value in ("a", "b", "c")))
    given = found.answers["referral", "kind"]
    assert (given.answer, given.earlier) == ("c", ("a", "b"))


def test_the_high_water_mark_never_falls() -> None:
    found = referral(recommended(1, 2), recommended(3, 0), recommended(0, 1))
    assert found.high_water is not None
    assert (found.high_water.route, found.high_water.rag) == ("route-3", "rag-2")
    assert found.recommended == recommended(0, 1)


LOWERED = {"lowering": Lowering("other", "Because of that."), "dropped": ("police",)}
BEFORE, AFTER = SecondView(before=True, by=("manager",)), SecondView(before=False, by=("manager",))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ([], "open"),
        ([decided()], "decided"),
        ([decided(route=None, rag=None)], "not_a_referral"),
        ([decided(**LOWERED, second_view=BEFORE)], "awaiting_second_view"),
        ([decided(**LOWERED, second_view=AFTER)], "decided"),
        ([decided(**LOWERED, second_view=BEFORE), SecondViewGiven(2, True, "I agree.")], "decided"),
        ([decided(**LOWERED, second_view=BEFORE), SecondViewGiven(2, False, "I do not.")], "open"),
        ([decided(**LOWERED, second_view=AFTER), SecondViewGiven(2, False, "I do not.")], "open"),
        ([decided(**LOWERED, second_view=BEFORE), decided()], "decided"),
    ],
    ids=[
        "nothing decided",
        "decided",
        "not a referral",
        "lowered, waits",
        "lowered, takes effect at once",
        "agreed",
        "disagreed while it waited",
        "disagreed afterwards",
        "decided again",
    ],
)
def test_states(facts: list[Fact], state: str) -> None:
    assert referral(*facts).state == state


def test_a_second_view_belongs_to_its_lowering() -> None:
    edit = Answered("referral", "kind", "b", "a", Lowering("other", "Because."), AFTER)
    found = referral(edit, decided(**LOWERED, second_view=BEFORE), SecondViewGiven(2, True, "I agree."))
    assert [(one.number, one.what, one.second_look is not None) for one in found.lowerings] == [
        (2, "answer", True),
        (3, "decision", False),
    ]
    assert found.state == "awaiting_second_view"


BODY = {"children": ["child-1"], "due": None, "clocks": [], "held_back": None}
ISSUED = ContactIssued("police", BODY)
HELD = ContactIssued("police", {**BODY, "held_back": {"until": "discussion_held", "because": []}})


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ([ISSUED], "to_do"),
        ([HELD], "held_back"),
        ([HELD, ContactChanged("police", BODY)], "to_do"),
        ([ISSUED, ContactProgressed("police", "attempted")], "attempted"),
        ([ISSUED, ContactProgressed("police", "made")], "made"),
        ([ISSUED, ContactProgressed("police", "made"), ContactProgressed("police", "to_do")], "to_do"),
        ([ISSUED, ContactProgressed("police", "made"), ContactChanged("police", BODY)], "made"),
        (
            [
                ISSUED,
                ContactProgressed("police", "made"),
                ContactChanged("police", {**BODY, "children": ["child-1", "child-2"]}),
            ],
            "to_do",
        ),
        (
            [
                ISSUED,
                ContactProgressed("police", "made"),
                ContactChanged("police", {**BODY, "children": ["child-1", "child-2"]}),
                ContactProgressed("police", "made"),
            ],
            "made",
        ),
    ],
    ids=[
        "issued",
        "held back",
        "no longer held back",
        "attempted",
        "made",
        "taken back",
        "made, then changed",
        "made, then another child",
        "made for the other child too",
    ],
)
def test_what_became_of_a_contact(facts: list[Fact], state: str) -> None:
    assert referral(*facts).contacts["police"].state == state


def test_no_progress_is_forgotten() -> None:
    steps = [ContactProgressed("police", state) for state in ("attempted", "made", "to_do", "made")]
    found = referral(ISSUED, *steps)
    assert [step.state for step in found.contacts["police"].progress] == [
        "attempted",
        "made",
        "to_do",
        "made",
    ]


def test_without_events_there_is_no_referral() -> None:
    assert folded([]) is None


def test_a_purged_referral_is_none() -> None:
    assert folded(numbered("R", 0, [OPENED, Purged("rule")], Signed(WORKER, NOW))) is None
    assert folded(numbered("R", 6, [Purged("rule")], Signed(WORKER, NOW))) is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([Answered("referral", "kind", "worry")], "does not begin"),
        ([OPENED, TokenRevoked("t1")], "cannot stand"),
        ([OPENED, OPENED], "cannot stand"),
        ([OPENED, ContactProgressed("police", "made")], "never issued"),
        ([OPENED, ISSUED, ISSUED], "issued twice"),
    ],
    ids=["no opening", "another stream's fact", "opened twice", "progress on nothing", "issued twice"],
)
def test_what_is_no_referrals_history_is_refused(facts: list[Fact], words: str) -> None:
    with pytest.raises(UnreadableFactError, match=words):
        folded(numbered("R", 0, facts, Signed(WORKER, NOW)))


def test_a_hole_in_the_history_is_refused() -> None:
    entries = numbered("R", 0, [OPENED, ChildAdded("child-1"), ChildAdded("child-2")], Signed(WORKER, NOW))
    with pytest.raises(UnreadableFactError, match="Event 2"):
        folded([entries[0], entries[2]])


def test_who_decided_and_when_is_kept() -> None:
    made_at = NOW - timedelta(hours=2)
    entries = numbered("R", 0, [OPENED], Signed(WORKER, NOW))
    entries += numbered("R", 1, [decided()], Signed(MANAGER, NOW, made_at))
    found = folded(entries)
    assert found is not None
    assert found.decision is not None
    assert (found.decision.by, found.decision.recorded_at, found.decision.happened_at) == (
        MANAGER,
        NOW,
        made_at,
    )
