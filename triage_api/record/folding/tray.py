"""What a referral was opened from, and the other areas that have to be told of it."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.areas import with_seen, with_told
from triage_api.record.entries import Entry
from triage_api.record.facts import ItemTaken, OtherAreaSeen, OtherAreaTold
from triage_api.record.folding.step import after
from triage_api.record.referral import Referral


@after.register
def _(fact: ItemTaken, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, from_tray=(*referral.from_tray, fact))


@after.register
def _(fact: OtherAreaSeen, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, areas=with_seen(referral.areas, fact, entry))


@after.register
def _(fact: OtherAreaTold, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, areas=with_told(referral.areas, fact, entry))
