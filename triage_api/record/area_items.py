"""Other areas that have to be told of a referral, as items of the due list."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.areas import area_items
from triage_api.record.items import Item
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """Each of its other areas."""
    yield from area_items(referral.areas)
