"""What the policy's events must meet, and what must be found out."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import Answered, EnquiryIssued, MilestoneChanged, MilestoneIssued
from triage_api.record.folding.step import after
from triage_api.record.obligations import changed, issued
from triage_api.record.owed import Enquiry
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral


@after.register
def _(fact: MilestoneIssued, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, milestones=issued(referral.milestones, fact.timing, fact.body, entry))


@after.register
def _(fact: MilestoneChanged, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, milestones=changed(referral.milestones, fact.timing, fact.body))


@after.register
def _(fact: EnquiryIssued, referral: Referral, entry: Entry) -> Referral:
    if fact.enquiry in referral.enquiries:
        raise UnreadableFactError(f"“{fact.enquiry}” was issued twice.")
    asked = Enquiry(fact.enquiry, fact.body, entry.recorded_at)
    return replace(referral, enquiries={**referral.enquiries, asked.id: asked})


def with_enquiries(referral: Referral, fact: Answered, entry: Entry) -> Referral:
    """The referral with the enquiries that this answer answers."""
    known_as = referral.identity.one
    answered = {
        one.id: replace(one, answered_at=entry.at, answer=entry.number)
        for one in referral.enquiries.values()
        if one.answered_at is None
        and (known_as(one.body["about"]), one.body["question"]) == (known_as(fact.about), fact.question)
    }
    return replace(referral, enquiries={**referral.enquiries, **answered}) if answered else referral
