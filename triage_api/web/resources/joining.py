"""Two referrals of the same child, worked on as one, and taken apart again."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.joining import Joined, Pair
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import answered, asked
from triage_api.web.readings import lowering
from triage_api.web.services import services

joining = Resource("joining", "Two referrals of the same child: worked on as one, and taken apart again.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]
FALLS = {"description": "Where the recommendation of a child falls by it."}


class PairSchema(Schema):
    """Two that are one."""

    here = Text(40, required=True, words="A ref of this referral.")
    there = Text(40, required=True, words="A ref of the other.")


class JoinSchema(WriteSchema):
    """Another referral is worked on in this one."""

    referral = Text(40, required=True, words="The id of the other.")
    version = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1),
        metadata={"description": "Which version of the other you have seen."},
    )
    same = fields.List(
        fields.Nested(PairSchema),
        load_default=[],
        validate=validate.Length(0, 80),
        metadata={"description": "Who of the other is who of this one; all others are added."},
    )
    words = fields.String(required=True, metadata={"description": "How that is known."})
    lowering = fields.Nested(LoweringSchema, metadata=FALLS)


class UnjoinSchema(WriteSchema):
    """They are two after all."""

    words = fields.String(required=True, metadata={"description": "How that is known."})
    lowering = fields.Nested(LoweringSchema, metadata=FALLS)


@joining.at("/referrals/<id>/joined", "POST")
@joining.takes(JoinSchema)
@joining.gives("Referral", problems=PROBLEMS)
def post_join(body: dict[str, Any], id: str) -> Response:
    """Work on another referral in this one from now on."""
    sent = Joined(
        referral=body["referral"],
        version=body["version"],
        words=body["words"],
        same=tuple(Pair(**pair) for pair in body["same"]),
        lowering=lowering(body),
    )
    return answered(services().desk.join(asked(body.get("happened_at")), id, sent))


@joining.at("/referrals/<id>/joined/<int:number>/undoing", "POST")
@joining.takes(UnjoinSchema)
@joining.gives("Referral", problems=PROBLEMS)
def post_apart(body: dict[str, Any], id: str, number: int) -> Response:
    """Say that they are two after all."""
    why = lowering(body)
    reply = services().desk.unjoin(asked(body.get("happened_at")), id, number, body["words"], why)
    return answered(reply)
