"""A transfer that one side will not have: taken up by a manager, ended by a senior one, in words.

It climbs the policy's stages. Taken up and not ended, or not taken up in time, it stands at the next one, on
a clock of its own: no dispute is without one.
"""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.changes import Change
from triage_api.casework.dispute_stages import as_reached, stages_now
from triage_api.casework.members import must_be_permitted, must_have
from triage_api.casework.naming import unnamed
from triage_api.casework.refusals import Fault, WrongError
from triage_api.casework.stages import at_the_top, next_to, stages_of, standing_at, still_time, wanted_at
from triage_api.casework.transfers import found, must_be
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission
from triage_api.record import (
    ACCEPTS,
    KEEPS,
    DisputeClimbed,
    DisputeEnded,
    DisputeStage,
    DisputeTakenUp,
    Professional,
    Transfer,
)


def take_up(
    change: Change, of: int, spoke_to: Professional, words: str, escalated_to: Professional | None
) -> None:
    """Record that a manager spoke with one of the other side, and perhaps took it higher. It then stands at
    the next stage, until it is ended.

    Raises:
        NotYoursError: the stage that it stands at is for others.
        NotFoundError, ConflictError: no such transfer, or it is not disputed.
        WrongError: nobody named, or no words.
    """
    transfer = found(change.referral, of)
    must_be(transfer, "disputed")
    standing = _standing(transfer)
    _refuse_others(change, standing)
    faults = [*unnamed(spoke_to, "/spoke_to"), *own_words(words, "/words", "What was said")]
    if escalated_to is not None:
        faults += unnamed(escalated_to, "/escalated_to")
    if faults:
        raise WrongError(faults)
    change.add(DisputeTakenUp(of, spoke_to, words.strip(), escalated_to, _gone_on(change, standing)))


def climb(
    change: Change, of: int, words: str, stage: str | None = None, immediate_risk: bool = False
) -> None:
    """Take a dispute that nobody has taken up in time to the next stage; where a child may be hurt meanwhile,
    at once and to any. Whoever is signed in may.

    Raises:
        NotFoundError: no such transfer.
        ConflictError: it is not disputed; the policy has no stages, or none above; this one still has time.
        WrongError: the words are missing, or there is no such stage.
    """
    transfer = found(change.referral, of)
    must_be(transfer, "disputed")
    stages = stages_of(change.policy, change.policy.casework.transfer_dispute, "a disputed transfer")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    standing = _standing(transfer)
    if standing is None:
        # It began while the policy had no stages: it has waited for the first one ever since.
        above, place = stages[0], 0
    else:
        if standing.is_last:
            raise at_the_top(standing.title)
        due = standing.deadline.due
        if not immediate_risk and change.signed.at <= datetime.fromisoformat(due):
            raise still_time(standing.title, due)
        above = next_to(stages, standing.stage)
        place = stages.index(above)
    to = wanted_at(stages[place:], stage, above, immediate_risk)
    change.add(DisputeClimbed(of, words.strip(), immediate_risk, as_reached(change, to)))


def _standing(transfer: Transfer) -> DisputeStage | None:
    """The stage that it stands at; ``None``: it came to none."""
    reached = () if transfer.dispute is None else transfer.dispute.stages
    return reached[-1].stage if reached else None


def _refuse_others(change: Change, standing: DisputeStage | None) -> None:
    what = "Taking up a disputed transfer"
    stages = stages_now(change)
    if standing is None or not stages:
        must_be_permitted(change.member, change.policy, Permission.DECIDE_TRANSFER, what)
        return
    stage = standing_at(stages, standing.stage)
    must_have(change.member, stage.answered_by, change.policy.roles, f"{what} at “{stage.title}”")


def _gone_on(change: Change, standing: DisputeStage | None) -> DisputeStage | None:
    """Where it goes on to once it was taken up; ``None``: nowhere, it is the last stage or there is none."""
    stages = stages_now(change)
    if not stages or (standing is not None and standing.is_last):
        return None
    if standing is None:
        # It began while the policy had no stages: who takes it up now does what the first of them asks for.
        return as_reached(change, stages[min(1, len(stages) - 1)])
    return as_reached(change, next_to(stages, standing.stage))


def end_dispute(change: Change, of: int, outcome: str, said_by: Professional, words: str) -> None:
    """End a dispute: the receiver accepts, or the sender keeps the child.

    Raises:
        NotYoursError: it is for a senior manager.
        NotFoundError, ConflictError: no such transfer, or it is not disputed.
        WrongError: an unknown outcome, nobody of the other side named, or no words.
    """
    must_be_permitted(change.member, change.policy, Permission.END_DISPUTE, "Ending a disputed transfer")
    must_be(found(change.referral, of), "disputed")
    faults = [*unnamed(said_by, "/said_by"), *own_words(words, "/words", "The words")]
    if outcome not in (ACCEPTS, KEEPS):
        what = f"A dispute does not end in “{outcome}”."
        faults.append(Fault("/outcome", "wrong-value", what, nearest(outcome, [ACCEPTS, KEEPS])))
    if faults:
        raise WrongError(faults)
    change.add(DisputeEnded(of, outcome, said_by, words.strip()))
