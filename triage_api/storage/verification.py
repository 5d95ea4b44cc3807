"""Is the record as it was written? Every finding is a sentence for the person who has to explain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from triage_api.record import KINDS, Purged
from triage_api.storage.chain import FIRST_LINK, Anchors, digest_of, link_of
from triage_api.storage.events import Stored, stored
from triage_api.storage.rebuilding import made_of_events

PURGED = next(name for name, kind in KINDS.items() if kind is Purged)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; no findings: the record is as it was written, up to the last anchor."""

    events: int
    purged: int
    """Events whose content was purged, as a later event says."""
    anchored: int
    """The last event that the anchor knows."""
    findings: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """What was seen on the way through the chain."""

    links: dict[int, bytes] = field(default_factory=dict)
    last: bytes = FIRST_LINK
    emptied: dict[str, list[Stored]] = field(default_factory=lambda: defaultdict(list))
    purged: dict[str, int] = field(default_factory=dict)
    """Stream -> number of the event that says it was purged."""
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def verify(database: Database, key: bytes, anchors: Anchors) -> Verdict:
    """Go through the chain, the anchors and every projected table; changes nothing.

    Its reads should be in one transaction of the caller's, or a write between them looks like a finding.
    """
    walk = _Walk()
    noted = anchors.read() or []
    findings = [
        *_chain(database, key, walk),
        *_emptied(walk),
        *_anchored(walk, noted),
        *_projections(database),
    ]
    emptied = sum(len(rows) for rows in walk.emptied.values())
    return Verdict(len(walk.links), emptied, max((id for id, _ in noted), default=0), tuple(findings))


def _chain(database: Database, key: bytes, walk: _Walk) -> Iterator[str]:
    for row in stored(database):
        yield from _row(row, key, walk)
        # Go on from what is stored: one broken link is one finding, not one for every event after it.
        walk.links[row.outside.id] = walk.last = row.link


def _row(row: Stored, key: bytes, walk: _Walk) -> Iterator[str]:
    outside = row.outside
    where = f"Event {outside.id} (number {outside.number} of {outside.stream})"
    if outside.id != len(walk.links) + 1:
        yield f"{where} does not follow event {len(walk.links)}: something is missing or was put in."
    walk.counts[outside.stream] += 1
    if outside.number != walk.counts[outside.stream]:
        yield f"{where} should be number {walk.counts[outside.stream]}: something is missing or was put in."
    if not _linked(row, key, walk.last):
        yield f"{where} is not linked to the one before it: one of them was changed, moved or put in."
    if row.content is None:
        walk.emptied[outside.stream].append(row)
    elif not _as_recorded(row):
        yield f"{where} does not hold what was recorded: its content was changed."
    elif outside.kind == PURGED:
        walk.purged[outside.stream] = outside.number


def _linked(row: Stored, key: bytes, before: bytes) -> bool:
    """Whether the link is ours. SQLite keeps what it is given: a column may hold the wrong type."""
    try:
        return link_of(key, before, row.outside, row.digest) == row.link
    except TypeError:
        return False


def _as_recorded(row: Stored) -> bool:
    """Whether content and salt make the digest."""
    try:
        return digest_of(row.salt or b"", row.content or "") == row.digest
    except (TypeError, AttributeError, UnicodeEncodeError):
        return False


def _emptied(walk: _Walk) -> Iterator[str]:
    for stream, rows in walk.emptied.items():
        for row in rows:
            if row.outside.number >= walk.purged.get(stream, 0):
                yield f"Event {row.outside.id} of {stream} has no content, and no purge says why."


def _anchored(walk: _Walk, noted: Sequence[tuple[int, bytes]]) -> Iterator[str]:
    if not walk.links and not noted:
        return
    if not noted:
        yield "The anchor is missing or empty: whether the end of the record was cut off cannot be told."
        return
    last = max(id for id, _ in noted)
    if last > len(walk.links):
        yield f"The anchor knows event {last}; the record ends at {len(walk.links)}: it was cut off."
    wrong = [id for id, link in noted if id in walk.links and walk.links[id] != link]
    if wrong:
        yield f"Event {min(wrong)} is not the one that the anchor knows: the record was rewritten."


def _projections(database: Database) -> Iterator[str]:
    """Compare what the tables hold with what they would hold if they were made now."""
    wanted, unreadable = made_of_events(database)
    yield from unreadable
    for table, rows in wanted.items():
        held = {_frozen(row) for row in database.query(f"SELECT * FROM [{table}]")}  # noqa: S608 (our names)
        made = {_frozen(row) for row in rows}
        if held != made:
            yield (
                f"The table {table} is not what the events make: {len(held - made)} rows are changed or too "
                f"many, {len(made - held)} are missing."
            )


def _frozen(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.items()))
