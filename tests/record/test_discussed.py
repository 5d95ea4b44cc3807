"""What strategy discussions leave owed: only what happened ends an item, and no step moves its clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from triage_api.record import (
    Action,
    Attendee,
    Deadline,
    DiscussionActionDone,
    DiscussionCompleted,
    DiscussionConfirmed,
    DiscussionDenied,
    DiscussionRefused,
    DiscussionRequested,
    EmergencyDiscussionHeld,
    Entry,
    Fact,
    FamilyTold,
    Happened,
    Item,
    Missing,
    Person,
    Professional,
    ReferralOpened,
    RefusalAnswered,
    Signed,
    Whose,
    due_list,
    folded,
    numbered,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPENED = ReferralOpened("hallamshire@1.0", "2026-11-23T08:00:00+00:00", False)
WORKER, OFFICER = (
    Professional("A worker", "Social worker", "social_care"),
    Professional("DC Lee", "DC", "police"),
)
HELD_AT = "2026-11-23T10:00:00+00:00"


def due(clock: str, hours: int) -> Deadline:
    return Deadline(clock, clock, "so long", NOW.isoformat(), (NOW + timedelta(hours=hours)).isoformat())


REQUESTED = DiscussionRequested(("child-1",), "A bruise.", ("police",), due("asked", 24))
EMERGENCY = EmergencyDiscussionHeld(
    2, (), (Missing("health", "Asleep."),), "Go now.", (Action("Go", OFFICER, HELD_AT),), due("full", 8)
)
REFUSED = DiscussionRefused(2, "police", OFFICER, "No.", WORKER, due("refused", 4))
COMPLETED = DiscussionCompleted(
    2,
    attendees=(Attendee("police", "DC Lee", "DC", True, "CAIT", "CR/1"),),
    children=("child-1",),
    left_out=(),
    section_47=(),
    enquiry_by=(),
    reasons="",
    actions=(Action("Visit", WORKER, HELD_AT, ours=True),),
    family=FamilyTold("", None),
    events=("discussion_held",),
    held_at=HELD_AT,
    due=due("confirmed", 24),
)
HELD = (COMPLETED, Happened("discussion_held", HELD_AT))
DENIED = DiscussionDenied(2, OFFICER, "Nothing.")


def items(*facts: Fact) -> dict[str, Item]:
    """The due list of a referral with a discussion, number 2, and these facts; one a minute."""
    entries: list[Entry] = []
    for fact in [OPENED, REQUESTED, *facts]:
        at = NOW + timedelta(minutes=len(entries))
        entries += numbered("R", len(entries), [fact], Signed(Person("A worker", "worker"), at))
    found = folded(entries)
    assert found is not None
    return {item.id: item for item in due_list(found)}


OPEN = {
    "asked for": ((), ["discussion:2"]),
    "an emergency adds and ends nothing": (
        (EMERGENCY,),
        ["discussion:2", "discussion:2:full", "discussion:2:action:1"],
    ),
    "a second one owes no second full one": (
        (EMERGENCY, EMERGENCY),
        ["discussion:2", "discussion:2:full", "discussion:2:action:1", "discussion:2:action:2"],
    ),
    "refused": ((REFUSED,), ["discussion:2", "discussion:2:refusal:3"]),
    "the refusal is taken up": ((REFUSED, RefusalAnswered(2, 3, False, "I rang.")), ["discussion:2"]),
    "complete": (HELD, ["discussion:2:confirmation:3", "discussion:2:action:1"]),
    "complete after an emergency": (
        (EMERGENCY, *HELD),
        ["discussion:2:confirmation:4", "discussion:2:action:1", "discussion:2:action:2"],
    ),
    "confirmed and done": (
        (*HELD, DiscussionConfirmed(2, OFFICER, "CR/1"), DiscussionActionDone(2, 1, "Seen.")),
        [],
    ),
    "denied: owed again": ((*HELD, DENIED), ["discussion:2", "discussion:2:action:1"]),
    "denied and held again": (
        (*HELD, DENIED, *HELD),
        ["discussion:2:confirmation:6", "discussion:2:action:1", "discussion:2:action:2"],
    ),
}


@pytest.mark.parametrize(("facts", "open"), OPEN.values(), ids=OPEN.keys())
def test_what_is_still_owed(facts: tuple[Fact, ...], open: list[str]) -> None:
    assert [item.id for item in items(*facts).values() if item.is_open] == open


def test_denied_the_first_clock_has_run_all_the_time() -> None:
    before, after = items()["discussion:2"], items(*HELD, DENIED)["discussion:2"]
    assert (after.due, after.started, after.is_open) == (before.due, before.started, True)


def test_late_is_late_to_the_minute() -> None:
    asked = items(EMERGENCY)["discussion:2:full"]
    assert asked.due == NOW + timedelta(hours=8)
    assert [asked.is_late(asked.due + timedelta(minutes=minutes)) for minutes in (-1, 0, 1)] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("facts", "id", "whose", "agency"),
    [
        ((), "discussion:2", Whose.OURS, None),
        ((REFUSED,), "discussion:2:refusal:3", Whose.OURS, "police"),
        (HELD, "discussion:2:confirmation:3", Whose.THEIRS, "police"),
        (HELD, "discussion:2:action:1", Whose.OURS, "social_care"),
        ((EMERGENCY,), "discussion:2:action:1", Whose.THEIRS, "police"),
    ],
    ids=["the discussion", "a refusal", "the confirmation", "an action of ours", "an action of theirs"],
)
def test_whose_it_is(facts: tuple[Fact, ...], id: str, whose: Whose, agency: str | None) -> None:
    item = items(*facts)[id]
    assert (item.whose, item.agency) == (whose, agency)
