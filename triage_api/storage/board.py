"""What the board shows, and what search finds: open items and referrals that somebody sees."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.storage.due_rows import ADULT_ID, CHILD_ID, WITHDRAWN, folded_value
from triage_api.storage.moments import in_utc
from triage_api.storage.projections import SEEN, Line, labels_of

Row = Mapping[str, Any]

LATE = "items.due < :now AND NOT items.held_back"
"""In text as it is in time, since both are in UTC to the second."""
WORST_FIRST = "referrals.rag_order DESC, items.due"
OLDEST_FIRST = "items.since"
OURS = "items.whose = 'ours'"
PENDING = "items.kind IN ('reference', 'case_system_id')"
NOT_CHECKED = "items.kind = 'search'"
COUNTED = f"({PENDING} OR {NOT_CHECKED})"
"""What has a section of its own: a count, and no alarm among those of children in danger."""
SECTIONS: Mapping[str, tuple[str, str]] = {
    "now": (f"{OURS} AND {LATE} AND NOT {COUNTED}", WORST_FIRST),
    "overtaken": ("items.kind = 'overtaken'", OLDEST_FIRST),
    "news": ("items.kind = 'news'", OLDEST_FIRST),
    "gone": ("items.owner IN (SELECT person FROM absences)", WORST_FIRST),
    "unallocated": ("items.kind = 'allocation'", OLDEST_FIRST),
    "offered": ("items.kind = 'offer'", OLDEST_FIRST),
    "second_views": ("items.kind = 'second_view'", OLDEST_FIRST),
    "soon": (
        f"{OURS} AND NOT items.held_back AND items.due >= :now AND items.due <= :until AND NOT {COUNTED}",
        WORST_FIRST,
    ),
    "parked": ("items.kind = 'parked'", OLDEST_FIRST),
    "reference_pending": (PENDING, OLDEST_FIRST),
    "not_checked": (NOT_CHECKED, OLDEST_FIRST),
    "theirs": (f"items.whose = 'theirs' AND {LATE}", WORST_FIRST),
}
"""Each section of the board: which open items are in it, and which of them come first."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose board it is: what they may not see is not even counted, unless they watch restricted cases."""

    name: str
    now: datetime
    watches: bool = False

    @property
    def test(self) -> str:
        """What a referral must be to be on it."""
        return "1" if self.watches else SEEN

    @property
    def values(self) -> dict[str, Any]:
        """What the tests stand on."""
        return {"name": self.name, "now": in_utc(self.now.isoformat())}


@dataclass(frozen=True, slots=True)
class Found:
    """How many there are, since when the oldest waits, and the first of them."""

    count: int
    oldest: str | None
    late: int
    """How many of them are late."""
    first: tuple[Row, ...]


def found(database: Database, section: str, reader: Reader, until: datetime, most: int) -> Found:
    """The open items of one of the `SECTIONS`, those that are due looked for up to ``until``."""
    test, order = SECTIONS[section]
    where = f"items.done IS NULL AND {test} AND {reader.test}"
    given = {**reader.values, "until": in_utc(until.isoformat())}
    source = f"FROM items JOIN referrals ON referrals.id = items.referral WHERE {where}"
    counted = f"count(*) AS count, min(items.since) AS oldest, coalesce(sum({LATE}), 0) AS late"
    [total] = database.query(f"SELECT {counted} {source}", given)
    rows = database.query(
        "SELECT items.*, referrals.rag, referrals.rag_order, referrals.reference "
        f"{source} ORDER BY {order}, items.referral, items.id LIMIT {most:d}",
        given,
    )
    return Found(total["count"], total["oldest"], total["late"], tuple(rows))


def late_counts(database: Database, reader: Reader) -> list[Row]:
    """How many open items are late, ours and theirs apart, by agency."""
    sql = f"""
        SELECT items.whose, items.agency, count(*) AS count, min(items.due) AS oldest
        FROM items JOIN referrals ON referrals.id = items.referral
        WHERE items.done IS NULL AND {LATE} AND NOT {COUNTED} AND {reader.test}
        GROUP BY items.whose, items.agency ORDER BY items.whose, count(*) DESC, items.agency
    """  # noqa: S608 (our own tests)
    return list(database.query(sql, reader.values))


def due_times(database: Database, reader: Reader, until: datetime, most: int) -> list[Row]:
    """How many open items of ours run out at each time, from now on."""
    sql = f"""
        SELECT items.due, count(*) AS count FROM items JOIN referrals ON referrals.id = items.referral
        WHERE items.done IS NULL AND items.whose = 'ours' AND items.due >= :now AND items.due <= :until
        AND NOT items.held_back AND NOT {COUNTED} AND {reader.test}
        GROUP BY items.due ORDER BY items.due LIMIT {most:d}
    """  # noqa: S608 (our own tests)
    return list(database.query(sql, {**reader.values, "until": in_utc(until.isoformat())}))


def _besides(kind: str) -> str:
    """The kind of handle that a person's id has besides: as an adult, or as a child."""
    return f"CASE {kind} WHEN '{CHILD_ID}' THEN '{ADULT_ID}' WHEN '{ADULT_ID}' THEN '{CHILD_ID}' END"


def search(database: Database, wanted: Mapping[str, str], reader: Reader, most: int) -> list[Line]:
    """The referrals that have all of these handles, by kind; the latest received first."""
    tests = [
        "id IN (SELECT referral FROM handles "  # noqa: S608 (our own tests)
        f"WHERE kind IN (:kind{place}, {_besides(f':kind{place}')}, '{WITHDRAWN}' || :kind{place}, "
        f"'{WITHDRAWN}' || {_besides(f':kind{place}')}) AND value = :value{place})"
        for place in range(len(wanted))
    ]
    values = dict(reader.values)
    for place, (kind, value) in enumerate(wanted.items()):
        values |= {f"kind{place}": kind, f"value{place}": folded_value(value)}
    rows = database.table("referrals").rows_where(
        " AND ".join([*tests, reader.test]), values, order_by="received_at DESC, id DESC", limit=most
    )
    return [Line(row, labels_of(database, row["id"])) for row in rows]


def linked(database: Database, referral: str, reader: Reader, most: int) -> list[Row]:
    """What a referral has in common with others that somebody sees, the latest received first: ``referral``,
    ``kind``, ``value``."""
    sql = f"""
        SELECT theirs.referral, theirs.kind, theirs.value
        FROM handles AS mine CROSS JOIN handles AS theirs
            ON theirs.kind IN (mine.kind, {_besides("mine.kind")}) AND theirs.value = mine.value
        JOIN referrals ON referrals.id = theirs.referral
        WHERE mine.referral = :referral AND theirs.referral <> :referral AND mine.kind <> 'reference'
            AND mine.kind NOT LIKE '{WITHDRAWN}%'
            AND (mine.kind <> 'child' OR mine.value LIKE '% %') AND {SEEN}
        GROUP BY theirs.referral, theirs.kind, theirs.value
        ORDER BY referrals.received_at DESC, theirs.referral, theirs.kind, theirs.value LIMIT {most:d}
    """  # noqa: S608 (our own tests)
    return list(database.query(sql, {**reader.values, "referral": referral}))


def lines_of(database: Database, ids: Sequence[str]) -> list[Line]:
    """These referrals, a line each."""
    rows = database.query(
        "SELECT * FROM referrals WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
    )
    return [Line(row, labels_of(database, row["id"])) for row in rows]


def owned_by(database: Database, name: str) -> list[str]:
    """The referrals of which somebody owns something that is open."""
    sql = (
        "SELECT referral FROM items WHERE owner = :name AND done IS NULL "
        "UNION SELECT id FROM referrals WHERE owner = :name AND state <> 'closed' ORDER BY 1"
    )
    return [row["referral"] for row in database.query(sql, {"name": name})]
