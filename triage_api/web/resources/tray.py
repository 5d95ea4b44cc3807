"""The tray: what arrived, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.answering import Given
from triage_api.casework.areas import Passing
from triage_api.casework.news import Told
from triage_api.casework.refusals import wrong
from triage_api.casework.tray.arrivals import Arrival
from triage_api.casework.tray.changes import ItemChange
from triage_api.casework.tray.desk import Opening
from triage_api.casework.tray.keeping import Correction, correct, reopen, see_other_area
from triage_api.casework.tray.looking import look
from triage_api.casework.tray.pasted import read_pasted
from triage_api.casework.tray.receiving import MOST, Sent
from triage_api.record import Handle, Professional, TrayItem
from triage_api.storage import Reply, Sought
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, Instant, ProfessionalSchema, Text, WriteSchema
from triage_api.web.preconditions import answered, asked
from triage_api.web.resources.answers import AnswerSchema
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

tray = Resource("tray", "The tray: what arrived, and what nobody has looked at yet.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]
STATES = ("waiting", "not_looked_at", "looked_at", "filed", "passed", "opened", "news", "all")


class TrayQuerySchema(Schema):
    """Which items."""

    state = fields.String(
        load_default="waiting",
        validate=validate.OneOf(STATES),
        metadata={"description": "`waiting`, in the order in which to open them; or in this state."},
    )
    holds = Text(120, words="Those of which words, id, references or children hold words that begin so.")
    after = Text(40, words="Those behind this one: the `next` of the page before. Not of what waits.")
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 2000))


class HandleSchema(Schema):
    """A child: no name, no address, no full date of birth."""

    initials = Text(4, words="Initials.")
    born = Text(7, words="Month of birth, or due month.")
    case_system_id = Text(40, words="The case system's id of the child.")


class ReferencesSchema(Schema):
    """What the police know the incident by."""

    crime = Text(60)
    cad = Text(60, words="The number of the call.")
    notification = Text(60)


class TrayLineSchema(Schema):
    """What arrived, in one line, and its three times."""

    source = Text(60, required=True, words="Who sent it: an answer to the policy's question who sent it.")
    words = fields.String(required=True, metadata={"description": "One line of 300 characters at most."})
    received_at = Instant(required=True, metadata={"description": "When it reached us."})
    sent_at = Instant()
    happened_at = Instant()
    source_ref = Text(60, words="The sender's own reference.")
    kind = Text(60, words="What it is: an answer to the policy's screening question.")
    grade = Text(60, words="The police's own grade.")
    youngest = Text(60, words="The youngest child's age: “8 months”, “unborn”; left out if not known.")
    children = fields.List(fields.Nested(HandleSchema), load_default=[])
    references = fields.Nested(ReferencesSchema, load_default={})
    again = Flag(load_default=False, metadata={"description": "Keep it although it came before."})


class OneLineSchema(TrayLineSchema):
    """One item, and the policy that it is looked at under."""

    policy = Text(80, required=True, words="Like “ealing”.")


class TrayLinesSchema(Schema):
    """Many items: as `items`, or pasted as `text` with a header."""

    policy = Text(80, required=True, words="Like “ealing”.")
    items = fields.List(fields.Nested(TrayLineSchema))
    text = fields.String(metadata={"description": "A header and a line an item, by commas or tabs."})


class LookSchema(WriteSchema):
    """A first look."""

    answers = fields.List(fields.Nested(AnswerSchema), required=True, validate=validate.Length(0, 200))


class CorrectionSchema(WriteSchema):
    """What is known better now. `happened_at` is when what arrived happened."""

    words = fields.String(required=True, metadata={"description": "Why, in a person's own words."})
    children = fields.List(fields.Nested(HandleSchema))
    youngest = Text(60)
    references = fields.Nested(ReferencesSchema)
    sent_at = Instant()


class GroupSchema(WriteSchema):
    """That items are one."""

    items = fields.List(fields.String(), required=True, data_key="with", validate=validate.Length(1, MOST))
    words = fields.String(required=True, metadata={"description": "Why they are one."})


class ApartSchema(WriteSchema):
    """That an item is not one with others."""

    others = fields.List(fields.String(), required=True, data_key="from", validate=validate.Length(1, MOST))
    words = fields.String(required=True, metadata={"description": "Why they are not one."})


class TrayFilingSchema(WriteSchema):
    """That it is no referral."""

    kind = Text(60, required=True, words="One of the policy's `non_referrals`.")
    words = fields.String(required=True, metadata={"description": "Why, in a person's own words."})


class ReopeningSchema(WriteSchema):
    """That it is to be dealt with after all."""

    words = fields.String(required=True, metadata={"description": "Why, in a person's own words."})


class AreaSchema(WriteSchema):
    """That the child lives in another area."""

    area = Text(120, required=True, words="The other authority.")
    words = fields.String(required=True, metadata={"description": "What makes one think so."})


class PassingSchema(WriteSchema):
    """That a named person of the other area was told by voice, and has it."""

    spoke_to = fields.Nested(ProfessionalSchema, required=True)
    acted = fields.String(required=True, metadata={"description": "What was done here first."})
    words = fields.String(required=True, metadata={"description": "What was said."})


class ItemNewsSchema(WriteSchema):
    """That it is news on a referral."""

    referral = Text(40, required=True)
    how_known = Text(40, required=True, words="How they knew: saw, told, record or opinion.")
    said_by = Text(120, words="Who said it, if not the sender.")
    words = fields.String(metadata={"description": "What we were told, if more than the item's line."})
    to = Text(120, words="The named worker or manager who has to know of it.")
    answers = fields.List(fields.Nested(AnswerSchema), load_default=[], validate=validate.Length(0, 200))


class ItemReferralSchema(WriteSchema):
    """That it is a referral, with everything that it is one with."""

    reference = Text(60, words="The case system's reference, if there is one already.")
    apart_because = fields.String(
        metadata={"description": "Why it is opened although a referral of the same child is open."}
    )


@tray.at("/tray")
@tray.asks(TrayQuerySchema)
@tray.gives("Tray", problems=[422])
def read_tray(query: dict[str, Any]) -> Response:
    """What waits, not looked at first, then the worst first; or what was dealt with."""
    found, state, holds = services(), query["state"], query.get("holds", "")
    now, limit = found.settings.clock(), query["limit"]
    if state == "waiting" and not holds:
        return as_json(found.tray.waiting(limit, member(), now))
    sought = Sought(None if state in ("waiting", "all") else state, holds, query.get("after"), limit)
    return as_json(found.tray.sought(sought, member(), now))


@tray.at("/tray", "POST")
@tray.takes(OneLineSchema)
@tray.gives("Received", 201, problems=PROBLEMS)
def post_item(body: dict[str, Any]) -> Response:
    """Put one item into the tray; 200 and the earlier one, if its sender's reference came before."""
    policy = body.pop("policy")
    reply = services().tray.receive(asked(None), policy, Sent(_arrival(body)))
    response = answered(reply)
    response.headers["Location"] = f"/v1/tray/{json.loads(reply.body)['item']['id']}"
    return response


@tray.at("/tray/batch", "POST")
@tray.takes(TrayLinesSchema)
@tray.gives("Outcomes", problems=PROBLEMS)
def post_items(body: dict[str, Any]) -> Response:
    """Put many items into the tray: all of them, or none and every mistake named."""
    items, text = body.get("items"), body.get("text")
    if (items is None) == (text is None):
        raise wrong("", "wrong-form", "There must be either “items” or “text”.", "Send one of the two.")
    found = services()
    if items is not None:
        sent = [Sent(_arrival(one), f"/items/{place}") for place, one in enumerate(items)]
    else:
        zone = found.tray.zone(body["policy"])
        sent = [Sent(arrival, line=line) for line, arrival in read_pasted(text or "", zone)]
    reply = found.tray.receive_all(asked(None), body["policy"], sent)
    return Response(reply.body, reply.status, content_type="application/json")


@tray.at("/tray/<id>")
@tray.gives("TrayItem", problems=[404])
def read_item(id: str) -> Response:
    """One item."""
    body = services().tray.item(id, member(), services().settings.clock())
    response = as_json(body)
    response.headers["ETag"] = f'"{body["version"]}"'
    return response


@tray.at("/tray/<id>/events")
@tray.gives("Events", problems=[404])
def read_item_events(id: str) -> Response:
    """What happened to an item, in order."""
    return as_json({"events": services().tray.events(id, member(), services().settings.clock())})


@tray.at("/tray/<id>/first-looks", "POST")
@tray.takes(LookSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_look(body: dict[str, Any], id: str) -> Response:
    """Give it a first look: the policy's few questions, which put the tray in order."""
    given = [Given(**one) for one in body["answers"]]
    return answered(_change(body, id, lambda change: look(change, given)))


@tray.at("/tray/<id>/corrections", "POST")
@tray.takes(CorrectionSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_correction(body: dict[str, Any], id: str) -> Response:
    """Correct what its line says; when it was received stays."""
    happened_at = body.pop("happened_at", None)
    children = body.pop("children", None)
    correction = Correction(
        **body,
        children=None if children is None else tuple(Handle(**child) for child in children),
        happened_at=happened_at,
    )
    return answered(_change({}, id, lambda change: correct(change, correction)))


@tray.at("/tray/<id>/groups", "POST")
@tray.takes(GroupSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_group(body: dict[str, Any], id: str) -> Response:
    """Say that it is one with other items."""
    reply = services().tray.group(asked(body.get("happened_at")), id, body["items"], body["words"])
    return answered(reply)


@tray.at("/tray/<id>/apart", "POST")
@tray.takes(ApartSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_apart(body: dict[str, Any], id: str) -> Response:
    """Say that it is not one with other items, or referrals."""
    reply = services().tray.set_apart(asked(body.get("happened_at")), id, body["others"], body["words"])
    return answered(reply)


@tray.at("/tray/<id>/filing", "POST")
@tray.takes(TrayFilingSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_filing(body: dict[str, Any], id: str) -> Response:
    """File it as no referral; never, if it is news on an open case."""
    reply = services().tray.file(asked(body.get("happened_at")), id, body["kind"], body["words"])
    return answered(reply)


@tray.at("/tray/<id>/reopening", "POST")
@tray.takes(ReopeningSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_reopening(body: dict[str, Any], id: str) -> Response:
    """Take back that it was filed or passed on; its clocks run on from receipt."""
    return answered(_change(body, id, lambda change: reopen(change, body["words"])))


@tray.at("/tray/<id>/other-areas", "POST")
@tray.takes(AreaSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_item_area(body: dict[str, Any], id: str) -> Response:
    """Note that the child lives in another area: acted on here first, passed on second."""
    area, words = body["area"], body["words"]
    return answered(_change(body, id, lambda change: see_other_area(change, area, words)))


@tray.at("/tray/<id>/other-areas/<int:number>", "POST")
@tray.takes(PassingSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_item_passing(body: dict[str, Any], id: str, number: int) -> Response:
    """Note which named person of the other area has it."""
    reply = services().tray.tell_area(asked(body.get("happened_at")), id, passing(body, number))
    return answered(reply)


@tray.at("/tray/<id>/news", "POST")
@tray.takes(ItemNewsSchema)
@tray.gives("TrayItem", problems=PROBLEMS)
def post_item_news(body: dict[str, Any], id: str) -> Response:
    """Take it as news on a referral; the news counts from when the item was received."""

    def told(item: TrayItem) -> Told:
        return item_news(item, body)

    reply = services().tray.take_as_news(asked(body.get("happened_at")), id, body["referral"], told)
    return answered(reply)


@tray.at("/tray/<id>/referral", "POST")
@tray.takes(ItemReferralSchema)
@tray.gives("Referral", 201, problems=PROBLEMS)
def post_item_referral(body: dict[str, Any], id: str) -> Response:
    """Open one referral from it and all that it is one with: a line for each child."""
    opening = Opening(body.get("reference"), body.get("apart_because"))
    reply = services().tray.open(asked(body.get("happened_at")), id, opening)
    response = answered(reply)
    response.headers["Location"] = f"/v1/referrals/{json.loads(reply.body)['id']}"
    return response


def passing(body: dict[str, Any], number: int) -> Passing:
    """That another area was told, as it was sent."""
    return Passing(number, Professional(**body["spoke_to"]), body["acted"], body["words"])


def item_news(item: TrayItem, body: dict[str, Any]) -> Told:
    """The news that an item is: its own words, from when it was received, unless more is said."""
    return Told(
        words=body.get("words", item.received.words),
        said_by=body.get("said_by", item.received.source),
        how_known=body["how_known"],
        received_at=item.received_instant,
        to=body.get("to"),
        answers=[Given(**one) for one in body["answers"]],
    )


def _arrival(body: dict[str, Any]) -> Arrival:
    children = tuple(Handle(**child) for child in body.pop("children"))
    return Arrival(**body, children=children)


def _change(body: dict[str, Any], id: str, rule: Callable[[ItemChange], None]) -> Reply:
    return services().tray.change(asked(body.get("happened_at")), id, rule)
