"""What was decided, what was lowered, and who looked again."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json, Level, View, level_of
from triage_api.policy.model import Policy
from triage_api.record import Decision, Lowered, Lowering, Referral, SecondLook, SecondView


def decision_body(referral: Referral, view: View) -> Json | None:
    """The latest decision that stands."""
    made = referral.decision
    if made is None:
        return None
    decided = made.decided
    return {
        "number": made.number,
        "route": decided.route,
        "rag": decided.rag,
        "not_a_referral": decided.route is None,
        "reasons": decided.reasons,
        "by": person(made.by),
        "recorded_at": at(made.recorded_at),
        "happened_at": at(made.happened_at),
        "policy_sha256": decided.policy_sha256,
        "libraries": decided.libraries,
        "recommended": {name: decided.recommendation[name] for name in ("route", "rag", "provisional")},
        "lowers": list(decided.lowers),
        "lowering": _lowering(decided.lowering),
        "dropped": list(decided.dropped),
        "second_view": _second_view(decided.second_view, made.second_look),
        "overtaken": _overtaken(made, view),
    }


def _overtaken(made: Decision, view: View) -> bool | None:
    """Whether the recommendation has risen above what it was when this was decided, and above the decision.

    ``None``: it cannot be told, because there is no recommendation now.
    """
    if view.policy is None or view.recommendation is None:
        return None
    now, shown = level_of(view.policy, view.recommendation), _shown_level(made, view.policy)
    decided = Level(made.decided.route_order, made.decided.rag_order)
    return (now.route > max(decided.route, shown.route)) or (now.rag > max(decided.rag, shown.rag))


def _shown_level(made: Decision, policy: Policy) -> Level:
    shown = made.decided.recommendation
    known = (shown["route"] or policy.base_route) in policy.routes and (
        shown["rag"] is None or shown["rag"] in policy.rags
    )
    return level_of(policy, shown) if known else Level(-1, -1)


def lowered_body(one: Lowered) -> Json:
    """A lowering, and its second view."""
    return {
        "number": one.number,
        "what": one.what,
        "about": one.about,
        "question": one.question,
        **(_lowering(one.lowering) or {}),
        "by": person(one.by),
        "recorded_at": at(one.recorded_at),
        "second_view": _second_view(one.second_view, one.second_look),
    }


def _lowering(lowering: Lowering | None) -> Json | None:
    return None if lowering is None else {"code": lowering.code, "words": lowering.words}


def _second_view(view: SecondView | None, look: SecondLook | None) -> Json | None:
    if view is None:
        return None
    return {
        "needed": True,
        "before_it_takes_effect": view.before,
        "by": list(view.by),
        "given": look
        and {
            "agrees": look.agrees,
            "words": look.words,
            "by": person(look.by),
            "recorded_at": at(look.recorded_at),
        },
    }
