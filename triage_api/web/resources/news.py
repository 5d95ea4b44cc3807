"""News on a case that is open."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.answering import Given
from triage_api.casework.news import Told, acknowledge_news, record_news
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, Instant, LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import lowering
from triage_api.web.resources.answers import AnswerSchema
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

news = Resource("news", "News on an open case: never filed, asked over the answers that stand.")

PROBLEMS = [400, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class NewsSchema(WriteSchema):
    """News. `happened_at` is when it happened, `received_at` when it reached us."""

    words = fields.String(required=True, metadata={"description": "What we were told."})
    said_by = Text(120, required=True, words="Who said it: a role, not a family's name.")
    how_known = Text(40, required=True, words="How they knew: saw, told, record or opinion.")
    received_at = Instant(metadata={"description": "When it reached us, if not now."})
    to = Text(120, words="The named worker or manager who has to know of it.")
    answers = fields.List(fields.Nested(AnswerSchema), load_default=[], validate=validate.Length(0, 200))
    lowering = fields.Nested(LoweringSchema)


class AcknowledgementSchema(WriteSchema):
    """That whoever is signed in knows of the news."""

    of = fields.Integer(required=True, strict=True, metadata={"description": "The number of the news."})
    words = fields.String(required=True, metadata={"description": "What they do about it."})
    changes_no_answer = Flag(
        load_default=False, metadata={"description": "They looked, and it touches nothing that was asked."}
    )


@news.at("/referrals/<id>/news")
@news.gives("NewsOfReferral", problems=[404])
def read_news(id: str) -> Response:
    """The news that came, and the short interview that news is asked."""
    found = services()
    return as_json(found.desk.news(id, member(), found.settings.clock()))


@news.at("/referrals/<id>/news", "POST")
@news.takes(NewsSchema)
@news.gives("Referral", problems=PROBLEMS)
def post_news(body: dict[str, Any], id: str) -> Response:
    """Record news, with the answers that it brings."""
    told = Told(
        words=body["words"],
        said_by=body["said_by"],
        how_known=body["how_known"],
        received_at=body.get("received_at"),
        to=body.get("to"),
        answers=[Given(**one) for one in body["answers"]],
        lowering=lowering(body),
    )
    return changed(body, id, lambda change: record_news(change, told))


@news.at("/referrals/<id>/news/acknowledgements", "POST")
@news.takes(AcknowledgementSchema)
@news.gives("Referral", problems=[403, *PROBLEMS])
def post_acknowledgement(body: dict[str, Any], id: str) -> Response:
    """Acknowledge news, by name, with what is done about it."""
    of, words, changes = body["of"], body["words"], body["changes_no_answer"]
    return changed(body, id, lambda change: acknowledge_news(change, of, words, changes))
