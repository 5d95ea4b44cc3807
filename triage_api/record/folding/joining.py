"""Two referrals that are worked on as one, and taken apart again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from triage_api.record.discussions import Step
from triage_api.record.entries import Entry
from triage_api.record.facts import SubjectsUnmerged
from triage_api.record.facts.joining import JoinedInto, LeftReferral, ReferralJoined, ReferralUnjoined
from triage_api.record.folding.decisions import with_lowering
from triage_api.record.folding.step import after
from triage_api.record.items import instant
from triage_api.record.joining import Into, Joining
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Answering, Referral, Subject


@after.register
def _(fact: ReferralJoined, referral: Referral, entry: Entry) -> Referral:
    step = _step(entry)
    answers = dict(referral.answers)
    for question, answer in fact.answers.items():
        answers[fact.referral, question] = Answering(answer)
    for one in fact.brought:
        answers |= {(one.ref, question): Answering(answer) for question, answer in one.answers.items()}
    since = {**referral.identity.since, **{one.ref: step.at for one in fact.brought}}
    subjects = (Subject(one.ref, one.about, one.label) for one in fact.brought)
    joined = replace(
        referral,
        answers=answers,
        subjects=(*referral.subjects, *subjects),
        identity=replace(referral.identity, since=since),
        joins=(*referral.joins, Joining(step, fact)),
        own_received_at=referral.own_received_at or referral.received_at,
    )
    return with_lowering(_received(joined), entry, "join", fact.lowering, fact.second_view)


@after.register
def _(fact: ReferralUnjoined, referral: Referral, entry: Entry) -> Referral:
    joining = next((one for one in referral.joins if one.number == fact.of), None)
    if joining is None:
        raise UnreadableFactError(f"Nothing was joined by event {fact.of}.")
    step, refs = _step(entry), joining.refs
    apart = SubjectsUnmerged(0, fact.words)
    # Nobody who stays is part of somebody who leaves.
    merges = tuple(
        replace(one, undone=(step, replace(apart, of=one.number)))
        if one.undone is None and {one.fact.kept, one.fact.merged} & refs
        else one
        for one in referral.identity.merges
    )
    joins = tuple(
        replace(one, undone=(step, fact)) if one.number == fact.of else one for one in referral.joins
    )
    left = replace(referral, joins=joins, identity=replace(referral.identity, merges=merges))
    return with_lowering(_received(left), entry, "join", fact.lowering, fact.second_view)


@after.register
def _(fact: JoinedInto, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, joined_into=Into(_step(entry), fact))


@after.register
def _(fact: LeftReferral, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, joined_into=None, left_joining=entry.number)


def _received(referral: Referral) -> Referral:
    """The referral as received when the first of all that it is was received."""
    own = referral.own_received_at or referral.received_at
    times: Iterable[str] = (one.fact.received_at for one in referral.joins if one.undone is None)
    return replace(referral, received_at=min((own, *times), key=instant))


def _step(entry: Entry) -> Step:
    return Step(entry.number, entry.by, entry.happened_at or entry.recorded_at)
