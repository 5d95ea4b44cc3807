"""Disagreements: raised by anybody, answered stage by stage."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.disagreeing import (
    OUTCOMES,
    Dissent,
    answer_disagreement,
    disagree,
    take_further,
    withdraw,
)
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, Text, WriteSchema
from triage_api.web.preconditions import changed

disagreements = Resource("disagreements", "“I disagree”: one step, which climbs until it is settled.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class DissentSchema(WriteSchema):
    """A disagreement."""

    words = fields.String(required=True, metadata={"description": "With what, and why."})
    decision = fields.Integer(strict=True, metadata={"description": "The latest, if left out."})
    about = Text(400, words="What somebody else decided, and who; instead of a decision here.")
    said_by = Text(120, words="Whoever told us, if it is recorded for them.")
    stage = Text(80, words="The first, if left out; another needs immediate_risk.")
    immediate_risk = Flag(
        load_default=False, metadata={"description": "A child may be hurt before a lower stage answers."}
    )


class DissentAnswerSchema(WriteSchema):
    """The answer of the stage that it stands at."""

    of = fields.Integer(required=True, strict=True, metadata={"description": "Its number."})
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    words = fields.String(required=True, metadata={"description": "Why, in your own words."})


class ClimbSchema(WriteSchema):
    """Taking it further."""

    of = fields.Integer(required=True, strict=True, metadata={"description": "Its number."})
    words = fields.String(required=True, metadata={"description": "Why, in your own words."})
    stage = Text(80, words="The next, if left out; another needs immediate_risk.")
    immediate_risk = Flag(load_default=False)


class WithdrawalSchema(WriteSchema):
    """Withdrawing it."""

    of = fields.Integer(required=True, strict=True, metadata={"description": "Its number."})
    words = fields.String(required=True, metadata={"description": "Why, in your own words."})


@disagreements.at("/referrals/<id>/disagreements", "POST")
@disagreements.takes(DissentSchema)
@disagreements.gives("Referral", problems=PROBLEMS)
def post_disagreement(body: dict[str, Any], id: str) -> Response:
    """Disagree. Whoever is signed in may; it prevents nothing."""
    dissent = Dissent(
        words=body["words"],
        decision=body.get("decision"),
        about=body.get("about"),
        said_by=body.get("said_by"),
        stage=body.get("stage"),
        immediate_risk=body["immediate_risk"],
    )
    return changed(body, id, lambda change: disagree(change, dissent))


@disagreements.at("/referrals/<id>/disagreements/answers", "POST")
@disagreements.takes(DissentAnswerSchema)
@disagreements.gives("Referral", problems=PROBLEMS)
def post_answer(body: dict[str, Any], id: str) -> Response:
    """Answer a disagreement at the stage that it stands at."""
    of, outcome, words = body["of"], body["outcome"], body["words"]
    return changed(body, id, lambda change: answer_disagreement(change, of, outcome, words))


@disagreements.at("/referrals/<id>/disagreements/climbs", "POST")
@disagreements.takes(ClimbSchema)
@disagreements.gives("Referral", problems=PROBLEMS)
def post_climb(body: dict[str, Any], id: str) -> Response:
    """Take one's disagreement to a higher stage."""
    of, words, stage, risk = body["of"], body["words"], body.get("stage"), body["immediate_risk"]
    return changed(body, id, lambda change: take_further(change, of, words, stage, risk))


@disagreements.at("/referrals/<id>/disagreements/withdrawals", "POST")
@disagreements.takes(WithdrawalSchema)
@disagreements.gives("Referral", problems=PROBLEMS)
def post_withdrawal(body: dict[str, Any], id: str) -> Response:
    """Withdraw one's disagreement, in words."""
    of, words = body["of"], body["words"]
    return changed(body, id, lambda change: withdraw(change, of, words))
