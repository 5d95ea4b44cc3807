"""What was decided, what was lowered, and who looked again."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, deadline, person
from triage_api.casework.judging import Json, View
from triage_api.casework.marks import highest, marks
from triage_api.record import Lowered, Lowering, Proposal, Referral, SecondLook, SecondView, Stood


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
        "point": decided.point,
        "value": decided.value,
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
        "not_checked": list(decided.not_checked),
        "second_view": _second_view(decided.second_view, made.second_look),
        "overtaken": referral.overtaken is not None and referral.overtaken.raised > made.number,
    }


def not_below_body(referral: Referral, view: View) -> Json | None:
    """Below what a decision now lowers, and why; ``None``: it cannot be told without a recommendation."""
    if view.policy is None or view.recommendation is None:
        return None
    found = marks(view.policy, referral, view.recommendation)
    top = highest(found)
    return {"route": top.route, "rag": top.rag, "because": [one.what for one in found]}


def lowered_body(one: Lowered) -> Json:
    """A lowering, and its second view."""
    return {
        "number": one.number,
        "what": one.what,
        "about": one.about,
        "question": one.question,
        "contact": one.contact,
        **(_lowering(one.lowering) or {}),
        "by": person(one.by),
        "recorded_at": at(one.recorded_at),
        "second_view": _second_view(one.second_view, one.second_look),
    }


def proposal_body(one: Proposal) -> Json:
    """What whoever did the work proposes."""
    return {
        "number": one.number,
        "point": one.point,
        "value": one.value,
        "words": one.words,
        "by": person(one.by),
        "recorded_at": at(one.recorded_at),
        "happened_at": at(one.happened_at),
    }


def _lowering(lowering: Lowering | None) -> Json | None:
    if lowering is None:
        return None
    return {"code": lowering.code, "words": lowering.words, "stood": _stood(lowering.stood)}


def _stood(stood: Stood | None) -> Json | None:
    """What whoever lowered was shown; ``None``: it was recorded before that was kept."""
    if stood is None:
        return None
    return {
        "lowered_from": {"route": stood.route, "rag": stood.rag},
        "high_water": {"route": stood.high_water_route, "rag": stood.high_water_rag},
        "open_questions": stood.open_questions,
        "not_checked": list(stood.not_checked),
    }


def _second_view(view: SecondView | None, look: SecondLook | None) -> Json | None:
    if view is None:
        return None
    return {
        "needed": True,
        "before_it_takes_effect": view.before,
        "by": list(view.by),
        "deadline": deadline(view.deadline),
        "given": look
        and {
            "agrees": look.agrees,
            "words": look.words,
            "by": person(look.by),
            "recorded_at": at(look.recorded_at),
        },
    }
