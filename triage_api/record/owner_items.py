"""Offers that wait for an answer, as items of the due list."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.items import Item, ran
from triage_api.record.owners import Offer
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """What was offered: to a person, who answers; to a team, one of whom takes it."""
    return (_item(offer) for offer in referral.owners.offers)


def _item(offer: Offer) -> Item:
    answer, offered = offer.answer, offer.offered
    what = (
        f"A named person of the team {offered.team} takes it"
        if offered.to is None
        else f"{offered.to} accepts it or declines it"
    )
    done = None if answer is None else answer.at
    return Item(
        id=f"offer:{offer.number}",
        kind="offer" if offered.team is None else "allocation",
        what=what,
        since=offer.at,
        clocks=ran(offered.deadline, done if answer is not None and answer.how == "accepted" else None),
        done=done,
        ended=answer.how if answer is not None and answer.how != "accepted" else None,
        owner=offer.by,
    )
