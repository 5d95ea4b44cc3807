"""When an event has happened: to the whole referral, to one contact, or to each of several children.

What happens to one child at a time, as being seen does, has happened only when it has happened to all of
those whom it is asked about: seeing one child meets nothing that is owed to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from triage_api.record.facts import Happened


def met_at(
    happened: Iterable[Happened],
    event: str | None,
    *,
    children: Sequence[str],
    contact: str | None = None,
    later_than: datetime | None = None,
) -> datetime | None:
    """When the event first happened, if so said after an instant: to this contact or the whole referral, or
    to the last of these children. ``None``: it has not."""
    of_all, of_each = _instants(happened, event, contact, children)
    whole = [at for at in of_all if later_than is None or at > later_than]
    if of_each and all(of_each.values()):
        firsts = [
            min((at for at in instants if later_than is None or at > later_than), default=None)
            for instants in of_each.values()
        ]
        seen = [first for first in firsts if first is not None]
        if len(seen) == len(firsts):
            whole.append(max(seen))
    return min(whole, default=None)


def begun_at(happened: Iterable[Happened], event: str | None, children: Sequence[str]) -> list[datetime]:
    """Each instant from which what recurs goes on: that of the child to whom it happened longest ago, as
    soon as it has happened to all."""
    of_all, of_each = _instants(happened, event, None, children)
    return sorted({*of_all, *_oldest(of_each)})


def _oldest(of_each: Mapping[str, list[datetime]]) -> Iterator[datetime]:
    latest: dict[str, datetime] = {}
    for at, child in sorted((at, child) for child, instants in of_each.items() for at in instants):
        latest[child] = at
        if len(latest) == len(of_each):
            yield min(latest.values())


def _instants(
    happened: Iterable[Happened], event: str | None, contact: str | None, children: Sequence[str]
) -> tuple[list[datetime], dict[str, list[datetime]]]:
    """The instants at which it happened to the whole, and to each of the children."""
    of_all: list[datetime] = []
    of_each: dict[str, list[datetime]] = {child: [] for child in children}
    for one in happened:
        if one.event != event or one.contact not in (None, contact):
            continue
        at = datetime.fromisoformat(one.at).astimezone(UTC)
        if one.child is None:
            of_all.append(at)
        elif one.child in of_each:
            of_each[one.child].append(at)
    return of_all, of_each
