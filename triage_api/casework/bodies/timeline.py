"""A timeline: a list of dates, and on each what happened, what was done and what was due."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from zoneinfo import ZoneInfo

from triage_api.casework.judging import Json
from triage_api.record.timeline import Line


def timeline_body(lines: Iterable[Line], zone: str) -> list[Json]:
    """The lines by date, in the office's own time."""
    local = ZoneInfo(zone)
    return [
        {"date": date, "lines": [_line(line, local) for line in of_date]}
        for date, of_date in groupby(lines, key=lambda line: line.at.astimezone(local).date().isoformat())
    ]


def _line(line: Line, zone: ZoneInfo) -> Json:
    item, clock = line.item, line.clock
    met = None if item is None else (clock and clock.met) or (None if item.ended else item.done)
    return {
        "at": line.at.astimezone(zone).isoformat(timespec="minutes"),
        "kind": line.kind.value,
        "what": line.what,
        "by": line.by,
        "item": None if item is None else item.id,
        "for": None if item is None else item.what,
        "whose": None if item is None else (clock.whose if clock else item.whose).value,
        "clock": None if clock is None else clock.clock,
        "within": None if clock is None else clock.within,
        "from": None if clock is None else clock.starts_on,
        "stood_in": None if clock is None else clock.stood_in,
        "started": None if clock is None else clock.started.astimezone(zone).isoformat(timespec="minutes"),
        "due": None if clock is None else clock.due.astimezone(zone).isoformat(timespec="minutes"),
        "met": None if met is None else met.astimezone(zone).isoformat(timespec="minutes"),
        "outcome": None if line.outcome is None else line.outcome.value,
        "source": list(line.source),
    }
