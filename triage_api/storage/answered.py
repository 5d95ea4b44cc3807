"""Answers kept for requests that come again: nothing is done twice, nor 409 for ever."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from triage_api.storage.moments import in_utc

KEPT = timedelta(days=7)
"""How long an answer is kept; afterwards its key may be used for something else."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request was answered."""

    status: int
    version: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """A request that may come again: whose, its key, and what tells the same request from another."""

    person: str
    key: str
    fingerprint: str


class KeyUsedOtherwiseError(Exception):
    """The key came before, with another request."""


def earlier(database: Database, claim: Claim) -> Reply | None:
    """What this very request was answered before.

    Raises:
        KeyUsedOtherwiseError: its key belongs to another request.
    """
    sql = "SELECT fingerprint, status, version, body FROM answered WHERE person = ? AND key = ?"
    row = database.conn.execute(sql, [claim.person, claim.key]).fetchone()
    if row is None:
        return None
    if row[0] != claim.fingerprint:
        raise KeyUsedOtherwiseError(claim.key)
    return Reply(row[1], row[2], zlib.decompress(row[3]))


def keep(database: Database, claim: Claim, stream: str, reply: Reply, at: datetime) -> None:
    """Keep the answer in the transaction that does the work, and drop those that are too old."""
    oldest = in_utc((at - KEPT).isoformat())
    database.conn.execute("DELETE FROM answered WHERE at < ?", [oldest])
    database.table("answered").insert(
        {
            "person": claim.person,
            "key": claim.key,
            "fingerprint": claim.fingerprint,
            "stream": stream,
            "version": reply.version,
            "status": reply.status,
            "body": zlib.compress(reply.body),
            "at": in_utc(at.isoformat()),
        }
    )


def forget(database: Database, stream: str) -> None:
    """Drop the answers about one referral: they hold what it holds."""
    database.conn.execute("DELETE FROM answered WHERE stream = ?", [stream])
