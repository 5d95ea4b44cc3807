"""Who owns it, what is offered to whom, and how it was closed."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, deadline, person
from triage_api.casework.judging import Json
from triage_api.record import WHOLE, Offer, Referral


def owners_body(referral: Referral) -> Json:
    """The owner of the referral itself, every offer, and how it was closed."""
    held, closing = referral.owners.of(WHOLE), referral.closing
    return {
        "owner": None if held is None else {**person(held.by), "since": at(held.since)},
        "offers": [_offer(one) for one in referral.owners.offers],
        "closed": closing
        and {
            "reasons": closing.closed.reasons,
            "holder": closing.closed.holder,
            "family_may_ring": closing.closed.family_may_ring,
            "by": person(closing.by),
            "at": at(closing.at),
        },
    }


def _offer(one: Offer) -> Json:
    said, answer = one.offered, one.answer
    return {
        "number": one.number,
        "items": list(said.items),
        "to": None if said.to is None else {"name": said.to, "role": said.role},
        "team": said.team,
        "words": said.words,
        "watch": said.watch
        and {"fear": said.watch.fear, "if_called": said.watch.if_called, "do_not": said.watch.do_not},
        "hand_over": said.hand_over,
        "by": person(one.by),
        "at": at(one.at),
        "deadline": deadline(said.deadline),
        "answer": answer
        and {"how": answer.how, "by": person(answer.by), "at": at(answer.at), "words": answer.words},
    }
