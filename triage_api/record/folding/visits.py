"""Visits, and who turned out to have been there."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.discussions import Step
from triage_api.record.entries import Entry
from triage_api.record.facts import AdultIdentified, VisitRecorded
from triage_api.record.folding.step import after
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral
from triage_api.record.visits import Identified, Visit


@after.register
def _(fact: VisitRecorded, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, visits=(*referral.visits, Visit(Step.of(entry), fact)))


@after.register
def _(fact: AdultIdentified, referral: Referral, entry: Entry) -> Referral:
    if fact.of not in {visit.number for visit in referral.visits}:
        raise UnreadableFactError(f"The visit {fact.of} was never recorded.")
    known = Identified(Step.of(entry), fact)
    visits = (
        replace(one, identified={**one.identified, fact.person: known}) if one.number == fact.of else one
        for one in referral.visits
    )
    return replace(referral, visits=tuple(visits))
