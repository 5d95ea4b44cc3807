"""What was put right of what tells a referral, and those in it, from others; and who searched where."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, person, professional, step
from triage_api.casework.histories import history_words
from triage_api.casework.judging import Json, View
from triage_api.record import SEARCHED, Correction, Referral, Search, Subject


def identity_body(referral: Referral, view: View) -> Json:
    """Its corrections and searches, in the order in which they were made, and each one's history in words."""
    people = (one for one in referral.subjects if one.about in SEARCHED)
    return {
        "corrections": [_correction(one) for one in referral.identity.corrections],
        "history": [_history(referral, one, view) for one in people],
        "searches": [_search(one) for one in referral.identity.searches],
    }


def _history(referral: Referral, subject: Subject, view: View) -> Json:
    ref = subject.ref
    return {
        "ref": ref,
        "checked": ref in referral.identity.checked,
        "searches": [one.number for one in referral.identity.searches if one.stands_for(ref)],
        "words": history_words(referral, ref, view),
    }


def _search(one: Search) -> Json:
    fact, withdrawn = one.fact, one.withdrawn
    return {
        **step(one.step),
        "of": list(fact.refs),
        "records": fact.records,
        "since": fact.since,
        "result": fact.result,
        "words": fact.words,
        "searcher": professional(fact.searcher),
        "not_of": sorted(one.void_for),
        "withdrawn": withdrawn and {**step(withdrawn[0]), "words": withdrawn[1].words},
    }


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
