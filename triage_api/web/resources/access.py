"""Who may see a referral, who looked at it, and what keeps it from being purged."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.access import break_glass, end_hold, file_print, hold, lift, restrict
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, Text, WriteSchema
from triage_api.web.preconditions import answered, asked, changed
from triage_api.web.services import services

access = Resource("access", "Restricted referrals, who looked at what, and what is kept.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class WordsSchema(WriteSchema):
    """Why, in one's own words."""

    words = fields.String(required=True, metadata={"description": "Why, in your own words."})


class RestrictionSchema(WordsSchema):
    """Who alone may see it; nobody: everybody may again."""

    names = fields.List(
        fields.String(validate=validate.Length(1, 120)),
        required=True,
        validate=validate.Length(0, 40),
        metadata={"description": "As they sign in. You are always one of them. None: it is lifted."},
    )


class HoldSchema(WordsSchema):
    """Whether it is kept, whatever the retention rules say."""

    held = Flag(required=True)


class FilingSchema(WriteSchema):
    """Where its print is."""

    reference = Text(120, required=True, words="Where in the case system the print can be found.")


@access.at("/referrals/<id>/restriction", "POST")
@access.takes(RestrictionSchema)
@access.gives("Referral", problems=PROBLEMS)
def post_restriction(body: dict[str, Any], id: str) -> Response:
    """Let only these people see it; with no names, everybody again."""
    names, words = body["names"], body["words"]
    return changed(body, id, lambda change: restrict(change, names, words) if names else lift(change, words))


@access.at("/referrals/<id>/break-glass", "POST")
@access.takes(WordsSchema)
@access.gives("Referral", problems=PROBLEMS)
def post_break_glass(body: dict[str, Any], id: str) -> Response:
    """See a restricted referral without being named in it. It is noted, and read by somebody."""
    words = body["words"]
    reply = services().desk.change(
        asked(body.get("happened_at")), id, lambda change: break_glass(change, words), unseen=True
    )
    return answered(reply)


@access.at("/referrals/<id>/holds", "POST")
@access.takes(HoldSchema)
@access.gives("Referral", problems=PROBLEMS)
def post_hold(body: dict[str, Any], id: str) -> Response:
    """Keep it from being purged, or no longer."""
    rule, words = hold if body["held"] else end_hold, body["words"]
    return changed(body, id, lambda change: rule(change, words))


@access.at("/referrals/<id>/filings", "POST")
@access.takes(FilingSchema)
@access.gives("Referral", problems=PROBLEMS)
def post_filing(body: dict[str, Any], id: str) -> Response:
    """Say that its print is in the authority's case system."""
    reference = body["reference"]
    return changed(body, id, lambda change: file_print(change, reference))
