"""Searches of records: in whose, since when, and what was found; or why it could not be searched."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.searching import LONGEST, RESULTS, Searching, record_search, withdraw_search
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import ProfessionalSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import professional

searches = Resource("searches", "In whose records each child and adult was searched for, and since when.")

PROBLEMS = [400, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class RecordsSearchSchema(WriteSchema):
    """A search, made or tried. `happened_at` is when."""

    of = fields.List(
        Text(40), required=True, validate=validate.Length(0, 80), metadata={"description": "Refs."}
    )
    records = Text(
        LONGEST, required=True, words="In whose records: an agency of the policy, or “Luton's social care”."
    )
    since = Text(
        10,
        required=True,
        allow_none=True,
        words="From when on they were searched: 2009, 2009-04 or 2009-04-01; null if nobody knows.",
    )
    result = fields.String(
        required=True,
        metadata={"description": f"{', '.join(RESULTS)}. Only the first two check anything."},
    )
    by = fields.Nested(ProfessionalSchema, metadata={"description": "Who searched, if not who is signed in."})
    words = fields.String(
        metadata={"description": "What was found, or why it could not be searched: needed then."}
    )


class SearchWithdrawalSchema(WriteSchema):
    """A search was of somebody else, or was never made."""

    words = fields.String(required=True)


@searches.at("/referrals/<id>/searches", "POST")
@searches.takes(RecordsSearchSchema)
@searches.gives("Referral", problems=PROBLEMS)
def post_search(body: dict[str, Any], id: str) -> Response:
    """Record that records were searched, or could not be."""
    by = body.get("by")
    sent = Searching(
        of=tuple(body["of"]),
        records=body["records"],
        since=body["since"],
        result=body["result"],
        searcher=None if by is None else professional(by),
        words=body.get("words"),
    )
    return changed(body, id, lambda change: record_search(change, sent))


@searches.at("/referrals/<id>/searches/<int:number>/withdrawal", "POST")
@searches.takes(SearchWithdrawalSchema)
@searches.gives("Referral", problems=PROBLEMS)
def post_withdrawal(body: dict[str, Any], id: str, number: int) -> Response:
    """Take a search back; it stays in the record."""
    words = body["words"]
    return changed(body, id, lambda change: withdraw_search(change, number, words))
