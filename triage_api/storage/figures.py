"""What the practice report and the national dataset count and list of a period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import ceil
from typing import Any

from sqlite_utils import Database

from triage_api.storage.moments import in_utc
from triage_api.storage.months import (
    AGAIN,
    CLOSED_HOURS,
    DECISIONS,
    FIRST_HOURS,
    GAPS,
    KEPT,
    RECEIVED,
    ROUTES,
    SENDERS,
    WAITED,
    Tally,
    tenths,
    within,
)
from triage_api.storage.waiting import KINDS

Row = dict[str, Any]

GROUPS = {"policy": "policy", "role": "role", "month": "substr(day, 1, 7)"}
"""By what the report can be told apart: the name that the API gives it, and the column."""
SHARES = (0.5, 0.9)
"""What a `Spread` tells: what half, and nine in ten, do not exceed."""


@dataclass(frozen=True, slots=True)
class Period:
    """The decisions under one policy, of any version, from ``since`` to before ``until``."""

    policy: str
    """Its id."""
    since: datetime
    until: datetime

    @property
    def values(self) -> dict[str, str]:
        """For the statements."""
        since, until = in_utc(self.since.isoformat()), in_utc(self.until.isoformat())
        found = {"policy": self.policy, "since": since, "until": until}
        for span, begin in (("day", _day), ("month", _month)):
            head = min(begin(self.since - timedelta(seconds=1), after=1), until)
            found |= {f"{span}_head": head, f"{span}_tail": max(begin(self.until, after=0), head)}
        return found

    @property
    def months(self) -> list[str]:
        """Every month that it has a part of."""
        first, last = (moment.astimezone(UTC) for moment in (self.since, self.until))
        numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def _day(moment: datetime, after: int) -> str:
    """The start of the day in UTC, or of the next."""
    day = moment.astimezone(UTC).date() + timedelta(days=after)
    return f"{day.isoformat()}T00:00:00+00:00"


def _month(moment: datetime, after: int) -> str:
    """The start of the month in UTC, or of the next."""
    utc = moment.astimezone(UTC)
    months = utc.year * 12 + utc.month - 1 + after
    return f"{months // 12:04}-{months % 12 + 1:02}-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in hours: of how many, and what half and nine in ten of them do not exceed."""

    of: int
    median: float | None
    nine_in_ten: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a period."""

    sums: list[Row]
    """Of decisions, a row a group."""
    first_hours: Spread
    """From receipt to the first decision."""
    second_hours: Spread
    """From a lowering to its second view."""
    closed_hours: Spread
    """From the decision in effect to closing."""
    waited: Mapping[str, Spread]
    """By kind of `waiting.KINDS`, how long referrals were in a state that they have left, to a tenth of an
    hour, of those that came into it then."""
    kept: list[Row]
    """Of what was owed in referrals received then, a row an agency: done in time, late, ended otherwise."""
    never: list[Row]
    """Of the same, what has run out at the period's end and is not done, a row an agency."""
    again: tuple[int, int]
    """Referrals received then with a child who was in another in the year before, and of how many."""
    routes: list[Row]
    gaps: list[Row]
    senders: Mapping[str, int]


def figures(database: Database, period: Period, group: str | None) -> Figures:
    """Everything that is counted of a period, the sums all together or by one of `GROUPS`."""
    return Figures(
        sums=_sums(database, period, group),
        first_hours=_spread(database, period, FIRST_HOURS, "hours"),
        second_hours=_few(database, period),
        closed_hours=_spread(database, period, CLOSED_HOURS, "closed_hours"),
        waited=_waited(database, period),
        kept=_kept(database, period),
        never=_never(database, period),
        again=_again(database, period),
        routes=_routes(database, period),
        gaps=_gaps(database, period),
        senders=_senders(database, period),
    )


def _sums(database: Database, period: Period, group: str | None) -> list[Row]:
    """Counts of decisions, all together or by one of `GROUPS`."""
    sums = ", ".join(f"sum({name}) AS {name}" for name in DECISIONS.counts)
    which = GROUPS[group] if group else "''"
    sql = f"SELECT {which} AS which, {sums} FROM ({within(DECISIONS)}) GROUP BY which ORDER BY which"  # noqa: S608
    return list(database.query(sql, period.values))


def _rank(of: int, share: float) -> int:
    """Which of so many, sorted, is the one that this share of them does not exceed; the first is 0."""
    return max(0, ceil(of * share) - 1)


def _few(database: Database, period: Period) -> Spread:
    """From a lowering to its second view: there are few of them."""
    sql = """
        SELECT second_hours FROM decided
        WHERE second_hours IS NOT NULL AND policy_id = :policy AND at >= :since AND at < :until
    """
    hours = sorted(row[0] for row in database.conn.execute(sql, period.values))
    return _spread_of(len(hours), [hours[_rank(len(hours), share)] for share in SHARES] if hours else [])


def _spread_of(of: int, values: Sequence[float]) -> Spread:
    """Of so many, what each of `SHARES` of them does not exceed; no values where there are none."""
    median, nine_in_ten = values or (None, None)
    return Spread(of, median, nine_in_ten)


def _spread(database: Database, period: Period, table: Tally, column: str) -> Spread:
    """The tenths of an hour say in which of them the wanted one is; only what took that long is sorted."""
    sql = f"SELECT tenths, sum(decisions) FROM ({within(table)}) GROUP BY tenths ORDER BY tenths"  # noqa: S608
    of, places = _places(database.conn.execute(sql, period.values).fetchall())
    values = [_in_tenth(database, period, table, column, tenth)[rank] for tenth, rank in places]
    return _spread_of(of, values)


def _places(counts: Sequence[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """Of tenths of an hour in order, each with how many took so long: how many in all, and for each of
    `SHARES` the tenth that the wanted one is in, with its rank there."""
    upto = [0, *accumulate(times for _, times in counts)]
    found = []
    for rank in (_rank(upto[-1], share) for share in SHARES if counts):
        place = bisect_right(upto, rank) - 1
        found.append((counts[place][0], rank - upto[place]))
    return upto[-1], found


def _in_tenth(database: Database, period: Period, table: Tally, column: str, tenth: int) -> list[float]:
    """All of a period that took as long as this tenth of an hour says, sorted: one month after another."""
    index = (
        f"decided_{table.name.removeprefix('monthly_')}"  # left to choose, SQLite would go through the year
    )
    sql = f"""
        SELECT {column} FROM decided INDEXED BY {index}
        WHERE {table.where.format(row="")} AND policy_id = :policy AND substr(at, 1, 7) = :month
            AND {column} >= :low AND {column} <= :high AND {tenths(column)} = :tenth
            AND at >= :since AND at < :until
    """  # noqa: S608 (our own words)
    bounds = {"low": (tenth - 1) / 10, "high": (tenth + 2) / 10, "tenth": tenth}
    return sorted(
        row[0]
        for month in period.months
        for row in database.conn.execute(sql, {**period.values, **bounds, "month": month})
    )


def _waited(database: Database, period: Period) -> dict[str, Spread]:
    sql = f"""
        SELECT kind, tenths, sum(times) FROM ({within(WAITED)}) GROUP BY kind, tenths ORDER BY kind, tenths
    """  # noqa: S608 (our own words)
    counts: dict[str, list[tuple[int, int]]] = {kind: [] for kind in KINDS}
    for kind, tenth, times in database.conn.execute(sql, period.values):
        counts[kind].append((tenth, times))
    found = {kind: _places(of_kind) for kind, of_kind in counts.items()}
    return {kind: _spread_of(of, [tenth / 10 for tenth, _ in places]) for kind, (of, places) in found.items()}


def _kept(database: Database, period: Period) -> list[Row]:
    sql = f"""
        SELECT whose, agency, sum(in_time) AS in_time, sum(late) AS late, sum(otherwise) AS otherwise
        FROM ({within(KEPT)}) GROUP BY whose, agency ORDER BY whose, agency
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _never(database: Database, period: Period) -> list[Row]:
    sql = """
        SELECT whose, coalesce(agency, '') AS agency, count(*) AS never FROM items
        CROSS JOIN referrals ON referrals.id = items.referral
        WHERE done IS NULL AND NOT held_back AND due < :until
            AND received_at >= :since AND received_at < :until
            AND (policy = :policy OR policy LIKE :policy || '@%')
        GROUP BY whose, items.agency ORDER BY whose, agency
    """
    return list(database.query(sql, period.values))


def _again(database: Database, period: Period) -> tuple[int, int]:
    """How many come again, as `storage.again` says, and of how many."""
    again, total = (
        database.conn.execute(
            f"SELECT coalesce(sum(referrals), 0) FROM ({within(table)})",  # noqa: S608 (our own words)
            period.values,
        ).fetchone()[0]
        for table in (AGAIN, RECEIVED)
    )
    return again, total


def _routes(database: Database, period: Period) -> list[Row]:
    """How often each route was recommended, and what was then decided."""
    sql = f"""
        SELECT nullif(recommended, '') AS recommended, nullif(route, '') AS route, sum(decisions) AS decisions
        FROM ({within(ROUTES)}) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _gaps(database: Database, period: Period) -> list[Row]:
    """What each sender left unknown at the first decision: how often each question had no answer."""
    sql = f"""
        SELECT sender, question, sum(without) AS without FROM ({within(GAPS)})
        GROUP BY sender, question ORDER BY sender, 3 DESC, question
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _senders(database: Database, period: Period) -> dict[str, int]:
    """First decisions, by who sent it."""
    sql = f"SELECT sender, sum(decisions) AS decisions FROM ({within(SENDERS)}) GROUP BY sender"  # noqa: S608
    return {row["sender"]: row["decisions"] for row in database.query(sql, period.values)}


def children(database: Database, period: Period) -> list[Row]:
    """Every child of every referral received then, with the decision in effect; not of restricted ones, and
    not again who turned out to be another."""
    sql = """
        SELECT referrals.id AS referral, subjects.ref, subjects.label, referrals.received_at,
            decided.number AS decision, decided.route, decided.name, coalesce(decided.sender, '') AS sender
        FROM referrals JOIN subjects ON subjects.referral = referrals.id AND subjects.about = 'child'
        LEFT JOIN decided ON decided.referral = referrals.id AND decided.in_effect
        WHERE NOT restricted AND received_at >= :since AND received_at < :until
            AND (referrals.policy = :policy OR referrals.policy LIKE :policy || '@%')
            AND json_extract(subjects.label, '$.merged_into') IS NULL
            AND json_extract(subjects.label, '$.withdrawn') IS NULL
        ORDER BY received_at, referrals.id, position
    """
    return list(database.query(sql, period.values))
