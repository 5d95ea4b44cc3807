"""Overtaken: the recommendation has risen above the decision, and somebody has to decide again."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.judging import Json, Level, level_of
from triage_api.policy.model import Policy, WorkClock
from triage_api.record import Decision, Overtaken, Overtaking


def overtake(change: Change, recommended: Json) -> None:
    """Record that the recommendation now stands above the decision, unless that is recorded already.

    A further rise has no time of its own: the clock goes on from the first.
    """
    made, policy = change.referral.decision, change.policy
    if made is None:
        return
    now, standing = level_of(policy, recommended), change.referral.overtaken
    if not _above(now, made, policy) or (standing is not None and _is_recorded(now, made, standing)):
        return
    decided = made.decided
    change.add(
        Overtaken(
            decision=made.number,
            was_route=decided.route,
            was_rag=decided.rag,
            route=recommended["route"],
            rag=recommended["rag"],
            route_order=now.route,
            rag_order=now.rag,
            to=made.by.name,
            deadline=standing.deadline
            if standing is not None
            else deadline(policy, WorkClock.OVERTAKEN_ANSWERED, change.signed.at),
        )
    )


def _above(now: Level, made: Decision, policy: Policy) -> bool:
    """Whether it is above both what was decided and what was recommended at the time."""
    decided = Level(made.decided.route_order, made.decided.rag_order)
    shown = _shown_level(made, policy)
    return now.route > max(decided.route, shown.route) or now.rag > max(decided.rag, shown.rag)


def _shown_level(made: Decision, policy: Policy) -> Level:
    shown = made.decided.recommendation
    known = (shown["route"] or policy.base_route) in policy.routes and (
        shown["rag"] is None or shown["rag"] in policy.rags
    )
    return level_of(policy, shown) if known else Level(-1, -1)


def _is_recorded(now: Level, made: Decision, standing: Overtaking) -> bool:
    mark = Level(standing.route_order, standing.rag_order)
    return standing.decision == made.number and not mark.falls_below(now)
