"""That a referral was put aside."""

from __future__ import annotations

from triage_api.casework.bodies.basics import step
from triage_api.casework.judging import Json
from triage_api.record import Referral


def parked_body(referral: Referral) -> Json | None:
    """Who put it aside, when, and what comes next; ``None``: it is not."""
    parked = referral.parked
    return None if parked is None else {**step(parked.step), "words": parked.fact.words}
