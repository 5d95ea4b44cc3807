"""The events themselves: appended with their links, read back in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.record import Entry, Person, UnreadableFactError, as_payload, from_payload
from triage_api.storage.chain import FIRST_LINK, Outside, content_of, digest_of, link_of, new_salt


@dataclass(frozen=True, slots=True)
class Stored:
    """One row of the events."""

    outside: Outside
    content: str | None
    """``None``: purged, and the salt with it."""
    salt: bytes | None
    digest: bytes
    link: bytes


_STREAM = """
    SELECT id, stream, number, kind, recorded_at, content, salt, digest, link
    FROM events WHERE stream = ? AND content IS NOT NULL ORDER BY number
"""
_STREAMS = """
    SELECT id, stream, number, kind, recorded_at, content, salt, digest, link
    FROM events WHERE stream IN (SELECT value FROM json_each(?)) AND content IS NOT NULL
    ORDER BY stream, number
"""
_EVERY = """
    SELECT id, stream, number, kind, recorded_at, content, salt, digest, link
    FROM events ORDER BY id
"""
_BY_STREAM = """
    SELECT id, stream, number, kind, recorded_at, content, salt, digest, link
    FROM events WHERE content IS NOT NULL ORDER BY stream, number
"""
_PURGE = """
    UPDATE events SET content = NULL, salt = NULL
    WHERE stream = :stream AND number < (SELECT max(number) FROM events WHERE stream = :stream)
"""


def head(database: Database) -> tuple[int, bytes]:
    """The last event's id and link; 0 and the first link where there is none."""
    row = database.conn.execute("SELECT id, link FROM events ORDER BY id DESC LIMIT 1").fetchone()
    return (0, FIRST_LINK) if row is None else (row[0], row[1])


def is_empty(database: Database) -> bool:
    """Whether nothing was ever recorded. It reads no link: one that was spoilt is for `verify` to find."""
    return database.conn.execute("SELECT 1 FROM events LIMIT 1").fetchone() is None


def last_number(database: Database, stream: str) -> int:
    """The number of the stream's last event; 0: there is none."""
    row = database.conn.execute("SELECT max(number) FROM events WHERE stream = ?", [stream]).fetchone()
    return row[0] or 0


def append(database: Database, key: bytes, entries: Sequence[Entry]) -> tuple[int, bytes]:
    """Append the entries, inside the caller's transaction; what is then the head."""
    id, link = head(database)
    rows = []
    for entry in entries:
        id += 1
        row = _row(key, link, id, entry)
        link = row["link"]
        rows.append(row)
    database.table("events").insert_all(rows)
    return id, link


def _row(key: bytes, before: bytes, id: int, entry: Entry) -> dict[str, Any]:
    outside = Outside(id, entry.stream, entry.number, entry.kind, entry.recorded_at.isoformat())
    salt, content = new_salt(), content_of(_payload(entry))
    digest = digest_of(salt, content)
    return {
        "id": id,
        "stream": outside.stream,
        "number": outside.number,
        "kind": outside.kind,
        "recorded_at": outside.recorded_at,
        "content": content,
        "salt": salt,
        "digest": digest,
        "link": link_of(key, before, outside, digest),
    }


def _payload(entry: Entry) -> dict[str, Any]:
    happened_at = None if entry.happened_at is None else entry.happened_at.isoformat()
    by = {"name": entry.by.name, "role": entry.by.role}
    return {"by": by, "happened_at": happened_at, "fact": as_payload(entry.fact)}


def entries(database: Database, stream: str, until: datetime | None = None) -> list[Entry]:
    """The stream's events in order, those recorded after ``until`` left out. Of what was purged only the note
    that it was is left."""
    read = [entry_of(_stored(row)) for row in database.conn.execute(_STREAM, [stream])]
    return [entry for entry in read if until is None or entry.recorded_at <= until]


def entries_of(database: Database, streams: Sequence[str]) -> dict[str, list[Entry]]:
    """The events of several streams in order, by stream; those of which there are none left out."""
    found: dict[str, list[Entry]] = {}
    for row in database.conn.execute(_STREAMS, [json.dumps(list(streams))]):
        entry = entry_of(_stored(row))
        found.setdefault(entry.stream, []).append(entry)
    return found


def stored(database: Database) -> Iterator[Stored]:
    """Every row, in the order of the chain."""
    return (_stored(row) for row in database.conn.execute(_EVERY))


def by_stream(database: Database) -> Iterator[Stored]:
    """Every row that was not purged, one stream after another, in order."""
    return (_stored(row) for row in database.conn.execute(_BY_STREAM))


def link_at(database: Database, id: int) -> bytes | None:
    """The link of an event; ``None``: there is no such event."""
    row = database.conn.execute("SELECT link FROM events WHERE id = ?", [id]).fetchone()
    return None if row is None else row[0]


def _stored(row: Sequence[Any]) -> Stored:
    return Stored(Outside(*row[:5]), *row[5:])


def entry_of(row: Stored) -> Entry:
    """A row whose content is there, as an entry.

    Raises:
        UnreadableFactError: the content, or what stands beside it, is not what this version can read.
    """
    # SQLite keeps what it is given, whatever type the column has.
    number: object = row.outside.number
    stream: object = row.outside.stream
    if not isinstance(number, int) or not isinstance(stream, str):
        raise UnreadableFactError(f"Event {row.outside.id} cannot be read: it belongs nowhere.")
    try:
        payload = json.loads(row.content or "")
        by, fact = Person(**payload["by"]), from_payload(row.outside.kind, payload["fact"])
        recorded_at, happened_at = datetime.fromisoformat(row.outside.recorded_at), payload["happened_at"]
        happened = None if happened_at is None else datetime.fromisoformat(happened_at)
    except (ValueError, KeyError, TypeError) as error:
        # Not what it says: it may quote the content.
        raise UnreadableFactError(
            f"Event {row.outside.id} cannot be read: {type(error).__name__}."
        ) from error
    return Entry(row.outside.stream, row.outside.number, recorded_at, by, fact, happened)


def purge(database: Database, stream: str) -> None:
    """Take content and salt from all of the stream's events but its last, which says that it was done."""
    database.conn.execute(_PURGE, {"stream": stream})
