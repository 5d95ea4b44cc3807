"""A record that an older Front Door wrote: its tables become today's, its chain holds, and it is served.

In `older/VERSION` lies what that version of the tables held, as SQL, with key and anchor of its chain.
Each was written by the code of its day, through the desk: two referrals, one of them decided, and a token.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.ledgers import ANYBODY, behind_its_back
from tests.web.servers import Front, front
from tests.web.working import misdescribed
from triage_api.storage import Ledger
from triage_api.storage.folder import DATABASE
from triage_api.storage.schema import MIGRATIONS

OLDER = Path(__file__).parent / "older"
VERSIONS = sorted(int(folder.name) for folder in OLDER.iterdir())


@pytest.fixture(params=VERSIONS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder as that version left it."""
    old = OLDER / str(request.param)
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    for file in ("chain.key", "chain.anchor"):
        shutil.copy(old / file, folder)
        (folder / file).chmod(0o600)
    with closing(sqlite3.connect(folder / DATABASE)) as writing, writing:
        writing.executescript((old / "record.sql").read_text(encoding="utf-8"))
        assert writing.execute("PRAGMA user_version").fetchone()[0] == request.param
    (folder / DATABASE).chmod(0o600)
    return folder


def schema_of(folder: Path) -> set[str]:
    with behind_its_back(folder) as reading:
        return {row[0] for row in reading.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def test_there_are_some_of_before_and_after_the_tray() -> None:
    assert (VERSIONS[0] < 6 <= VERSIONS[-1], VERSIONS[-1] < len(MIGRATIONS)) == (True, True)


def test_its_tables_become_todays_and_its_chain_holds(folder: Path, tmp_path: Path) -> None:
    with behind_its_back(folder) as reading:
        held = reading.execute("SELECT count(*) FROM events").fetchone()[0]
    assert held > 30
    with Ledger.open(folder) as ledger:
        verdict = ledger.verify()
        assert (verdict.findings, verdict.events) == ((), held)
        assert len(ledger.lines(None, None, 9, ANYBODY)) == 2
    with Ledger.open(tmp_path / "new"):
        pass
    assert {one.split("(")[0] for one in schema_of(folder)} == {
        one.split("(")[0] for one in schema_of(tmp_path / "new")
    }
    with Ledger.open(folder) as ledger:
        assert ledger.verify().findings == ()


def test_what_was_changed_behind_its_back_before_still_shows(folder: Path) -> None:
    with behind_its_back(folder) as meddling:
        sql = "UPDATE events SET content = replace(content, ?, ?) WHERE content LIKE ?"
        assert meddling.execute(sql, ("3 years", "9 years", "%3 years%")).rowcount > 0
    with Ledger.open(folder) as ledger:
        assert ledger.verify().findings != ()


def read(served: Front, id: str) -> dict[str, object]:
    answer = served.get(f"/v1/referrals/{id}")
    assert answer.status_code == 200, answer.text
    state: dict[str, object] = answer.json()
    assert misdescribed(served, "Referral", state) == []
    return state


def test_it_is_served_and_worked_on(folder: Path) -> None:
    with front(folder) as served:
        lines = {line["state"]: line["id"] for line in served.get("/v1/referrals").json()["referrals"]}
        assert lines.keys() == {"decided", "open"}
        decided, opened = read(served, lines["decided"]), read(served, lines["open"])
        assert decided["trouble"] is None
        assert opened["corrections"] == opened["searches"] == opened["merges"] == []
        body = {"answers": [{"about": "child-1", "question": "hungry", "answer": "yes"}]}
        at = f"/v1/referrals/{opened['id']}"
        answer = served.post(f"{at}/answers", body, version=opened["version"])
        assert answer.status_code == 200, answer.text
        items = {one["id"]: one for one in answer.json()["items"]}
        # Nobody put in a reference since: the clock counts from when it was opened, and not from today.
        assert items["reference"]["since"] == opened["recorded_at"]
        assert items["reference"]["state"] == "late"
        for id in lines.values():
            for kind in ("record", "reasons", "family"):
                assert served.get(f"/v1/referrals/{id}/print?kind={kind}").status_code == 200
        assert served.ledger.verify().findings == ()
