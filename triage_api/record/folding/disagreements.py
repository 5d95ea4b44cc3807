"""Disagreements: raised, answered, gone on, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from triage_api.record.disagreements import Disagreement, Heard, Said
from triage_api.record.entries import Entry
from triage_api.record.facts import (
    Disagreed,
    DisagreementAnswered,
    DisagreementClimbed,
    DisagreementWithdrawn,
)
from triage_api.record.folding.step import after
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral


@after.register
def _(fact: Disagreed, referral: Referral, entry: Entry) -> Referral:
    raised = Disagreement(
        number=entry.number,
        words=fact.words,
        decision=fact.decision,
        about=fact.about,
        said_by=fact.said_by,
        by=entry.by,
        recorded_at=entry.recorded_at,
        happened_at=entry.happened_at,
        stages=(_stage(fact, entry),),
    )
    return replace(referral, disagreements=(*referral.disagreements, raised))


def _stage(fact: Disagreed | DisagreementClimbed, entry: Entry) -> Heard:
    return Heard(fact.stage, fact.title, fact.is_last, entry.at, fact.immediate_risk, fact.deadline)


@after.register
def _(fact: DisagreementAnswered, referral: Referral, entry: Entry) -> Referral:
    answer = Said(fact.words, entry.by, entry.at)

    def answered(one: Disagreement) -> Disagreement:
        stage = replace(one.stage, outcome=fact.outcome, answer=answer)
        return replace(one, stages=(*one.stages[:-1], stage))

    return _changed(referral, fact.of, answered)


@after.register
def _(fact: DisagreementClimbed, referral: Referral, entry: Entry) -> Referral:
    def climbed(one: Disagreement) -> Disagreement:
        left = one.stage if one.stage.answer is not None else replace(one.stage, left_at=entry.at)
        return replace(one, stages=(*one.stages[:-1], left, _stage(fact, entry)))

    return _changed(referral, fact.of, climbed)


@after.register
def _(fact: DisagreementWithdrawn, referral: Referral, entry: Entry) -> Referral:
    said = Said(fact.words, entry.by, entry.at)
    return _changed(referral, fact.of, lambda one: replace(one, withdrawn=said))


def _changed(referral: Referral, of: int, change: Callable[[Disagreement], Disagreement]) -> Referral:
    if all(one.number != of for one in referral.disagreements):
        raise UnreadableFactError(f"There is no disagreement {of} in the referral {referral.id}.")
    found = [change(one) if one.number == of else one for one in referral.disagreements]
    return replace(referral, disagreements=tuple(found))
