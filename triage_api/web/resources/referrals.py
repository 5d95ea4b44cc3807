"""Referrals: a line each, one whole, and what happened to it."""

from __future__ import annotations

import json
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.refusals import wrong
from triage_api.engine.answers import read_instant
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Instant, Text
from triage_api.web.preconditions import answered, asked
from triage_api.web.resources.triage import CaseSchema
from triage_api.web.services import services

referrals = Resource("referrals", "Referrals: what arrived, what was answered, decided and done.")

MOST_LINES = 500
STATES = ("open", "awaiting_second_view", "decided", "not_a_referral", "closed")


class ListSchema(Schema):
    """Which referrals."""

    state = fields.String(
        validate=validate.OneOf(STATES), metadata={"description": "Those in this state alone."}
    )
    parked = fields.Boolean(
        load_default=False, metadata={"description": "Those alone that somebody has put aside."}
    )
    after = Text(40, words="Those behind this one: the last id of the page before.")
    limit = fields.Integer(
        load_default=200,
        validate=validate.Range(1, MOST_LINES),
        metadata={"description": f"At most so many; {MOST_LINES} at the very most."},
    )


class AsOfSchema(Schema):
    """At which moment."""

    as_of = Instant(metadata={"description": "As it stood then; now, if left out."})


class OpeningSchema(CaseSchema):
    """As much of a case as is known, with what tells the referral from others."""

    reference = Text(60, words="The case system's reference, if there is one already.")
    happened_at = Instant(metadata={"description": "When it was opened, if not now."})


@referrals.at("/referrals")
@referrals.asks(ListSchema)
@referrals.gives("Referrals", problems=[422])
def list_referrals(query: dict[str, Any]) -> Response:
    """A line each, the latest received first."""
    limit = query["limit"]
    lines = services().desk.lines(
        query.get("state"),
        query.get("after"),
        limit + 1,
        member(),
        services().settings.clock(),
        parked=query["parked"],
    )
    more = lines[limit - 1]["id"] if len(lines) > limit else None
    return as_json({"referrals": lines[:limit], "next": more})


@referrals.at("/referrals", "POST")
@referrals.takes(OpeningSchema)
@referrals.gives("Referral", 201, problems=[400, 409, 413, 415, 422, 503, 507])
def open_referral(body: dict[str, Any]) -> Response:
    """Open a referral with as much of a case as is known; `policy` and `received_at` at least."""
    case = dict(body)
    reference, happened_at = case.pop("reference", None), case.pop("happened_at", None)
    if reference is not None and (not isinstance(reference, str) or not 0 < len(reference) <= 60):
        raise wrong(
            "/reference",
            "wrong-value",
            "It is no reference.",
            "60 characters at most; leave it out if pending.",
        )
    try:
        happened = None if happened_at is None else read_instant(happened_at)
    except ValueError as error:
        raise wrong(
            "/happened_at", "wrong-time", str(error), "Write it like 2015-06-24T09:00:00+01:00."
        ) from None
    reply = services().desk.open(asked(happened), case, reference)
    response = answered(reply)
    response.headers["Location"] = f"/v1/referrals/{json.loads(reply.body)['id']}"
    return response


@referrals.at("/referrals/<id>")
@referrals.asks(AsOfSchema)
@referrals.gives("Referral", problems=[404, 422])
def read_referral(query: dict[str, Any], id: str) -> Response:
    """One referral's whole state, now or as it stood."""
    found = services()
    body = found.desk.referral(id, member(), found.settings.clock(), query.get("as_of"))
    response = as_json(body)
    response.headers["ETag"] = f'"{body["version"]}"'
    return response


@referrals.at("/referrals/<id>/events")
@referrals.gives("Events", problems=[404])
def read_events(id: str) -> Response:
    """What happened, in order."""
    return as_json({"events": services().desk.events(id, member(), services().settings.clock())})


def as_json(body: dict[str, Any]) -> Response:
    """In the order that the contract gives: jsonify would sort."""
    return Response(json.dumps(body, ensure_ascii=False), content_type="application/json")
