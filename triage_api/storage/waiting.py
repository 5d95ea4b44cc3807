"""How long referrals wait in the states in which they wait for somebody: unallocated, offered, overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]

KINDS = ("allocation", "offer", "news", "overtaken", "disagreement", "parked")
"""The kinds of items of the due list that are states of a referral, and not work to be done in it."""


def waited_rows(policy: str, items: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """Of the due list of a referral under a policy (``id@version``) the states that it has left, each with
    how long it was in it, in tenths of an hour, begun ones included."""
    for row in items:
        if row["kind"] in KINDS and row["done"] is not None:
            since, done = (datetime.fromisoformat(row[at]) for at in ("since", "done"))
            yield {
                "policy_id": policy.partition("@")[0],
                "at": row["since"],
                "referral": row["referral"],
                "item": row["id"],
                "kind": row["kind"],
                "tenths": -int((since - done).total_seconds() // 360),
            }


def fill_waited(database: Database) -> None:
    """Fill the table from the due list as it stands."""
    marks = ", ".join("?" * len(KINDS))
    sql = f"""
        SELECT items.*, referrals.policy FROM items CROSS JOIN referrals ON referrals.id = items.referral
        WHERE items.done IS NOT NULL AND items.kind IN ({marks})
    """  # noqa: S608 (our own words)
    rows = (waited for item in database.query(sql, KINDS) for waited in waited_rows(item["policy"], [item]))
    database.table("waited").insert_all(rows)
