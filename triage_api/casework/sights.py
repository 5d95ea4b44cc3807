"""Since when no professional has seen a child, in words: for screens, prints and a transfer's front sheet."""

from __future__ import annotations

from triage_api.casework.moments import in_words
from triage_api.record import Referral, Visit, last_sight, last_visit


def unseen_since(referral: Referral, child: str, zone: str) -> str:
    """Two sentences: the last sight by any professional, and the last visit that meets the visit clock."""
    return f"{_sight(referral, child, zone)} {_visit(referral, child, zone)}"


def _sight(referral: Referral, child: str, zone: str) -> str:
    last = last_sight(referral.visits_to(child))
    if last is None:
        return f"It is not recorded here that any professional has seen {child}."
    return f"No professional has seen {child} since {_when(last, zone)} ({_who(last)})."


def _visit(referral: Referral, child: str, zone: str) -> str:
    last = last_visit(referral.visits_to(child))
    if last is None:
        return "No visit that counts is recorded."
    return f"The last visit that counts: {_when(last, zone)} ({_who(last)})."


def _when(visit: Visit, zone: str) -> str:
    return in_words(visit.step.at, zone)


def _who(visit: Visit) -> str:
    by = visit.fact.visitor
    return ", ".join(filter(None, (by.name, by.role, by.agency)))
