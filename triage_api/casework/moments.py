"""Times as one reads them: “Wednesday 24 June 2015 at 09.14”."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def in_words(moment: datetime | str, zone: str) -> str:
    """A moment on the clock of ``zone``, to the minute."""
    when = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone(ZoneInfo(zone))
    return f"{when:%A} {when.day} {when:%B} {when.year} at {when:%H.%M}"


def stamped(moment: datetime | str, zone: str) -> str:
    """The same for the head of a print, with the zone: late entries are compared to the minute."""
    when = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone(ZoneInfo(zone))
    return f"{in_words(when, zone)} ({when:%Z})"


def since_words(start: datetime, end: datetime) -> str:
    """How long from one moment to another, in the largest unit that says enough: “3 days”, “25 minutes”."""
    minutes = int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "less than a minute"
