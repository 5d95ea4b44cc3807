"""The projected tables, made anew from the events alone: one stream after another, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from triage_api.record import PEOPLE, TRAY, Entry, UnreadableFactError, folded, folded_item
from triage_api.storage import again
from triage_api.storage.due_rows import absence_rows
from triage_api.storage.events import Stored, by_stream, entry_of
from triage_api.storage.failures import StorageDamagedError
from triage_api.storage.projections import REFERRAL_TABLES, TOKENS, VIEWS, rows_of, tokens_of, views_of
from triage_api.storage.tray import TRAY_TABLES, rows_of_item

Row = dict[str, Any]

PROJECTED = (*REFERRAL_TABLES, *TRAY_TABLES, "tokens", "views", "absences")
"""Every table that is made of events. What is made of these: `storage.again` and `storage.months`."""
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Made:
    """What one stream is projected as now."""

    stream: str
    tables: Mapping[str, str | None]
    """The tables that it is projected to, and the column that says which stream; ``None``: all of it."""
    rows: Mapping[str, Sequence[Row]]
    unreadable: tuple[str, ...]
    """A sentence for each event that cannot be read."""


def rebuild(database: Database) -> None:
    """Put every projected table in place anew; to be called inside a transaction.

    Raises:
        StorageDamagedError: an event cannot be read.
    """
    for table in PROJECTED:
        database.table(table).delete_where()
    waiting: dict[str, list[Row]] = defaultdict(list)
    for made in made_of_events(database):
        if made.unreadable:
            raise StorageDamagedError(
                f"The record cannot be brought to today's version. {made.unreadable[0]}"
            )
        for table, rows in made.rows.items():
            waiting[table] += rows
            if len(waiting[table]) > ROWS_AT_ONCE:
                database.table(table).insert_all(waiting.pop(table))
    for table, rows in waiting.items():
        database.table(table).insert_all(rows)
    again.see_to_all(database)


def made_of_events(database: Database) -> Iterator[Made]:
    """What every stream is projected as now."""
    for stream, rows in groupby(by_stream(database), key=lambda row: row.outside.stream):
        unreadable: list[str] = []
        entries = list(_entries(rows, unreadable))
        made: Mapping[str, Sequence[Row]] = {}
        try:
            made = _rows(stream, entries)
        except UnreadableFactError as error:
            unreadable.append(str(error))
        yield Made(stream, _tables(stream), made, tuple(unreadable))


def _tables(stream: str) -> Mapping[str, str | None]:
    if stream == TOKENS:
        return {"tokens": None}
    if stream == PEOPLE:
        return {"absences": None}
    if stream.startswith(VIEWS):
        return {"views": "stream"}
    return {**(TRAY_TABLES if stream.startswith(TRAY) else REFERRAL_TABLES)}


def _rows(stream: str, entries: list[Entry]) -> Mapping[str, Sequence[Row]]:
    """What the stream is projected as; nothing, where it was purged."""
    if stream == TOKENS:
        return {"tokens": tokens_of(entries)}
    if stream == PEOPLE:
        return {"absences": absence_rows(entries)}
    if stream.startswith(VIEWS):
        return {"views": views_of(entries)}
    if stream.startswith(TRAY):
        item = folded_item(entries)
        return {} if item is None else rows_of_item(item)
    referral = folded(entries)
    return {} if referral is None else rows_of(referral)


def _entries(rows: Iterator[Stored], unreadable: list[str]) -> Iterator[Entry]:
    for row in rows:
        try:
            yield entry_of(row)
        except UnreadableFactError as error:
            unreadable.append(str(error))
