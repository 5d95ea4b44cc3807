"""The timeline of a referral: what was due, done, late and missing, by date."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema

from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Instant
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

timelines = Resource("timeline", "What was due on which date, from which clock, and what became of it.")


class UntilSchema(Schema):
    """Up to when."""

    until = Instant(metadata={"description": "Up to when it is told; now, if left out."})


@timelines.at("/referrals/<id>/timeline")
@timelines.asks(UntilSchema)
@timelines.gives("Timeline", problems=[404, 409, 422])
def read_timeline(query: dict[str, Any], id: str) -> Response:
    """By date: what happened, what was done, and what was due, from which clock. The events alone say it."""
    found = services()
    return as_json(found.desk.timeline(id, member(), found.settings.clock(), query.get("until")))
