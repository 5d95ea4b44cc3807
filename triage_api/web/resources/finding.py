"""Who a child is whom nobody can name, and which other referrals are of the same people."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.finding import end_search, seek_child
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

finding = Resource("finding", "Children whom nobody can name, and other referrals of the same people.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class SoughtSchema(WriteSchema):
    """What was tried to find out who the child is."""

    tried = fields.String(required=True)
    asked = fields.List(
        Text(120),
        load_default=[],
        validate=validate.Length(0, 20),
        metadata={"description": "Who else was asked: “Oak School”."},
    )


class SearchEndSchema(WriteSchema):
    """Nobody looks for the child any more."""

    words = fields.String(required=True, metadata={"description": "Why."})


@finding.at("/referrals/<id>/children/<child>/sought", "POST")
@finding.takes(SoughtSchema)
@finding.gives("Referral", problems=PROBLEMS)
def post_sought(body: dict[str, Any], id: str, child: str) -> Response:
    """Say what was tried, and who else was asked; by a manager it is a review of the search."""
    tried, others = body["tried"], tuple(body["asked"])
    return changed(body, id, lambda change: seek_child(change, child, tried, others))


@finding.at("/referrals/<id>/children/<child>/sought/end", "POST")
@finding.takes(SearchEndSchema)
@finding.gives("Referral", problems=PROBLEMS)
def post_search_end(body: dict[str, Any], id: str, child: str) -> Response:
    """End the search for a child whom nobody can name."""
    words = body["words"]
    return changed(body, id, lambda change: end_search(change, child, words))


@finding.at("/referrals/<id>/links")
@finding.gives("Links", problems=[404])
def read_links(id: str) -> Response:
    """Other referrals with the same id in the case system; and those that are perhaps of the same people."""
    found = services()
    return as_json(found.desk.links(id, member(), found.settings.clock()))
