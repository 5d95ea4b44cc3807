"""Visits: who saw the child, and who else was there."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.visits import Met, Seen, identify, record_visit
from triage_api.record import VisitPlace
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, ProfessionalSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import professional
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

visits = Resource("visits", "Visits: one counts that saw the child, by a role that the policy names.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class PlaceSchema(Schema):
    """Where it was: no address."""

    kind = Text(60, required=True, words="A kind of place: home, school, hospital.")
    whose = Text(80, required=True, words="The ref of an adult of the case, or who they are; no address.")


class MetSchema(Schema):
    """Somebody who was there besides the child and the visitor."""

    who = Text(120, required=True, words="“mother”, “a man who walked out of the living room”; no name.")
    adult = Text(40, words="A ref. Left out: somebody new, who becomes an adult of the case.")
    identified = Flag(
        required=True, metadata={"description": "We know who it is: a first name is not enough."}
    )
    of_concern = Flag(
        load_default=False,
        metadata={"description": "They should not be with the child. The policy may say so too."},
    )


class VisitSchema(WriteSchema):
    """A visit, made or tried. `happened_at` is when."""

    by = fields.Nested(
        ProfessionalSchema,
        metadata={
            "description": "Who visited, if not who is signed in; `role`: one of the policy's, or words."
        },
    )
    why = fields.String(required=True)
    seen = Flag(required=True, metadata={"description": "false: it was tried, and the child was not seen."})
    alone = Flag(
        required=True,
        allow_none=True,
        metadata={"description": "Seen apart from other adults; null where the child was not seen."},
    )
    place = fields.Nested(PlaceSchema, required=True)
    others = fields.List(
        fields.Nested(MetSchema),
        required=True,
        validate=validate.Length(0, 20),
        metadata={"description": "Everybody else who was there; [] for nobody."},
    )
    words = fields.String(
        required=True,
        metadata={"description": "What the child said, or how they were; where not seen, what was tried."},
    )


class IdentifiedSchema(WriteSchema):
    """It is known who was there."""

    adult = Text(40, words="The adult who it turned out to be, if another than was made for them.")
    words = fields.String(required=True, metadata={"description": "How that is known."})


@visits.at("/referrals/<id>/visits")
@visits.gives("Visits", problems=[404])
def read_visits(id: str) -> Response:
    """Its visits, and since when no professional has seen each child."""
    found = services()
    return as_json(found.desk.visits(id, member(), found.settings.clock()))


@visits.at("/referrals/<id>/children/<child>/visits", "POST")
@visits.takes(VisitSchema)
@visits.gives("Referral", problems=PROBLEMS)
def post_visit(body: dict[str, Any], id: str, child: str) -> Response:
    """Record a visit, made or tried."""
    by = body.get("by")
    sent = Seen(
        visitor=None if by is None else professional(by),
        why=body["why"],
        seen=body["seen"],
        alone=body["alone"],
        place=VisitPlace(body["place"]["kind"].strip(), body["place"]["whose"].strip()),
        others=tuple(Met(**one) for one in body["others"]),
        words=body["words"],
    )
    return changed(body, id, lambda change: record_visit(change, child, sent))


@visits.at("/referrals/<id>/visits/<int:number>/people/<int:person>", "POST")
@visits.takes(IdentifiedSchema)
@visits.gives("Referral", problems=PROBLEMS)
def post_person(body: dict[str, Any], id: str, number: int, person: int) -> Response:
    """Say who it was whom a visit met and nobody could name."""
    adult, words = body.get("adult"), body["words"]
    return changed(body, id, lambda change: identify(change, number, person, adult, words))
