"""Visits, and since when no professional has seen each child."""

from __future__ import annotations

from triage_api.casework.bodies.basics import deadline, professional, step
from triage_api.casework.judging import Json
from triage_api.casework.sights import unseen_since
from triage_api.record import Identified, Present, Referral, Visit, last_sight, last_visit


def visits_body(referral: Referral, zone: str) -> Json:
    """Its visits in the order they were recorded, and how each child was last seen."""
    return {
        "visits": [_visit(one) for one in referral.visits],
        "last_seen": [_last_seen(referral, child, zone) for child in referral.children],
    }


def _visit(one: Visit) -> Json:
    fact = one.fact
    return {
        **step(one.step),
        "child": fact.child,
        "visitor": professional(fact.visitor),
        "why": fact.why,
        "seen": fact.seen,
        "alone": fact.alone,
        "place": {"kind": fact.place.kind, "whose": fact.place.whose},
        "others": [
            _present(person, one.identified.get(number)) for number, person in enumerate(fact.others, 1)
        ],
        "words": fact.words,
        "counts": fact.counts,
        "why_not": fact.why_not,
    }


def _present(person: Present, known: Identified | None) -> Json:
    return {
        "adult": person.adult,
        "who": person.who,
        "identified": person.identified,
        "of_concern": person.of_concern,
        "due": deadline(person.due),
        "known": known and {**step(known.step), "adult": known.fact.adult, "words": known.fact.words},
    }


def _last_seen(referral: Referral, child: str, zone: str) -> Json:
    """The numbers of the last visits: of any professional, and of one that counts; and both in words."""
    sight, visit = last_sight(referral.visits_to(child)), last_visit(referral.visits_to(child))
    return {
        "child": child,
        "seen": None if sight is None else sight.number,
        "visited": None if visit is None else visit.number,
        "words": unseen_since(referral, child, zone),
    }
