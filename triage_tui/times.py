"""Times as people say them: “Friday 26 June 17:00”."""

from __future__ import annotations

from datetime import datetime

AT_ONCE = "at once"


def moment(when: datetime, now: datetime) -> str:
    """A time in words; the year only where it is not this year's."""
    year = f" {when.year}" if when.year != now.year else ""
    return f"{when:%A} {when.day} {when:%B}{year} {when:%H:%M}"


def short_moment(when: datetime, now: datetime) -> str:
    """A time in few letters: “24 Jun 09:00”; the year only where it is not this year's."""
    year = f" {when.year}" if when.year != now.year else ""
    return f"{when.day} {when:%b}{year} {when:%H:%M}"


def deadline(due: str | None, within: str | None, now: datetime) -> str:
    """By when, and how long that is: “by Friday 26 June 17:00, in 2 working days”; or that it has passed."""
    if within == AT_ONCE:
        return "at once"
    if due is None:
        return f"within {within}" if within else "no time is set"
    when = datetime.fromisoformat(due)
    passed = " - this time has passed" if when < now else ""
    return f"by {moment(when, now)}{_length(within)}{passed}"


def _length(within: str | None) -> str:
    """How long a duration is; “same working day” needs no “in”."""
    if not within:
        return ""
    return f", in {within}" if within[0].isdigit() else f", {within}"


def ago(since: datetime, now: datetime) -> str:
    """How long ago, roughly: “5 minutes ago”, “2 days ago”."""
    minutes = int((now - since).total_seconds() // 60)
    for amount, unit in ((minutes // 1440, "day"), (minutes // 60, "hour"), (minutes, "minute")):
        if amount >= 1:
            return f"{amount} {unit}{'s' if amount > 1 else ''} ago"
    return "just now"
