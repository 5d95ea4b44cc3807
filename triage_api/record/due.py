"""The due list: everything that is or was owed in a referral. Board, timeline and report read this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from triage_api.record import discussed, milestones, news_items, owing, second_views
from triage_api.record.items import Item
from triage_api.record.referral import Referral

CONTRIBUTORS: tuple[Callable[[Referral], Iterator[Item]], ...] = (
    owing.items,
    milestones.items,
    second_views.items,
    news_items.items,
    discussed.items,
)
"""A topic a row. Each yields its items in the order in which they came, ended ones too."""


def due_list(referral: Referral) -> tuple[Item, ...]:
    """Everything owed in a referral, open or ended; how each stands at an instant says `Item.at`.

    Pure: deadlines were worked out, by the policy of the day, when what starts them was recorded.
    """
    return tuple(item for items in CONTRIBUTORS for item in items(referral))
