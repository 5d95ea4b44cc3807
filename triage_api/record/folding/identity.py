"""By what a referral, and those in it, can be told from others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from triage_api.record.discussions import Step
from triage_api.record.entries import Entry
from triage_api.record.facts import (
    ChildSearchEnded,
    ChildSought,
    IdentityPending,
    RecordsSearched,
    ReferenceGiven,
    SearchWithdrawn,
    SubjectLabelled,
    SubjectsMerged,
    SubjectsUnmerged,
    SubjectWithdrawn,
    WithdrawalUndone,
)
from triage_api.record.folding.apart import Leaving, with_owed_again
from triage_api.record.folding.decisions import with_lowering
from triage_api.record.folding.step import after
from triage_api.record.folding.withdrawn import in_effect, marked, with_undone
from triage_api.record.identity import (
    CASE_SYSTEM_ID,
    FIND_CHILD,
    REFERENCE,
    SEARCH,
    Awaited,
    Correction,
    Merging,
    Search,
    Withdrawal,
)
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import REFERRAL, Referral


@after.register
def _(fact: SubjectLabelled, referral: Referral, entry: Entry) -> Referral:
    subject = referral.subject(fact.ref)
    if subject is None:
        raise UnreadableFactError(f"There is no “{fact.ref}” in the referral {referral.id}.")
    before = {name: subject.label.get(name) for name in fact.label}
    subjects = [
        replace(one, label={**one.label, **fact.label}) if one.ref == fact.ref else one
        for one in referral.subjects
    ]
    labelled = _corrected(replace(referral, subjects=tuple(subjects)), fact.ref, before, fact, entry)
    if CASE_SYSTEM_ID in fact.label and before[CASE_SYSTEM_ID] not in (None, fact.label[CASE_SYSTEM_ID]):
        labelled = _searched_as_another(labelled, fact.ref)
    # What is said of one that is part of another is said of that one too, from then on.
    for ref in labelled.identity.chain(fact.ref):
        if fact.label.get(CASE_SYSTEM_ID) is not None:
            labelled = with_found(labelled, CASE_SYSTEM_ID, ref, entry.at)
        if labelled.is_named(ref):
            labelled = with_found(labelled, FIND_CHILD, ref, entry.at)
    return labelled


@after.register
def _(fact: IdentityPending, referral: Referral, entry: Entry) -> Referral:
    identity = referral.identity
    added = (Awaited(entry.number, one) for one in fact.pending)
    return replace(referral, identity=replace(identity, awaited=(*identity.awaited, *added)))


@after.register
def _(fact: ReferenceGiven, referral: Referral, entry: Entry) -> Referral:
    before = {REFERENCE: referral.reference}
    given = _corrected(replace(referral, reference=fact.reference), REFERRAL, before, fact, entry)
    return with_found(given, REFERENCE, REFERRAL, entry.at)


@after.register
def _(fact: RecordsSearched, referral: Referral, entry: Entry) -> Referral:
    identity = referral.identity
    made = Search(Step.of(entry), fact)
    checked = identity.checked | set(fact.checked)
    searched = replace(
        referral, identity=replace(identity, searches=(*identity.searches, made), checked=checked)
    )
    for ref in fact.checked:
        searched = with_found(searched, SEARCH, ref, entry.at)
    return searched


@after.register
def _(fact: SearchWithdrawn, referral: Referral, entry: Entry) -> Referral:
    identity = referral.identity
    if fact.of not in {one.number for one in identity.searches}:
        raise UnreadableFactError(f"The search {fact.of} was never recorded.")
    step = Step.of(entry)
    searches = tuple(
        replace(one, withdrawn=(step, fact)) if one.number == fact.of else one for one in identity.searches
    )
    checked = identity.checked - set(fact.unchecked)
    return replace(referral, identity=replace(identity, searches=searches, checked=checked))


def _searched_as_another(referral: Referral, ref: str) -> Referral:
    """The referral once the id under which one was searched for has turned out to be wrong."""
    identity = referral.identity
    searches = tuple(
        replace(one, void_for=one.void_for | {ref}) if ref in one.fact.refs else one
        for one in identity.searches
    )
    return replace(referral, identity=replace(identity, searches=searches, checked=identity.checked - {ref}))


@after.register
def _(fact: ChildSought, referral: Referral, entry: Entry) -> Referral:
    step = Step.of(entry)
    return _looked_for(referral, fact.child, lambda one: replace(one, sought=(*one.sought, (step, fact))))


@after.register
def _(fact: ChildSearchEnded, referral: Referral, entry: Entry) -> Referral:
    step = Step.of(entry)
    return _looked_for(referral, fact.child, lambda one: replace(one, ended=(step, fact)))


def _looked_for(referral: Referral, child: str, changed: Callable[[Awaited], Awaited]) -> Referral:
    identity = referral.identity
    standing = identity.open(FIND_CHILD, child)
    if standing is None:
        raise UnreadableFactError(f"Nobody looks for “{child}” in the referral {referral.id}.")
    awaited = tuple(changed(one) if one is standing else one for one in identity.awaited)
    return replace(referral, identity=replace(identity, awaited=awaited))


@after.register
def _(fact: SubjectsMerged, referral: Referral, entry: Entry) -> Referral:
    for ref in (fact.kept, fact.merged):
        if referral.subject(ref) is None or referral.identity.merging_of(ref) is not None:
            raise UnreadableFactError(f"There is no “{ref}” that stands for itself in {referral.id}.")
    identity = referral.identity
    made = Merging(Step.of(entry), fact, referral.happened)
    merged = marked(replace(referral, identity=replace(identity, merges=(*identity.merges, made))))
    at = (fact.merged, None)
    return with_lowering(merged, entry, "merge", fact.lowering, fact.second_view, at)


@after.register
def _(fact: SubjectsUnmerged, referral: Referral, entry: Entry) -> Referral:
    identity = referral.identity
    undone = next((one for one in identity.merges if one.number == fact.of), None)
    if undone is None:
        raise UnreadableFactError(f"Nothing was merged by event {fact.of}.")
    step = Step.of(entry)
    merges = tuple(
        replace(one, undone=(step, fact)) if one.number == fact.of else one for one in identity.merges
    )
    owed = with_owed_again(referral, Leaving.of(referral, undone))
    apart = marked(replace(owed, identity=replace(identity, merges=merges)))
    return with_lowering(apart, entry, "merge", fact.lowering, fact.second_view)


@after.register
def _(fact: SubjectWithdrawn, referral: Referral, entry: Entry) -> Referral:
    if fact.ref not in {one.ref for one in referral.present}:
        raise UnreadableFactError(f"There is no “{fact.ref}” that stands for itself in {referral.id}.")
    identity, step = referral.identity, Step.of(entry)
    made = Withdrawal(step, fact)
    if fact.second_view is None or not fact.second_view.before:
        made = in_effect(referral, made, step)
    gone = replace(referral, identity=replace(identity, withdrawals=(*identity.withdrawals, made)))
    at = (fact.ref, None)
    return with_lowering(marked(gone), entry, "withdrawal", fact.lowering, fact.second_view, at)


@after.register
def _(fact: WithdrawalUndone, referral: Referral, entry: Entry) -> Referral:
    made = referral.identity.withdrawal(fact.of)
    if made is None:
        raise UnreadableFactError(f"Nobody was withdrawn by event {fact.of}.")
    back = with_undone(referral, made, Step.of(entry), fact.words)
    return with_lowering(back, entry, "withdrawal", fact.lowering, fact.second_view, (made.fact.ref, None))


def with_found(referral: Referral, what: str, about: str, at: datetime) -> Referral:
    """The referral once something that was still to be found out has been, also by one who went on looking
    after a manager had ended the search."""
    identity = referral.identity
    awaited = (
        replace(one, found_at=at)
        if one.found_at is None and (one.pending.what, one.pending.about) == (what, about)
        else one
        for one in identity.awaited
    )
    return replace(referral, identity=replace(identity, awaited=tuple(awaited)))


def _corrected(
    referral: Referral,
    about: str,
    before: Mapping[str, str | None],
    fact: SubjectLabelled | ReferenceGiven,
    entry: Entry,
) -> Referral:
    """The referral with what was put right; giving what was not known puts nothing right."""
    given = {REFERENCE: fact.reference} if isinstance(fact, ReferenceGiven) else fact.label
    changed = {name: given[name] for name, value in before.items() if value not in (None, given[name])}
    if not changed:
        return referral
    made = Correction(
        number=entry.number,
        about=about,
        before={name: before[name] for name in changed},
        after=changed,
        words=fact.words,
        by=entry.by,
        at=entry.at,
    )
    identity = referral.identity
    return replace(referral, identity=replace(identity, corrections=(*identity.corrections, made)))
