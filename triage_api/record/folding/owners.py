"""Who holds what. An item that nobody else accepted stays with whoever held it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from triage_api.record.due import due_list
from triage_api.record.entries import Entry
from triage_api.record.facts import Closed, ItemEnded, OfferAccepted, OfferDeclined, Offered, TakenOver
from triage_api.record.folding.step import after
from triage_api.record.owners import WHOLE, Answer, Closing, Ending, Held, Offer, Owners
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral

STAYS = ("contact", "duty", "enquiry")
"""What does not go along when a referral that was decided is accepted by another: each is accepted by name,
or stays."""


@after.register
def _(fact: Offered, referral: Referral, entry: Entry) -> Referral:
    """A new offer of an item takes the place of one that nobody has answered."""
    replaced = Answer("cancelled", entry.by, entry.at)
    offers = [
        replace(offer, answer=replaced)
        if offer.answer is None and set(offer.offered.items) & set(fact.items)
        else offer
        for offer in referral.owners.offers
    ]
    return _with(referral, offers=(*offers, Offer(entry.number, fact, entry.by, entry.at)))


@after.register
def _(fact: OfferAccepted, referral: Referral, entry: Entry) -> Referral:
    offer = _offer(referral, fact.of)
    answered = _answered(referral, fact.of, Answer("accepted", entry.by, entry.at))
    return _moved(answered, offer.offered.items, entry)


@after.register
def _(fact: OfferDeclined, referral: Referral, entry: Entry) -> Referral:
    _offer(referral, fact.of)
    return _answered(referral, fact.of, Answer("declined", entry.by, entry.at, fact.words))


@after.register
def _(fact: TakenOver, referral: Referral, entry: Entry) -> Referral:
    """Only what the absent person owned; what others hold stays theirs."""
    return _moved(referral, fact.items, entry)


@after.register
def _(fact: ItemEnded, referral: Referral, entry: Entry) -> Referral:
    children = next((item.children for item in due_list(referral) if item.id == fact.item), ())
    ending = Ending(fact, entry.by, entry.at, children, entry.number)
    return _with(referral, endings={**referral.owners.endings, fact.item: ending})


@after.register
def _(fact: Closed, referral: Referral, entry: Entry) -> Referral:
    closing = Closing(entry.number, fact, entry.by, entry.at)
    return _with(referral, closings=(*referral.owners.closings, closing))


def _moved(referral: Referral, items: tuple[str, ...], entry: Entry) -> Referral:
    """The items with their new owner."""
    held: Mapping[str, Held] = referral.owners.held
    if WHOLE in items and referral.decisions:
        held = {**held, **_staying(referral, held)}
    new = Held(entry.by, entry.at)
    return _with(referral, held={**held, **dict.fromkeys(items, new)})


def _staying(referral: Referral, held: Mapping[str, Held]) -> dict[str, Held]:
    """What was owned with the referral and is unfinished: it stays with whoever held that."""
    before = held.get(WHOLE)
    if before is None:
        return {}
    unfinished = [item.id for item in due_list(referral) if item.is_open and item.kind in STAYS]
    return {id: before for id in unfinished if id not in held}


def _answered(referral: Referral, of: int, answer: Answer) -> Referral:
    offers = [
        replace(offer, answer=answer) if offer.number == of else offer for offer in referral.owners.offers
    ]
    return _with(referral, offers=tuple(offers))


def _offer(referral: Referral, of: int) -> Offer:
    for offer in referral.owners.offers:
        if offer.number == of:
            return offer
    raise UnreadableFactError(f"There is no offer {of} in the referral {referral.id}.")


def _with(referral: Referral, **changed: object) -> Referral:
    owners: Owners = replace(referral.owners, **changed)  # type: ignore[arg-type]
    return replace(referral, owners=owners)
