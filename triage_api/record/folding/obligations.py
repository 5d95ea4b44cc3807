"""What is owed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import (
    ContactChanged,
    ContactExtended,
    ContactIssued,
    ContactProgressed,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
    Happened,
)
from triage_api.record.folding.decisions import with_lowering
from triage_api.record.folding.step import after
from triage_api.record.folding.withdrawn import marked
from triage_api.record.obligations import added_to, changed, extended, issued, progressed
from triage_api.record.owed import Extension, Obligation, Progress
from triage_api.record.referral import Referral


@after.register
def _(fact: ContactIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, contacts=issued(referral.contacts, fact.contact, fact.body, entry))


@after.register
def _(fact: ContactChanged, referral: Referral, entry: Entry) -> Referral:
    contacts = changed(referral.contacts, fact.contact, fact.body)
    before = referral.contacts[fact.contact]
    if added_to(before, fact.body):
        happened = tuple(_of_each(referral.happened, before))
        referral = replace(referral, happened=happened)
    return marked(replace(referral, contacts=contacts))


def _of_each(happened: Iterable[Happened], contact: Obligation) -> Iterator[Happened]:
    """What has happened, with what became of a contact said of each child that it was about: no child that is
    added to it was among them."""
    children = contact.body.get("children", [])
    for one in happened:
        if one.contact == contact.id and one.child is None and children:
            yield from (replace(one, child=child) for child in children)
        else:
            yield one


@after.register
def _(fact: ContactProgressed, referral: Referral, entry: Entry) -> Referral:
    step = Progress(
        fact.state,
        entry.by,
        entry.recorded_at,
        entry.happened_at,
        fact.spoke_to,
        fact.words,
        lowered=entry.number if fact.lowering else fact.of,
        waits=fact.second_view is not None and fact.second_view.before,
        number=entry.number,
    )
    progress = replace(referral, contacts=progressed(referral.contacts, fact.contact, step))
    at = (None, None)
    return with_lowering(progress, entry, "contact", fact.lowering, fact.second_view, at, fact.contact)


@after.register
def _(fact: ContactExtended, referral: Referral, entry: Entry) -> Referral:
    more = Extension(
        entry.number,
        fact.timing,
        fact.was_due,
        fact.due,
        entry.by,
        entry.recorded_at,
        waits=fact.second_view.before,
    )
    given = replace(referral, contacts=extended(referral.contacts, fact.contact, more))
    at = (None, None)
    return with_lowering(given, entry, "deadline", fact.lowering, fact.second_view, at, fact.contact)


@after.register
def _(fact: DutyIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, duties=issued(referral.duties, fact.duty, fact.body, entry))


@after.register
def _(fact: DutyChanged, referral: Referral, entry: Entry) -> Referral:
    return marked(replace(referral, duties=changed(referral.duties, fact.duty, fact.body)))


@after.register
def _(fact: DutyProgressed, referral: Referral, entry: Entry) -> Referral:
    step = Progress(
        fact.state,
        entry.by,
        entry.recorded_at,
        entry.happened_at,
        fact.spoke_to,
        fact.words,
        deadline=fact.deadline,
        number=entry.number,
    )
    return replace(referral, duties=progressed(referral.duties, fact.duty, step))
