"""Decisions, and the second views of what they or an edited answer lower."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.deciding import Ruling, decide
from triage_api.casework.points import propose
from triage_api.casework.second_views import give_second_view
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import lowering

decisions = Resource("decisions", "What a named person decided, in their own words.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class DecisionSchema(WriteSchema):
    """A decision. `route` and `rag` are both null where the screening answer says it is no referral."""

    route = Text(80, required=True, allow_none=True, words="An id of the policy.")
    rag = Text(80, required=True, allow_none=True, words="An id of the policy.")
    reasons = fields.String(required=True, metadata={"description": "Why, in the decider's own words."})
    point = Text(80, words="When in the case: a decision point. Needed where a decision stands already.")
    value = Text(80, words="What is decided of that point's own question, where it has one.")
    lowering = fields.Nested(LoweringSchema)
    dropped = fields.List(
        fields.String(),
        load_default=[],
        validate=validate.Length(0, 100),
        metadata={"description": "Required contacts that will not be made; this lowers."},
    )


class ProposalSchema(WriteSchema):
    """What whoever did the work proposes at a decision point."""

    point = Text(80, required=True, words="An id of the policy's decision points.")
    value = Text(80, required=True, words="One of that point's values.")
    words = fields.String(required=True, metadata={"description": "Why, in the person's own words."})


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
    ruling = Ruling(
        route=body["route"],
        rag=body["rag"],
        reasons=body["reasons"],
        lowering=lowering(body),
        dropped=tuple(body["dropped"]),
        point=body.get("point"),
        value=body.get("value"),
    )
    return changed(body, id, lambda change: decide(change, ruling))


@decisions.at("/referrals/<id>/proposals", "POST")
@decisions.takes(ProposalSchema)
@decisions.gives("Referral", problems=PROBLEMS)
def post_proposal(body: dict[str, Any], id: str) -> Response:
    """Propose: whoever did the work says what should be decided, before somebody else decides."""
    point, value, words = body["point"], body["value"], body["words"]
    return changed(body, id, lambda change: propose(change, point, value, words))


@decisions.at("/referrals/<id>/second-views", "POST")
@decisions.takes(SecondViewSchema)
@decisions.gives("Referral", problems=PROBLEMS)
def post_second_view(body: dict[str, Any], id: str) -> Response:
    """Give the second view of a lowering; nobody gives it of their own."""
    of, agrees, words = body["of"], body["agrees"], body["words"]
    return changed(body, id, lambda change: give_second_view(change, of, agrees, words))
