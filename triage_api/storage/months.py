"""Sums by day of what the practice report counts, so that a year of it need not be counted again.

Each is kept by triggers on the table that it is of, in the transaction that changes it: it is never older
than what it sums up, whoever writes. It can be counted anew at any time, and `verify` does. Days are those of
UTC; what a period has of a day in part is counted in the table itself. How long it took is kept by month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

_POLICY = "substr({row}policy, 1, instr({row}policy || '@', '@') - 1)"


@dataclass(frozen=True, slots=True)
class Tally:
    """One table of sums. In expressions ``{row}`` stands before each column of the table that it is of."""

    name: str
    of: str
    keys: Mapping[str, str]
    """Column -> expression: what is told apart."""
    counts: Mapping[str, str]
    """Column -> expression: what is added up; the first is never 0."""
    at: str = "at"
    policy: str = "{row}policy_id"
    where: str = "1"
    span: str = "day"
    """Of what the sums are: a ``day`` or a ``month``."""

    @property
    def length(self) -> int:
        """Characters of a time that say which day or month it is in."""
        return 10 if self.span == "day" else 7

    @property
    def told_apart(self) -> dict[str, str]:
        """All keys, those first that every one of them has."""
        of = f"substr({{row}}{self.at}, 1, {self.length})"
        return {"policy_id": self.policy, self.span: of, **self.keys}


DECISIONS = Tally(
    "daily_decisions",
    "decided",
    {"policy": "{row}policy", "role": "{row}role"},
    {
        "decisions": "1",
        "lowered": "{row}lowered",
        "raised": "{row}raised",
        "by_unknowns": "{row}by_unknowns",
        "with_unknowns": "({row}unknowns > 0)",
        "unknowns": "{row}unknowns",
        "second_needed": "{row}second_needed",
        "second_missing": "({row}second_needed AND {row}second_hours IS NULL)",
        "second_disagreed": "coalesce({row}second_agrees = 0, 0)",
    },
)
ROUTES = Tally(
    "daily_routes",
    "decided",
    # What has none stands under an empty name: SQLite takes no two NULLs for the same.
    {"recommended": "coalesce({row}recommended, '')", "route": "coalesce({row}route, '')"},
    {"decisions": "1"},
)
SENDERS = Tally("daily_senders", "decided", {"sender": "{row}sender"}, {"decisions": "1"}, where="{row}first")
GAPS = Tally("daily_gaps", "gaps", {"sender": "{row}sender", "question": "{row}question"}, {"without": "1"})
KEPT = Tally(
    "daily_kept",
    "kept",
    {"whose": "{row}whose", "agency": "{row}agency"},
    {"rows": "1", "in_time": "{row}in_time", "late": "{row}late", "otherwise": "{row}otherwise"},
)
RECEIVED = Tally("daily_received", "referrals", {}, {"referrals": "1"}, at="received_at", policy=_POLICY)
AGAIN = Tally("daily_again", "again", {}, {"referrals": "1"})
SUMS = (DECISIONS, ROUTES, SENDERS, GAPS, KEPT, RECEIVED, AGAIN)


def tenths(hours: str) -> str:
    """The expression of how many whole tenths of an hour these hours are."""
    return f"CAST({hours} * 10 AS INTEGER)"


FIRST_HOURS = Tally(
    "monthly_first_hours",
    "decided",
    {"tenths": tenths("{row}hours")},
    {"decisions": "1"},
    where="{row}first",
    span="month",
)
CLOSED_HOURS = Tally(
    "monthly_closed_hours",
    "decided",
    {"tenths": tenths("{row}closed_hours")},
    {"decisions": "1"},
    where="{row}closed_hours IS NOT NULL",
    span="month",
)
HOURS = (FIRST_HOURS, CLOSED_HOURS)
WAITED = Tally(
    "monthly_waited",
    "waited",
    {"kind": "{row}kind", "tenths": "{row}tenths"},
    {"times": "1"},
    span="month",
)
TABLES = (*SUMS, *HOURS, WAITED)


def create(database: Database, tables: Sequence[Tally]) -> None:
    """Make the tables and their triggers, and count what there is."""
    for one in tables:
        columns = [f"[{key}] {'INTEGER' if key == 'tenths' else 'TEXT'} NOT NULL" for key in one.told_apart]
        columns += [f"[{count}] INTEGER NOT NULL" for count in one.counts]
        key = ", ".join(f"[{name}]" for name in one.told_apart)
        database.conn.execute(
            f"CREATE TABLE {one.name} ({', '.join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID"
        )
        for statement in _triggers(one):
            database.conn.execute(statement)
        database.conn.execute(f"INSERT INTO {one.name} {counted(one)}")


def counted(one: Tally) -> str:
    """The statement that counts the table anew."""
    keys = [expression.format(row="") for expression in one.told_apart.values()]
    sums = [f"sum({expression.format(row='')})" for expression in one.counts.values()]
    names = ", ".join(str(place + 1) for place in range(len(keys)))
    return (
        f"SELECT {', '.join([*keys, *sums])} FROM {one.of} "  # noqa: S608 (our own words)
        f"WHERE {one.where.format(row='')} GROUP BY {names}"
    )


def _triggers(one: Tally) -> Iterator[str]:
    """What adds a row of the other table, and what takes it away again. No row there is ever updated."""
    added = [text.format(row="NEW.") for text in (*one.told_apart.values(), *one.counts.values())]
    more = ", ".join(f"[{count}] = [{count}] + excluded.[{count}]" for count in one.counts)
    key = ", ".join(f"[{name}]" for name in one.told_apart)
    yield (
        f"CREATE TRIGGER {one.name}_more AFTER INSERT ON {one.of} WHEN {one.where.format(row='NEW.')} BEGIN "  # noqa: S608
        f"INSERT INTO {one.name} VALUES ({', '.join(added)}) ON CONFLICT ({key}) DO UPDATE SET {more}; END"
    )
    same = " AND ".join(f"[{name}] = {text.format(row='OLD.')}" for name, text in one.told_apart.items())
    less = ", ".join(
        f"[{count}] = [{count}] - {text.format(row='OLD.')}" for count, text in one.counts.items()
    )
    yield (
        f"CREATE TRIGGER {one.name}_less AFTER DELETE ON {one.of} WHEN {one.where.format(row='OLD.')} BEGIN "  # noqa: S608
        f"UPDATE {one.name} SET {less} WHERE {same}; "
        f"DELETE FROM {one.name} WHERE {same} AND [{next(iter(one.counts))}] = 0; END"
    )


def within(one: Tally) -> str:
    """A statement of keys and counts in what `Period.values` bounds: whole days or months, else by row."""
    head, tail = f":{one.span}_head", f":{one.span}_tail"
    keys = [f"{text.format(row='')} AS [{name}]" for name, text in one.told_apart.items()]
    counts = [f"{text.format(row='')} AS [{name}]" for name, text in one.counts.items()]
    names = ", ".join(f"[{name}]" for name in (*one.told_apart, *one.counts))
    rest = (
        f"SELECT {', '.join([*keys, *counts])} FROM {one.of} "  # noqa: S608 (our own words)
        f"WHERE {one.where.format(row='')} AND {one.policy.format(row='')} = :policy"
    )
    return (
        f"SELECT {names} FROM {one.name} "  # noqa: S608 (our own words)
        f"WHERE policy_id = :policy AND {one.span} >= substr({head}, 1, {one.length}) "
        f"AND {one.span} < substr({tail}, 1, {one.length}) "
        f"UNION ALL {rest} AND {one.at} >= :since AND {one.at} < {head} "
        f"UNION ALL {rest} AND {one.at} >= {tail} AND {one.at} < :until"
    )
