"""The stages that a disputed transfer climbs, as the policy has them."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline, stage_deadline
from triage_api.policy.model import DisagreementStage, WorkClock
from triage_api.record import Deadline, DisputeStage


def stages_now(change: Change) -> list[DisagreementStage]:
    """The policy's stages, lowest first; it may have none."""
    return list(change.policy.casework.transfer_dispute.values())


def first_stage(change: Change) -> tuple[Deadline | None, DisputeStage | None]:
    """By when a dispute that begins now is taken up, and the stage that it begins at, if there are any."""
    stages = stages_now(change)
    if not stages:
        return deadline(change.policy, WorkClock.DISPUTE_ANSWERED, change.moment), None
    first = as_reached(change, stages[0])
    return first.deadline, first


def as_reached(change: Change, stage: DisagreementStage) -> DisputeStage:
    """A stage as a dispute comes to it now, with its clock."""
    due = stage_deadline(change.policy, stage, change.moment)
    return DisputeStage(stage.id, stage.title, stage is stages_now(change)[-1], due)
