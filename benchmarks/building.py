"""A record of as many referrals as are asked for, in minutes instead of years.

Histories of `benchmarks.histories` are written again and again, each for other children, by other people and
on other days, through the storage layer's own chain, anchor and tables. What a history is projected as moves
with it instead of being folded anew; what is not over yet at the end is projected by the ledger's own hand.
That both come out as the ledger would have made them, `verify` says of a record that was built like this.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlite_utils import Database

from benchmarks.histories import CRIME, MANAGER, PLACE, REFERENCE, SEED, SENIOR, SOURCE_REF, WORKER
from benchmarks.moulds import MONDAY, Cell, Cut, Mould, Step
from triage_api.casework.opening import ALPHABET
from triage_api.record import folded, folded_item
from triage_api.storage import Ledger, events
from triage_api.storage.chain import ANCHOR_FILE, FIRST_LINK, Outside, digest_of, key_in, link_of
from triage_api.storage.connections import connected
from triage_api.storage.folder import DATABASE
from triage_api.storage.projections import VIEWS, project
from triage_api.storage.tray import project_item, word_rows

WEEKS = 5 * 52
CHILDREN_EACH = 0.55
"""Children for each referral: many come more than once."""
ROWS_AT_ONCE = 20_000
STAFF = {WORKER: ("Worker", 30), MANAGER: ("Manager", 8), SENIOR: ("Service manager", 3)}
INITIALS = "ABCDEFGHIJKLMNOPRSTVWYZ"
PLACES = [
    first + last
    for first in ("Ash", "Birch", "Copper", "Dun", "Elm", "Fen", "Goose", "Hazel", "Iron", "Jack", "Kings")
    for last in ("bury", "combe", "cote", "field", "ford", "gate", "holme", "ley", "mere", "stead", "wick")
]
IDS_A_DAY = len(ALPHABET) ** 4
SCATTER = 7919
"""Prime to `IDS_A_DAY`: as if the ids of a day had been drawn, and no two alike."""


@dataclass(slots=True)
class Life:
    """One history, on its days and with its people."""

    mould: Mould
    weeks: int
    values: dict[str, str]


class Builder:
    """Writes one record."""

    def __init__(self, folder: Path, moulds: Sequence[Mould], referrals: int, until: datetime) -> None:
        """``until`` is in UTC; what would have been recorded later is not."""
        self._folder = folder
        self._moulds = moulds
        self._referrals = referrals
        self._until = until
        self._draw = Random(SEED)
        self._serial = 0
        self._ids: Counter[str] = Counter()
        self._days: dict[int, list[tuple[str, int, Life, Step]]] = defaultdict(list)
        self._looks: Counter[str] = Counter()
        self._waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._open: list[Life] = []
        self._id, self._link = 0, FIRST_LINK
        self._anchors: list[str] = []

    def build(self) -> None:
        """Write it, into a folder that holds no record yet."""
        Ledger.open(self._folder).close()
        self._key = key_in(self._folder, may_make=False)
        self._database = connected(self._folder / DATABASE)
        try:
            self._database.conn.execute("PRAGMA synchronous = OFF")
            self._database.conn.execute("PRAGMA cache_size = -1000000")
            self._write()
            self._database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._database.close()

    def _write(self) -> None:
        last = (self._until - timedelta(days=4)).date()
        last -= timedelta(days=last.weekday())
        first = last - timedelta(weeks=WEEKS - 1)
        self._weeks_before = (first - MONDAY).days // 7
        for day in range((self._until.date() - first).days + 1):
            week, weekday = divmod(day, 7)
            if weekday == 0 and week < WEEKS:
                self._begin(week)
            self._live(day)
        self._flush()
        self._database.conn.execute("BEGIN")
        for life in self._open:
            self._project(life)
        self._database.conn.execute("COMMIT")

    def _begin(self, week: int) -> None:
        """Draw what arrives in a week."""
        count = self._referrals * (week + 1) // WEEKS - self._referrals * week // WEEKS
        while count:
            mould = self._draw.choice(self._moulds)
            weeks = self._weeks_before + week
            if self._at(mould.steps[0], weeks) > self._until:
                continue
            count -= 1
            life = Life(mould, weeks, self._drawn(mould, weeks))
            for step in mould.steps:
                self._serial += 1
                self._days[step.day + 7 * week].append((step.time, self._serial, life, step))
            if self._at(mould.steps[-1], weeks) > self._until:
                self._open.append(life)
            else:
                self._moved_rows(life)

    @staticmethod
    def _at(step: Step, weeks: int) -> datetime:
        day = MONDAY + timedelta(days=step.day, weeks=weeks)
        return datetime.fromisoformat(f"{day.isoformat()}{step.time}")

    def _drawn(self, mould: Mould, weeks: int) -> dict[str, str]:
        """What this one has of its own in place of the history's."""
        history, draw = mould.history, self._draw
        own = {
            PLACE: draw.choice(PLACES),
            SOURCE_REF: f"{20_000_000 + self._serial}",
            CRIME: f"{30_000_000 + self._serial}",
            REFERENCE: f"{40_000_000 + self._serial}",
            history.item: f"T{self._new_id(history.item[1:9], weeks)}",
        }
        for name, (title, count) in STAFF.items():
            own[name] = f"{title} {draw.randrange(count) + 1}"
        if history.referral is not None:
            own[history.referral] = self._new_id(history.referral[:8], weeks)
        pool = max(1000, int(self._referrals * CHILDREN_EACH))
        for child, number in zip(
            history.children, draw.sample(range(pool), len(history.children)), strict=True
        ):
            own[child.initials or ""] = _initials(number)
            own[child.born or ""] = f"{2008 + number % 18}-{number // 18 % 12 + 1:02}"
            own[child.case_system_id or ""] = f"{1_000_000 + number}"
        folds = {text.casefold(): value.casefold() for text, value in own.items()}
        return {**folds, **own, **mould.moved(weeks)}

    def _new_id(self, day: str, weeks: int) -> str:
        moved = datetime.strptime(day, "%Y%m%d").date() + timedelta(weeks=weeks)  # noqa: DTZ007 (a date)
        self._ids[f"{moved:%Y%m%d}"] += 1
        number, letters = self._ids[f"{moved:%Y%m%d}"] * SCATTER % IDS_A_DAY, ""
        for _ in range(4):
            number, place = divmod(number, len(ALPHABET))
            letters += ALPHABET[place]
        return f"{moved:%Y%m%d}-{letters}"

    def _moved_rows(self, life: Life) -> None:
        named, rows = life.mould.history.rows, life.mould.rows
        filled = {table: [_filled(row, life.values) for row in rows[table]] for table in rows}
        line, *_ = (dict(zip(named["tray"][0], row, strict=True)) for row in filled["tray"])
        keys = [dict(zip(named["tray_keys"][0], row, strict=True)) for row in filled["tray_keys"]]
        # Words are cut where a day or a reference has none of its own: they are made of the rows beside them.
        filled["tray_words"] = [tuple(row.values()) for row in word_rows(line, keys)]
        for table, moved in filled.items():
            self._waiting[table] += moved

    def _live(self, day: int) -> None:
        """Record what happens on a day, in the order in which it does."""
        steps = sorted(self._days.pop(day, []), key=lambda one: one[:2])
        if not steps:
            return
        date_ = (MONDAY + timedelta(days=day, weeks=self._weeks_before)).isoformat()
        until = self._until.isoformat()
        for place, (moment, _, life, step) in enumerate(steps):
            recorded_at = date_ + moment
            if recorded_at > until:
                break
            self._append(life, step, recorded_at)
            after = steps[place + 1] if place + 1 < len(steps) else None
            if after is None or (after[0], after[2]) != (moment, life):
                self._anchors.append(
                    f"\n{self._id} {self._link.hex()}"
                )  # a line for each write, as the ledger's
        if len(self._waiting["events"]) > ROWS_AT_ONCE:
            self._flush()

    def _append(self, life: Life, step: Step, recorded_at: str) -> None:
        if step.look is None:
            stream, number = life.values[step.stream], step.number
        else:
            stream = f"{VIEWS}{recorded_at[:7]}"
            self._looks[stream] += 1
            number = self._looks[stream]
            look = _filled(step.look, life.values)
            self._waiting["views"].append((stream, number, *look[2:]))
        self._id += 1
        outside = Outside(self._id, stream, number, step.kind, recorded_at)
        salt, content = os.urandom(16), step.content.filled(life.values)
        digest = digest_of(salt, content)
        self._link = link_of(self._key, self._link, outside, digest)
        self._waiting["events"].append(
            (self._id, stream, number, step.kind, recorded_at, content, salt, digest, self._link)
        )

    def _flush(self) -> None:
        self._database.conn.execute("BEGIN")
        for table, rows in self._waiting.items():
            if rows:
                _insert(self._database, table, rows)
        self._database.conn.execute("COMMIT")
        self._waiting.clear()
        with (self._folder / ANCHOR_FILE).open("a", encoding="ascii") as anchors:
            anchors.writelines(self._anchors)
        self._anchors.clear()

    def _project(self, life: Life) -> None:
        """Project what is not over, as far as it has come."""
        history = life.mould.history
        item = folded_item(events.entries(self._database, life.values[history.item]))
        if item is not None:
            project_item(self._database, item)
        if history.referral is not None:
            referral = folded(events.entries(self._database, life.values[history.referral]))
            if referral is not None:
                project(self._database, referral)


def _initials(number: int) -> str:
    first, second = divmod(number % len(INITIALS) ** 2, len(INITIALS))
    return INITIALS[first] + INITIALS[second]


def _filled(row: Iterable[Cell], values: dict[str, str]) -> tuple[Cell, ...]:
    return tuple(cell.filled(values) if isinstance(cell, Cut) else cell for cell in row)


def _insert(database: Database, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * len(rows[0]))
    database.conn.executemany(f"INSERT INTO [{table}] VALUES ({places})", rows)  # noqa: S608 (our own names)
