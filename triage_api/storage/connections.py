"""One connection a thread, in a register that closes them all; every write alone, in one transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from triage_api.storage.failures import StorageBusyError, StorageError, StorageRefusedError, in_our_words

PATIENCE = 15.0
"""Seconds to wait for other writers, in this process and in others."""


class Connections:
    """The connections to one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.local()
        self._register: dict[threading.Thread, Database] = {}
        self._registering = threading.Lock()
        self._writing = threading.Lock()
        self._closed = False

    def mine(self) -> Database:
        """This thread's connection, opened at first use."""
        database: Database | None = getattr(self._mine, "database", None)
        if database is None or self._closed:
            database = self._mine.database = self._opened()
        return database

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A transaction that holds the only pen: everything in it is kept, or nothing is.

        sqlite-utils' own ``atomic()`` begins deferred, and then fails under contention instead of waiting.

        Raises:
            StorageError: it could not be begun or kept.
        """
        if not self._writing.acquire(timeout=PATIENCE):
            raise StorageBusyError("The record was busy for too long: nothing was written. Try again.")
        try:
            yield from self._transaction(self.mine())
        finally:
            self._writing.release()

    def _transaction(self, database: Database) -> Iterator[Database]:
        with in_our_words():
            database.conn.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.conn.execute("COMMIT")
            except BaseException:
                # A full disk ends the transaction by itself; there is then nothing left to undo.
                if database.conn.in_transaction:
                    database.conn.execute("ROLLBACK")
                raise

    @contextmanager
    def looking(self) -> Iterator[Database]:
        """A transaction that reads: all of it sees one state, and nobody waits for it.

        Raises:
            StorageError: it cannot be read.
        """
        database = self.mine()
        with in_our_words():
            database.conn.execute("BEGIN")
            try:
                database.conn.execute(
                    "SELECT 1 FROM sqlite_master"
                ).fetchone()  # it is this state from here on
                yield database
            finally:
                database.conn.execute("ROLLBACK")

    def checkpoint(self) -> bool:
        """Empty the write-ahead log into the file. Whether it could be: while somebody reads an earlier state
        of the record, it cannot."""
        with in_our_words():
            busy = self.mine().conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """Close every thread's connection."""
        with self._registering:
            self._closed = True
            for database in self._register.values():
                database.close()
            self._register.clear()

    def _opened(self) -> Database:
        if self._closed:
            raise StorageError("The record is closed: Front Door is ending.")
        with in_our_words():
            database = connected(self.path)
        with self._registering:
            for thread in [thread for thread in self._register if not thread.is_alive()]:
                self._register.pop(thread).close()
            self._register[threading.current_thread()] = database
        return database


def connected(path: Path) -> Database:
    """A connection with our settings.

    Raises:
        StorageRefusedError: the file system cannot keep a write-ahead log.
        sqlite3.DatabaseError: it cannot be opened.
    """
    # Closed by another thread than its own when the server ends.
    conn = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        mode = conn.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise StorageRefusedError(
                f"{path.parent} cannot hold the record: no write-ahead log is possible."
            )
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA trusted_schema = OFF")
        # What is purged is overwritten, not only forgotten.
        conn.execute("PRAGMA secure_delete = ON")
        return Database(conn, execute_plugins=False)
    except BaseException:
        conn.close()
        raise
