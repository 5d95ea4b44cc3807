"""Answers to questions about a referral."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.answering import Given, answer
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import lowering

answers = Resource("answers", "Answers: recorded with what they replace.")


class AnswerSchema(Schema):
    """One answer, in any of the forms that the contract gives."""

    about = Text(40, required=True, words="“referral”, or a ref.")
    question = Text(80, required=True, words="A question's id.")
    answer = fields.Raw(required=True, metadata={"description": "In any form of an answer; null is none."})


class AnswersSchema(WriteSchema):
    """Answers, and why they lower the outcome if they do."""

    answers = fields.List(fields.Nested(AnswerSchema), required=True, validate=validate.Length(1, 200))
    lowering = fields.Nested(LoweringSchema)


@answers.at("/referrals/<id>/answers", "POST")
@answers.takes(AnswersSchema)
@answers.gives("Referral", problems=[400, 404, 409, 412, 413, 415, 422, 428, 503, 507])
def give_answers(body: dict[str, Any], id: str) -> Response:
    """Record answers. A changed one that lowers a child's route or rating needs `lowering`."""
    given = [Given(**one) for one in body["answers"]]
    reason = lowering(body)
    return changed(body, id, lambda change: answer(change, given, reason))
