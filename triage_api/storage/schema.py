"""The tables, and how an older database becomes one of today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from triage_api.storage import months
from triage_api.storage.failures import StorageRefusedError

APPLICATION = 0x46726F44
"""``FroD``: what file(1) and we know a database of ours by."""


def _first(database: Database) -> None:
    """Events, what is projected from them, tokens, and answers kept for requests that come again."""
    for statement in (
        """CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            content TEXT,
            salt BLOB,
            digest BLOB NOT NULL,
            link BLOB NOT NULL,
            UNIQUE (stream, number)
        )""",
        """CREATE TABLE referrals (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            practice INTEGER NOT NULL,
            policy TEXT NOT NULL,
            received_at TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            reference TEXT,
            route TEXT,
            rag TEXT,
            route_order INTEGER NOT NULL,
            rag_order INTEGER NOT NULL,
            provisional INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            decided_route TEXT,
            decided_rag TEXT
        )""",
        "CREATE INDEX referrals_by_receipt ON referrals (received_at, id)",
        """CREATE TABLE subjects (
            referral TEXT NOT NULL,
            ref TEXT NOT NULL,
            about TEXT NOT NULL,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            PRIMARY KEY (referral, ref)
        )""",
        """CREATE TABLE obligations (
            referral TEXT NOT NULL,
            what TEXT NOT NULL,
            id TEXT NOT NULL,
            state TEXT NOT NULL,
            due TEXT,
            PRIMARY KEY (referral, what, id)
        )""",
        "CREATE INDEX obligations_by_due ON obligations (due) WHERE state IN ('to_do', 'attempted')",
        """CREATE TABLE tokens (
            token TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE,
            added_at TEXT NOT NULL,
            revoked_at TEXT
        )""",
        """CREATE TABLE answered (
            person TEXT NOT NULL,
            key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            stream TEXT NOT NULL,
            version INTEGER NOT NULL,
            status INTEGER NOT NULL,
            body BLOB NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person, key)
        )""",
        "CREATE INDEX answered_by_time ON answered (at)",
    ):
        database.conn.execute(statement)


def _access(database: Database) -> None:
    """Who may see a restricted referral, and who looked at what."""
    for statement in (
        "ALTER TABLE referrals ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0",
        """CREATE TABLE named (
            referral TEXT NOT NULL,
            name TEXT NOT NULL,
            until TEXT,
            PRIMARY KEY (referral, name)
        )""",
        """CREATE TABLE views (
            stream TEXT NOT NULL,
            number INTEGER NOT NULL,
            position INTEGER NOT NULL,
            at TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            referral TEXT NOT NULL,
            what TEXT NOT NULL,
            worked_on_it INTEGER NOT NULL,
            PRIMARY KEY (stream, number, position)
        )""",
        "CREATE INDEX views_by_time ON views (at)",
        "CREATE INDEX views_by_referral ON views (referral)",
    ):
        database.conn.execute(statement)


def _practice(database: Database) -> None:
    """Decisions as rows, for the practice report."""
    for statement in (
        """CREATE TABLE decided (
            referral TEXT NOT NULL,
            number INTEGER NOT NULL,
            at TEXT NOT NULL,
            policy TEXT NOT NULL,
            policy_id TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            first INTEGER NOT NULL,
            in_effect INTEGER NOT NULL,
            hours REAL NOT NULL,
            sender TEXT NOT NULL,
            route TEXT,
            recommended TEXT,
            lowered INTEGER NOT NULL,
            raised INTEGER NOT NULL,
            by_unknowns INTEGER NOT NULL,
            unknowns INTEGER NOT NULL,
            second_needed INTEGER NOT NULL,
            second_hours REAL,
            second_agrees INTEGER,
            PRIMARY KEY (referral, number)
        )""",
        "CREATE INDEX decided_by_time ON decided (policy_id, at)",
        """CREATE TABLE gaps (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            sender TEXT NOT NULL,
            question TEXT NOT NULL,
            referral TEXT NOT NULL,
            PRIMARY KEY (policy_id, at, sender, question, referral)
        ) WITHOUT ROWID""",
        "CREATE INDEX gaps_by_referral ON gaps (referral)",
    ):
        database.conn.execute(statement)


def _owners(database: Database) -> None:
    """The due list with its owners in place of the obligations; what one searches by; who is away."""
    for statement in (
        "DROP TABLE obligations",
        "ALTER TABLE referrals ADD COLUMN owner TEXT",
        "CREATE INDEX referrals_by_owner ON referrals (owner) WHERE state <> 'closed'",
        """CREATE TABLE items (
            referral TEXT NOT NULL,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            what TEXT NOT NULL,
            whose TEXT NOT NULL,
            agency TEXT,
            owner TEXT,
            since TEXT NOT NULL,
            started TEXT NOT NULL,
            clock TEXT,
            due TEXT,
            done TEXT,
            ended TEXT,
            held_back INTEGER NOT NULL,
            late INTEGER,
            PRIMARY KEY (referral, id)
        )""",
        "CREATE INDEX items_by_due ON items (whose, due, agency) WHERE done IS NULL",
        "CREATE INDEX items_by_kind ON items (kind, due) WHERE done IS NULL",
        "CREATE INDEX items_by_owner ON items (owner, due) WHERE done IS NULL",
        """CREATE TABLE handles (
            referral TEXT NOT NULL,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (referral, kind, value)
        )""",
        "CREATE INDEX handles_by_value ON handles (kind, value)",
        "CREATE TABLE absences (person TEXT PRIMARY KEY, since TEXT NOT NULL, words TEXT NOT NULL)",
    ):
        database.conn.execute(statement)


def _timeliness(database: Database) -> None:
    """What was done in time and late, by agency; and how long it took to close."""
    for statement in (
        "ALTER TABLE decided ADD COLUMN closed_hours REAL",
        """CREATE TABLE kept (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            referral TEXT NOT NULL,
            whose TEXT NOT NULL,
            agency TEXT NOT NULL,
            in_time INTEGER NOT NULL,
            late INTEGER NOT NULL,
            otherwise INTEGER NOT NULL,
            PRIMARY KEY (policy_id, at, referral, whose, agency)
        ) WITHOUT ROWID""",
        "CREATE INDEX kept_by_referral ON kept (referral)",
    ):
        database.conn.execute(statement)


def _tray(database: Database) -> None:
    """What arrived, and what items and referrals are told from others by."""
    for statement in (
        """CREATE TABLE tray (
            id TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            practice INTEGER NOT NULL,
            policy TEXT NOT NULL,
            received_at TEXT NOT NULL,
            source TEXT NOT NULL,
            words TEXT NOT NULL,
            in_group TEXT,
            looked_at INTEGER NOT NULL,
            route TEXT,
            rag TEXT,
            route_order INTEGER NOT NULL,
            rag_order INTEGER NOT NULL,
            look_due TEXT,
            deal_due TEXT,
            area_untold INTEGER NOT NULL,
            area_due TEXT,
            filed_as TEXT,
            referral TEXT
        )""",
        "CREATE INDEX tray_by_receipt ON tray (received_at, id)",
        "CREATE INDEX tray_by_state ON tray (state, received_at)",
        "CREATE INDEX tray_by_group ON tray (in_group) WHERE in_group IS NOT NULL",
        "CREATE INDEX tray_by_referral ON tray (referral) WHERE referral IS NOT NULL",
        "CREATE INDEX tray_by_area ON tray (area_due) WHERE area_untold",
        """CREATE TABLE tray_keys (
            item TEXT NOT NULL,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (item, kind, value)
        )""",
        "CREATE INDEX tray_keys_by_value ON tray_keys (kind, value)",
    ):
        database.conn.execute(statement)


def _report(database: Database) -> None:
    """Who comes again, for the practice report; what is open, found past what is closed."""
    for statement in (
        "CREATE TABLE again (referral TEXT PRIMARY KEY, policy_id TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE INDEX again_by_time ON again (policy_id, at)",
        "CREATE INDEX referrals_by_policy ON referrals (received_at, policy)",
        "CREATE INDEX referrals_by_state ON referrals (state, received_at, id)",
        "CREATE INDEX decided_first_hours ON decided (policy_id, at, hours) WHERE first",
        """CREATE INDEX decided_second_hours ON decided (policy_id, at, second_hours)
            WHERE second_hours IS NOT NULL""",
        """CREATE INDEX decided_closed_hours ON decided (policy_id, at, closed_hours)
            WHERE closed_hours IS NOT NULL""",
    ):
        database.conn.execute(statement)


def _words(database: Database) -> None:
    """The words of the tray, so that a search does not read all that ever arrived."""
    for statement in (
        """CREATE TABLE tray_words (
            word TEXT NOT NULL,
            item TEXT NOT NULL,
            PRIMARY KEY (word, item)
        ) WITHOUT ROWID""",
        "CREATE INDEX tray_words_by_item ON tray_words (item, word)",
    ):
        database.conn.execute(statement)


def _parked(database: Database) -> None:
    """Who has put a referral aside with the questions unfinished."""
    for statement in (
        # Version 2 had it only later: a record that was begun before has no such index yet.
        "CREATE INDEX IF NOT EXISTS views_by_referral ON views (referral)",
        "ALTER TABLE referrals ADD COLUMN parked_by TEXT",
        "ALTER TABLE referrals ADD COLUMN parked_at TEXT",
        "CREATE INDEX referrals_by_parking ON referrals (parked_at) WHERE parked_by IS NOT NULL",
    ):
        database.conn.execute(statement)


def _hours(database: Database) -> None:
    """How long it took, by tenths of an hour, and what is in one tenth of a month found at once."""
    for statement in (
        "DROP INDEX decided_first_hours",
        "DROP INDEX decided_closed_hours",
        "CREATE INDEX decided_first_hours ON decided (policy_id, substr(at, 1, 7), hours, at) WHERE first",
        """CREATE INDEX decided_closed_hours ON decided (policy_id, substr(at, 1, 7), closed_hours, at)
            WHERE closed_hours IS NOT NULL""",
    ):
        database.conn.execute(statement)
    months.create(database, months.HOURS)


def _waiting(database: Database) -> None:
    """How long referrals were in the states in which they wait for somebody."""
    for statement in (
        """CREATE TABLE waited (
            policy_id TEXT NOT NULL,
            at TEXT NOT NULL,
            referral TEXT NOT NULL,
            item TEXT NOT NULL,
            kind TEXT NOT NULL,
            tenths INTEGER NOT NULL,
            PRIMARY KEY (policy_id, at, referral, item)
        ) WITHOUT ROWID""",
        "CREATE INDEX waited_by_referral ON waited (referral)",
    ):
        database.conn.execute(statement)
    months.create(database, [months.WAITED])


def _sums(database: Database) -> None:
    """Sums by day for the practice report, in place of those by month that some records have."""
    for name in ("decisions", "routes", "senders", "gaps", "kept", "received", "again"):
        for statement in (
            f"DROP TRIGGER IF EXISTS monthly_{name}_more",
            f"DROP TRIGGER IF EXISTS monthly_{name}_less",
            f"DROP TABLE IF EXISTS monthly_{name}",
        ):
            database.conn.execute(statement)
    months.create(database, months.SUMS)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    _first,
    _access,
    _practice,
    _owners,
    _timeliness,
    _tray,
    _report,
    _words,
    _parked,
    _hours,
    _waiting,
    _sums,
)
"""Each takes a database from the version before to its own; none is ever changed once released."""
FILLED = len(MIGRATIONS)
"""Of a record of a version before this one the tables are made anew from the events, since what they are made
of has changed. A later version that changes none of it, and fills what it adds, leaves it where it is."""


def migrate(database: Database) -> bool:
    """Bring the database to today's version; to be called inside a transaction. Whether its projected tables
    must then be made anew.

    Raises:
        StorageRefusedError: it is not ours, or of a later Front Door.
    """
    version = _pragma(database, "user_version")
    tables = database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and _pragma(database, "application_id") != APPLICATION:
        raise StorageRefusedError("The file is a database, but none of Front Door's. Name another folder.")
    if version > len(MIGRATIONS):
        raise StorageRefusedError(
            f"The record was written by a later Front Door (version {version} of its tables; this one knows "
            f"{len(MIGRATIONS)}). Use that one, or another folder."
        )
    for step in MIGRATIONS[version:]:
        step(database)
    database.conn.execute(f"PRAGMA application_id = {APPLICATION}")
    database.conn.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    return bool(0 < version < FILLED)


def _pragma(database: Database, name: str) -> Any:
    return database.conn.execute(f"PRAGMA {name}").fetchone()[0]
