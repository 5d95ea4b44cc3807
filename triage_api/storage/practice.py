"""Decisions as rows, and the sums over them that the practice report is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.record import Decision, Referral
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
    }


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
    routes: list[Row]
    gaps: list[Row]
    senders: Mapping[str, int]


def figures(database: Database, period: Period, group: str | None) -> Figures:
    """Everything that is counted of a period, the sums all together or by one of `GROUPS`."""
    first, second = _hours(database, period)
    return Figures(
        sums=_sums(database, period, group),
        first_hours=first,
        second_hours=second,
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


def _hours(database: Database, period: Period) -> tuple[list[float], list[float]]:
    """Hours from receipt to the first decision, and from a lowering to its second view; each sorted."""
    first = f"SELECT hours FROM decided WHERE first AND {_WITHIN} ORDER BY hours"  # noqa: S608 (our words)
    second = f"""
        SELECT second_hours FROM decided WHERE second_hours IS NOT NULL AND {_WITHIN} ORDER BY second_hours
    """  # noqa: S608 (our own words)
    found = [[row[0] for row in database.conn.execute(sql, period.values)] for sql in (first, second)]
    return found[0], found[1]


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
