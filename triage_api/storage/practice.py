"""Decisions as rows, and the sums over them that the practice report is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.record import Decision, Referral, due_list
from triage_api.storage.moments import in_utc

Row = dict[str, Any]

GROUPS = {"policy": "policy", "role": "role", "month": "substr(at, 1, 7)"}
"""By what the report can be told apart: the name that the API gives it, and the column."""


def decided_rows(referral: Referral) -> list[Row]:
    """A row for each decision of the referral."""
    return [_decided(referral, made, n == 0) for n, made in enumerate(referral.decisions)]


def gap_rows(referral: Referral) -> Iterator[Row]:
    """What was not known when it was first decided, and who had sent it."""
    for made in referral.decisions[:1]:
        for question in sorted({one["question"] for one in _unknown(made)}):
            yield {
                "referral": referral.id,
                "at": in_utc(made.recorded_at.isoformat()),
                "policy_id": referral.policy.partition("@")[0],
                "sender": made.decided.sent_by or "",
                "question": question,
            }


def _decided(referral: Referral, made: Decision, first: bool) -> Row:
    ruling, shown, look = made.decided, made.decided.recommendation, made.second_look
    view, standing = ruling.second_view, made.shown
    hours = (made.recorded_at - datetime.fromisoformat(referral.received_at)).total_seconds() / 3600
    return {
        "referral": referral.id,
        "number": made.number,
        "at": in_utc(made.recorded_at.isoformat()),
        "policy": referral.policy,
        "policy_id": referral.policy.partition("@")[0],
        "name": made.by.name,
        "role": made.by.role,
        "first": int(first),
        "in_effect": int(made is referral.decision and not made.waits),
        "hours": round(hours, 3),
        "sender": ruling.sent_by or "",
        "route": ruling.route,
        "recommended": shown["route"],
        "lowered": int(bool(ruling.lowers)),
        "raised": int(standing is not None and ruling.route_order > standing.route_order),
        "by_unknowns": int(shown["route"] is not None and shown["floor"] != _step(shown)),
        "unknowns": len(_unknown(made)),
        "second_needed": int(view is not None),
        "second_hours": None
        if look is None
        else round((look.recorded_at - made.recorded_at).total_seconds() / 3600, 3),
        "second_agrees": None if look is None else int(look.agrees),
        "closed_hours": _closed_hours(referral, made),
    }


def kept_rows(referral: Referral) -> list[Row]:
    """How much of what each agency owed was done in time, done late, or ended otherwise."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in due_list(referral):
        if not item.is_open:
            late = item.done is not None and item.is_late(item.done)
            ended = "otherwise" if item.ended is not None else "late" if late else "in_time"
            counts[item.whose.value, item.agency or ""][ended] += 1
    return [
        {
            "policy_id": referral.policy.partition("@")[0],
            "at": in_utc(referral.received_at),
            "referral": referral.id,
            "whose": whose,
            "agency": agency,
            "in_time": ended["in_time"],
            "late": ended["late"],
            "otherwise": ended["otherwise"],
        }
        for (whose, agency), ended in counts.items()
    ]


def _closed_hours(referral: Referral, made: Decision) -> float | None:
    """Hours from the decision in effect to closing; ``None``: it is not closed."""
    closing = referral.closing
    if closing is None or made is not referral.decision:
        return None
    return round((closing.at - made.recorded_at).total_seconds() / 3600, 3)


def _step(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {"route": shown["route"], "rag": shown["rag"]}


def _unknown(made: Decision) -> list[Any]:
    return [one for one in made.decided.recommendation["open_questions"] if one["why_open"] == "not_known"]


_WITHIN = "at >= :since AND at < :until AND policy_id = :policy"


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
        bounds = {"since": in_utc(self.since.isoformat()), "until": in_utc(self.until.isoformat())}
        return {"policy": self.policy, **bounds}


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
    which = GROUPS[group] if group else "''"
    sql = f"""
        SELECT {which} AS which, count(*) AS decisions, sum(lowered) AS lowered, sum(raised) AS raised,
            sum(by_unknowns) AS by_unknowns, sum(unknowns > 0) AS with_unknowns, sum(unknowns) AS unknowns,
            sum(second_needed) AS second_needed,
            sum(second_needed AND second_hours IS NULL) AS second_missing,
            sum(coalesce(second_agrees = 0, 0)) AS second_disagreed
        FROM decided WHERE {_WITHIN} GROUP BY which ORDER BY which
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _hours(database: Database, period: Period, column: str, which: str) -> list[float]:
    sql = f"SELECT {column} FROM decided WHERE {which} AND {_WITHIN} ORDER BY {column}"  # noqa: S608 (our own words)
    return [row[0] for row in database.conn.execute(sql, period.values)]


def _kept(database: Database, period: Period) -> list[Row]:
    sql = f"""
        SELECT whose, agency, sum(in_time) AS in_time, sum(late) AS late, sum(otherwise) AS otherwise
        FROM kept WHERE {_WITHIN} GROUP BY whose, agency ORDER BY whose, agency
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _never(database: Database, period: Period) -> list[Row]:
    sql = """
        SELECT whose, coalesce(agency, '') AS agency, count(*) AS never FROM items
        JOIN referrals ON referrals.id = items.referral
        WHERE done IS NULL AND NOT held_back AND due < :until
            AND received_at >= :since AND received_at < :until
            AND (policy = :policy OR policy LIKE :policy || '@%')
        GROUP BY whose, items.agency ORDER BY whose, agency
    """
    return list(database.query(sql, period.values))


def _again(database: Database, period: Period) -> tuple[int, int]:
    """Only a child whose ID in the case system is known can be known to come again."""
    sql = """
        SELECT count(*), coalesce(sum(EXISTS (
            SELECT 1 FROM handles AS mine
            JOIN handles AS other ON other.kind = mine.kind AND other.value = mine.value
            JOIN referrals AS before ON before.id = other.referral
            WHERE mine.referral = now.id AND mine.kind = 'case_system_id' AND before.id != now.id
                AND before.received_at < now.received_at
                AND before.received_at >= strftime('%Y-%m-%dT%H:%M:%S+00:00', now.received_at, '-12 months')
        )), 0)
        FROM referrals AS now
        WHERE received_at >= :since AND received_at < :until
            AND (policy = :policy OR policy LIKE :policy || '@%')
    """
    total, again = database.conn.execute(sql, period.values).fetchone()
    return again, total


def _routes(database: Database, period: Period) -> list[Row]:
    """How often each route was recommended, and what was then decided."""
    sql = f"""
        SELECT recommended, route, count(*) AS decisions FROM decided
        WHERE {_WITHIN} GROUP BY recommended, route ORDER BY decisions DESC, recommended, route
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _gaps(database: Database, period: Period) -> list[Row]:
    """What each sender left unknown at the first decision: how often each question had no answer."""
    sql = f"""
        SELECT sender, question, count(*) AS without FROM gaps
        WHERE {_WITHIN} GROUP BY sender, question ORDER BY sender, without DESC, question
    """  # noqa: S608 (our own words)
    return list(database.query(sql, period.values))


def _senders(database: Database, period: Period) -> dict[str, int]:
    """First decisions, by who sent it."""
    sql = f"""
        SELECT sender, count(*) AS decisions FROM decided WHERE first AND {_WITHIN} GROUP BY sender
    """  # noqa: S608 (our own words)
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
