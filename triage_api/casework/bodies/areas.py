"""What a referral was opened from; other areas where the child lives, and who there has it."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.bodies.basics import at, deadline, late, person, professional
from triage_api.casework.judging import Json
from triage_api.record import ItemTaken, OtherArea


def area_body(area: OtherArea, now: datetime) -> Json:
    """One other area, and how it was told."""
    told = area.told
    return {
        "number": area.number,
        "area": area.seen.area,
        "words": area.seen.words,
        "since": area.seen.since,
        "by": person(area.by),
        "deadline": deadline(area.seen.tell_by),
        "late": late(area.seen.tell_by, None if told is None else told.at, now),
        "told": told
        and {
            "spoke_to": professional(told.told.spoke_to),
            "acted": told.told.acted,
            "words": told.told.words,
            "by": person(told.by),
            "at": at(told.at),
        },
    }


def from_tray_body(one: ItemTaken) -> Json:
    """An item of the tray, as it arrived."""
    return {
        "item": one.item,
        "children": list(one.children),
        "happened_at": one.happened_at,
        "sent_at": one.sent_at,
        "received_at": one.received_at,
        "source": one.source,
        "source_ref": one.source_ref,
        "kind": one.kind,
        "grade": one.grade,
        "youngest": one.youngest,
        "references": {reference.kind: reference.value for reference in one.references},
        "words": one.words,
        "apart_from": list(one.apart_from),
        "apart_because": one.apart_because,
    }
