"""A full disk, a damaged file, a folder that may not be written: said clearly, and nothing is lost."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path, PurePosixPath

import pytest

from tests.storage.ledgers import ANYBODY, OPENED, answer, fill, signed
from triage_api.storage import (
    Ledger,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageRefusedError,
)
from triage_api.storage.failures import in_our_words
from triage_api.storage.folder import (
    DATABASE,
    mounted_as,
    read_mount_command,
    read_proc_mounts,
    refuse_network,
)
from triage_api.storage.schema import MIGRATIONS


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
        with ledger._connections.writing() as database:  # SQLite's own way of having no more room
            pages = database.conn.execute("PRAGMA page_count").fetchone()[0]
        ledger._connections.mine().conn.execute(f"PRAGMA max_page_count = {pages}")
        kept, said = 0, ""
        try:
            for kept in range(10_000):
                answer(ledger, "20261123-BBBB", f"q{kept}", "x" * 500)
        except StorageFullError as error:
            said = str(error)
        assert "disk is full" in said
        assert "Tell whoever runs the server" in said
        assert "disk was full" in (ledger.trouble or "")
        referral = ledger.referral("20261123-BBBB")
        assert referral is not None
        assert referral.version == 4 + kept
        ledger._connections.mine().conn.execute("PRAGMA max_page_count = 1000000")
        assert answer(ledger, "20261123-BBBB", "after", "yes") == 5 + kept
        assert ledger.trouble is None
        assert ledger.verify().findings == ()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, StorageFullError),
        (sqlite3.SQLITE_IOERR_SHMSIZE, StorageFullError),
        (sqlite3.SQLITE_IOERR_WRITE, StorageError),
    ],
)
def test_no_room_is_called_by_its_name_whatever_sqlite_calls_it(code: int, kind: type[StorageError]) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(StorageError, match="Tell whoever runs the server") as said, in_our_words():
        raise error
    assert type(said.value) is kind


FILLING = """
import resource, sys
from pathlib import Path
from tests.storage.ledgers import answer
from triage_api.storage import Ledger, StorageError
ledger = Ledger.open(Path(sys.argv[1]))
size = sum(path.stat().st_size for path in Path(sys.argv[1]).iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
acknowledged = 4
try:
    for number in range(10_000):
        acknowledged = answer(ledger, "20261123-BBBB", f"q{number}", "x" * 500)
except StorageError as error:
    print(acknowledged, type(error).__name__, flush=True)
"""


def test_a_file_that_may_not_grow_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    """The operating system's own refusal, in a process of its own."""
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
    run = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path)], capture_output=True, text=True, check=True
    )
    acknowledged, kind = run.stdout.split()
    assert kind in ("StorageFullError", "StorageError")
    with Ledger.open(tmp_path) as ledger:
        referral = ledger.referral("20261123-BBBB")
        assert referral is not None
        assert referral.version == int(acknowledged)
        assert ledger.verify().findings == ()


@pytest.mark.parametrize(
    "raw", [b"not a database at all, but long enough to be one" * 99, b"\0" * 8192], ids=["text", "zeros"]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(raw)
    with pytest.raises(StorageDamagedError, match="damaged"):
        Ledger.open(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == raw


def test_a_database_damaged_while_it_is_open_is_said(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
        ledger._connections.checkpoint()
        with (tmp_path / DATABASE).open("r+b") as out:
            out.seek(4096)
            out.write(b"\xff" * 60_000)
        with pytest.raises(StorageError):
            Ledger.open(tmp_path).referral("20261123-BBBB")


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE) as theirs:
        theirs.execute("CREATE TABLE recipes (name TEXT)")
    theirs.close()
    with pytest.raises(StorageRefusedError, match="none of Front Door's"):
        Ledger.open(tmp_path)


def test_a_record_of_a_later_front_door_is_refused(tmp_path: Path) -> None:
    Ledger.open(tmp_path).close()
    with sqlite3.connect(tmp_path / DATABASE) as later:
        later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    later.close()
    with pytest.raises(StorageRefusedError, match="later Front Door"):
        Ledger.open(tmp_path)


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageRefusedError, match="is a file"):
        Ledger.open(tmp_path / "file")


def test_a_folder_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(StorageRefusedError, match="cannot be made"):
        Ledger.open(Path("/proc/nowhere/front-door"))


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    """/proc/self/fd may be written by nobody, root included."""
    with pytest.raises(StorageRefusedError, match="Nothing can be written"):
        Ledger.open(Path("/proc/self/fd"))


def test_a_closed_record_says_so(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    ledger.close()
    with pytest.raises(StorageError, match="closed"):
        ledger.lines(None, None, 1, ANYBODY)


def test_a_mistake_in_our_own_sql_is_not_dressed_up_as_a_damaged_file(tmp_path: Path) -> None:
    with (
        Ledger.open(tmp_path) as ledger,
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        ledger._connections.writing() as database,
    ):
        database.conn.execute("SELECT * FROM nowhere")


def test_an_error_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        with suppress(RuntimeError), ledger.writing() as pen:
            pen.opened("20261123-AAAA", OPENED, signed())
            raise RuntimeError
        assert ledger.referral("20261123-AAAA") is None
        assert ledger.verify().events == 0


MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/vdb /home/local ext4 rw 0 0
//files/team /mnt/team\\040drive cifs rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/front-door", "ext4"),
        ("/tmp/x", "tmpfs"),  # noqa: S108 (a line of the text above)
        ("/home/me", "nfs4"),
        ("/home/local/me", "ext4"),
        ("/mnt/team drive/data", "cifs"),
        ("/home/me/far/data", "fuse.sshfs"),
        ("/homes/me", "ext4"),
    ],
)
def test_which_file_system_a_folder_is_on(folder: str, kind: str) -> None:
    assert mounted_as(PurePosixPath(folder), read_proc_mounts(MOUNTS)) == kind


def test_what_mount_says_on_a_mac() -> None:
    text = "/dev/disk1s1 on / (apfs, local)\n//me@files/team on /Volumes/team (old) (smbfs, nodev, nosuid)\n"
    assert read_mount_command(text) == [("/", "apfs"), ("/Volumes/team (old)", "smbfs")]


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = [("/", "ext4"), (str(tmp_path), "nfs4")]
    monkeypatch.setattr("triage_api.storage.folder._mounts", lambda: mounts)
    with pytest.raises(StorageRefusedError, match=r"network drive \(nfs4\)"):
        Ledger.open(tmp_path / "data")
    assert not (tmp_path / "data" / DATABASE).exists()


def test_this_machines_own_disk_is_not_refused(tmp_path: Path) -> None:
    refuse_network(tmp_path)


def test_rlimit_is_there() -> None:
    """The test above that needs it would otherwise pass by never filling anything."""
    assert resource.RLIMIT_FSIZE
