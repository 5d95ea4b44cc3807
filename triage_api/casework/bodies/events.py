"""What happened, in order."""

from __future__ import annotations

from collections.abc import Sequence

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json
from triage_api.record import Entry, as_payload


def events_body(entries: Sequence[Entry]) -> list[Json]:
    """What happened, in order."""
    return [
        {
            "number": entry.number,
            "kind": entry.kind,
            "recorded_at": at(entry.recorded_at),
            "happened_at": at(entry.happened_at),
            "by": person(entry.by),
            "fact": as_payload(entry.fact),
        }
        for entry in entries
    ]
