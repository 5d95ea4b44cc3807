"""Events in, referral out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from triage_api.record.entries import Entry
from triage_api.record.facts import (
    AdultAdded,
    Answered,
    ChildAdded,
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    Decided,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
    Happened,
    IncidentAdded,
    Lowering,
    Purged,
    Recommended,
    ReferralOpened,
    SecondView,
    SecondViewGiven,
)
from triage_api.record.obligations import changed, issued, progressed
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import (
    Answering,
    Decision,
    HighWater,
    Lowered,
    Referral,
    SecondLook,
    Subject,
)


def folded(entries: Iterable[Entry]) -> Referral | None:
    """The referral that these events, in order, make; ``None`` without events, or when they were purged.

    Raises:
        UnreadableFactError: they are not the events of one referral from its beginning.
    """
    return extended(None, entries)


def extended(referral: Referral | None, entries: Iterable[Entry]) -> Referral | None:
    """The referral after these further events; as `folded`."""
    for entry in entries:
        if isinstance(entry.fact, Purged):
            return None
        referral = _opened(entry) if referral is None else _next(referral, entry)
    return referral


def _opened(entry: Entry) -> Referral:
    fact = entry.fact
    if not isinstance(fact, ReferralOpened) or entry.number != 1:
        raise UnreadableFactError(f"The referral {entry.stream} does not begin with its opening.")
    return Referral(
        id=entry.stream,
        version=1,
        policy=fact.policy,
        received_at=fact.received_at,
        recorded_at=entry.recorded_at,
        practice=fact.practice,
        reference=fact.reference,
    )


def _next(referral: Referral, entry: Entry) -> Referral:
    if entry.number != referral.version + 1 or entry.stream != referral.id:
        raise UnreadableFactError(f"Event {referral.version + 1} of the referral {referral.id} is missing.")
    return replace(_after(entry.fact, referral, entry), version=entry.number)


@singledispatch
def _after(fact: object, referral: Referral, entry: Entry) -> Referral:
    """The referral after one more fact; a kind without a rule below has no place in a referral."""
    raise UnreadableFactError(f"A “{entry.kind}” cannot stand in the referral {referral.id}.")


@_after.register
def _(fact: ChildAdded, referral: Referral, entry: Entry) -> Referral:
    label = {"initials": fact.initials, "born": fact.born, "case_system_id": fact.case_system_id}
    return replace(referral, subjects=(*referral.subjects, Subject(fact.ref, "child", label)))


@_after.register
def _(fact: AdultAdded, referral: Referral, entry: Entry) -> Referral:
    added = Subject(fact.ref, "adult", {"label": fact.label})
    return replace(referral, subjects=(*referral.subjects, added))


@_after.register
def _(fact: IncidentAdded, referral: Referral, entry: Entry) -> Referral:
    added = Subject(fact.ref, "incident", {"label": fact.label})
    return replace(referral, subjects=(*referral.subjects, added))


@_after.register
def _(fact: Answered, referral: Referral, entry: Entry) -> Referral:
    at = (fact.about, fact.question)
    before = referral.answers.get(at)
    earlier = () if before is None else (*before.earlier, before.answer)
    answers = {**referral.answers, at: Answering(fact.answer, earlier)}
    lowered = replace(referral, answers=answers)
    return _with_lowering(lowered, entry, "answer", fact.lowering, fact.second_view, at)


@_after.register
def _(fact: Happened, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, happened=(*referral.happened, fact))


@_after.register
def _(fact: Recommended, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, recommended=fact, high_water=_higher(referral.high_water, fact))


def _higher(mark: HighWater | None, fact: Recommended) -> HighWater:
    """The mark, each part of it raised where this recommendation is above it."""
    if mark is None:
        return HighWater(fact.route, fact.rag, fact.route_order, fact.rag_order)
    if fact.route_order > mark.route_order:
        mark = replace(mark, route=fact.route, route_order=fact.route_order)
    if fact.rag_order > mark.rag_order:
        mark = replace(mark, rag=fact.rag, rag_order=fact.rag_order)
    return mark


@_after.register
def _(fact: Decided, referral: Referral, entry: Entry) -> Referral:
    decision = Decision(entry.number, fact, entry.by, entry.recorded_at, entry.happened_at)
    decided = replace(referral, decisions=(*referral.decisions, decision))
    return _with_lowering(decided, entry, "decision", fact.lowering, fact.second_view)


def _with_lowering(
    referral: Referral,
    entry: Entry,
    what: str,
    lowering: Lowering | None,
    view: SecondView | None,
    at: tuple[str | None, str | None] = (None, None),
) -> Referral:
    if lowering is None or view is None:
        return referral
    lowered = Lowered(entry.number, what, lowering, view, entry.by, entry.recorded_at, *at)
    return replace(referral, lowerings=(*referral.lowerings, lowered))


@_after.register
def _(fact: SecondViewGiven, referral: Referral, entry: Entry) -> Referral:
    look = SecondLook(fact.agrees, fact.words, entry.by, entry.recorded_at)
    lowerings = [
        replace(low, second_look=look) if low.number == fact.of else low for low in referral.lowerings
    ]
    decisions = [
        replace(made, second_look=look) if made.number == fact.of else made for made in referral.decisions
    ]
    return replace(referral, lowerings=tuple(lowerings), decisions=tuple(decisions))


@_after.register
def _(fact: ContactIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, contacts=issued(referral.contacts, fact.contact, fact.body, entry))


@_after.register
def _(fact: ContactChanged, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, contacts=changed(referral.contacts, fact.contact, fact.body))


@_after.register
def _(fact: ContactProgressed, referral: Referral, entry: Entry) -> Referral:
    contacts = progressed(referral.contacts, fact.contact, fact.state, fact.spoke_to, fact.words, entry)
    return replace(referral, contacts=contacts)


@_after.register
def _(fact: DutyIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, duties=issued(referral.duties, fact.duty, fact.body, entry))


@_after.register
def _(fact: DutyChanged, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, duties=changed(referral.duties, fact.duty, fact.body))


@_after.register
def _(fact: DutyProgressed, referral: Referral, entry: Entry) -> Referral:
    return replace(
        referral, duties=progressed(referral.duties, fact.duty, fact.state, None, fact.words, entry)
    )
