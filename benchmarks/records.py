"""How fast the record is with 600,000 referrals in it: five years of 500 a day.

The record is built once (`benchmarks.building`; it takes disk and time, so it is kept in the temporary folder
for the next run) and then served by ``triage-api serve``, as an authority runs it. Every figure is of
requests over HTTP, one after another, each for something else; beside it stands what SQLite alone needs to
look at the same rows, or the least that any request takes.

``python -m benchmarks.records --referrals 5000 --folder DIR`` builds a smaller one, or elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from benchmarks.building import PLACES, Builder
from benchmarks.histories import POLICY, SEED, histories
from benchmarks.moulds import Mould
from benchmarks.serving import Asking, asking, token_for
from benchmarks.timing import Beside, Call, figure, timed
from triage_api.record import folded
from triage_api.storage import Ledger, events
from triage_api.storage.connections import connected
from triage_api.storage.folder import DATABASE
from triage_api.storage.projections import REFERRAL_TABLES, rows_of
from triage_api.storage.schema import MIGRATIONS

REFERRALS = 600_000
SMALL = 500
HISTORIES = 400
RUNS = 40
FIRST = 50
"""Of what a search in the tray finds; as many as the other search gives."""
STARTS = 5
SAMPLE = 300
BOARD, SEARCH, REPORT, RESTART = 100.0, 100.0, 300.0, 2000.0
"""Targets, in milliseconds, for the median."""
MARK = "built.json"
"""Beside a record that was built to its end."""

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is built and measured."""

    referrals: int = REFERRALS
    small: int = SMALL
    histories: int = HISTORIES
    runs: int = RUNS
    starts: int = STARTS
    sample: int = SAMPLE


def rows(scale: Scale = Scale(), folder: Path | None = None) -> list[Row]:
    """What was measured, and the figure in words."""
    return list(_rows(scale, folder or Path(tempfile.gettempdir())))


def _rows(scale: Scale, folder: Path) -> Iterator[Row]:
    yield "load average before", " ".join(f"{one:.1f}" for one in os.getloadavg())
    large, small = (_built(folder, many, scale.histories) for many in (scale.referrals, scale.small))
    yield from _growth(large, scale)
    yield f"the {scale.small:,} verified, chain and every table", _verified(small)
    yield (
        f"of the {scale.referrals:,}, {scale.sample} drawn and projected anew",
        _sampled(large, scale.sample),
    )
    token = token_for(large)
    starts = _starts(large, token, scale.starts)
    with asking(large, token) as asked:
        starts[scale.starts > 0].append(asked.ready_after * 1000)
        yield from _started(starts)
        if asked.busy is not None:
            yield "  of that the processor's own time", f"{asked.busy * 1000:.0f} ms"
        yield from _reads(asked, large, scale)
        written, memory = _writes(asked, scale.runs), asked.peak_memory()
    with asking(small, token_for(small)) as asked:
        yield "start to the first answer, of the small one", figure([asked.ready_after * 1000])
        yield from _written(written, _writes(asked, scale.runs), scale)
    told = "not told by this system" if memory is None else f"{memory / 2**20:.0f} MB"
    yield "memory of the server, at most", told
    yield "load average after", " ".join(f"{one:.1f}" for one in os.getloadavg())


def _started(starts: Mapping[bool, Sequence[float]]) -> Iterator[Row]:
    for was_killed, took in starts.items():
        if took:
            how = "a kill" if was_killed else "an orderly end"
            yield f"start to the first answer, after {how}", figure(took, RESTART)


def _built(folder: Path, referrals: int, kinds: int) -> Path:
    """The record of so many referrals, built if it is not there yet."""
    place = folder / f"front-door-bench-{len(MIGRATIONS)}-{referrals}"
    if not (place / MARK).exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        started = time.perf_counter()
        Builder(place, _moulds(kinds), referrals, datetime.now(UTC).replace(microsecond=0)).build()
        took = time.perf_counter() - started
        (place / MARK).write_text(
            json.dumps({"seconds": round(took), "bytes": _size(place)}), encoding="utf-8"
        )
    return place


@cache
def _moulds(kinds: int) -> list[Mould]:
    return [Mould(history) for history in histories(kinds)]


def _size(place: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in sorted(place.iterdir()) if path.is_file()}


def _growth(place: Path, scale: Scale) -> Iterator[Row]:
    built = json.loads((place / MARK).read_text(encoding="utf-8"))
    with closing(sqlite3.connect(place / DATABASE)) as bare:
        events, items = (bare.execute(sql).fetchone()[0] for sql in (
            "SELECT max(id) FROM events", "SELECT count(*) FROM items WHERE done IS NULL"))  # fmt: skip
        still = bare.execute("SELECT count(*) FROM referrals WHERE state <> 'closed'").fetchone()[0]
    yield "referrals, events, built in", f"{scale.referrals:,}, {events:,}, {built['seconds']:,} s"
    yield "not closed, with open items", f"{still:,}, {items:,}"
    for name, size in built["bytes"].items():
        if size > scale.referrals:
            each = size / scale.referrals
            yield f"{name}, as built", f"{size / 2**30:.2f} GB, {each / 1000:.1f} kB a referral"


def _verified(place: Path) -> str:
    with Ledger.open(place) as ledger:
        verdict = ledger.verify()
    return f"{verdict.events:,} events, {len(verdict.findings)} findings"


def _sampled(place: Path, sample: int) -> str:
    """How many are held as the ledger would have projected them."""
    database = connected(place / DATABASE)
    try:
        ids = [row[0] for row in database.conn.execute("SELECT id FROM referrals")]
        drawn = Random(SEED).sample(ids, min(sample, len(ids)))
        return f"{sum(_is_as_folded(database, id) for id in drawn)} of {len(drawn)} the same"
    finally:
        database.close()


def _is_as_folded(database: Any, id: str) -> bool:
    referral = folded(events.entries(database, id))
    assert referral is not None
    made = rows_of(referral)
    return all(
        _frozen(made[table]) == _frozen(database.query(f"SELECT * FROM [{table}] WHERE {column} = ?", [id]))  # noqa: S608
        for table, column in REFERRAL_TABLES.items()
    )


def _frozen(found: Any) -> set[tuple[tuple[str, Any], ...]]:
    return {tuple(sorted(row.items())) for row in found}


def _starts(place: Path, token: str, starts: int) -> dict[bool, list[float]]:
    """Milliseconds from the start of a process to its first answer: after an orderly end, and after a kill.

    The last one ended as the key of the last says.
    """
    took: dict[bool, list[float]] = {False: [], True: []}
    was_killed = False
    for kill in (*[False] * starts, *[True] * starts):
        with asking(place, token, kill=kill) as asked:
            took[was_killed].append(asked.ready_after * 1000)
            _open_one(asked)
        was_killed = kill
    return took


def _reads(asked: Asking, place: Path, scale: Scale) -> Iterator[Row]:
    least = Beside("GET /v1/health/live", timed([_get(asked, "/v1/health/live")] * scale.runs))
    yield least.what, figure(least.took)
    yield from _boards(asked, least, scale.runs)
    with closing(sqlite3.connect(place / DATABASE)) as bare:
        yield from _searches(asked, bare, least, scale.runs)
        yield from _reports(asked, bare, scale.runs)


def _boards(asked: Asking, least: Beside, runs: int) -> Iterator[Row]:
    boards = {
        "board at the start of a shift": f"/v1/board?policy={POLICY}",
        "board at its end": f"/v1/board?policy={POLICY}&at=end",
    }
    for name, path in boards.items():
        yield name, figure(timed([_get(asked, path)] * runs), BOARD, least)
    many = asked.get("/v1/asks?agency=health")["count"], asked.get("/v1/tray")["waiting"]
    lists = {
        "what is due, as a calendar": f"/v1/board.ics?policy={POLICY}",
        f"due list of an agency, {many[0]} asks as documents": "/v1/asks?agency=health",
        f"tray, {many[1]} that wait": "/v1/tray",
        "referrals that are open, the latest 100": "/v1/referrals?state=open&limit=100",
    }
    for name, path in lists.items():
        yield name, figure(timed([_get(asked, path)] * runs), None, least)


def _searches(asked: Asking, bare: sqlite3.Connection, least: Beside, runs: int) -> Iterator[Row]:
    draw = Random(SEED)
    ids = _handles(bare, draw, "case_system_id", runs)
    lookup = "SELECT referral FROM handles WHERE kind = 'case_system_id' AND value = ?"
    yield "SQLite alone looks an id up", figure(timed([_query(bare, lookup, one) for one in ids]))
    families = (one.split() for one in _handles(bare, draw, "child", runs))
    places = draw.sample(PLACES, runs)
    searches = {
        "search by a child's id": [f"case_system_id={one}" for one in ids],
        "search by initials and month of birth": [f"initials={who}&born={born}" for who, born in families],
        "search by reference": [f"reference={one}" for one in _handles(bare, draw, "reference", runs)],
    }
    in_tray = {
        "tray searched for a place": places,
        "tray searched for a common word": ["worry"] * runs,
        "tray searched for two words": [f"near {one}" for one in places],
        "tray searched for a sender's reference": _keys(bare, draw, runs),
        "tray searched for what is not there": [f"zzz{number}" for number in range(runs)],
    }
    for name, queries in searches.items():
        yield name, figure(timed([_get(asked, f"/v1/search?{one}") for one in queries]), SEARCH, least)
    for name, held in in_tray.items():
        calls = [_get(asked, f"/v1/tray?state=all&holds={quote(one)}&limit={FIRST}") for one in held]
        yield name, figure(timed(calls), SEARCH, least)


def _handles(bare: sqlite3.Connection, draw: Random, kind: str, many: int) -> list[str]:
    """Handles of a kind, drawn."""
    sql = "SELECT value FROM handles WHERE rowid >= ? AND kind = ? LIMIT 1"
    return _drawn(bare, draw, "handles", sql, kind, many)


def _keys(bare: sqlite3.Connection, draw: Random, many: int) -> list[str]:
    """Senders' references, drawn."""
    sql = "SELECT substr(value, instr(value, ': ') + 2) FROM tray_keys WHERE rowid >= ? AND kind = ? LIMIT 1"
    return _drawn(bare, draw, "tray_keys", sql, "source_ref", many)


def _drawn(bare: sqlite3.Connection, draw: Random, table: str, sql: str, kind: str, many: int) -> list[str]:
    last = bare.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]  # noqa: S608 (our own names)
    found: list[str] = []
    while len(found) < many:
        found += [row[0] for row in bare.execute(sql, [draw.randrange(last) + 1, kind])]
    return found


def _reports(asked: Asking, bare: sqlite3.Connection, runs: int) -> Iterator[Row]:
    draw, now = Random(SEED), datetime.now(UTC).replace(microsecond=0)
    ends = [now, *(now - timedelta(hours=draw.randrange(4 * 365 * 24)) for _ in range(runs - 1))]
    windows = [((end - timedelta(days=365)).isoformat(), end.isoformat()) for end in ends]
    sql = f"SELECT count(*), sum(lowered) FROM decided WHERE policy_id = '{POLICY}' AND at >= ? AND at < ?"  # noqa: S608
    beside = Beside("SQLite adds up one column", timed([_query(bare, sql, *window) for window in windows]))
    for by in ("", "role", "month", "policy"):
        paths = [
            f"/v1/reports/practice?policy={POLICY}&since={quote(since)}&until={quote(until)}"
            + (f"&by={by}" if by else "")
            for since, until in windows
        ]
        name = "practice report of 12 months" + (f", by {by}" if by else ", any of them")
        yield name, figure(timed([_get(asked, path) for path in paths]), REPORT, beside)


def _open_one(asked: Asking) -> Any:
    case = {"policy": POLICY, "received_at": datetime.now(UTC).isoformat(), "answers": {"kind": "worry"}}
    return asked.post("/v1/referrals", case)


def _writes(asked: Asking, runs: int) -> list[float]:
    """Milliseconds for one answer to one new referral each."""
    states = [_open_one(asked) for _ in range(runs)]
    body = {"answers": [{"about": "referral", "question": "sender", "answer": "school"}]}
    return timed([_answer(asked, state, body) for state in states])


def _answer(asked: Asking, state: Any, body: Any) -> Call:
    return lambda: asked.post(f"/v1/referrals/{state['id']}/answers", body, state["version"])


def _written(large: Sequence[float], small: Sequence[float], scale: Scale) -> Iterator[Row]:
    yield f"a write with {scale.small:,} referrals", figure(small)
    beside = Beside(f"with {scale.small:,}", small)
    yield f"a write with {scale.referrals:,} referrals", figure(large, None, beside)


def _get(asked: Asking, path: str) -> Call:
    return lambda: asked.get(path)


def _query(bare: sqlite3.Connection, sql: str, *values: str) -> Call:
    return lambda: bare.execute(sql, values).fetchall()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.records", description=__doc__)
    parser.add_argument("--referrals", type=int, default=REFERRALS)
    parser.add_argument("--folder", type=Path, help="where the records are built, and kept for the next run")
    arguments = parser.parse_args()
    for name, words in _rows(
        Scale(referrals=arguments.referrals), arguments.folder or Path(tempfile.gettempdir())
    ):
        print(f"{name}: {words}", flush=True)


if __name__ == "__main__":
    main()
