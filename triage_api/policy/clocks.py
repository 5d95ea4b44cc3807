"""Reads office hours, events, timings and health-visiting tiers."""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_date
from triage_api.policy.holidays import NATIONS
from triage_api.policy.layers import Entry
from triage_api.policy.model import Duration, Event, OfficeHours, Tier, Timing, Unit
from triage_api.policy.names import Names
from triage_api.policy.nearest import did_you_mean, nearest
from triage_api.policy.nodes import Text
from triage_api.policy.shapes import EVENT, OFFICE, TIER, TIMING
from triage_api.policy.typed import listed, meant_time

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MIDNIGHT = time()


def read_office(fields: Fields) -> OfficeHours:
    """When the front door is staffed."""
    assert fields.shape is OFFICE
    opens, closes = _time(fields, "opens"), _time(fields, "closes")
    if opens and closes and opens >= closes:
        fields.report.error(
            Code.WRONG_VALUE,
            fields.place_of("closes"),
            f"The office closes at {closes:%H:%M}, before it opens at {opens:%H:%M}.",
            "Write closing time in 24 hours, like 17:30.",
        )
    closures = (as_date(word, "closures", fields.report) for word in fields.words("closures"))
    return OfficeHours(
        opens=opens or _MIDNIGHT,
        closes=closes or _MIDNIGHT,
        weekdays=_weekdays(fields),
        nation=fields.among("nation", NATIONS),
        closures=tuple(sorted({day for day in closures if day is not None})),
        zone=_zone(fields),
    )


def _time(fields: Fields, key: str) -> time | None:
    word = fields.word(key)
    if word is None:
        return None
    if re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", word.text):
        return time.fromisoformat(word.text)
    near = meant_time(word.text)
    fields.report.error(
        Code.WRONG_VALUE,
        word.place,
        f"“{key}” is not a time of day: “{word.text}”.",
        ("" if near is None else f"Did you mean “{near}”? ") + "Write it like 09:00 or 17:30.",
    )
    return None


def _weekdays(fields: Fields) -> tuple[int, ...]:
    found = set()
    for word in fields.words("weekdays"):
        if word.text in WEEKDAYS:
            found.add(WEEKDAYS.index(word.text))
        else:
            fields.report.error(
                Code.WRONG_VALUE,
                word.place,
                f"“{word.text}” is no day of the week.",
                _days_meant(word.text),
            )
    return tuple(sorted(found))


def _days_meant(text: str) -> str:
    """The days of “Mon-Fri” or “Mon, Tue”."""
    first, *others = [nearest(part, WEEKDAYS) for part in re.split(r" *(?:-|–|to) *", text.lower())]
    if first and len(others) == 1 and others[0]:
        days = WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(others[0]) + 1]
    else:
        days = tuple(day for part in listed(text) if (day := nearest(part, WEEKDAYS)))
    return f"Write [{', '.join(days)}]." if len(days) > 1 else did_you_mean(text, WEEKDAYS)


def _zone(fields: Fields) -> str:
    word: Text | None = fields.word("zone") if fields.has("zone") else None
    if word is None:
        return "Europe/London"
    try:
        ZoneInfo(word.text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fields.report.error(
            Code.WRONG_VALUE, word.place, f"There is no time zone “{word.text}”.", "Write Europe/London."
        )
    return word.text


def read_event(entry: Entry, names: Names) -> Event:
    """What starts clocks."""
    fields = Fields(entry.node, EVENT, names.report)
    return Event(
        id=entry.id,
        title=fields.text("title"),
        after=names.one(fields, "after", "events"),
        whose=fields.text("whose"),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def read_timing(entry: Entry, names: Names) -> Timing:
    """A clock."""
    fields = Fields(entry.node, TIMING, names.report)
    return Timing(
        id=entry.id,
        what=fields.text("what"),
        starts_on=names.one(fields, "starts_on", "events") or "",
        within=fields.duration("within") or Duration(0, Unit.AT_ONCE),
        recurring=fields.yes("recurring"),
        met_by=names.one(fields, "met_by", "events"),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def read_tier(entry: Entry, order: int, names: Names) -> Tier:
    """A health-visiting tier."""
    fields = Fields(entry.node, TIER, names.report)
    return Tier(
        id=entry.id,
        title=fields.text("title"),
        order=order,
        clocks=names.clocks(fields),
        source=fields.sources(names.sources),
        place=entry.place,
    )
