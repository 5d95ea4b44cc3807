"""Transfers, those that leave and those that arrive."""

from __future__ import annotations

from triage_api.casework.bodies.basics import deadline, professional, step
from triage_api.casework.judging import Json
from triage_api.record import (
    Dispute,
    MoveKnown,
    Paper,
    Referral,
    StageReached,
    Transfer,
    TransferAccepted,
    TransferArrived,
)


def transfers_body(referral: Referral) -> list[Json]:
    """Its transfers in the order in which they began."""
    return [_transfer(one) for one in referral.transfers]


def _transfer(one: Transfer) -> Json:
    return {
        **step(one.step),
        "leaves": one.leaves,
        "state": one.state,
        "responsible": "ours" if one.is_ours else "theirs",
        "authority": one.authority,
        "children": list(one.begun.children),
        **_begun(one.begun),
        "front_sheet": one.sheet_step and step(one.sheet_step),
        "sent": _sent(one),
        "reads": [{**step(each.step), "reader": professional(each.fact.reader)} for each in one.reads],
        "tried": [{**step(each.step), "words": each.fact.words} for each in one.tried],
        "spoken": _spoken(one),
        "papers": [_paper(number, each) for number, each in enumerate(one.papers, 1)],
        "accepted": _accepted(one),
        "dispute": None if one.dispute is None else _dispute(one.dispute),
    }


def _begun(begun: MoveKnown | TransferArrived) -> Json:
    if isinstance(begun, MoveKnown):
        return {
            "words": begun.how_known,
            "sender": None,
            "due": deadline(begun.due),
            "ask_by": None,
            "answer_by": None,
        }
    return {
        "words": begun.words,
        "sender": professional(begun.sender),
        "due": None,
        "ask_by": deadline(begun.ask),
        "answer_by": deadline(begun.answer),
    }


def _sent(one: Transfer) -> Json | None:
    if one.sent is None:
        return None
    fact = one.sent.fact
    return {**step(one.sent.step), "to": professional(fact.to), "how": fact.how, "due": deadline(fact.due)}


def _spoken(one: Transfer) -> Json | None:
    if one.spoken is None:
        return None
    fact = one.spoken.fact
    return {
        **step(one.spoken.step),
        "sender": professional(fact.sender),
        "worries": fact.worries,
        "home": fact.home,
        "last_seen": fact.last_seen,
    }


def _paper(number: int, paper: Paper) -> Json:
    return {
        "number": number,
        "title": paper.title,
        "came": step(paper.came),
        "due": deadline(paper.due),
        "read": paper.read and step(paper.read),
    }


def _accepted(one: Transfer) -> Json | None:
    """Who accepted, on either side."""
    if one.accepted is None:
        return None
    fact = one.accepted.fact
    if isinstance(fact, TransferAccepted):
        said = {"who": professional(fact.said_by), "words": fact.in_writing, "family_seen": None}
    else:
        said = {"who": professional(fact.to), "words": fact.reasons, "family_seen": fact.family_seen}
    return {**step(one.accepted.step), **said}


def _stage(one: StageReached) -> Json:
    return {
        "stage": one.stage.stage,
        "title": one.stage.title,
        "since": step(one.since),
        "immediate_risk": one.immediate_risk,
        "deadline": deadline(one.stage.deadline),
        "left": one.left and step(one.left),
        "taken_up": one.taken_up,
    }


def _dispute(one: Dispute) -> Json:
    return {
        **step(one.step),
        "said_by": professional(one.fact.said_by),
        "why": one.fact.why,
        "due": deadline(one.fact.due),
        "stages": [_stage(each) for each in one.stages],
        "taken_up": [
            {
                **step(each.step),
                "spoke_to": professional(each.fact.spoke_to),
                "words": each.fact.words,
                "escalated_to": each.fact.escalated_to and professional(each.fact.escalated_to),
            }
            for each in one.taken_up
        ],
        "ended": one.ended
        and {
            **step(one.ended.step),
            "outcome": one.ended.fact.outcome,
            "said_by": professional(one.ended.fact.said_by),
            "words": one.ended.fact.words,
        },
    }
