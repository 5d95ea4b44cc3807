"""The second views that lowerings wait for."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.decided import Lowered
from triage_api.record.items import Item, ran
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """A second view for each lowering."""
    return (_item(lowered) for lowered in referral.lowerings)


def _item(lowered: Lowered) -> Item:
    return Item(
        id=f"second_view:{lowered.number}",
        kind="second_view",
        what="Somebody who did not lower it looks again",
        since=lowered.recorded_at,
        clocks=ran(lowered.second_view.deadline),
        done=None if lowered.second_look is None else lowered.second_look.recorded_at,
    )
