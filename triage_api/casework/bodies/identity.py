"""What was put right of what tells a referral, and those in it, from others."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json
from triage_api.record import Correction, Referral


def identity_body(referral: Referral) -> Json:
    """Its corrections, in the order in which they were made."""
    return {"corrections": [_correction(one) for one in referral.identity.corrections]}


def _correction(one: Correction) -> Json:
    return {
        "number": one.number,
        "about": one.about,
        "before": dict(one.before),
        "after": dict(one.after),
        "words": one.words,
        "by": person(one.by),
        "at": at(one.at),
    }
