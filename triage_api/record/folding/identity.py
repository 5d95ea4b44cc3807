"""By what a referral, and those in it, can be told from others."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import SubjectLabelled
from triage_api.record.folding.step import after
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral


@after.register
def _(fact: SubjectLabelled, referral: Referral, entry: Entry) -> Referral:
    if referral.subject(fact.ref) is None:
        raise UnreadableFactError(f"There is no “{fact.ref}” in the referral {referral.id}.")
    subjects = [
        replace(one, label={**one.label, **fact.label}) if one.ref == fact.ref else one
        for one in referral.subjects
    ]
    return replace(referral, subjects=tuple(subjects))
