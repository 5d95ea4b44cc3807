"""Who comes again: the referrals with a child who was in another one in the twelve months before.

Only a child whose ID in the case system is known can be known to come again. Whether a referral is one of
these depends on others, so it is seen to whenever the children of one change.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

_COMES_AGAIN = """
    SELECT now.id, substr(now.policy, 1, instr(now.policy || '@', '@') - 1), now.received_at
    FROM referrals AS now
    WHERE EXISTS (
        SELECT 1 FROM handles AS mine
        CROSS JOIN handles AS other ON other.kind = 'case_system_id' AND other.value = mine.value
        CROSS JOIN referrals AS before ON before.id = other.referral
        WHERE mine.referral = now.id AND mine.kind = 'case_system_id' AND before.id != now.id
            AND before.received_at < now.received_at
            AND before.received_at >= strftime('%Y-%m-%dT%H:%M:%S+00:00', now.received_at, '-12 months')
    )
"""
"""CROSS JOIN is SQLite's way to be told the order: a child's ID leads to few others."""
_OF_CHILDREN = """
    SELECT referral FROM handles
    WHERE kind = 'case_system_id' AND value IN (SELECT value FROM json_each(:ids))
    UNION SELECT :referral
"""

Stands = tuple[tuple[Any, ...] | None, frozenset[str]]
"""When a referral was received and under which policy, and its children's IDs."""


def stands(database: Database, referral: str) -> Stands:
    """What it depends on in one referral."""
    line = database.conn.execute("SELECT received_at, policy FROM referrals WHERE id = ?", [referral])
    ids = database.conn.execute(
        "SELECT value FROM handles WHERE referral = ? AND kind = 'case_system_id'", [referral]
    )
    return line.fetchone(), frozenset(row[0] for row in ids)


def see_to(database: Database, referral: str, before: Stands) -> None:
    """See to a referral that was changed, and to those with the same children, if it matters to them."""
    after = stands(database, referral)
    if after != before:
        _see_to(database, referral, before[1] | after[1])


def _see_to(database: Database, referral: str, ids: Collection[str]) -> None:
    values = {"referral": referral, "ids": json.dumps(sorted(ids))}
    conn = database.conn
    conn.execute(f"DELETE FROM again WHERE referral IN ({_OF_CHILDREN})", values)  # noqa: S608 (our own words)
    conn.execute(f"INSERT INTO again {_COMES_AGAIN} AND now.id IN ({_OF_CHILDREN})", values)


def see_to_all(database: Database) -> None:
    """See to every referral."""
    database.conn.execute("DELETE FROM again")
    database.conn.execute(f"INSERT INTO again {_COMES_AGAIN}")


def counted() -> str:
    """The statement of what the table must hold."""
    return _COMES_AGAIN
