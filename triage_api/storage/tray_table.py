"""What can be asked of the tray: what waits, what was dealt with, and what items have in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.record import TRAY, TrayItem, folded_item
from triage_api.storage import events
from triage_api.storage.failures import in_our_words
from triage_api.storage.moments import in_utc
from triage_api.storage.projections import SEEN
from triage_api.storage.tray import source_key, words_of

SeenBy = tuple[str, datetime]
"""Somebody's name, and when they look."""

_WAITS = "state IN ('not_looked_at', 'looked_at')"
_VISIBLE = f"""(tray.referral IS NULL OR NOT EXISTS (
    SELECT 1 FROM referrals WHERE referrals.id = tray.referral AND NOT {SEEN}))"""  # noqa: S608 (our own words)
"""An item that became, or is news on, a restricted referral is seen by those who see that."""
_BEGINS = "word >= :word{place} AND word < :word{place} || char(1114111)"
"""A word that begins like the one sought: up to the last character that there is."""
MANY = 20_000
"""Items with a word from which it is quicker to go through the items, since so many of them have it."""


@dataclass(frozen=True, slots=True)
class Common:
    """Something that an item has in common with another item, or with a referral."""

    item: str
    other: str
    kind: str
    """``case_system_id``, ``child`` (initials with month of birth), ``crime``, ``cad``, ``notification``."""
    value: str
    state: str
    """Of the other."""


@dataclass(frozen=True, slots=True)
class Place:
    """A waiting item, by what the tray is ordered by."""

    id: str
    group: str
    """Its own id, if it is in no group."""
    looked_at: bool
    rag_order: int
    route_order: int
    received_at: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which items, of all that there are."""

    state: str | None = None
    holds: str = ""
    """Words, or how they begin: it has them all, in its id, its line or what tells it from others."""
    after: str | None = None
    """Behind this one."""
    most: int = 200


class TrayTable:
    """The tray, read through one connection.

    Every method raises StorageError if it cannot be read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def item(self, id: str) -> TrayItem | None:
        """The item as it stands; ``None``: there is none."""
        if not id.startswith(TRAY):  # what begins otherwise is a stream of another kind
            return None
        with in_our_words():
            return folded_item(events.entries(self._database, id))

    def items(self, ids: Iterable[str]) -> list[TrayItem]:
        """These items, in this order; what is not there is left out."""
        wanted = [id for id in ids if id.startswith(TRAY)]
        with in_our_words():
            found = events.entries_of(self._database, wanted)
            read = [folded_item(found[id]) for id in wanted if id in found]
        return [item for item in read if item is not None]

    def places(self) -> list[Place]:
        """Every waiting item, in no order."""
        sql = f"""
            SELECT id, coalesce(in_group, id), looked_at, rag_order, route_order, received_at FROM tray
            WHERE {_WAITS}
        """  # noqa: S608 (our own words)
        return [Place(row[0], row[1], bool(row[2]), *row[3:]) for row in self._rows(sql)]

    def sought(self, sought: Sought, seen_by: SeenBy) -> list[str]:
        """Ids of items that somebody sees, dealt with or not, the latest received first."""
        words = list(dict.fromkeys(words_of(sought.holds)))
        if sought.holds.strip() and not words:  # signs alone are in no word
            return []
        values = {
            "state": sought.state,
            "after": sought.after,
            "most": sought.most,
            **{f"word{place}": word for place, word in enumerate(words)},
            **_seeing(seen_by),
        }
        source, tests = self._holding(words)
        behind = "(received_at, id) < (SELECT received_at, id FROM tray WHERE id = :after)"
        tests += [
            test
            for test, given in [(_VISIBLE, True), ("state = :state", sought.state), (behind, sought.after)]
            if given
        ]
        where = " AND ".join(tests)
        sql = f"SELECT id FROM {source} WHERE {where} ORDER BY received_at DESC, id DESC LIMIT :most"  # noqa: S608
        return [row[0] for row in self._rows(sql, values)]

    def _holding(self, words: Sequence[str]) -> tuple[str, list[str]]:
        """Where items that hold these words are looked for, and what they are tested by."""
        tests = [
            f"EXISTS (SELECT 1 FROM tray_words WHERE item = tray.id AND {_BEGINS.format(place=place)})"  # noqa: S608
            for place in range(len(words))
        ]
        counts = [self._count(word) for word in words]
        if not words or min(counts) > MANY:
            return "tray", tests
        rarest = counts.index(min(counts))
        del tests[rarest]
        # CROSS JOIN is SQLite's way to be told the order.
        those = f"SELECT DISTINCT item FROM tray_words WHERE {_BEGINS.format(place=rarest)}"  # noqa: S608
        return f"({those}) AS holding CROSS JOIN tray ON tray.id = holding.item", tests

    def _count(self, word: str) -> int:
        """How many items have a word that begins so, as far as it matters."""
        begins = _BEGINS.format(place="")
        sql = f"SELECT count(*) FROM (SELECT 1 FROM tray_words WHERE {begins} LIMIT {MANY + 1})"  # noqa: S608
        count: int = self._rows(sql, {"word": word})[0][0]
        return count

    def counts(self, now: datetime) -> dict[str, Any]:
        """How many were not looked at, since when; how many are late; other areas that have to be told."""
        # Apart: put together with OR, SQLite would read everything that ever arrived.
        waiting = f"""
            SELECT
                coalesce(sum(state = 'not_looked_at'), 0) AS not_looked_at,
                min(CASE WHEN state = 'not_looked_at' THEN received_at END) AS oldest,
                coalesce(sum(state = 'not_looked_at' AND look_due < :now), 0) AS not_looked_at_late,
                coalesce(sum(state = 'looked_at'), 0) AS looked_at,
                coalesce(sum(deal_due < :now), 0) AS waiting_late
            FROM tray WHERE {_WAITS}
        """  # noqa: S608 (our own words)
        areas = """
            SELECT count(*) AS areas_to_tell, coalesce(sum(area_due < :now), 0) AS areas_to_tell_late
            FROM tray WHERE area_untold
        """
        by_rag = """
            SELECT rag, count(*) FROM tray WHERE state = 'looked_at' GROUP BY rag ORDER BY max(rag_order) DESC
        """
        with in_our_words():
            values = {"now": in_utc(now.isoformat())}
            [first], [second] = (list(self._database.query(sql, values)) for sql in (waiting, areas))
        return {**first, **second, "by_rag": self._rows(by_rag)}

    def members(self, group: str) -> list[str]:
        """The waiting items of a group, the first received first."""
        sql = f"SELECT id FROM tray WHERE in_group = ? AND {_WAITS} ORDER BY received_at, id"  # noqa: S608
        return [row[0] for row in self._rows(sql, [group])]

    def same_source_ref(self, source: str, source_ref: str) -> list[str]:
        """The items that came with this reference of this sender, the first received first."""
        sql = """
            SELECT item FROM tray_keys JOIN tray ON tray.id = item
            WHERE kind = 'source_ref' AND value = ? ORDER BY received_at, id
        """
        return [row[0] for row in self._rows(sql, [source_key(source, source_ref)])]

    def common_items(self, items: Sequence[str]) -> list[Common]:
        """What these items have in common with other items that wait."""
        # In the order that CROSS JOIN tells. Of what arrived in years much has the same initials, and little
        # of it waits; and left to itself SQLite looks for each item in each other.
        sql = f"""
            WITH waiting AS MATERIALIZED (
                SELECT tray.id AS item, tray_keys.kind, tray_keys.value, tray.state, tray.received_at
                FROM tray CROSS JOIN tray_keys ON tray_keys.item = tray.id
                WHERE {_WAITS} AND tray_keys.kind <> 'source_ref'
            )
            SELECT mine.item, theirs.item, mine.kind, mine.value, theirs.state
            FROM json_each(?) AS wanted
            CROSS JOIN tray_keys AS mine ON mine.item = wanted.value
            CROSS JOIN waiting AS theirs
                ON theirs.kind = mine.kind AND theirs.value = mine.value AND theirs.item <> mine.item
            ORDER BY mine.item, theirs.received_at, theirs.item, mine.kind, mine.value
        """  # noqa: S608 (our own words)
        return [Common(*row) for row in self._rows(sql, [json.dumps(list(items))])]

    def common_referrals(self, items: Sequence[str], seen_by: SeenBy | None) -> list[Common]:
        """What these items have in common with referrals that somebody sees; ``None``: with any."""
        sql = f"""
            SELECT mine.item, handles.referral, mine.kind, mine.value, referrals.state
            FROM tray_keys AS mine
            JOIN handles ON handles.kind = mine.kind AND handles.value = mine.value
            JOIN referrals ON referrals.id = handles.referral
            WHERE mine.item IN (SELECT value FROM json_each(:items)) AND (:all OR {SEEN})
            ORDER BY mine.item, referrals.received_at DESC, handles.referral, mine.kind, mine.value
        """  # noqa: S608 (our own words)
        values = {"items": json.dumps(list(items)), "all": seen_by is None, **_seeing(seen_by)}
        return [Common(*row) for row in self._rows(sql, values)]

    def items_of(self, referral: str) -> list[str]:
        """The items that became this referral, or news on it, the first received first."""
        sql = "SELECT id FROM tray WHERE referral = ? ORDER BY received_at, id"
        return [row[0] for row in self._rows(sql, [referral])]

    def is_seen(self, item: str, seen_by: SeenBy) -> bool:
        """Whether somebody sees the item."""
        sql = f"SELECT 1 FROM tray WHERE id = :id AND {_VISIBLE}"  # noqa: S608 (our own words)
        return bool(self._rows(sql, {"id": item, **_seeing(seen_by)}))

    def _rows(self, sql: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> list[Any]:
        with in_our_words():
            return list(self._database.conn.execute(sql, values).fetchall())


def _seeing(seen_by: SeenBy | None) -> dict[str, str | None]:
    if seen_by is None:
        return {"name": None, "now": None}
    return {"name": seen_by[0], "now": in_utc(seen_by[1].isoformat())}
