"""Disagreements as items of the due list: one for each stage that they came to."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.disagreements import Disagreement, Heard
from triage_api.record.items import Item, ran
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """Each stage owes an answer."""
    for one in referral.disagreements:
        for number, stage in enumerate(one.stages, 1):
            yield _item(one, stage, number)


def _item(one: Disagreement, stage: Heard, number: int) -> Item:
    answered = None if stage.answer is None else stage.answer.at
    withdrawn = one.withdrawn.at if one.withdrawn is not None and stage is one.stage else None
    ended = None
    if answered is None and withdrawn is not None:
        ended = "cancelled"
    elif answered is None and stage.left_at is not None:
        ended = "went_on"
    who = "whoever told us and disagrees" if one.said_by else "a colleague who disagrees"
    return Item(
        id=f"disagreement:{one.number}.{number}",
        kind="disagreement",
        what=f"{stage.title} answers {who}",
        since=stage.since,
        clocks=ran(stage.deadline, answered),
        done=answered or stage.left_at or withdrawn,
        ended=ended,
    )
