"""The projected tables, made anew from the events alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlite_utils import Database

from triage_api.record import PEOPLE, TRAY, Entry, UnreadableFactError, folded, folded_item
from triage_api.storage.due_rows import absence_rows
from triage_api.storage.events import entry_of, stored
from triage_api.storage.failures import StorageDamagedError
from triage_api.storage.projections import REFERRAL_TABLES, TOKENS, VIEWS, rows_of, tokens_of, views_of
from triage_api.storage.tray import TRAY_TABLES, rows_of_item


def rebuild(database: Database) -> None:
    """Put every projected table in place anew; to be called inside a transaction.

    Raises:
        StorageDamagedError: an event cannot be read.
    """
    tables, unreadable = made_of_events(database)
    if unreadable:
        raise StorageDamagedError(f"The record cannot be brought to today's version. {unreadable[0]}")
    for table, rows in tables.items():
        database.table(table).delete_where()
        database.table(table).insert_all(rows)


def made_of_events(database: Database) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """Every projected table as the events make it now, and a sentence for each event that cannot be read."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in (*REFERRAL_TABLES, *TRAY_TABLES, "tokens", "views", "absences")
    }
    unreadable: list[str] = []
    for stream, entries in _streams(database, unreadable).items():
        if stream == TOKENS:
            tables["tokens"] = tokens_of(entries)
            continue
        if stream == PEOPLE:
            tables["absences"] = absence_rows(entries)
            continue
        if stream.startswith(VIEWS):
            tables["views"] += views_of(entries)
            continue
        try:
            rows = _rows(stream, entries)
        except UnreadableFactError as error:
            unreadable.append(str(error))
            continue
        for table, made in rows.items():
            tables[table] += made
    return tables, unreadable


def _rows(stream: str, entries: list[Entry]) -> dict[str, list[dict[str, Any]]]:
    """What an item of the tray, or a referral, is projected as; nothing, where it was purged."""
    if stream.startswith(TRAY):
        item = folded_item(entries)
        return {} if item is None else rows_of_item(item)
    referral = folded(entries)
    return {} if referral is None else rows_of(referral)


def _streams(database: Database, unreadable: list[str]) -> dict[str, list[Entry]]:
    streams: dict[str, list[Entry]] = defaultdict(list)
    for row in stored(database):
        if row.content is None:
            continue
        try:
            streams[row.outside.stream].append(entry_of(row))
        except UnreadableFactError as error:
            unreadable.append(str(error))
    return {stream: sorted(entries, key=lambda entry: entry.number) for stream, entries in streams.items()}
