"""The due list: what is owed, from which clock, and how it stands at an instant."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json
from triage_api.record import Item, Referral, Running, due_list


def items_body(referral: Referral, now: datetime) -> list[Json]:
    """Everything that is or was owed in a referral."""
    return [item_body(item, now) for item in due_list(referral)]


def item_body(item: Item, now: datetime) -> Json:
    """One item, as it stands at ``now``."""
    return {
        "id": item.id,
        "kind": item.kind,
        "what": item.what,
        "whose": item.whose.value,
        "agency": item.agency,
        "children": list(item.children),
        "state": item.at(now).value,
        "why_ended": item.why_ended,
        "late": item.is_late(now),
        "since": at(item.since),
        "clock": item.clock,
        "started": at(item.started),
        "due": at(item.due),
        "done": at(item.done),
        "clocks": [_clock(one, item, now) for one in item.clocks],
        "source": list(item.source),
        "owner": None if item.owner is None else person(item.owner),
    }


def _clock(one: Running, item: Item, now: datetime) -> Json:
    held = item.held_back and item.is_open
    return {
        "clock": one.clock,
        "what": one.what,
        "within": one.within,
        "starts_on": one.starts_on,
        "stood_in": one.stood_in,
        "started": at(one.started),
        "due": at(one.due),
        "met": at(one.met),
        "late": not held and one.overrun(item.done or now),
        "whose": one.whose.value,
        "source": list(one.source),
    }
