"""Required contacts and parallel duties that were issued, and the events that start their clocks."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.happening import record_event
from triage_api.casework.opening import refuse_future
from triage_api.casework.progress import (
    DUTY_PROGRESS,
    PROGRESS,
    Step,
    extend_contact,
    progress_contact,
    progress_duty,
)
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Instant, LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import answered, asked, changed
from triage_api.web.readings import lowering
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

obligations = Resource("contacts", "Required contacts and parallel duties: owed until a person ends them.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class DutyProgressSchema(WriteSchema):
    """What became of it."""

    state = fields.String(required=True, validate=validate.OneOf(DUTY_PROGRESS))
    with_ = Text(120, called="with", words="Name and role of whom one spoke to, or who accepted it.")
    words = fields.String(
        validate=validate.Length(0, 4_000),
        metadata={
            "description": "Needed where it was declined, escalated, cancelled, taken back, or held back."
        },
    )


class ContactProgressSchema(DutyProgressSchema):
    """What became of it, and whom one spoke to."""

    state = fields.String(required=True, validate=validate.OneOf(PROGRESS))
    lowering = fields.Nested(LoweringSchema)


class ExtensionSchema(WriteSchema):
    """More time for the clock that runs out first."""

    due = Instant(required=True, metadata={"description": "The later time."})
    lowering = fields.Nested(LoweringSchema, required=True)


class EventSchema(WriteSchema):
    """Something that starts or stops clocks."""

    event = Text(80, required=True, words="An event of the policy.")
    at = Instant(required=True, metadata={"description": "When it happened."})
    contact = Text(80, words="If it is about one contact.")


@obligations.at("/referrals/<id>/contacts")
@obligations.gives("Obligations", problems=[404])
def read_contacts(id: str) -> Response:
    """What was issued, and what became of it."""
    found = services()
    return as_json(found.desk.obligations(id, member(), found.settings.clock()))


@obligations.at("/referrals/<id>/contacts/<contact>", "POST")
@obligations.takes(ContactProgressSchema)
@obligations.gives("Referral", problems=PROBLEMS)
def post_contact(body: dict[str, Any], id: str, contact: str) -> Response:
    """Say what became of a required contact."""
    step = Step(body["state"], body.get("with_"), body.get("words"), lowering(body))
    return changed(body, id, lambda change: progress_contact(change, contact, step))


@obligations.at("/referrals/<id>/contacts/<contact>/extensions", "POST")
@obligations.takes(ExtensionSchema)
@obligations.gives("Referral", problems=PROBLEMS)
def post_extension(body: dict[str, Any], id: str, contact: str) -> Response:
    """Give a required contact more time: it lowers, and the time that it had stays on view."""
    due, reason = body["due"], lowering(body)
    return changed(body, id, lambda change: extend_contact(change, contact, due, reason))


@obligations.at("/referrals/<id>/duties/<duty>", "POST")
@obligations.takes(DutyProgressSchema)
@obligations.gives("Referral", problems=PROBLEMS)
def post_duty(body: dict[str, Any], id: str, duty: str) -> Response:
    """Say what became of a parallel duty."""
    step = Step(body["state"], body.get("with_"), body.get("words"))
    return changed(body, id, lambda change: progress_duty(change, duty, step))


@obligations.at("/referrals/<id>/events", "POST")
@obligations.takes(EventSchema)
@obligations.gives("Referral", problems=PROBLEMS)
def post_event(body: dict[str, Any], id: str) -> Response:
    """Record something that starts or stops clocks."""
    event, at, contact = body["event"], body["at"], body.get("contact")
    request = asked(body.get("happened_at") or at)
    refuse_future(at, request.at, "/at")
    reply = services().desk.change(
        request, id, lambda change: record_event(change, event, at.isoformat(), contact)
    )
    return answered(reply)
