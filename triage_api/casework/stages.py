"""The stages that a disagreement, or a disputed transfer, climbs: and which may be passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage_api.casework.refusals import ConflictError, wrong
from triage_api.engine.answers import nearest
from triage_api.policy.model import DisagreementStage, Policy


def stages_of(policy: Policy, stages: Mapping[str, DisagreementStage], what: str) -> list[DisagreementStage]:
    """The policy's stages, lowest first; at least one.

    Raises:
        ConflictError: it has none.
    """
    if not stages:
        raise ConflictError(
            "no-stages",
            "There is nowhere for it to go",
            f"{policy.ref} has no stages of {what} in casework.yaml. Tell the policy's lead.",
        )
    return list(stages.values())


def standing_at(stages: Sequence[DisagreementStage], id: str) -> DisagreementStage:
    """The stage of this id; one that the policy no longer has is answered by whoever answers the last one."""
    return next((one for one in stages if one.id == id), stages[-1])


def next_to(stages: Sequence[DisagreementStage], id: str) -> DisagreementStage:
    """The stage above this one; the last, where the policy no longer has it."""
    ids = [one.id for one in stages]
    place = ids.index(id) + 1 if id in ids else len(stages)
    return stages[min(place, len(stages) - 1)]


def wanted_at(
    stages: Sequence[DisagreementStage], wanted: str | None, nearest_stage: DisagreementStage, at_risk: bool
) -> DisagreementStage:
    """The stage that was asked for: the next, unless a child may be hurt meanwhile.

    Raises:
        WrongError: there is no such stage.
        ConflictError: a stage is passed over, and no child may be hurt meanwhile.
    """
    known = {stage.id: stage for stage in stages}
    if wanted is not None and wanted not in known:
        raise wrong(
            "/stage", "unknown-stage", f"There is no stage “{wanted}” above.", nearest(wanted, list(known))
        )
    stage = nearest_stage if wanted is None else known[wanted]
    if stage is not nearest_stage and not at_risk:
        raise ConflictError(
            "stage-passed-over",
            "A stage may not be passed over",
            f"It goes to “{nearest_stage.title}” first. If a child may be hurt meanwhile, send "
            "“immediate_risk”: true.",
        )
    return stage


def still_time(title: str, due: str | None) -> ConflictError:
    """That a stage still has time to answer."""
    by = "" if due is None else f" by {due}"
    return ConflictError(
        "still-time",
        "It still has time to be answered",
        f"“{title}” answers{by}. If a child may be hurt before then, send “immediate_risk”: true.",
    )


def at_the_top(title: str) -> ConflictError:
    """That no stage is above this one."""
    return ConflictError(
        "no-stage-above", "No stage is above this one", f"“{title}” is the policy's last word."
    )
