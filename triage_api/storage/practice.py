"""Decisions as rows, for the practice report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from triage_api.record import Decision, Referral, due_list
from triage_api.storage.moments import in_utc

Row = dict[str, Any]


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
