"""“I disagree”: one step for anybody at any decision. It climbs the stages, and prevents nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline, stage_deadline
from triage_api.casework.members import must_have
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, WrongError, wrong
from triage_api.casework.stages import at_the_top, next_to, stages_of, standing_at, still_time, wanted_at
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import DisagreementStage, Policy, WorkClock
from triage_api.record import (
    CHANGED,
    GOES_ON,
    UPHELD,
    WAITING,
    Disagreed,
    Disagreement,
    DisagreementAnswered,
    DisagreementClimbed,
    DisagreementWithdrawn,
)

OUTCOMES = (UPHELD, CHANGED, GOES_ON)
"""What a stage can answer."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """A disagreement as it was sent."""

    words: str
    decision: int | None = None
    """``None``: the latest one, unless ``about`` says what somebody else decided."""
    about: str | None = None
    said_by: str | None = None
    stage: str | None = None
    """``None``: the first."""
    immediate_risk: bool = False


def disagree(change: Change, dissent: Dissent) -> None:
    """Record that somebody disagrees. Whoever is signed in may.

    Raises:
        WrongError: the words are missing; there is no such decision or stage.
        ConflictError: the policy has no stages; or a stage is passed over without immediate risk.
    """
    if faults := own_words(dissent.words, "/words", "The words"):
        raise WrongError(faults)
    stages = _stages(change.policy)
    stage = wanted_at(stages, dissent.stage, stages[0], dissent.immediate_risk)
    starts = change.signed.happened_at or change.signed.at
    change.add(
        Disagreed(
            words=dissent.words.strip(),
            decision=_decision(change, dissent),
            about=dissent.about,
            said_by=dissent.said_by,
            stage=stage.id,
            title=stage.title,
            is_last=stage is stages[-1],
            immediate_risk=dissent.immediate_risk,
            deadline=deadline(change.policy, WorkClock.REFERRER_ANSWERED, starts)
            if dissent.said_by and stage is stages[0]
            else stage_deadline(change.policy, stage, starts),
        )
    )


def _decision(change: Change, dissent: Dissent) -> int | None:
    numbers = [made.number for made in change.referral.decisions]
    if dissent.decision is not None and dissent.decision not in numbers:
        there = ", ".join(map(str, numbers)) or "none"
        what = f"There is no decision {dissent.decision}."
        raise wrong("/decision", "no-such-decision", what, f"There are: {there}.")
    if dissent.decision is None and not dissent.about and not numbers:
        what = "It does not say with what."
        raise wrong("/about", "missing-field", what, "Nothing is decided here: say what, and who decided it.")
    return dissent.decision or (None if dissent.about else numbers[-1])


def answer_disagreement(change: Change, of: int, outcome: str, words: str) -> None:
    """Record the answer of the stage that it stands at. ``goes_on`` takes it to the next one.

    Raises:
        NotFoundError: there is no such disagreement.
        NotYoursError: the stage is for others, or it is one's own.
        ConflictError: it waits for no answer, or no stage is above.
        WrongError: the outcome is none, or the words are missing.
    """
    one = _found(change, of)
    if outcome not in OUTCOMES:
        raise wrong("/outcome", "wrong-value", f"“{outcome}” is no answer.", nearest(outcome, OUTCOMES))
    if one.state != WAITING:
        raise ConflictError("wrong-state", "It waits for no answer", f"It is “{one.state}”.")
    stages = _stages(change.policy)
    _refuse_others(change, one, stages)
    if faults := own_words(words, "/words", "The answer"):
        raise WrongError(faults)
    if outcome == GOES_ON and one.stage.is_last:
        raise at_the_top(one.stage.title)
    change.add(DisagreementAnswered(of, outcome, words.strip()))
    if outcome == GOES_ON:
        _climb(change, one, next_to(stages, one.stage.stage), words, immediate_risk=False)


def _refuse_others(change: Change, one: Disagreement, stages: Sequence[DisagreementStage]) -> None:
    if one.said_by is None and one.by.name == change.member.person.name:
        raise NotYoursError("own-disagreement", "Not yours to do", "Nobody answers their own disagreement.")
    stage = standing_at(stages, one.stage.stage)
    must_have(change.member, stage.answered_by, change.policy.roles, f"Answering at “{stage.title}”")


def take_further(change: Change, of: int, words: str, stage: str | None, immediate_risk: bool) -> None:
    """Take it to a higher stage: the next, once this one has upheld the decision or has not answered in time;
    any, and at any time, where a child may be hurt meanwhile.

    Raises:
        NotFoundError: there is no such disagreement or stage.
        NotYoursError: it is somebody else's.
        ConflictError: it has ended, or this stage still has time to answer.
        WrongError: the words are missing, or there is no such stage.
    """
    one = _found(change, of)
    _refuse_not_author(change, one, "Its author takes it further.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    if one.has_ended:
        raise at_the_top(one.stage.title) if one.stage.is_last else _ended(one)
    if one.stage.is_last:
        raise at_the_top(one.stage.title)
    if one.state == WAITING and not immediate_risk and not _is_late(one, change.signed.at):
        due = None if one.stage.deadline is None else one.stage.deadline.due
        raise still_time(one.stage.title, due)
    stages = _stages(change.policy)
    above = next_to(stages, one.stage.stage)
    to = wanted_at(stages[stages.index(above) :], stage, above, immediate_risk)
    _climb(change, one, to, words, immediate_risk=immediate_risk)


def _is_late(one: Disagreement, now: datetime) -> bool:
    return one.stage.deadline is not None and now > datetime.fromisoformat(one.stage.deadline.due)


def _climb(
    change: Change, one: Disagreement, to: DisagreementStage, words: str, *, immediate_risk: bool
) -> None:
    starts = change.signed.happened_at or change.signed.at
    change.add(
        DisagreementClimbed(
            of=one.number,
            stage=to.id,
            title=to.title,
            is_last=to is _stages(change.policy)[-1],
            words=words.strip(),
            immediate_risk=immediate_risk,
            deadline=stage_deadline(change.policy, to, starts),
        )
    )


def withdraw(change: Change, of: int, words: str) -> None:
    """Record that its author withdraws it, in words.

    Raises:
        NotFoundError: there is no such disagreement.
        NotYoursError: it is somebody else's.
        ConflictError: it has ended.
        WrongError: the words are missing.
    """
    one = _found(change, of)
    _refuse_not_author(change, one, "Only its author withdraws it.")
    if one.has_ended:
        raise _ended(one)
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    change.add(DisagreementWithdrawn(of, words.strip()))


def _refuse_not_author(change: Change, one: Disagreement, what: str) -> None:
    """Whoever entered it: also for whoever told us, who has nobody else here."""
    if one.by.name != change.member.person.name:
        raise NotYoursError("not-the-author", "Not yours to do", f"It is {one.by.name}'s. {what}")


def _found(change: Change, of: int) -> Disagreement:
    for one in change.referral.disagreements:
        if one.number == of:
            return one
    numbers = ", ".join(str(one.number) for one in change.referral.disagreements) or "none"
    raise NotFoundError(
        "no-such-disagreement", "Not found", f"There is no disagreement {of}. There are: {numbers}."
    )


def _stages(policy: Policy) -> list[DisagreementStage]:
    return stages_of(policy, policy.casework.disagreement, "disagreement")


def _ended(one: Disagreement) -> ConflictError:
    return ConflictError("ended", "It has ended", f"It is “{one.state}”.")
