"""Which referrals are worked on as one."""

from __future__ import annotations

from triage_api.casework.bodies.basics import step
from triage_api.casework.judging import Json
from triage_api.record import Referral
from triage_api.record.joining import Joining


def joining_body(referral: Referral) -> Json:
    """The referrals that are, or were, worked on here; and that in which this one is."""
    into = referral.joined_into
    return {
        "joined": [_joining(one) for one in referral.joins],
        "joined_into": into and {**step(into.step), "referral": into.fact.referral, "words": into.fact.words},
    }


def _joining(one: Joining) -> Json:
    return {
        **step(one.step),
        "referral": one.fact.referral,
        "received_at": one.fact.received_at,
        "brought": [{"here": each.ref, "there": each.there} for each in one.fact.brought],
        "recommended": {"route": one.fact.route, "rag": one.fact.rag},
        "words": one.fact.words,
        "undone": one.undone and {**step(one.undone[0]), "words": one.undone[1].words},
    }
