"""The tray as tables: how each item stands, and what tells it from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.record import TrayItem, item_items
from triage_api.storage.due_rows import folded_value
from triage_api.storage.moments import in_utc

Row = dict[str, Any]

TRAY_TABLES = {"tray": "id", "tray_keys": "item", "tray_words": "item"}
"""The tables projected from an item, and the column that says which."""
_WORD = re.compile(r"[^\W_]+")


def rows_of_item(item: TrayItem) -> dict[str, list[Row]]:
    """Everything that is projected from one item, by table."""
    line, keys = _line(item), list(_keys(item))
    return {"tray": [line], "tray_keys": keys, "tray_words": word_rows(line, keys)}


def word_rows(line: Mapping[str, Any], keys: Iterable[Mapping[str, Any]]) -> list[Row]:
    """What an item is searched by: the words and numbers of its line, and of what tells it from others."""
    texts = [line["id"], line["words"], line["filed_as"] or ""]
    for key in keys:
        # Of a sender's reference not the sender: it would be there for those that have one alone.
        is_ref = key["kind"] == "source_ref"
        texts.append(key["value"].partition(": ")[2] if is_ref else key["value"])
    found = {word for text in texts for word in words_of(text)}
    return [{"word": word, "item": line["id"]} for word in sorted(found)]


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, as they are compared."""
    return _WORD.findall(text.casefold())


def _line(item: TrayItem) -> Row:
    looked = None if item.looked is None else item.looked.fact
    due = {one.kind: one.due for one in item_items(item) if one.is_open}
    return {
        "id": item.id,
        "version": item.version,
        "state": item.state,
        "practice": int(item.received.practice),
        "policy": item.received.policy,
        "received_at": in_utc(item.received.received_at),
        "source": item.received.source,
        "words": item.received.words,
        "in_group": item.group,
        "looked_at": int(item.looked is not None),
        "route": looked and looked.route,
        "rag": looked and looked.rag,
        "route_order": -1 if looked is None else looked.route_order,
        "rag_order": -1 if looked is None else looked.rag_order,
        "look_due": _written(due.get("first_look")),
        "deal_due": _written(due.get("dealt_with")),
        "area_untold": int("other_area" in due),
        "area_due": _written(due.get("other_area")),
        "filed_as": item.filed and item.filed.fact.kind,
        "referral": item.referral,
    }


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else in_utc(moment.isoformat())


def _keys(item: TrayItem) -> Iterator[Row]:
    found = set(_handles(item))
    return ({"item": item.id, "kind": kind, "value": value} for kind, value in sorted(found))


def _handles(item: TrayItem) -> Iterator[tuple[str, str]]:
    received = item.received
    if received.source_ref:
        yield "source_ref", source_key(received.source, received.source_ref)
    for child in received.children:
        if child.case_system_id:
            yield "case_system_id", folded_value(child.case_system_id)
        if child.initials and child.born:
            yield "child", folded_value(f"{child.initials} {child.born}")
    for reference in received.references:
        yield reference.kind, folded_value(reference.value)


def source_key(source: str, source_ref: str) -> str:
    """How a sender's own reference is compared."""
    return f"{folded_value(source)}: {folded_value(source_ref)}"


def project_item(database: Database, item: TrayItem) -> None:
    """Put the item's rows in place of those it had."""
    forget_item(database, item.id)
    for table, rows in rows_of_item(item).items():
        database.table(table).insert_all(rows)


def forget_item(database: Database, item: str) -> None:
    """Take the item's rows out of every list."""
    for table, column in TRAY_TABLES.items():
        database.table(table).delete_where(f"{column} = ?", [item])
