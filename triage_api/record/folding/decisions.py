"""What was recommended and decided, what was lowered, and who looked again."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.decided import Decision, HighWater, Lowered, Proposal, SecondLook
from triage_api.record.entries import Entry
from triage_api.record.facts import Decided, Lowering, Proposed, Recommended, SecondView, SecondViewGiven
from triage_api.record.folding.news import with_end
from triage_api.record.folding.parking import with_resumed
from triage_api.record.folding.step import after
from triage_api.record.folding.withdrawn import with_second_view
from triage_api.record.obligations import looked_at
from triage_api.record.referral import Referral


@after.register
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


@after.register
def _(fact: Decided, referral: Referral, entry: Entry) -> Referral:
    shown = referral.recommended
    decision = Decision(entry.number, fact, entry.by, entry.recorded_at, entry.happened_at, shown=shown)
    decided = with_resumed(replace(referral, decisions=(*referral.decisions, decision)), entry)
    return with_lowering(
        with_end(decided, decision, entry), entry, "decision", fact.lowering, fact.second_view
    )


def with_lowering(
    referral: Referral,
    entry: Entry,
    what: str,
    lowering: Lowering | None,
    view: SecondView | None,
    at: tuple[str | None, str | None] = (None, None),
    contact: str | None = None,
) -> Referral:
    """The referral with a lowering, if this decision or answer is one."""
    if lowering is None or view is None:
        return referral
    lowered = Lowered(entry.number, what, lowering, view, entry.by, entry.recorded_at, *at, contact=contact)
    return replace(referral, lowerings=(*referral.lowerings, lowered))


@after.register
def _(fact: Proposed, referral: Referral, entry: Entry) -> Referral:
    proposal = Proposal(
        entry.number,
        fact.point,
        fact.value,
        fact.value_order,
        fact.words,
        entry.by,
        entry.recorded_at,
        entry.happened_at,
    )
    return replace(referral, proposals=(*referral.proposals, proposal))


@after.register
def _(fact: SecondViewGiven, referral: Referral, entry: Entry) -> Referral:
    look = SecondLook(fact.agrees, fact.words, entry.by, entry.recorded_at)
    lowerings = [
        replace(low, second_look=look) if low.number == fact.of else low for low in referral.lowerings
    ]
    decisions = [
        replace(made, second_look=look) if made.number == fact.of else made for made in referral.decisions
    ]
    contacts = {id: looked_at(one, fact.of, fact.agrees) for id, one in referral.contacts.items()}
    looked = replace(referral, lowerings=tuple(lowerings), decisions=tuple(decisions), contacts=contacts)
    looked = with_second_view(looked, fact.of, fact.agrees, fact.words, entry)
    return with_end(looked, looked.decisions[-1], entry) if looked.decisions else looked
