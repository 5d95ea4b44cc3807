"""News to be acknowledged, and overtaken decisions to be answered, as items of the due list."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.items import Item, instant, ran
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """What came as news, then what overtook a decision."""
    for one in referral.news:
        known = one.acknowledged
        done = None if known is None else known.happened_at or known.recorded_at
        yield Item(
            id=f"news:{one.number}",
            kind="news",
            what="Somebody acknowledges the news" if one.to is None else f"{one.to} acknowledges the news",
            since=instant(one.received_at),
            clocks=ran(one.deadline),
            done=done,
        )
    for each in referral.overtakings:
        yield Item(
            id=f"overtaken:{each.number}",
            kind="overtaken",
            what="Somebody decides again: the recommendation has risen above the decision",
            since=each.since,
            clocks=ran(each.deadline),
            done=each.answered_at,
        )
