"""What can be wrong with the place where the record is kept, in words for the person who runs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StorageError(Exception):
    """The record cannot be kept or read. Nothing that was acknowledged is lost by it."""


class StorageFullError(StorageError):
    """There is no room left to write."""


class StorageBusyError(StorageError):
    """Somebody else held the database for too long; it may be tried again."""


class StorageDamagedError(StorageError):
    """The file is not a database, or parts of it cannot be read."""


class StorageRefusedError(StorageError):
    """The folder or the file may not be used: not writable, on a network drive, of a later version."""


_TELL = (
    "Tell whoever runs the server of Front Door to {}, then send it again. What cannot wait: by telephone."
)
"""Whoever reads it at the front door cannot mend a disk, and may not wait for it either."""
_FULL = (
    StorageFullError,
    f"The disk is full: nothing was written. {_TELL.format('make room')}",
)
_BUSY = (StorageBusyError, "The record was busy for too long: nothing was written. Try again.")
_DAMAGED = (
    StorageDamagedError,
    "The record cannot be read: its file is damaged or none of ours. Keep it; restore a backup beside it.",
)
_REFUSED = (
    StorageRefusedError,
    "The record cannot be written: its folder or its file is read-only. Nothing was written.",
)
_UNREADABLE = (
    StorageError,
    f"The disk gave an error, or a limit on it is reached: nothing was written. {_TELL.format('look at it')}",
)

_BY_CODE: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_READONLY: _REFUSED,
    sqlite3.SQLITE_CANTOPEN: _REFUSED,
    sqlite3.SQLITE_PERM: _REFUSED,
    sqlite3.SQLITE_IOERR: _UNREADABLE,
}


_NO_ROOM = (sqlite3.SQLITE_IOERR_SHMSIZE,)
"""Errors that are a full disk by another name: there was no room even to begin."""


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn SQLite's errors about the file into ours; a mistake in our SQL stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the kind of error; the rest mostly says more than anybody can act on.
        code = getattr(error, "sqlite_errorcode", None)
        kind = _FULL if code in _NO_ROOM else _BY_CODE.get((code or 0) & 0xFF)
        if code is None and isinstance(error, sqlite3.OperationalError):
            # Python's own, and SQLite knows nothing of it: text in the file that is not UTF-8.
            kind = _DAMAGED
        if kind is None:
            raise
        raise kind[0](kind[1]) from error
