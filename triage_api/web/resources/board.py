"""The board, its calendar, and search."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.boards import as_text
from triage_api.casework.refusals import wrong
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Text
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

board = Resource("board", "What needs a person now, what cannot be left tonight, and search.")

MOST_FOUND = 50


class PolicySchema(Schema):
    """Whose hours."""

    policy = Text(80, required=True, words="The policy that says when the office is open.")


class BoardSchema(PolicySchema):
    """Which view, and in which form."""

    at = fields.String(
        load_default="start",
        validate=validate.OneOf(("start", "end")),
        metadata={"description": "The start of a shift, or its end: then until the next opening."},
    )
    form = fields.String(
        load_default="json",
        validate=validate.OneOf(("json", "text")),
        metadata={"description": "JSON, or plain text."},
    )


class SearchSchema(Schema):
    """What tells a referral from others; at least one."""

    reference = Text(60, words="The case system's reference of the referral.")
    case_system_id = Text(60, words="The case system's id of a child or an adult.")
    initials = Text(4, words="Of a child; with born.")
    born = Text(7, r"(19|20)\d\d-(0[1-9]|1[0-2])", "2014-10", words="The month of birth; with initials.")


@board.at("/board")
@board.asks(BoardSchema)
@board.gives("Board", problems=[409, 422, 503])
def read_board(query: dict[str, Any]) -> Response:
    """Ours and theirs apart, each number with since when; ten of a kind at most, the worst first."""
    found = services()
    body = found.boards.board(query["policy"], query["at"], member(), found.settings.clock())
    if query["form"] == "text":
        return Response(as_text(body), content_type="text/plain; charset=utf-8")
    return as_json(body)


@board.at("/board.ics")
@board.asks(PolicySchema)
@board.gives("Calendar", problems=[409, 422, 503])
def read_calendar(query: dict[str, Any]) -> Response:
    """A calendar to subscribe to: when something is due, and how much; nothing of what it is."""
    found = services()
    text = found.boards.calendar(query["policy"], member(), found.settings.clock())
    return Response(text, content_type="text/calendar; charset=utf-8")


@board.at("/search")
@board.asks(SearchSchema)
@board.gives("Found", problems=[422, 503])
def search(query: dict[str, Any]) -> Response:
    """Referrals by reference, by a child's case-system id, or by initials and month of birth."""
    if ("initials" in query) != ("born" in query):
        raise wrong("/born", "missing-field", "Initials and month of birth go together.", "Give both.")
    wanted: dict[str, str] = {name: query[name] for name in ("reference", "case_system_id") if name in query}
    if "initials" in query:
        wanted["child"] = f"{query['initials']} {query['born']}"
    if not wanted:
        raise wrong("", "nothing-sought", "It does not say what is sought.", "Give a reference or an id.")
    found = services()
    lines = found.boards.search(wanted, member(), found.settings.clock(), MOST_FOUND + 1)
    return as_json({"referrals": lines[:MOST_FOUND], "more": len(lines) > MOST_FOUND})
