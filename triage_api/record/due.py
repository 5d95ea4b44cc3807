"""The due list: everything that is or was owed in a referral. Board, timeline and report read this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from triage_api.record import (
    area_items,
    discussed,
    disputed,
    identity_items,
    milestones,
    news_items,
    owing,
    owner_items,
    parked_items,
    second_views,
    transferred,
    visited,
)
from triage_api.record.items import Item
from triage_api.record.owed import WITHDRAWN
from triage_api.record.referral import Referral

CONTRIBUTORS: tuple[Callable[[Referral], Iterator[Item]], ...] = (
    owing.items,
    milestones.items,
    second_views.items,
    news_items.items,
    discussed.items,
    visited.items,
    disputed.items,
    transferred.items,
    area_items.items,
    identity_items.items,
    owner_items.items,
    parked_items.items,
)
"""A topic a row. Each yields its items in the order in which they came, ended ones too."""


def due_list(referral: Referral) -> tuple[Item, ...]:
    """Everything owed in a referral, open or ended; how each stands at an instant says `Item.at`.

    Pure: deadlines were worked out, by the policy of the day, when what starts them was recorded.
    """
    return tuple(
        _with_owner(referral, _of_those_in_it(referral, item))
        for items in CONTRIBUTORS
        for item in items(referral)
    )


def _of_those_in_it(referral: Referral, item: Item) -> Item:
    """What is still owed, without those who were recorded by mistake; ended, if it is owed to nobody else."""
    identity = referral.identity
    refs = item.children or ((item.about,) if item.about is not None else ())
    gone = {ref: one for ref in refs if (one := identity.withdrawal_of(ref)) is not None}
    if not gone or not item.is_open:
        return item
    if len(gone) < len(refs):
        return replace(item, children=tuple(ref for ref in refs if ref not in gone))
    at, why = max((one.effect.at, one.why) for one in gone.values() if one.effect is not None)
    return replace(item, done=at, ended=WITHDRAWN, why_ended=why)


def _with_owner(referral: Referral, item: Item) -> Item:
    """The item with its owner; and ended, if somebody ended it who was not asked to do it."""
    owners = referral.owners
    ending, held = owners.endings.get(item.id), owners.of(item.id)
    if item.is_open and ending is not None and set(item.children) <= set(ending.children):
        how = None if ending.ended.how == "done" else ending.ended.how
        item = replace(item, done=ending.at, ended=how)
    return item if item.owner is not None or held is None else replace(item, owner=held.by)
