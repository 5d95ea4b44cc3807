"""Disagreements, and every stage that they came to."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.bodies.basics import at, deadline, late, person
from triage_api.casework.judging import Json
from triage_api.record import Disagreement, Heard, Said


def disagreement_body(one: Disagreement, now: datetime) -> Json:
    """One disagreement."""
    return {
        "number": one.number,
        "words": one.words,
        "decision": one.decision,
        "about": one.about,
        "said_by": one.said_by,
        "by": person(one.by),
        "recorded_at": at(one.recorded_at),
        "happened_at": at(one.happened_at),
        "state": one.state,
        "ended": one.has_ended,
        "stages": [_stage(stage, one.withdrawn, now) for stage in one.stages],
        "withdrawn": _said(one.withdrawn),
    }


def _stage(stage: Heard, withdrawn: Said | None, now: datetime) -> Json:
    answered = None if stage.answer is None else stage.answer.at
    until = answered or stage.left_at or (None if withdrawn is None else withdrawn.at)
    return {
        "stage": stage.stage,
        "title": stage.title,
        "since": at(stage.since),
        "immediate_risk": stage.immediate_risk,
        "deadline": deadline(stage.deadline),
        "late": late(stage.deadline, until, now),
        "outcome": stage.outcome,
        "answer": _said(stage.answer),
    }


def _said(said: Said | None) -> Json | None:
    return None if said is None else {"words": said.words, "by": person(said.by), "at": at(said.at)}
