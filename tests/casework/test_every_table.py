"""Whatever is done behind its back to any table of a whole record is found: every table, every kind of
meddling. A table that comes later is tried too: the tables are read off the database.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.casework.desks import LOWERING, MANAGER, RECEIVED, SECOND_MANAGER, SHARED, WORKER, desk_on, opened
from tests.casework.trays import KNOWN, Tray
from triage_api.casework.access import restrict
from triage_api.casework.answering import Given
from triage_api.casework.owning import Proposal, Receiver, accept, offer
from triage_api.casework.shifts import Shifts
from triage_api.casework.subjects import add_child
from triage_api.record import Closed, Person, Signed, TokenAdded
from triage_api.storage import Ledger
from triage_api.storage.folder import DATABASE

NOT_OF_THE_RECORD = {"answered"}
"""What was answered to a write, kept for a while so that a retry is answered alike."""
KINDS = ("edit", "delete", "insert", "swap", "truncate", "rewrite")

Statement = tuple[str, tuple[object, ...]]


@dataclass(frozen=True)
class Table:
    """One table of the record, read."""

    name: str
    key: list[str]
    rest: list[str]
    """The columns that are not of its key."""
    rows: list[dict[str, object]]

    def at(self, place: int) -> Statement:
        """The condition that selects one row."""
        columns = self.key or self.rest
        where = " AND ".join(f"[{column}] IS ?" for column in columns)
        return where, tuple(self.rows[place][column] for column in columns)


def write_everything(folder: Path) -> None:
    """Something in every table, of one child twice: decided and lowered, closed, restricted, looked at,
    received, and who is away or signs in."""
    with Ledger.open(folder) as ledger:
        tray = Tray(ledger)
        for initials, received_at, hours in (("KM", "2026-08-03T09:00:00+00:00", 2), ("AB", RECEIVED, 4)):
            answers = {"age": "8 months", "bruise": "yes", "hungry": {"not_known": "nobody knows"}}
            referral = opened(desk_on(ledger), received_at=received_at, answers={"kind": "worry"})
            named = partial(
                add_child, ref="child-1", initials=initials, born="2024-03", case_system_id="4411"
            )
            referral.change(named)
            referral.answers([Given("child-1", question, value) for question, value in answers.items()])
            referral.by(MANAGER).decide("assessment", "amber", lowering=LOWERING)
            lowered = referral.state["lowerings"][0]["number"]
            referral.by(SECOND_MANAGER).second_view(lowered, agrees=True)
            offer_to = Proposal(Receiver(MANAGER.person), "Yours from now on.")
            referral.by(WORKER).change(partial(offer, proposal=offer_to))
            number = referral.state["offers"][-1]["number"]
            referral.by(MANAGER).change(partial(accept, number=number))
            names = [WORKER.person.name, "Another worker"]
            referral.by(MANAGER).change(partial(restrict, names=names, words="It is a colleague's family."))
            referral.desk.referral(referral.state["id"], WORKER, referral.now)
            with ledger.writing() as pen:
                standing = pen.referral(referral.state["id"])
                assert standing is not None
                closing = Signed(MANAGER.person, referral.now + timedelta(hours=hours))
                pen.changed(standing, [Closed("It is done.", "Jo Hill, nurse", "Jo Hill, nurse")], closing)
            tray.receive(children=[KNOWN], words=f"Heard shouting, {initials}.")
            Shifts(ledger, SHARED).leave(tray.asked(), f"A colleague of {initials}", "She is ill today.")
        with ledger.writing() as pen:
            for token in ("t1", "t2"):
                added = TokenAdded(token, f"System {token}", "worker", token * 32)
                pen.tokens([added], Signed(Person("tests", "operator"), tray.now))
        assert ledger.verify().findings == ()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with rows in every table."""
    folder = tmp_path_factory.mktemp("whole")
    write_everything(folder)
    return folder


def tables(folder: Path) -> Iterator[Table]:
    """Every table of the record."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        found = [table for table in Database(connection).tables if table.name not in NOT_OF_THE_RECORD]
        for table in found:
            columns = {column.name: bool(column.is_pk) for column in table.columns}
            key = [name for name, is_key in columns.items() if is_key]
            yield Table(table.name, key, [name for name in columns if name not in key], list(table.rows))


def meddlings(table: Table, kind: str) -> list[list[Statement]]:
    """The ways to do that to the table, each some statements.

    Of edits, swaps and rewrites one for each column; a swap only where the first row and the last differ.
    """
    name, every = table.name, [*table.key, *table.rest]
    first, last = table.at(0), table.at(-1)
    match kind:
        case "edit":
            return [[_put(table, column, "else", first)] for column in every]
        case "delete":
            return [[(f"DELETE FROM [{name}] WHERE {where}", values)] for where, values in (first, last)]
        case "truncate":
            return [[(f"DELETE FROM [{name}]", ())]]
        case "insert":
            # Otherwise in every column, so that nothing unique is there twice.
            row = {
                column: 9_999 if isinstance(value, int) else "else" for column, value in table.rows[0].items()
            }
            into = f"INSERT INTO [{name}] ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
            return [[(into, tuple(row.values()))]]
        case "rewrite":
            return [
                [(f"UPDATE [{name}] SET [{column}] = ifnull([{column}], '') || '+'", ())] for column in every
            ]
    one, other = table.rows[0], table.rows[-1]
    return [
        [_put(table, column, other[column], first), _put(table, column, one[column], last)]
        for column in table.rest
        if one[column] != other[column]
    ]


def _put(table: Table, column: str, value: object, at: Statement) -> Statement:
    where, values = at
    return f"UPDATE [{table.name}] SET [{column}] = ? WHERE {where}", (value, *values)


def test_there_are_rows_in_every_table(whole: Path) -> None:
    assert [table.name for table in tables(whole) if not table.rows] == []


@pytest.mark.parametrize("kind", KINDS)
def test_meddling_with_any_table_shows(whole: Path, tmp_path: Path, kind: str) -> None:
    done, unseen = set(), []
    for table in tables(whole):
        for statements in meddlings(table, kind):
            folder = Path(shutil.copytree(whole, tmp_path / "copy", dirs_exist_ok=True))
            try:
                with closing(sqlite3.connect(folder / DATABASE)) as database, database:
                    for sql, values in statements:
                        database.execute(sql, values)
            except sqlite3.IntegrityError:
                continue  # SQLite itself will not have it: text for the number of an event, say
            with Ledger.open(folder) as ledger:
                unseen += [] if ledger.verify().findings else [statements]
            done.add(table.name)
    assert unseen == []
    # In some tables all rows are alike but for their key, or there is one: nothing can be swapped there.
    everything = {table.name for table in tables(whole)}
    assert done >= ({"events", "items", "tray", "tokens"} if kind == "swap" else everything)
