"""On what basis a required contact is told, and what keeps people safe."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.sharing import Safe, allow_sharing, say_safety, say_sharing
from triage_api.record import BASES
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, Text, WriteSchema
from triage_api.web.preconditions import changed

sharing = Resource("sharing", "On what basis a contact is told, and what keeps people safe.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class SharingSchema(WriteSchema):
    """Whether the family agrees."""

    basis = fields.String(required=True, validate=validate.OneOf(BASES))
    words = fields.String(required=True, metadata={"description": "Who agreed to what; or why not told."})


class AllowedSchema(WriteSchema):
    """A manager's reason."""

    words = fields.String(required=True, metadata={"description": "Why it may be told without agreement."})


class SafetySchema(WriteSchema):
    """What keeps people safe; what is left out stays as it was."""

    safe_to_contact = Flag(allow_none=True)
    how = fields.String(
        allow_none=True,
        validate=validate.Length(0, 1_000),
        metadata={"description": "A safe time and way; or why there is none."},
    )
    staff = fields.String(
        allow_none=True,
        validate=validate.Length(0, 1_000),
        metadata={"description": "What whoever goes there must know."},
    )
    do_not_say = fields.List(
        Text(400),
        load_default=[],
        validate=validate.Length(0, 20),
        metadata={"description": "What not to say, and to whom; added to what was said before."},
    )


@sharing.at("/referrals/<id>/contacts/<contact>/sharing", "POST")
@sharing.takes(SharingSchema)
@sharing.gives("Referral", problems=PROBLEMS)
def post_sharing(body: dict[str, Any], id: str, contact: str) -> Response:
    """Say whether the family agrees that a required contact is told."""
    basis, words = body["basis"], body["words"]
    return changed(body, id, lambda change: say_sharing(change, contact, basis, words))


@sharing.at("/referrals/<id>/contacts/<contact>/sharing-without-agreement", "POST")
@sharing.takes(AllowedSchema)
@sharing.gives("Referral", problems=PROBLEMS)
def post_allowed(body: dict[str, Any], id: str, contact: str) -> Response:
    """Write down why a contact may be told without the family's agreement."""
    words = body["words"]
    return changed(body, id, lambda change: allow_sharing(change, contact, words))


@sharing.at("/referrals/<id>/safety", "POST")
@sharing.takes(SafetySchema)
@sharing.gives("Referral", problems=PROBLEMS)
def post_safety(body: dict[str, Any], id: str) -> Response:
    """Say how the family can be reached safely, and what keeps others safe."""
    safe = Safe(body.get("safe_to_contact"), body.get("how"), body.get("staff"), tuple(body["do_not_say"]))
    return changed(body, id, lambda change: say_safety(change, safe))
