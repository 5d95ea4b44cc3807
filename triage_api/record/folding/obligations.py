"""What is owed, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import (
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
)
from triage_api.record.folding.step import after
from triage_api.record.obligations import changed, issued, progressed
from triage_api.record.referral import Referral


@after.register
def _(fact: ContactIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, contacts=issued(referral.contacts, fact.contact, fact.body, entry))


@after.register
def _(fact: ContactChanged, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, contacts=changed(referral.contacts, fact.contact, fact.body))


@after.register
def _(fact: ContactProgressed, referral: Referral, entry: Entry) -> Referral:
    contacts = progressed(referral.contacts, fact.contact, fact.state, fact.spoke_to, fact.words, entry)
    return replace(referral, contacts=contacts)


@after.register
def _(fact: DutyIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, duties=issued(referral.duties, fact.duty, fact.body, entry))


@after.register
def _(fact: DutyChanged, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, duties=changed(referral.duties, fact.duty, fact.body))


@after.register
def _(fact: DutyProgressed, referral: Referral, entry: Entry) -> Referral:
    return replace(
        referral, duties=progressed(referral.duties, fact.duty, fact.state, None, fact.words, entry)
    )
