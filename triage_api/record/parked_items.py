"""What was put aside, as items of the due list."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.items import Item
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """An item for each time: it has no clock of its own, and every other clock runs on."""
    for one in referral.parkings:
        yield Item(
            id=f"parked:{one.step.number}",
            kind="parked",
            what=f"Parked by {one.step.by.name}, and somebody goes on with it: {one.fact.words}",
            since=one.step.at,
            done=None if one.resumed is None else one.resumed.at,
        )
