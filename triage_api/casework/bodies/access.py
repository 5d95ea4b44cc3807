"""Who may see it, and what keeps it."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at
from triage_api.casework.judging import Json
from triage_api.record import Referral


def access_body(referral: Referral) -> Json:
    """Who may see the referral, whether it is held, and where its print is."""
    access = referral.access
    return {
        "restricted_to": None if access.names is None else sorted(access.names),
        "glass_broken": [{"name": name, "until": at(until)} for name, until in access.broken],
        "held": access.held,
        "filed_as": access.filed_as,
        "filed_at": at(access.filed_at),
    }
