"""Overtaken: the recommendation has risen above the decision, and somebody has to decide again."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.judging import Json, Level, level_of
from triage_api.casework.marks import Mark, held, highest
from triage_api.policy.model import Policy, WorkClock
from triage_api.record import Decision, Overtaken, Overtaking


def overtake(change: Change, recommended: Json) -> None:
    """Record that the recommendation now stands above the decision, unless that is recorded already.

    A further rise has no time of its own: the clock goes on from the first.
    """
    made, policy, standing = change.referral.decision, change.policy, change.referral.overtaken
    if made is None:
        return
    risen = _risen(change, made, recommended)
    if risen is None or (standing is not None and _is_recorded(risen.level, made, standing)):
        return
    decided = made.decided
    change.add(
        Overtaken(
            decision=made.number,
            was_route=decided.route,
            was_rag=decided.rag,
            route=risen.route,
            rag=risen.rag,
            route_order=risen.level.route,
            rag_order=risen.level.rag,
            to=made.by.name,
            deadline=standing.deadline
            if standing is not None
            else deadline(policy, WorkClock.OVERTAKEN_ANSWERED, change.signed.at),
        )
    )


def _risen(change: Change, made: Decision, recommended: Json) -> Mark | None:
    """What stands above the decision; ``None``: nothing does.

    That is the recommendation, where it is above what was recommended at the time; and what was recommended
    before an edit to which no second person has agreed, unless the decision itself was lowered from there. A
    new reason that is above what was decided is enough by itself: whoever lowers an outcome lowers it for the
    reasons that they were shown.
    """
    policy, decided = change.policy, Level(made.decided.route_order, made.decided.rag_order)
    shown = _shown_level(made, policy)
    stood = None if made.decided.lowering is None else made.decided.lowering.stood
    lowered_from = shown if stood is None else Level(stood.route_order, stood.rag_order)
    now = Mark(level_of(policy, recommended), recommended["route"], recommended["rag"], "the recommended one")
    edited = [one for one in held(change.referral) if _is_above(one.level, decided, shown, lowered_from)]
    above = edited or _is_above(now.level, decided, shown) or _has_new_reason(policy, recommended, made)
    return highest([now, *edited]) if above else None


def _has_new_reason(policy: Policy, recommended: Json, made: Decision) -> bool:
    """Whether a rule applies that was not shown at the decision, and asks for more than was decided."""
    known = {(one["rule"], one["child"]) for one in made.decided.recommendation["reasons"]}
    return any(
        (one["rule"], one["child"]) not in known and _asks_for_more(policy, one["gives"], made)
        for one in recommended["reasons"]
        if one["state"] == "applies"
    )


def _asks_for_more(policy: Policy, gives: Json, made: Decision) -> bool:
    route, rag = gives.get("route"), gives.get("rag")
    return (route is not None and policy.routes[route].order > made.decided.route_order) or (
        rag is not None and policy.rags[rag].order > made.decided.rag_order
    )


def _is_above(level: Level, *others: Level) -> bool:
    """Whether its route is above every other route, or its rating above every other rating."""
    return level.route > max(one.route for one in others) or level.rag > max(one.rag for one in others)


def _shown_level(made: Decision, policy: Policy) -> Level:
    shown = made.decided.recommendation
    known = (shown["route"] or policy.base_route) in policy.routes and (
        shown["rag"] is None or shown["rag"] in policy.rags
    )
    return level_of(policy, shown) if known else Level(-1, -1)


def _is_recorded(now: Level, made: Decision, standing: Overtaking) -> bool:
    mark = Level(standing.route_order, standing.rag_order)
    return standing.decision == made.number and not mark.falls_below(now)
