"""Put aside, and taken up again."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.discussions import Step
from triage_api.record.entries import Entry
from triage_api.record.facts import Parked, Resumed
from triage_api.record.folding.step import after
from triage_api.record.parking import Parking
from triage_api.record.referral import Referral


@after.register
def _(fact: Parked, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, parkings=(*referral.parkings, Parking(Step.of(entry), fact)))


@after.register
def _(fact: Resumed, referral: Referral, entry: Entry) -> Referral:
    return with_resumed(referral, entry)


def with_resumed(referral: Referral, entry: Entry) -> Referral:
    """The referral once somebody goes on with it: whoever answers or decides does."""
    if referral.parked is None:
        return referral
    *before, last = referral.parkings
    return replace(referral, parkings=(*before, replace(last, resumed=Step.of(entry))))
