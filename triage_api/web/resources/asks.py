"""What an agency is asked: one document, and one list of everything."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema

from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Text
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

asks = Resource("asks", "What an agency is asked, as documents that it can act on without Front Door.")


class AsksSchema(Schema):
    """Whose list."""

    agency = Text(80, required=True, words="An agency of the policy, like health_visiting.")


@asks.at("/asks")
@asks.asks(AsksSchema)
@asks.gives("Asks", problems=[422])
def read_asks(query: dict[str, Any]) -> Response:
    """Everything that one agency is asked and has not done, late first."""
    found = services()
    return as_json(found.desk.asks(query["agency"], member(), found.settings.clock()))


@asks.at("/referrals/<id>/contacts/<contact>/print")
@asks.gives("Print", problems=[404])
def print_ask(id: str, contact: str) -> Response:
    """One required contact as a document for the agency, in parts that fit a case system's field."""
    found = services()
    parts = found.desk.printed_ask(id, contact, member(), found.settings.clock())
    return as_json({"kind": "ask", "parts": parts})
