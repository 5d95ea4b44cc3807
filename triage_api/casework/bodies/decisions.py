"""What was decided, what was lowered, and who looked again."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json
from triage_api.record import Lowered, Lowering, Referral, SecondLook, SecondView


def decision_body(referral: Referral) -> Json | None:
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
        "overtaken": referral.overtaken is not None and referral.overtaken.raised > made.number,
    }


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
