"""Whatever is done to the record behind its back shows: edit, delete, insert, swap, cut, rewrite."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.ledgers import ANYBODY, OPENED, answer, behind_its_back, fill, signed, verdict_of
from triage_api.record import Restricted, Viewed
from triage_api.storage import Ledger, StorageBusyError, StorageRefusedError, connections, verification
from triage_api.storage.chain import ANCHOR_FILE, KEY_FILE
from triage_api.storage.folder import DATABASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record of ten events."""
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
    return tmp_path


def test_an_untouched_record_is_as_written(folder: Path) -> None:
    verdict = verdict_of(folder)
    assert verdict.findings == ()
    assert (verdict.events, verdict.anchored, verdict.purged) == (10, 10, 0)


MEDDLING = {
    "an answer is edited": "UPDATE events SET content = replace(content, 'yes', 'no') WHERE id = 4",
    "an answer and its digest are edited": """
        UPDATE events SET content = 'x', digest = zeroblob(32) WHERE id = 4""",
    "an answer is emptied": "UPDATE events SET content = NULL, salt = NULL WHERE id = 4",
    "an answer becomes a blob": "UPDATE events SET content = x'ff00' WHERE id = 4",
    "a salt is changed": "UPDATE events SET salt = zeroblob(16) WHERE id = 4",
    "a link is changed": "UPDATE events SET link = zeroblob(32) WHERE id = 4",
    "a link becomes text": "UPDATE events SET link = 'x' WHERE id = 4",
    "the kind is changed": "UPDATE events SET kind = 'happened' WHERE id = 4",
    "the time is changed": "UPDATE events SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE id = 4",
    "an event moves to another referral": "UPDATE events SET stream = '20261123-CCCC' WHERE id = 4",
    "an event in the middle is deleted": "DELETE FROM events WHERE id = 4",
    "the first event is deleted": "DELETE FROM events WHERE id = 1",
    "the last event is cut off": "DELETE FROM events WHERE id = 10",
    "the second half is cut off": "DELETE FROM events WHERE id > 5",
    "everything is deleted": "DELETE FROM events",
    "an event is put in at the end": """
        INSERT INTO events SELECT 11, stream, 9, kind, recorded_at, content, salt, digest, link FROM events
        WHERE id = 4""",
    "an event is put in before the first": """
        INSERT INTO events SELECT 0, stream, 99, kind, recorded_at, content, salt, digest, link FROM events
        WHERE id = 4""",
    "a referral's line is edited": "UPDATE referrals SET state = 'decided'",
    "a referral's line is deleted": "DELETE FROM referrals WHERE id = '20261123-AAAA'",
    "a referral's line is put in": """
        INSERT INTO referrals SELECT '20261123-ZZZZ', version, state, practice, policy, received_at,
        recorded_at, reference, route, rag, route_order, rag_order, provisional, answered, decided_route,
        decided_rag, restricted, owner, parked_by, parked_at FROM referrals LIMIT 1""",
    "a child's handle is edited": "UPDATE subjects SET label = '{}'",
    "a child is deleted from the list": "DELETE FROM subjects",
    "a contact is marked as made": "UPDATE items SET done = '2026-11-23T10:00:00+00:00'",
    "a contact's due time is put off": "UPDATE items SET due = '2027-01-01T00:00:00+00:00'",
    "a contact is deleted": "DELETE FROM items",
    "a token gets another role": "UPDATE tokens SET role = 'manager'",
    "a token is put in": "INSERT INTO tokens VALUES ('t2', 'x', 'manager', '1', '2026-01-01', NULL)",
    "a token is deleted": "DELETE FROM tokens",
}


@pytest.mark.parametrize("sql", MEDDLING.values(), ids=MEDDLING.keys())
def test_meddling_shows(folder: Path, sql: str) -> None:
    with behind_its_back(folder) as meddling:
        assert meddling.execute(sql).rowcount > 0
    assert verdict_of(folder).findings


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE views SET name = 'Somebody else'", id="a look is given to somebody else"),
        pytest.param("DELETE FROM views", id="a look is deleted"),
        pytest.param(
            "INSERT INTO views SELECT stream, number, 9, at, name, role, referral, what, 1 FROM views",
            id="a look is put in",
        ),
        pytest.param("DELETE FROM named", id="who may see it is deleted"),
        pytest.param("INSERT INTO named VALUES ('20261123-AAAA', 'Mallory', NULL)", id="somebody is named"),
        pytest.param("UPDATE referrals SET restricted = 0", id="a restriction is lifted"),
    ],
)
def test_meddling_with_who_may_see_and_who_looked_shows(tmp_path: Path, sql: str) -> None:
    with Ledger.open(tmp_path) as ledger, ledger.writing() as pen:
        opened = pen.opened("20261123-AAAA", OPENED, signed())
        pen.changed(opened, [Restricted(("A manager",), "A colleague's family.")], signed())
        pen.viewed([Viewed("20261123-AAAA", "record", False)], signed())
    assert verdict_of(tmp_path).findings == ()
    with behind_its_back(tmp_path) as database:
        database.execute(sql)
    assert verdict_of(tmp_path).findings


def test_two_events_swapped_show(folder: Path) -> None:
    with behind_its_back(folder) as meddling:
        for before, after in ((3, 99), (4, 3), (99, 4)):
            meddling.execute("UPDATE events SET id = ? WHERE id = ?", [after, before])
    assert verdict_of(folder).findings


def test_contents_swapped_between_two_events_show(folder: Path) -> None:
    with behind_its_back(folder) as meddling:
        rows = dict(meddling.execute("SELECT id, content FROM events WHERE id IN (3, 4)").fetchall())
        meddling.execute("UPDATE events SET content = ? WHERE id = 3", [rows[4]])
        meddling.execute("UPDATE events SET content = ? WHERE id = 4", [rows[3]])
    assert len(verdict_of(folder).findings) >= 2


def rewritten(folder: Path, *, with_the_key: bool) -> None:
    """Put a record of other content in its place: whole in itself, made with the key or with another."""
    other = folder / "other"
    other.mkdir()
    if with_the_key:
        shutil.copy(folder / KEY_FILE, other / KEY_FILE)
    with Ledger.open(other) as ledger:
        fill(ledger)
        answer(ledger, "20261123-AAAA", "hungry", "no")
    for path in folder.glob(f"{DATABASE}*"):
        path.unlink()
    shutil.copy(other / DATABASE, folder / DATABASE)


@pytest.mark.parametrize("with_the_key", [False, True], ids=["without the key", "with the key"])
def test_a_rewritten_record_shows(folder: Path, with_the_key: bool) -> None:
    rewritten(folder, with_the_key=with_the_key)
    assert verdict_of(folder).findings


def test_a_cut_shows_after_more_was_written(folder: Path) -> None:
    with behind_its_back(folder) as meddling:
        meddling.execute("DELETE FROM events WHERE id > 8")
    with Ledger.open(folder) as ledger:
        answer(ledger, "20261123-BBBB", "hungry", "no")
        answer(ledger, "20261123-BBBB", "thin", "no")
    assert any("rewritten" in finding for finding in verdict_of(folder).findings)


def test_an_older_copy_of_the_whole_database_shows(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = tmp_path_factory.mktemp("copy") / DATABASE
    shutil.copy(folder / DATABASE, copy)
    with Ledger.open(folder) as ledger:
        answer(ledger, "20261123-BBBB", "hungry", "yes")
    shutil.copy(copy, folder / DATABASE)
    assert any("cut off" in finding for finding in verdict_of(folder).findings)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("")], ids=["missing", "empty"])
def test_an_anchor_that_says_nothing_shows(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder / ANCHOR_FILE)
    assert any("anchor" in finding for finding in verdict_of(folder).findings)


def test_an_anchor_line_that_a_crash_cut_short_is_no_finding(folder: Path) -> None:
    with (folder / ANCHOR_FILE).open("a") as out:
        out.write("\n11 0123")
    with Ledger.open(folder) as ledger:
        answer(ledger, "20261123-BBBB", "hungry", "yes")
    verdict = verdict_of(folder)
    assert (verdict.findings, verdict.anchored) == ((), 11)


def test_a_write_whose_anchor_was_not_noted_is_no_finding(folder: Path) -> None:
    lines = (folder / ANCHOR_FILE).read_text().splitlines()
    (folder / ANCHOR_FILE).write_text("\n".join(lines[:-1]))
    verdict = verdict_of(folder)
    assert (verdict.findings, verdict.anchored, verdict.events) == ((), 9, 10)


def test_a_purge_is_no_finding_and_leaves_nothing_behind(folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        ledger.purge("20261123-AAAA", "retention: unset, asked for by hand", signed())
        assert ledger.referral("20261123-AAAA") is None
        assert [line.row["id"] for line in ledger.lines(None, None, 9, ANYBODY)] == ["20261123-BBBB"]
    verdict = verdict_of(folder)
    assert (verdict.findings, verdict.purged) == ((), 5)
    with behind_its_back(folder) as looking:
        left = looking.execute("SELECT count(*) FROM events WHERE salt IS NOT NULL").fetchone()
    assert left == (6,)


def test_what_was_purged_is_in_none_of_the_files(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
        answer(ledger, "20261123-AAAA", "note", "unmistakable words")
        ledger.purge("20261123-AAAA", "test", signed())
        ledger.sweep()
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"unmistakable" not in held


def test_while_somebody_reads_what_was_purged_is_said_to_be_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
        answer(ledger, "20261123-AAAA", "note", "unmistakable words")
        with closing(sqlite3.connect(tmp_path / DATABASE)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM events").fetchone()
            ledger.purge("20261123-AAAA", "test", signed())
            with pytest.raises(StorageBusyError, match="stands in the log beside it still"):
                ledger.sweep()
        ledger.sweep()
        files = [path.read_bytes() for path in tmp_path.iterdir()]
        assert not any(b"unmistakable" in content for content in files)


def test_emptying_after_a_purge_shows(folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        ledger.purge("20261123-AAAA", "test", signed())
    with behind_its_back(folder) as meddling:
        meddling.execute(
            "UPDATE events SET content = NULL, salt = NULL WHERE stream = '20261123-BBBB' AND number > 1"
        )
    assert len(verdict_of(folder).findings) >= 3


def test_the_key_is_its_owners_alone_and_not_in_the_database(folder: Path) -> None:
    key = (folder / KEY_FILE).read_text().strip()
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0
    assert (folder / DATABASE).stat().st_mode & 0o077 == 0
    held = (folder / DATABASE).read_bytes()
    assert key.encode() not in held
    assert bytes.fromhex(key) not in held


def test_a_key_others_may_read_is_closed_to_them(folder: Path) -> None:
    (folder / KEY_FILE).chmod(0o644)
    Ledger.open(folder).close()
    assert (folder / KEY_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("x")], ids=["missing", "spoilt"])
def test_without_its_key_nothing_is_added_and_no_new_key_is_made(
    folder: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(folder / KEY_FILE)
    with pytest.raises(StorageRefusedError, match=KEY_FILE):
        Ledger.open(folder)
    assert not (folder / KEY_FILE).exists() or (folder / KEY_FILE).read_text() == "x"


def test_keys_may_be_kept_elsewhere(tmp_path: Path) -> None:
    data, keys = tmp_path / "data", tmp_path / "keys"
    with Ledger.open(data, keys) as ledger:
        fill(ledger)
        assert ledger.verify().findings == ()
    assert sorted(path.name for path in keys.iterdir()) == [ANCHOR_FILE, KEY_FILE]
    assert not (data / KEY_FILE).exists()


def test_an_anchor_that_cannot_be_written_loses_nothing_and_is_said(folder: Path) -> None:
    (folder / ANCHOR_FILE).unlink()
    (folder / ANCHOR_FILE).mkdir()
    with Ledger.open(folder) as ledger:
        version = answer(ledger, "20261123-BBBB", "hungry", "yes")
        assert ledger.trouble is not None
        kept = ledger.referral("20261123-BBBB")
        assert kept is not None
        assert kept.version == version


def test_the_projections_are_compared_by_content(folder: Path) -> None:
    """A rebuilt table that is equal is no finding: verify compares what rows say, not how they came."""
    with behind_its_back(folder) as meddling:
        rows = meddling.execute("SELECT * FROM subjects").fetchall()
        meddling.execute("DELETE FROM subjects")
        meddling.executemany(f"INSERT INTO subjects VALUES ({','.join('?' * len(rows[0]))})", reversed(rows))
    assert verdict_of(folder).findings == ()


def test_a_record_of_nothing_is_as_written(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        assert ledger.verify().findings == ()


def test_the_chain_goes_on_where_another_process_left_it(folder: Path) -> None:
    with Ledger.open(folder) as one, Ledger.open(folder) as other:
        for number in range(4):
            answer(one if number % 2 else other, "20261123-BBBB", f"q{number}", "yes")
        assert one.verify().findings == other.verify().findings == ()


def test_others_write_on_while_it_looks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between what it reads first and what it reads last: nobody waits, and what they write is no finding."""
    with Ledger.open(folder) as one, Ledger.open(folder) as other:
        looked_through, written = verification._emptied, []

        def written_meanwhile(walk: verification._Walk) -> Iterator[str]:
            written.append(answer(other, "20261123-AAAA", "hungry", "no"))
            yield from looked_through(walk)

        monkeypatch.setattr(verification, "_emptied", written_meanwhile)
        verdict = one.verify()
        assert written
        assert (verdict.findings, verdict.events, verdict.anchored) == ((), 10, 10)
        verdict = one.verify()
        assert (verdict.findings, verdict.events, verdict.anchored) == ((), 11, 11)


def test_verify_changes_nothing(folder: Path) -> None:
    with sqlite3.connect(folder / DATABASE) as before:
        dumped = list(before.iterdump())
    before.close()
    verdict_of(folder)
    with sqlite3.connect(folder / DATABASE) as after:
        assert list(after.iterdump()) == dumped
    after.close()
