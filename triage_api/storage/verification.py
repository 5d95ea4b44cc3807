"""Is the record as it was written? Every finding is a sentence for the person who has to explain it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from triage_api.record import KINDS, Purged
from triage_api.storage import again, months
from triage_api.storage.chain import FIRST_LINK, digest_of, link_of
from triage_api.storage.events import Stored, link_at, stored
from triage_api.storage.rebuilding import PROJECTED, made_of_events

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

    events: int = 0
    last: bytes = FIRST_LINK
    emptied: dict[str, list[Stored]] = field(default_factory=lambda: defaultdict(list))
    purged: dict[str, int] = field(default_factory=dict)
    """Stream -> number of the event that says it was purged."""
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(slots=True)
class _Anchored:
    """What the anchor knows."""

    lines: int = 0
    last: int = 0
    """The last event that it knows."""


def verify(database: Database, key: bytes, noted: Iterable[tuple[int, bytes]]) -> Verdict:
    """Go through the chain, the anchors and every projected table; changes nothing.

    Its reads should be in one transaction of the caller's, or a write between them looks like a finding.
    """
    walk = _Walk()
    anchored = _Anchored()
    with _any_text(database):
        findings = [
            *_chain(database, key, walk),
            *_emptied(walk),
            *_anchored(database, walk, noted, anchored),
            *_projections(database),
            *_sums(database),
        ]
    emptied = sum(len(rows) for rows in walk.emptied.values())
    return Verdict(walk.events, emptied, anchored.last, tuple(findings))


@contextmanager
def _any_text(database: Database) -> Iterator[None]:
    """Text that is not UTF-8 is read all the same: it is a finding, and must not hide what comes after it."""
    before = database.conn.text_factory
    database.conn.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        database.conn.text_factory = before


def _chain(database: Database, key: bytes, walk: _Walk) -> Iterator[str]:
    for row in stored(database):
        yield from _row(row, key, walk)
        # Go on from what is stored: one broken link is one finding, not one for every event after it.
        walk.events += 1
        walk.last = row.link


def _row(row: Stored, key: bytes, walk: _Walk) -> Iterator[str]:
    outside = row.outside
    where = f"Event {outside.id} (number {outside.number} of {outside.stream})"
    if outside.id != walk.events + 1:
        yield f"{where} does not follow event {walk.events}: something is missing or was put in."
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


def _anchored(
    database: Database, walk: _Walk, noted: Iterable[tuple[int, bytes]], found: _Anchored
) -> Iterator[str]:
    wrong: int | None = None
    for id, link in noted:
        found.lines += 1
        found.last = max(found.last, id)
        held = link_at(database, id)
        if held is not None and held != link:
            wrong = id if wrong is None else min(wrong, id)
    if not walk.events and not found.lines:
        return
    if not found.lines:
        yield "The anchor is missing or empty: whether the end of the record was cut off cannot be told."
        return
    if found.last > walk.events:
        yield f"The anchor knows event {found.last}; the record ends at {walk.events}: it was cut off."
    if wrong is not None:
        yield f"Event {wrong} is not the one that the anchor knows: the record was rewritten."


def _projections(database: Database) -> Iterator[str]:
    """Compare what the tables hold with what they would hold if they were made now."""
    seen: Counter[str] = Counter()
    too_many: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for made in made_of_events(database):
        yield from made.unreadable
        for table, column in made.tables.items():
            where, of = ("1", []) if column is None else (f"{column} = ?", [made.stream])
            rows = list(database.query(f"SELECT * FROM [{table}] WHERE {where}", of))  # noqa: S608 (our names)
            held, wanted = {_frozen(row) for row in rows}, {_frozen(row) for row in made.rows.get(table, ())}
            seen[table] += len(rows)
            too_many[table] += len(held - wanted)
            missing[table] += len(wanted - held)
    for table in PROJECTED:
        [(there,)] = database.conn.execute(f"SELECT count(*) FROM [{table}]").fetchall()  # noqa: S608 (our names)
        too_many[table] += there - seen[table]  # of streams that there are not
        if too_many[table] or missing[table]:
            yield _otherwise(table, too_many[table], missing[table])


def _sums(database: Database) -> Iterator[str]:
    """Compare what is made of the tables with what it would be if it were made now."""
    makings = {"again": again.counted(), **{one.name: months.counted(one) for one in months.TABLES}}
    for table, making in makings.items():
        held = set(database.conn.execute(f"SELECT * FROM [{table}]").fetchall())  # noqa: S608 (our names)
        made = set(database.conn.execute(making).fetchall())
        if held != made:
            yield _otherwise(table, len(held - made), len(made - held))


def _otherwise(table: str, too_many: int, missing: int) -> str:
    return (
        f"The table {table} is not what the events make: {too_many} rows are changed or too many, {missing} "
        "are missing."
    )


def _frozen(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.items()))
