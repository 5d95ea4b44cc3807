"""A case in, a recommendation out; nothing is stored, and nothing is decided."""

from __future__ import annotations

import json
from typing import Any

from flask import Response
from marshmallow import fields

from triage_api.casework.changes import judged, served
from triage_api.casework.refusals import wrong
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Text, Verbatim
from triage_api.web.services import services

triage = Resource("triage", "What a policy says of a case. Nothing is stored.")


class CaseSchema(Verbatim):
    """A case: what was answered, about whom, and who said so. The engine reads it."""

    policy = Text(100, required=True, words="An id, or id@version.")
    received_at = fields.AwareDateTime(required=True, metadata={"description": "When it was received."})
    answers = fields.Dict(keys=fields.String(), metadata={"description": "About the referral, by question."})
    children = fields.List(fields.Dict(), metadata={"description": "Each with its ref and its answers."})
    adults = fields.List(fields.Dict(), metadata={"description": "Each with its ref and its answers."})
    incidents = fields.List(fields.Dict(), metadata={"description": "Each with its ref and its answers."})
    events = fields.List(fields.Dict(), metadata={"description": "What has happened since, for the clocks."})


@triage.at("/triage", "POST")
@triage.takes(CaseSchema)
@triage.gives("Recommendation", problems=[400, 413, 415, 422, 503])
def recommend(case: dict[str, Any]) -> Response:
    """What the policy says of the case."""
    if not isinstance(case.get("policy"), str):
        raise wrong(
            "/policy", "missing-field", "It does not say which policy.", "Add “policy”, like “ealing”."
        )
    body = judged(case, served(services().catalogue, case["policy"]))
    # Not jsonify: it would sort the fields, and the order is the contract's.
    return Response(json.dumps(body, ensure_ascii=False), content_type="application/json")
