"""Prints: plain text for the authority's case system, for a hearing, and for the family."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.prints import PRINTS
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

prints = Resource("prints", "Plain text to paste into a case system, or to put on paper.")


class PrintSchema(Schema):
    """Which print."""

    kind = fields.String(
        load_default="record",
        validate=validate.OneOf(list(PRINTS)),
        metadata={"description": "The record; its reasons, as an attachment; or the family's version."},
    )


@prints.at("/referrals/<id>/print")
@prints.asks(PrintSchema)
@prints.gives("Print", problems=[404, 422])
def print_referral(query: dict[str, Any], id: str) -> Response:
    """One print of a referral, in parts that fit a case system's field."""
    found = services()
    parts = found.desk.printed(id, query["kind"], member(), found.settings.clock())
    return as_json({"kind": query["kind"], "parts": parts})
