"""What transfers leave owed, on either side: nothing of it ends before it is settled whose the child is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from triage_api.record.facts import Deadline, TransferArrived
from triage_api.record.items import Item, Whose, ran
from triage_api.record.referral import Referral
from triage_api.record.transfers import Dispute, Transfer

KIND = "transfer"


def items(referral: Referral) -> Iterator[Item]:
    """The items of each transfer, in the order in which it came to owe them."""
    for one in referral.transfers:
        yield from _leaving(one) if one.leaves else _arriving(one)
        if one.dispute is not None:
            yield _disputed(one, one.dispute)


def _settled(one: Transfer) -> datetime | None:
    return None if one.settled is None else one.settled.at


def _leaving(one: Transfer) -> Iterator[Item]:
    sent = one.sent
    at = None if sent is None else sent.step.at
    due = None if isinstance(one.begun, TransferArrived) else one.begun.due
    yield _item(one, "sent", f"{one.authority} has the papers, with the current risk first", due, at)
    if sent is not None:
        # Their refusal in writing meets the clock; only acceptance, or the end of the dispute, ends it.
        said = _settled(one) if one.dispute is None else one.dispute.step.at
        yield _item(
            one,
            "accepted",
            f"{one.authority} accepts in writing, by name; until then the child is ours",
            sent.fact.due,
            _settled(one),
            since=sent.step.at,
            met=said,
            whose=Whose.THEIRS if one.dispute is None else Whose.OURS,
            ended="declined" if one.state == "kept" else None,
        )


def _arriving(one: Transfer) -> Iterator[Item]:
    if not isinstance(one.begun, TransferArrived):
        return
    spoken = None if one.spoken is None else one.spoken.step.at
    sender = one.begun.sender
    what = f"Somebody here asks {sender.name} ({sender.role}, {sender.agency}) who worries them now"
    yield _item(one, "spoken", what, one.begun.ask, spoken)
    for number, paper in enumerate(one.papers, 1):
        yield _item(
            one,
            f"read:{number}",
            f"A named person has read: {paper.title}",
            paper.due,
            None if paper.read is None else paper.read.at,
            since=paper.came.at,
        )
    answered = _settled(one) if one.dispute is None else one.dispute.step.at
    what = f"{one.authority} has our answer, with reasons"
    yield _item(one, "answered", what, one.begun.answer, answered)


def _disputed(one: Transfer, dispute: Dispute) -> Item:
    """Taking it up meets the clock, and begins that of the next stage; only its end in words ends it."""
    taken_up = dispute.taken_up[0].step.at if dispute.taken_up else None
    ended = None if dispute.ended is None else dispute.ended.step.at
    item = _item(
        one,
        "dispute",
        "A senior manager ends the dispute in words: whose is the child?",
        dispute.fact.due,
        ended,
        since=dispute.step.at,
        met=taken_up or ended,
    )
    if not dispute.stages:
        return item
    clocks = (ran(one.stage.deadline, ended if one.left is None else one.left.at) for one in dispute.stages)
    # One that began before the policy had stages keeps the clock that it had.
    first = item.clocks if dispute.fact.stage is None else ()
    return replace(item, clocks=(*first, *(clock for each in clocks for clock in each)))


def _item(
    one: Transfer,
    part: str,
    what: str,
    due: Deadline | None,
    done: datetime | None,
    *,
    since: datetime | None = None,
    met: datetime | None = None,
    whose: Whose = Whose.OURS,
    ended: str | None = None,
) -> Item:
    return Item(
        id=f"{KIND}:{one.number}:{part}",
        kind=f"{KIND}_{part.partition(':')[0]}",
        what=what,
        since=since or one.step.at,
        clocks=ran(due, met or done),
        whose=whose,
        children=one.begun.children,
        done=done,
        ended=ended,
    )
