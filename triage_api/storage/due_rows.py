"""The due list as a table, for the board; and what tells a child or a referral from others, for search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from triage_api.record import Entry, Item, Referral, Subject, due_list
from triage_api.record.people import people_of
from triage_api.storage.moments import in_utc

Row = dict[str, Any]
CHILD_ID, ADULT_ID = "case_system_id", "adult_id"
"""Somebody's id in the case system, as a child and as an adult."""
WITHDRAWN = "withdrawn_"
"""Before the kind of what somebody is known by who was recorded by mistake: it is found, and links nobody."""
POLICE = ("crime", "cad", "notification")
"""The kinds of reference that the police know an incident by."""


def item_rows(referral: Referral) -> Iterator[Row]:
    """Everything that is or was owed. Nothing in it depends on what time it is."""
    for item in due_list(referral):
        yield {
            "referral": referral.id,
            "id": item.id,
            "kind": item.kind,
            "what": item.what,
            "whose": item.whose.value,
            "agency": item.agency,
            "owner": item.owner and item.owner.name,
            "since": in_utc(item.since.isoformat()),
            "started": in_utc(item.started.isoformat()),
            "clock": item.clock,
            "due": None if item.due is None else in_utc(item.due.isoformat()),
            "done": None if item.done is None else in_utc(item.done.isoformat()),
            "ended": item.ended,
            "held_back": int(item.held_back),
            "late": _ended_late(item),
        }


def _ended_late(item: Item) -> int | None:
    """Whether it ended late; ``None``: it is open, and what it is depends on the hour."""
    return None if item.done is None else int(item.is_late(item.done))


def handle_rows(referral: Referral) -> Iterator[Row]:
    """What one can search by: references, case-system ids, initials with birth month."""
    found = set(_handles(referral))
    return ({"referral": referral.id, "kind": kind, "value": value} for kind, value in sorted(found))


def _handles(referral: Referral) -> Iterator[tuple[str, str]]:
    if referral.reference:
        yield "reference", folded_value(referral.reference)
    for subject in referral.subjects:
        gone = referral.identity.withdrawal_of(subject.ref) is not None
        yield from ((f"{WITHDRAWN}{kind}" if gone else kind, value) for kind, value in _of_subject(subject))
    for taken in referral.from_tray:
        yield from ((one.kind, folded_value(one.value)) for one in taken.references)


def _of_subject(subject: Subject) -> Iterator[tuple[str, str]]:
    label = subject.label
    if case_id := label.get("case_system_id"):
        # Apart, because a child of a referral is told from others by a child's id alone.
        yield ADULT_ID if subject.about == "adult" else CHILD_ID, folded_value(case_id)
    if initials := label.get("initials"):
        yield "child", folded_value(f"{initials} {label.get('born') or ''}")
    yield from ((kind, folded_value(value)) for kind in POLICE if (value := label.get(kind)))


def folded_value(value: str) -> str:
    """As it is compared: capitals and spaces tell nothing apart."""
    return " ".join(value.casefold().split())


def absence_rows(entries: Sequence[Entry]) -> list[Row]:
    """Who is away now."""
    return [
        {"person": away.person, "since": in_utc(away.since.isoformat()), "words": away.words}
        for away in people_of(entries).absent.values()
    ]
