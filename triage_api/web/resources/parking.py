"""Referrals put aside with the questions unfinished, and gone on with by whoever may see them."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields

from triage_api.casework.parking import park, resume
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import WriteSchema
from triage_api.web.preconditions import changed

parking = Resource("parking", "Put aside by name, and gone on with: nothing ends by itself.")

PROBLEMS = [400, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class ParkingSchema(WriteSchema):
    """Somebody puts it aside."""

    words = fields.String(required=True, metadata={"description": "Where you are, and what comes next."})


class ResumingSchema(WriteSchema):
    """Somebody goes on with it."""


@parking.at("/referrals/<id>/parking", "POST")
@parking.takes(ParkingSchema)
@parking.gives("Referral", problems=PROBLEMS)
def post_parking(body: dict[str, Any], id: str) -> Response:
    """Put it aside. An answer or a decision of anybody goes on with it."""
    words = body["words"]
    return changed(body, id, lambda c: park(c, words))


@parking.at("/referrals/<id>/parking/end", "POST")
@parking.takes(ResumingSchema)
@parking.gives("Referral", problems=PROBLEMS)
def post_resuming(body: dict[str, Any], id: str) -> Response:
    """Go on with it."""
    return changed(body, id, resume)
