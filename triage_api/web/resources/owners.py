"""Owners: offered, accepted and declined by name; how items end; closing."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.closing import ENDINGS, Last, close, end_item
from triage_api.casework.owning import Proposal, Receiver, accept, decline, offer
from triage_api.record import WHOLE, Person, Watch
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import lowering

owners = Resource("owners", "Owners: one named person for each open item, who accepted it.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class ReceiverSchema(Schema):
    """A person, as they sign in."""

    name = Text(120, required=True)
    role = Text(40, required=True, words="A role of the policy.")


class WatchSchema(Schema):
    """What those who work tonight must know."""

    fear = fields.String(required=True, metadata={"description": "What to fear tonight."})
    if_called = fields.String(required=True, metadata={"description": "What to do if somebody calls."})
    do_not = fields.String(required=True, metadata={"description": "What not to do."})


class OfferSchema(WriteSchema):
    """What is offered, to whom, and why."""

    to = fields.Nested(ReceiverSchema, metadata={"description": "A person; or else team."})
    team = Text(40, words="A team of the policy: one of its people takes it.")
    items = fields.List(
        fields.String(validate=validate.Length(1, 160)),
        validate=validate.Length(1, 400),
        metadata={"description": "Ids of items; the referral itself, if left out."},
    )
    words = fields.String(required=True, metadata={"description": "What the next one must know."})
    watch = fields.Nested(WatchSchema, metadata={"description": "Needed for those who work out of hours."})


class AcceptanceSchema(WriteSchema):
    """Which offer."""

    of = fields.Integer(required=True, strict=True, metadata={"description": "The number of the offer."})


class OfferRefusalSchema(AcceptanceSchema):
    """Why not."""

    words = fields.String(required=True, metadata={"description": "Why not, in your own words."})


class EndingSchema(WriteSchema):
    """How an item ended."""

    how = fields.String(required=True, validate=validate.OneOf(ENDINGS))
    words = fields.String(required=True, metadata={"description": "What was done, or why not."})
    accepted_by = Text(200, words="Name, role and agency of who accepted it elsewhere.")
    lowering = fields.Nested(LoweringSchema)


class ClosingSchema(WriteSchema):
    """Why it is closed, and who goes on."""

    reasons = fields.String(required=True, metadata={"description": "In your own words."})
    holder = Text(400, required=True, words="Who holds the child now: name, role, number.")
    family_may_ring = Text(400, required=True, words="Whom the family was told to ring.")


@owners.at("/referrals/<id>/offers", "POST")
@owners.takes(OfferSchema)
@owners.gives("Referral", problems=PROBLEMS)
def post_offer(body: dict[str, Any], id: str) -> Response:
    """Offer the referral, or some of its items. You own them until somebody accepts."""
    proposal = Proposal(
        receiver=receiver_of(body),
        words=body["words"],
        items=tuple(dict.fromkeys(body.get("items", [WHOLE]))),
        watch=Watch(**body["watch"]) if "watch" in body else None,
    )
    return changed(body, id, lambda change: offer(change, proposal))


def receiver_of(body: dict[str, Any]) -> Receiver:
    """To whom something is offered."""
    to = body.get("to")
    return Receiver(None if to is None else Person(to["name"], to["role"]), body.get("team"))


@owners.at("/referrals/<id>/acceptances", "POST")
@owners.takes(AcceptanceSchema)
@owners.gives("Referral", problems=PROBLEMS)
def post_acceptance(body: dict[str, Any], id: str) -> Response:
    """Accept an offer by name: you own what was offered from now on."""
    number = body["of"]
    return changed(body, id, lambda change: accept(change, number))


@owners.at("/referrals/<id>/refusals", "POST")
@owners.takes(OfferRefusalSchema)
@owners.gives("Referral", problems=PROBLEMS)
def post_refusal(body: dict[str, Any], id: str) -> Response:
    """Decline an offer: it stays with whoever offered it."""
    number, words = body["of"], body["words"]
    return changed(body, id, lambda change: decline(change, number, words))


@owners.at("/referrals/<id>/items/<item>", "POST")
@owners.takes(EndingSchema)
@owners.gives("Referral", problems=PROBLEMS)
def post_ending(body: dict[str, Any], id: str, item: str) -> Response:
    """Say how an item ended: done, cancelled, or accepted by name elsewhere."""
    how, words, accepted_by, why = body["how"], body["words"], body.get("accepted_by"), lowering(body)
    return changed(body, id, lambda change: end_item(change, item, how, words, accepted_by, why))


@owners.at("/referrals/<id>/closing", "POST")
@owners.takes(ClosingSchema)
@owners.gives("Referral", problems=PROBLEMS)
def post_closing(body: dict[str, Any], id: str) -> Response:
    """Close a referral in which nothing is open."""
    last = Last(body["reasons"], body["holder"], body["family_may_ring"])
    return changed(body, id, lambda change: close(change, last))
