"""Decisions, and the second views of what they or an edited answer lower."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.deciding import Ruling, decide
from triage_api.casework.second_views import give_second_view
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import answered, asked
from triage_api.web.readings import lowering
from triage_api.web.services import services

decisions = Resource("decisions", "What a named person decided, in their own words.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class DecisionSchema(WriteSchema):
    """A decision. `route` and `rag` are both null where the screening answer says it is no referral."""

    route = Text(80, required=True, allow_none=True, words="An id of the policy.")
    rag = Text(80, required=True, allow_none=True, words="An id of the policy.")
    reasons = fields.String(required=True, metadata={"description": "Why, in the decider's own words."})
    lowering = fields.Nested(LoweringSchema)
    dropped = fields.List(
        fields.String(),
        load_default=[],
        validate=validate.Length(0, 100),
        metadata={"description": "Required contacts that will not be made; this lowers."},
    )


class SecondViewSchema(WriteSchema):
    """The second view of a lowering."""

    of = fields.Integer(required=True, strict=True, metadata={"description": "The lowering's number."})
    agrees = Flag(required=True)
    words = fields.String(required=True, metadata={"description": "Why, in the person's own words."})


@decisions.at("/referrals/<id>/decisions", "POST")
@decisions.takes(DecisionSchema)
@decisions.gives("Referral", problems=PROBLEMS)
def post_decision(body: dict[str, Any], id: str) -> Response:
    """Decide. Below the recommendation it needs `lowering`, and a second person."""
    ruling = Ruling(body["route"], body["rag"], body["reasons"], lowering(body), tuple(body["dropped"]))
    return answered(
        services().desk.change(asked(body.get("happened_at")), id, lambda change: decide(change, ruling))
    )


@decisions.at("/referrals/<id>/second-views", "POST")
@decisions.takes(SecondViewSchema)
@decisions.gives("Referral", problems=PROBLEMS)
def post_second_view(body: dict[str, Any], id: str) -> Response:
    """Give the second view of a lowering; nobody gives it of their own."""
    of, agrees, words = body["of"], body["agrees"], body["words"]
    reply = services().desk.change(
        asked(body.get("happened_at")), id, lambda change: give_second_view(change, of, agrees, words)
    )
    return answered(reply)
