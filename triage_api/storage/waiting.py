"""How long referrals wait in the states in which they wait for somebody: unallocated, offered, overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

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
