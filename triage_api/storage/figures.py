"""What the practice report and the national dataset count and list of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from triage_api.storage.moments import in_utc
from triage_api.storage.months import AGAIN, DECISIONS, GAPS, KEPT, RECEIVED, ROUTES, SENDERS, within

Row = dict[str, Any]

GROUPS = {"policy": "policy", "role": "role", "month": "month"}
"""By what the report can be told apart: the name that the API gives it, and the column."""


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
        head = min(_month(self.since - timedelta(seconds=1), after=1), until)
        return {
            "policy": self.policy,
            "since": since,
            "until": until,
            "head": head,
            "tail": max(_month(self.until, after=0), head),
        }


def _month(moment: datetime, after: int) -> str:
    """The start of the month in UTC, or of the next."""
    utc = moment.astimezone(UTC)
    months = utc.year * 12 + utc.month - 1 + after
    return f"{months // 12:04}-{months % 12 + 1:02}-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a period."""

    sums: list[Row]
    """Of decisions, a row a group."""
    first_hours: list[float]
    """From receipt to the first decision, sorted."""
    second_hours: list[float]
    """From a lowering to its second view, sorted."""
    closed_hours: list[float]
    """From the decision in effect to closing, sorted."""
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
        first_hours=_hours(database, period, "hours", "first"),
        second_hours=_hours(database, period, "second_hours", "second_hours IS NOT NULL"),
        closed_hours=_hours(database, period, "closed_hours", "closed_hours IS NOT NULL"),
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


def _hours(database: Database, period: Period, column: str, which: str) -> list[float]:
    sql = f"""
        SELECT {column} FROM decided WHERE {which} AND policy_id = :policy AND at >= :since AND at < :until
    """  # noqa: S608 (our own words)
    return sorted(row[0] for row in database.conn.execute(sql, period.values))


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
    """Every child of every referral received then, with the decision in effect; not of restricted ones."""
    sql = """
        SELECT referrals.id AS referral, subjects.ref, subjects.label, referrals.received_at,
            decided.number AS decision, decided.route, decided.name, coalesce(decided.sender, '') AS sender
        FROM referrals JOIN subjects ON subjects.referral = referrals.id AND subjects.about = 'child'
        LEFT JOIN decided ON decided.referral = referrals.id AND decided.in_effect
        WHERE NOT restricted AND received_at >= :since AND received_at < :until
            AND (referrals.policy = :policy OR referrals.policy LIKE :policy || '@%')
        ORDER BY received_at, referrals.id, position
    """
    return list(database.query(sql, period.values))
