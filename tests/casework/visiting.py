"""Visits at a desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.casework.desks import Json, Referral
from triage_api.casework.visits import Met, Seen, identify, record_visit
from triage_api.record import Professional, VisitPlace

WORDS = "She was awake, and smiled at her mother."
HOME = VisitPlace("home", "mother")
SOCIAL_WORKER = Professional("A worker", "worker", "social_care")
OFFICER = Professional("PC Lee", "Police constable", "police")
NURSE = Professional("N. Osei", "Health visitor", "health")
MOTHER = Met("the mother", None, identified=True)
STRANGER = Met("a man who walked out of the living room")


def seen(**fields: Any) -> Seen:
    """A visit at home by whoever is signed in, with nobody else there, but for ``fields``."""
    values: dict[str, Any] = {
        "visitor": None,
        "why": "Nobody has looked yet.",
        "seen": True,
        "alone": False,
        "place": HOME,
        "others": (),
        "words": WORDS,
    }
    return Seen(**{**values, **fields})


def visit(referral: Referral, child: str = "child-1", at: str | None = None, **fields: Any) -> Json:
    """Record a visit to a child; the visit."""
    happened = None if at is None else datetime.fromisoformat(at)
    referral.change(lambda change: record_visit(change, child, seen(**fields)), happened)
    found: Json = referral.state["visits"][-1]
    return found


def known(referral: Referral, number: int, person: int = 1, adult: str | None = None) -> Json:
    """Say who it was."""
    words = "The police know him from the door."
    return referral.change(lambda change: identify(change, number, person, adult, words))
