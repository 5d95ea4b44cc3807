"""The board: what needs a person now, and what cannot be left tonight; search; a calendar without content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from triage_api.casework.bodies import line_body
from triage_api.casework.bodies.waiting import counts_body
from triage_api.casework.changes import served
from triage_api.casework.deadlines import calendar_of
from triage_api.casework.judging import Json, Policies
from triage_api.casework.members import Member
from triage_api.policy.model import Permission, Policy
from triage_api.storage import Found, Ledger, Reader

MOST_ALARMS = 10
"""More on one board, and nobody sees the first."""
TITLES: Mapping[str, str] = {
    "now": "Needs a person now",
    "overtaken": "Overtaken, and nobody has decided again",
    "news": "News that nobody has acknowledged",
    "gone": "Owned by somebody who is away",
    "unallocated": "With a team, and nobody by name",
    "offered": "Offered, and not answered",
    "second_views": "Waiting for a second view",
    "soon": "Due until then",
    "parked": "Parked, with the questions unfinished",
    "reference_pending": "Reference pending",
    "not_checked": "History not checked",
    "theirs": "Late with others",
}
"""What stands on it, in this order."""
ALL_LATE = ("now", "theirs")
"""The sections of which everything is late."""


class Boards:
    """The board of everything that one person may see."""

    def __init__(self, ledger: Ledger, policies: Policies) -> None:
        self._ledger = ledger
        self._policies = policies

    def board(self, policy: str, at: str, member: Member, now: datetime) -> Json:
        """The board at the start of a shift (due until closing time), or at its end (until the next opening).

        Raises:
            NotServedError: there is no such policy.
        """
        rules = served(self._policies, policy)
        until, reader = horizon(rules, at, now), _reader(rules, member, now)
        sections = {
            name: _section(title, self._ledger.board(name, reader, until, MOST_ALARMS))
            for name, title in TITLES.items()
        }
        return {
            "policy": rules.ref,
            "at": at,
            "now": _written(now),
            "until": _written(until),
            "tray": _tray(self._ledger.tray.counts(now), now),
            "sections": sections,
            "late": [dict(row) for row in self._ledger.late_counts(reader)],
        }

    def calendar(self, policy: str, member: Member, now: datetime) -> str:
        """When something of ours runs out in the next seven days, and how much: nothing of what it is.

        Raises:
            NotServedError: there is no such policy.
        """
        rules = served(self._policies, policy)
        rows = self._ledger.due_times(_reader(rules, member, now), now + timedelta(days=7), 500)
        return "\r\n".join(_calendar(((str(row["due"]), int(row["count"])) for row in rows), now)) + "\r\n"

    def search(self, wanted: Mapping[str, str], member: Member, now: datetime, most: int) -> list[Json]:
        """The referrals with these references, that the member may see: a line each."""
        lines = self._ledger.search(wanted, Reader(member.person.name, now), most)
        return [line_body(line.row, line.labels) for line in lines]


def horizon(policy: Policy, at: str, now: datetime) -> datetime:
    """Until when a board looks ahead: closing time, or from the end of a shift the next opening."""
    calendar = calendar_of(policy)
    day = calendar.office_day(now)
    if at == "start":
        return calendar.closing(day)
    local = calendar.local(now)
    return calendar.opening(calendar.next_working_day(local.date()) if day == local.date() else day)


def _reader(policy: Policy, member: Member, now: datetime) -> Reader:
    watches = member.has_one_of(policy.casework.roles_for(Permission.WATCH_RESTRICTED))
    return Reader(member.person.name, now, watches)


def _section(title: str, found: Found) -> Json:
    return {
        "title": title,
        "count": found.count,
        "oldest": found.oldest,
        "late": found.late,
        "first": [
            {
                **{name: row[name] for name in ("referral", "reference", "id", "kind", "what", "owner")},
                **{name: row[name] for name in ("agency", "rag", "since", "due")},
            }
            for row in found.first
        ],
    }


def _tray(counts: Mapping[str, Any], now: datetime) -> Json:
    """What arrived and nobody has looked at: it heads the board, in words."""
    body = counts_body(counts, now)
    return {name: body[name] for name in ("not_looked_at", "oldest_hours", "not_looked_at_late")}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def as_text(board: Json) -> str:
    """The board as plain text: words, and nothing that only a colour says."""
    return "\n".join(_text(board)) + "\n"


def _text(board: Json) -> Iterator[str]:
    shift = "start of the shift" if board["at"] == "start" else "end of the shift"
    yield f"Board at the {shift}, {board['now']} (UTC). Due until {board['until']}."
    tray = board["tray"]
    oldest = "" if tray["oldest_hours"] is None else f" (the oldest for {tray['oldest_hours']} hours)"
    yield f"Not looked at: {tray['not_looked_at']}, {tray['not_looked_at_late']} late{oldest}"
    for name, section in board["sections"].items():
        since = "" if section["oldest"] is None else f" (the oldest since {section['oldest']})"
        yield ""
        late = f", {section['late']} late" if section["late"] and name not in ALL_LATE else ""
        yield f"{section['title']}: {section['count']}{late}{since}"
        yield from (f"  {_line(one)}" for one in section["first"])
        if section["count"] > len(section["first"]):
            yield f"  and {section['count'] - len(section['first'])} more"
    yield ""
    yield f"Late now, at {board['now']}:"
    for row in board["late"]:
        whose = f"{row['whose']}, {row['agency'] or 'no agency'}"
        yield f"  {whose}: {row['count']} (the oldest was due {row['oldest']})"
    if not board["late"]:
        yield "  nothing"


def _line(one: Json) -> str:
    due = "" if one["due"] is None else f" Due {one['due']}."
    owner = f" Owner: {one['owner']}." if one["owner"] else ""
    return f"{one['referral']} {one['rag'] or 'no rating'}: {one['what']}.{due}{owner}"


def _calendar(times: Iterator[tuple[str, int]], now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Front Door//board//EN", "CALSCALE:GREGORIAN")
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for due, count in times:
        at = datetime.fromisoformat(due)
        starts = f"{at:%Y%m%dT%H%M%SZ}"
        yield from (
            "BEGIN:VEVENT",
            f"UID:{starts}@front-door",
            f"DTSTAMP:{stamp}",
            f"DTSTART:{starts}",
            f"SUMMARY:{count} due at this time: open the board",
            "END:VEVENT",
        )
    yield "END:VCALENDAR"
