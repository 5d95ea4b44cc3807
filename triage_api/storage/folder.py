"""The data folder: made if it is not there, and refused where SQLite would not be safe."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath

from triage_api.storage.failures import StorageRefusedError

DATABASE = "front-door.sqlite3"

NETWORK = frozenset(
    {
        "afpfs", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
        "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "smb2", "smb3",
        "smbfs", "webdav",
    }
)  # fmt: skip
"""File systems whose locks SQLite cannot trust, as /proc/mounts and mount(8) call them."""
DRIVE_REMOTE = 4
"""What GetDriveTypeW answers for a network drive."""


def ready(folder: Path) -> Path:
    """Make the folder if needed, and see that a record may be kept in it.

    Raises:
        StorageRefusedError: it is no folder, cannot be made or written, or is on a network drive.
    """
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise StorageRefusedError(f"{folder} is a file. Name a folder for the record.") from None
    except OSError as error:
        raise StorageRefusedError(f"{folder} cannot be made: {error.strerror}.") from None
    refuse_network(folder)
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StorageRefusedError(f"Nothing can be written in {folder}: {error.strerror}.") from None
    return folder


def refuse_network(folder: Path) -> None:
    """Refuse a folder that is on another machine, as far as this one can tell.

    Raises:
        StorageRefusedError: it is.
    """
    kind = _windows_kind(folder) if sys.platform == "win32" else mounted_as(folder.resolve(), _mounts())
    if kind in NETWORK:
        raise StorageRefusedError(
            f"{folder} is on a network drive ({kind}), where the record could be damaged without anybody "
            "noticing. Name a folder on this machine's own disk."
        )


def mounted_as(folder: PurePath, mounts: Iterable[tuple[str, str]]) -> str | None:
    """The file system of a folder, given (mount point, file system) pairs; of two on one place the later."""
    found: tuple[int, str] | None = None
    for point, kind in mounts:
        depth = len(PurePosixPath(point).parts)
        if folder.is_relative_to(point) and (found is None or depth >= found[0]):
            found = (depth, kind)
    return None if found is None else found[1]


def _mounts() -> list[tuple[str, str]]:
    """What is mounted; empty where it cannot be told."""
    try:
        if sys.platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
            return read_mount_command(listed.stdout)
        return read_proc_mounts(Path("/proc/mounts").read_text(encoding="utf-8", errors="replace"))
    except (OSError, subprocess.SubprocessError):
        return []


def read_proc_mounts(text: str) -> list[tuple[str, str]]:
    """(mount point, file system) of each line of /proc/mounts, whose blanks are written ``\\040``."""
    fields = [line.split(" ") for line in text.splitlines()]
    return [(line[1].replace("\\040", " "), line[2].lower()) for line in fields if len(line) > 2]


def read_mount_command(text: str) -> list[tuple[str, str]]:
    """(mount point, file system) of each line of mount(8): ``//host/x on /Volumes/x (smbfs, nodev)``."""
    found = []
    for line in text.splitlines():
        _, _, rest = line.partition(" on ")
        point, _, options = rest.rpartition(" (")
        if point:
            found.append((point, options.rstrip(")").split(",")[0].lower()))
    return found


def _windows_kind(folder: Path) -> str | None:
    if sys.platform == "win32":
        root = folder.resolve().drive
        if root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root + os.sep) == DRIVE_REMOTE:
            return "smbfs"
    return None
