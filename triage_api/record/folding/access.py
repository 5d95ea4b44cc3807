"""Who may see it, and what keeps it from being purged."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage_api.record.entries import Entry
from triage_api.record.facts import (
    GlassBroken,
    HeldFromPurge,
    HoldEnded,
    PrintFiled,
    Restricted,
    RestrictionLifted,
)
from triage_api.record.folding.step import after
from triage_api.record.referral import Referral


@after.register
def _(fact: Restricted, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, access=referral.access.restricted_to(frozenset(fact.names)))


@after.register
def _(fact: RestrictionLifted, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, access=replace(referral.access, names=None, broken=()))


@after.register
def _(fact: GlassBroken, referral: Referral, entry: Entry) -> Referral:
    seen_by = (entry.by.name, datetime.fromisoformat(fact.until.due))
    return replace(referral, access=replace(referral.access, broken=(*referral.access.broken, seen_by)))


@after.register
def _(fact: HeldFromPurge, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, access=replace(referral.access, held=True))


@after.register
def _(fact: HoldEnded, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, access=replace(referral.access, held=False))


@after.register
def _(fact: PrintFiled, referral: Referral, entry: Entry) -> Referral:
    filed_at = entry.at
    access = replace(referral.access, filed_at=filed_at, filed_as=fact.reference)
    return replace(referral, access=access)
