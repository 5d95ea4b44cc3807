"""Transfers: known, sent, read, accepted, returned, disputed; arrived, asked about, read, answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from triage_api.record.discussions import Step
from triage_api.record.entries import Entry
from triage_api.record.facts import (
    DisputeClimbed,
    DisputeEnded,
    DisputeTakenUp,
    FrontSheetWritten,
    MoveKnown,
    PapersArrived,
    PapersRead,
    SenderAnswered,
    SenderSpokenTo,
    SenderTried,
    TransferAccepted,
    TransferArrived,
    TransferRead,
    TransferReturned,
    TransferSent,
)
from triage_api.record.folding.step import after
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral
from triage_api.record.transfers import (
    Answered,
    Dispute,
    Ended,
    Paper,
    Read,
    Sent,
    Spoken,
    StageReached,
    TakenUp,
    Transfer,
    Tried,
)


def _changed(referral: Referral, of: int, change: Callable[[Transfer], Transfer]) -> Referral:
    """The referral with one of its transfers changed."""
    if of not in {one.number for one in referral.transfers}:
        raise UnreadableFactError(f"The transfer {of} never began.")
    held = (change(one) if one.number == of else one for one in referral.transfers)
    return replace(referral, transfers=tuple(held))


def _disputed(transfer: Transfer) -> Dispute:
    if transfer.dispute is None:
        raise UnreadableFactError(f"The transfer {transfer.number} was never disputed.")
    return transfer.dispute


@after.register(MoveKnown)
@after.register(TransferArrived)
def _(fact: MoveKnown | TransferArrived, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, transfers=(*referral.transfers, Transfer(fact, Step.of(entry))))


@after.register
def _(fact: FrontSheetWritten, referral: Referral, entry: Entry) -> Referral:
    step = Step.of(entry)
    return _changed(referral, fact.of, lambda one: replace(one, sheet=fact.sheet, sheet_step=step))


@after.register
def _(fact: TransferSent, referral: Referral, entry: Entry) -> Referral:
    return _changed(referral, fact.of, lambda one: replace(one, sent=Sent(Step.of(entry), fact)))


@after.register
def _(fact: TransferRead, referral: Referral, entry: Entry) -> Referral:
    read = Read(Step.of(entry), fact)
    return _changed(referral, fact.of, lambda one: replace(one, reads=(*one.reads, read)))


@after.register(TransferAccepted)
@after.register(SenderAnswered)
def _(fact: TransferAccepted | SenderAnswered, referral: Referral, entry: Entry) -> Referral:
    return _changed(referral, fact.of, lambda one: replace(one, accepted=Answered(Step.of(entry), fact)))


@after.register
def _(fact: TransferReturned, referral: Referral, entry: Entry) -> Referral:
    step = Step.of(entry)
    first = () if fact.stage is None else (StageReached(fact.stage, step),)
    return _changed(referral, fact.of, lambda one: replace(one, dispute=Dispute(step, fact, first)))


@after.register
def _(fact: DisputeTakenUp, referral: Referral, entry: Entry) -> Referral:
    def taken_up(one: Transfer) -> Transfer:
        dispute, step = _disputed(one), Step.of(entry)
        stages = dispute.stages
        if fact.goes_to is not None:
            stages = _gone_on(stages, StageReached(fact.goes_to, step), taken_up=True)
        steps = (*dispute.taken_up, TakenUp(step, fact))
        return replace(one, dispute=replace(dispute, taken_up=steps, stages=stages))

    return _changed(referral, fact.of, taken_up)


@after.register
def _(fact: DisputeClimbed, referral: Referral, entry: Entry) -> Referral:
    def climbed(one: Transfer) -> Transfer:
        dispute = _disputed(one)
        reached = StageReached(fact.stage, Step.of(entry), fact.immediate_risk)
        return replace(one, dispute=replace(dispute, stages=_gone_on(dispute.stages, reached)))

    return _changed(referral, fact.of, climbed)


def _gone_on(
    stages: tuple[StageReached, ...], to: StageReached, *, taken_up: bool = False
) -> tuple[StageReached, ...]:
    """The stages with the one that it goes to."""
    left = tuple(replace(one, left=to.since, taken_up=taken_up) for one in stages[-1:])
    return (*stages[:-1], *left, to)


@after.register
def _(fact: DisputeEnded, referral: Referral, entry: Entry) -> Referral:
    ended = Ended(Step.of(entry), fact)
    return _changed(referral, fact.of, lambda one: replace(one, dispute=replace(_disputed(one), ended=ended)))


@after.register
def _(fact: PapersArrived, referral: Referral, entry: Entry) -> Referral:
    came = tuple(Paper(title, Step.of(entry), fact.due) for title in fact.papers)
    return _changed(referral, fact.of, lambda one: replace(one, papers=(*one.papers, *came)))


@after.register
def _(fact: PapersRead, referral: Referral, entry: Entry) -> Referral:
    def read(one: Transfer) -> Transfer:
        papers = (
            replace(paper, read=paper.read or Step.of(entry)) if number in fact.papers else paper
            for number, paper in enumerate(one.papers, 1)
        )
        return replace(one, papers=tuple(papers))

    return _changed(referral, fact.of, read)


@after.register
def _(fact: SenderTried, referral: Referral, entry: Entry) -> Referral:
    tried = Tried(Step.of(entry), fact)
    return _changed(referral, fact.of, lambda one: replace(one, tried=(*one.tried, tried)))


@after.register
def _(fact: SenderSpokenTo, referral: Referral, entry: Entry) -> Referral:
    return _changed(referral, fact.of, lambda one: replace(one, spoken=Spoken(Step.of(entry), fact)))
