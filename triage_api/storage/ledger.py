"""The record, kept: open it, read it, write it, and see whether it is as it was written."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from triage_api.record import (
    PEOPLE,
    Entry,
    Fact,
    Purged,
    Referral,
    Signed,
    TrayItem,
    extended,
    extended_item,
    folded,
    is_referral,
    numbered,
)
from triage_api.storage import answered, asks, board, events, projections
from triage_api.storage.answered import Claim, Reply
from triage_api.storage.board import Found, Reader
from triage_api.storage.chain import ANCHOR_FILE, Anchors, key_in
from triage_api.storage.connections import Connections
from triage_api.storage.failures import StorageBusyError, StorageFullError, in_our_words
from triage_api.storage.figures import Figures, Period, children, figures
from triage_api.storage.folder import DATABASE, ready
from triage_api.storage.projections import TOKENS, VIEWS, Line, Token
from triage_api.storage.rebuilding import rebuild
from triage_api.storage.schema import migrate
from triage_api.storage.tray import forget_item, project_item
from triage_api.storage.tray_table import TrayTable
from triage_api.storage.verification import Verdict, verify

LOG = logging.getLogger(__name__)


class Ledger:
    """One authority's record."""

    def __init__(self, connections: Connections, key: bytes, anchors: Anchors) -> None:
        self._connections = connections
        self._key = key
        self._anchors = anchors
        self.trouble: str | None = None
        """What is wrong although it works; ``None``: nothing."""

    @classmethod
    def open(cls, folder: Path, keys: Path | None = None) -> Ledger:
        """Open the record in a folder, or begin one. ``keys`` is where key and anchor are, else there too.

        Raises:
            StorageError: it may not or cannot be kept there.
        """
        folder = ready(folder)
        keys = folder if keys is None else ready(keys)
        if not (folder / DATABASE).exists():
            (folder / DATABASE).touch(mode=0o600)
        connections = Connections(folder / DATABASE)
        try:
            with connections.writing() as database:
                if migrate(database):
                    rebuild(database)
                # While we hold the pen, so that of two who begin at once only one makes a key.
                key = key_in(keys, may_make=events.is_empty(database))
            return cls(connections, key, Anchors(keys / ANCHOR_FILE))
        except BaseException:
            connections.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction: all that is done in it is kept together, or none of it.

        Raises:
            StorageError: it could not be kept.
        """
        try:
            with self._connections.writing() as database:
                writing = Writing(database, self._key)
                yield writing
        except StorageFullError:
            self.trouble = "The disk was full when something was last to be written. Make room."
            raise
        if writing.head is not None:
            self._anchor(*writing.head)

    def _anchor(self, id: int, link: bytes) -> None:
        """Note the head. Without the note what was kept still stands, but a cut behind it would not show."""
        try:
            self._anchors.add(id, link)
            self.trouble = None
        except OSError as error:
            self.trouble = f"The anchor cannot be written: {error.strerror}."
            LOG.error("The anchor cannot be written: %s", error.strerror)

    def entries(self, stream: str, until: datetime | None = None) -> list[Entry]:
        """A stream's events in order, those recorded after ``until`` left out."""
        with in_our_words():
            return events.entries(self._connections.mine(), stream, until)

    def referral(self, id: str, until: datetime | None = None) -> Referral | None:
        """A referral as it stands, or stood; ``None``: there is none, or it was purged."""
        return folded(self.entries(id, until)) if is_referral(id) else None

    def referrals(self, ids: Sequence[str]) -> list[Referral]:
        """These referrals as they stand, in this order; what is not there, or was purged, is left out."""
        wanted = [id for id in ids if is_referral(id)]
        with in_our_words():
            found = events.entries_of(self._connections.mine(), wanted)
        read = (folded(found[id]) for id in wanted if id in found)
        return [one for one in read if one is not None]

    def lines(
        self,
        state: str | None,
        after: str | None,
        most: int,
        seen_by: tuple[str, datetime],
        *,
        parked: bool = False,
    ) -> list[Line]:
        """Referrals as lines, the latest received first: those that one of this name sees at that time."""
        with in_our_words():
            return projections.lines(self._connections.mine(), state, after, most, seen_by, parked=parked)

    def asks(self, agency: str, most: int, seen_by: tuple[str, datetime]) -> list[tuple[str, str]]:
        """Referral and contact of everything that an agency is asked: those that one of this name sees."""
        with in_our_words():
            return asks.asks(self._connections.mine(), agency, most, seen_by)

    def board(self, section: str, reader: Reader, until: datetime, most: int) -> Found:
        """One section of the board, as `board.found`."""
        with in_our_words():
            return board.found(self._connections.mine(), section, reader, until, most)

    def late_counts(self, reader: Reader) -> list[Mapping[str, Any]]:
        """How many open items are late, ours and theirs apart, by agency."""
        with in_our_words():
            return board.late_counts(self._connections.mine(), reader)

    def owned_by(self, name: str) -> list[str]:
        """The referrals of which somebody owns something that is open."""
        with in_our_words():
            return board.owned_by(self._connections.mine(), name)

    def due_times(self, reader: Reader, until: datetime, most: int) -> list[Mapping[str, Any]]:
        """How many open items of ours run out at each time from now on."""
        with in_our_words():
            return board.due_times(self._connections.mine(), reader, until, most)

    def search(self, wanted: Mapping[str, str], reader: Reader, most: int) -> list[Line]:
        """The referrals with these handles that the reader may see."""
        with in_our_words():
            return board.search(self._connections.mine(), wanted, reader, most)

    def linked(self, referral: str, reader: Reader, most: int) -> list[Mapping[str, Any]]:
        """What a referral has in common with others that the reader may see."""
        with in_our_words():
            return board.linked(self._connections.mine(), referral, reader, most)

    def lines_of(self, ids: Sequence[str]) -> list[Line]:
        """These referrals, a line each."""
        with in_our_words():
            return board.lines_of(self._connections.mine(), ids)

    @property
    def tray(self) -> TrayTable:
        """The tray, to read."""
        return TrayTable(self._connections.mine())

    def views(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        """Who looked at what from ``since`` to before ``until``, in order."""
        with in_our_words():
            return projections.views(self._connections.mine(), since, until)

    def referral_ids(self) -> list[str]:
        """The ids of all referrals, the first received first."""
        with in_our_words():
            return projections.referral_ids(self._connections.mine())

    def referrals_of(self, case_system_id: str) -> list[str]:
        """The ids of the referrals with a child of this ID in the case system, the first received first."""
        with in_our_words():
            return projections.referrals_of(self._connections.mine(), case_system_id)

    def looks_at(self, referrals: Sequence[str]) -> list[dict[str, Any]]:
        """Every look at any of these referrals, in order."""
        with in_our_words():
            return projections.looks_at(self._connections.mine(), referrals)

    def figures(self, period: Period, group: str | None) -> Figures:
        """Everything that the practice report counts of a period, all together or by one of its groups."""
        with self._connections.looking() as database:
            return figures(database, period, group)

    def children(self, period: Period) -> list[dict[str, Any]]:
        """Every child of every first decision of a period, for the national dataset."""
        with in_our_words():
            return children(self._connections.mine(), period)

    def token_with(self, sha256: str) -> Token | None:
        """The token with this digest."""
        with in_our_words():
            return projections.token_with(self._connections.mine(), sha256)

    def tokens(self) -> list[Token]:
        """Every token there ever was."""
        with in_our_words():
            return projections.tokens(self._connections.mine())

    def verify(self) -> Verdict:
        """Whether the record is as it was written, up to when this begins; others write on meanwhile."""
        # In this order: what the anchor knows by now is in what is looked at; what comes later, in neither.
        until = self._anchors.size()
        with self._connections.looking() as database:
            return verify(database, self._key, self._anchors.noted(until))

    def purge(self, referral: str, rule: str, signed: Signed) -> None:
        """Take away all that one referral holds, with the items that it came from; say in their place that it
        was done, under which rule. It stands in the log of the file until `sweep`."""
        with self.writing() as writing:
            for stream in (referral, *writing.tray.items_of(referral)):
                writing.append(stream, [Purged(rule)], signed)
                writing.empty(stream)

    def sweep(self) -> None:
        """Take what was purged out of the write-ahead log as well.

        Raises:
            StorageBusyError: somebody reads the record, and it is there still.
        """
        if not self._connections.checkpoint():
            raise StorageBusyError(
                "What was purged is gone from the record, and stands in the log beside it still, because "
                "somebody is reading: a verify, perhaps. Run the purge again when that has ended, and let "
                "nobody copy the folder before."
            )


class Writing:
    """What can be done inside one transaction."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key
        self.head: tuple[int, bytes] | None = None
        """The chain's head after what was appended here."""

    def referral(self, id: str) -> Referral | None:
        """The referral as it stands."""
        return folded(events.entries(self._database, id)) if is_referral(id) else None

    def opened(self, id: str, facts: Sequence[Fact], signed: Signed) -> Referral:
        """A new referral of these facts."""
        return self._kept(folded(self._appended(id, 0, facts, signed)))

    def changed(self, referral: Referral, facts: Sequence[Fact], signed: Signed) -> Referral:
        """The referral with these facts added."""
        return self._kept(extended(referral, self._appended(referral.id, referral.version, facts, signed)))

    @property
    def tray(self) -> TrayTable:
        """The tray as it stands in this transaction."""
        return TrayTable(self._database)

    def item_changed(self, id: str, item: TrayItem | None, facts: Sequence[Fact], signed: Signed) -> TrayItem:
        """The item with these facts added; ``None``: a new item of these facts."""
        entries = self._appended(id, 0 if item is None else item.version, facts, signed)
        after = extended_item(item, entries)
        if after is None:
            raise ValueError("An item begins with its receipt.")
        project_item(self._database, after)
        return after

    def append(self, stream: str, facts: Sequence[Fact], signed: Signed) -> None:
        """Add facts to any stream, without projecting them."""
        self._appended(stream, events.last_number(self._database, stream), facts, signed)

    def tokens(self, facts: Sequence[Fact], signed: Signed) -> None:
        """Add facts about tokens."""
        self.append(TOKENS, facts, signed)
        projections.project_tokens(self._database, events.entries(self._database, TOKENS))

    def people(self, facts: Sequence[Fact], signed: Signed) -> None:
        """Add facts about who is away, and hand-overs."""
        self.append(PEOPLE, facts, signed)
        projections.project_absences(self._database, events.entries(self._database, PEOPLE))

    def owned_by(self, name: str) -> list[str]:
        """The referrals of which somebody owns something that is open."""
        return board.owned_by(self._database, name)

    def entries(self, stream: str) -> list[Entry]:
        """A stream's events in order."""
        return events.entries(self._database, stream)

    def viewed(self, facts: Sequence[Fact], signed: Signed) -> None:
        """Add facts about who looked at what, to the month's stream."""
        stream = f"{VIEWS}{signed.at:%Y-%m}"
        entries = self._appended(stream, events.last_number(self._database, stream), facts, signed)
        self._database.table("views").insert_all(projections.views_of(entries))

    def empty(self, referral: str) -> None:
        """Take content, salt, lines and kept answers of a purged referral away."""
        events.purge(self._database, referral)
        projections.forget(self._database, referral)
        forget_item(self._database, referral)
        answered.forget(self._database, referral)

    def earlier(self, claim: Claim) -> Reply | None:
        """What this very request was answered before."""
        return answered.earlier(self._database, claim)

    def keep(self, claim: Claim, stream: str, reply: Reply, at: datetime) -> None:
        """Keep the answer for when the request comes again."""
        answered.keep(self._database, claim, stream, reply, at)

    def _appended(self, stream: str, number: int, facts: Sequence[Fact], signed: Signed) -> list[Entry]:
        entries = numbered(stream, number, facts, signed)
        self.head = events.append(self._database, self._key, entries)
        return entries

    def _kept(self, referral: Referral | None) -> Referral:
        if referral is None:
            raise ValueError("A referral is opened with what opens it.")
        projections.project(self._database, referral)
        return referral
