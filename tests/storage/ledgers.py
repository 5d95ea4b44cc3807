"""Ledgers with something in them, and somebody who meddles with them behind their back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from triage_api.record import (
    Answered,
    ChildAdded,
    ContactIssued,
    Fact,
    Person,
    ReferralOpened,
    Signed,
    TokenAdded,
)
from triage_api.storage import Ledger, Verdict
from triage_api.storage.folder import DATABASE

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORKER = Person("A worker", "worker")
ANYBODY = ("Anybody", NOW)
"""Somebody who reads lists."""
RECEIVED = "2026-11-23T08:00:00+00:00"
OPENED: tuple[Fact, ...] = (
    ReferralOpened("hallamshire@1.0", RECEIVED, False),
    ChildAdded("child-1", "KM", "2014-10"),
)


def signed(by: Person = WORKER, at: datetime = NOW) -> Signed:
    """By somebody, at a time."""
    return Signed(by, at)


def fill(ledger: Ledger) -> None:
    """Two referrals, three children's answers, a contact and a token: twelve events."""
    for id in ("20261123-AAAA", "20261123-BBBB"):
        with ledger.writing() as pen:
            pen.opened(id, OPENED, signed())
        for question in ("age", "bruise"):
            answer(ledger, id, question, "yes")
    with ledger.writing() as pen:
        referral = pen.referral("20261123-AAAA")
        assert referral is not None
        body = {"children": ["child-1"], "due": "2026-11-24T17:00:00+00:00", "clocks": []}
        pen.changed(referral, [ContactIssued("police", body)], signed())
    with ledger.writing() as pen:
        pen.tokens([TokenAdded("t1", "A system", "worker", "0" * 64)], signed())


def answer(ledger: Ledger, id: str, question: str, value: str) -> int:
    """Record one answer; the referral's version."""
    with ledger.writing() as pen:
        referral = pen.referral(id)
        assert referral is not None
        return pen.changed(referral, [Answered("child-1", question, value)], signed()).version


@contextmanager
def behind_its_back(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes the database without a word to anybody."""
    with closing(sqlite3.connect(folder / DATABASE)) as meddling, meddling:
        yield meddling


def verdict_of(folder: Path) -> Verdict:
    """What `verify` finds."""
    with Ledger.open(folder) as ledger:
        return ledger.verify()
