"""What was put right of what tells a referral, and those in it, from others; and who searched where."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, deadline, person, professional, step
from triage_api.casework.histories import history_words, standing
from triage_api.casework.judging import Json, View
from triage_api.record import (
    FIND_CHILD,
    SEARCHED,
    Awaited,
    Correction,
    Merging,
    Referral,
    Search,
    Subject,
    Withdrawal,
)


def identity_body(referral: Referral, view: View) -> Json:
    """Its corrections and searches, in the order in which they were made, and each one's history in words."""
    people = (one for one in referral.present if one.about in SEARCHED)
    return {
        "corrections": [_correction(one) for one in referral.identity.corrections],
        "history": [_history(referral, one, view) for one in people],
        "searches": [_search(one) for one in referral.identity.searches],
        "sought": [_sought(one) for one in referral.identity.awaited if one.pending.what == FIND_CHILD],
        "merges": [_merging(one) for one in referral.identity.merges],
        "withdrawals": [_withdrawal(one) for one in referral.identity.withdrawals],
    }


def label_body(referral: Referral, subject: Subject) -> Json:
    """What tells one from others, what it was merged into, and how it was withdrawn, if it was."""
    merging = referral.identity.merging_of(subject.ref)
    gone = referral.identity.withdrawal_of(subject.ref)
    into = {} if merging is None else {"merged_into": merging.fact.kept}
    out = {} if gone is None else {"withdrawn": gone.number}
    return {"about": subject.about, **referral.label(subject.ref), **into, **out}


def _history(referral: Referral, subject: Subject, view: View) -> Json:
    ref = subject.ref
    return {
        "ref": ref,
        "checked": referral.is_checked(ref),
        "searches": [one.number for one in standing(referral, ref)],
        "words": history_words(referral, ref, view),
    }


def _sought(one: Awaited) -> Json:
    ended = one.ended
    return {
        "child": one.pending.about,
        "since": one.pending.since,
        "found": at(one.found_at),
        "tried": [
            {
                **step(by),
                "tried": fact.tried,
                "asked": list(fact.asked),
                "reviewed": fact.reviewed,
                "deadline": deadline(fact.deadline),
            }
            for by, fact in one.sought
        ],
        "ended": ended and {**step(ended[0]), "words": ended[1].words},
    }


def _merging(one: Merging) -> Json:
    undone = one.undone
    return {
        **step(one.step),
        "kept": one.fact.kept,
        "merged": one.fact.merged,
        "words": one.fact.words,
        "undone": undone and {**step(undone[0]), "words": undone[1].words},
    }


def _withdrawal(one: Withdrawal) -> Json:
    undone = one.undone
    return {
        **step(one.step),
        "ref": one.fact.ref,
        "words": one.fact.words,
        "in_effect": one.counts,
        "undone": undone and {**step(undone[0]), "words": undone[1]},
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
