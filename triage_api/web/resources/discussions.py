"""Strategy discussions in all their honest states, and conversations, which are none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.completing import Complete, complete, confirm, deny
from triage_api.casework.discussions import (
    InEmergency,
    answer_refusal,
    converse,
    finish_action,
    hold_in_emergency,
    refuse,
    request,
)
from triage_api.record import Action, Attendee, FamilyTold, LeftOut, Missing
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Flag, Instant, ProfessionalSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import professional
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

discussions = Resource(
    "strategy-discussions",
    "Strategy discussions. Only a complete one discharges; none of them keeps anybody from acting.",
)

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]
AT = "/referrals/<id>/strategy-discussions"
ONE = f"{AT}/<int:number>"


class AttendeeSchema(Schema):
    """Somebody who took part."""

    agency = Text(80, required=True, words="An agency of the policy.")
    name = Text(120, required=True)
    role = Text(120, required=True)
    able_to_decide = Flag(required=True, metadata={"description": "For their agency, there and then."})
    unit = Text(80, words="Of the police: one of the policy's units.")
    reference = Text(80, words="The police's own.")


class MissingSchema(Schema):
    """An agency that was not there."""

    agency = Text(80, required=True, words="An agency of the policy.")
    why = fields.String(required=True)


class LeftOutSchema(Schema):
    """A child whom the discussion did not cover."""

    child = Text(40, required=True)
    why = fields.String(required=True)


class ActionSchema(Schema):
    """Who does what, and by when."""

    what = fields.String(required=True)
    owner = fields.Nested(ProfessionalSchema, required=True)
    due = Instant(required=True)


class FamilySchema(Schema):
    """What the family is told, and when."""

    what = fields.String(required=True, metadata={"description": "If nothing for now: why not."})
    at = Instant(required=True, allow_none=True, metadata={"description": "null: not for now."})


def _list(schema: Any, words: str = "", *, required: bool = False) -> fields.List[Any]:
    empty: dict[str, Any] = {} if required else {"load_default": []}
    inner = fields.Nested(schema) if isinstance(schema, type) else schema
    return fields.List(
        inner, required=required, validate=validate.Length(0, 60), metadata={"description": words}, **empty
    )


class RequestSchema(WriteSchema):
    """A strategy discussion is asked for."""

    children = _list(Text(40), "Every child of the referral, if left out.")
    why = fields.String(required=True)
    asked = _list(Text(80), "Agencies; all that the policy needs, if left out.")


class EmergencySchema(WriteSchema):
    """It could not wait for everybody."""

    attendees = _list(AttendeeSchema, required=True)
    missing = _list(MissingSchema, "Everybody who is needed and was not there, and why.", required=True)
    decided = fields.String(required=True)
    actions = _list(ActionSchema)


class RefusalSchema(WriteSchema):
    """An agency will not take part."""

    agency = Text(80, required=True, words="An agency of the policy.")
    said_by = fields.Nested(ProfessionalSchema, required=True)
    why = fields.String(required=True)
    escalated_to = fields.Nested(ProfessionalSchema, required=True)


class RefusalAnswerSchema(WriteSchema):
    """What a manager has reached with the agency."""

    takes_part = Flag(required=True)
    words = fields.String(required=True)


class CompleteSchema(WriteSchema):
    """It was held with everybody whom the policy names."""

    attendees = _list(AttendeeSchema, required=True)
    children = _list(Text(40), "Whom it covered.", required=True)
    left_out = _list(LeftOutSchema, "Each child of the referral whom it did not cover, and why.")
    section_47 = _list(
        Text(40), "For which children a section 47 enquiry begins; [] for none.", required=True
    )
    enquiry_by = _list(
        Text(80), "The agencies that look into it: one alone, or several jointly.", required=True
    )
    reasons = fields.String(required=True)
    actions = _list(ActionSchema, required=True)
    family = fields.Nested(FamilySchema, required=True)


class ConfirmationSchema(WriteSchema):
    """What the police say of it."""

    said_by = fields.Nested(ProfessionalSchema, required=True)
    confirms = Flag(required=True, metadata={"description": "false: they have no record of it."})
    words = fields.String(required=True, metadata={"description": "Their reference; or what they said."})


class DoneSchema(WriteSchema):
    """An action was done."""

    words = fields.String(required=True, metadata={"description": "How it was done, and what came of it."})


class ConversationSchema(WriteSchema):
    """Professionals spoke with one another."""

    between = _list(ProfessionalSchema, "Everybody who spoke.", required=True)
    children = _list(Text(40), "Every child of the referral, if left out.")
    words = fields.String(required=True)


@discussions.at(AT)
@discussions.gives("Discussions", problems=[404])
def read_discussions(id: str) -> Response:
    """Its strategy discussions, and the professional conversations."""
    found = services()
    return as_json(found.desk.discussions(id, member(), found.settings.clock()))


@discussions.at(AT, "POST")
@discussions.takes(RequestSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_discussion(body: dict[str, Any], id: str) -> Response:
    """Ask for a strategy discussion."""
    return changed(body, id, lambda change: request(change, body["children"], body["why"], body["asked"]))


@discussions.at(f"{ONE}/emergency", "POST")
@discussions.takes(EmergencySchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_emergency(body: dict[str, Any], id: str, number: int) -> Response:
    """Record one held in an emergency, with who was missing. It discharges nothing."""
    missing = tuple(Missing(one["agency"], one["why"].strip()) for one in body["missing"])
    sent = InEmergency(_attendees(body), missing, body["decided"], _actions(body))
    return changed(body, id, lambda change: hold_in_emergency(change, number, sent))


@discussions.at(f"{ONE}/refusals", "POST")
@discussions.takes(RefusalSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_refusal(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that an agency will not take part, and which manager takes that up."""
    said_by, to = professional(body["said_by"]), professional(body["escalated_to"])
    return changed(body, id, lambda change: refuse(change, number, body["agency"], said_by, body["why"], to))


@discussions.at(f"{ONE}/refusals/<int:refusal>", "POST")
@discussions.takes(RefusalAnswerSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_refusal_answer(body: dict[str, Any], id: str, number: int, refusal: int) -> Response:
    """Say what a manager has reached with the agency."""
    takes_part, words = body["takes_part"], body["words"]
    return changed(body, id, lambda change: answer_refusal(change, number, refusal, takes_part, words))


@discussions.at(f"{ONE}/complete", "POST")
@discussions.takes(CompleteSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_complete(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that it was held with everybody who is needed. This discharges the duty."""
    family = body["family"]
    sent = Complete(
        attendees=_attendees(body),
        children=tuple(body["children"]),
        left_out=tuple(LeftOut(one["child"], one["why"].strip()) for one in body["left_out"]),
        section_47=tuple(body["section_47"]),
        enquiry_by=tuple(body["enquiry_by"]),
        reasons=body["reasons"],
        actions=_actions(body),
        family=FamilyTold(family["what"].strip(), family["at"] and _utc(family["at"])),
    )
    return changed(body, id, lambda change: complete(change, number, sent))


@discussions.at(f"{ONE}/confirmation", "POST")
@discussions.takes(ConfirmationSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_confirmation(body: dict[str, Any], id: str, number: int) -> Response:
    """Say whether the police have it in their records. If not, it discharges nothing any more."""
    said_by, rule = professional(body["said_by"]), confirm if body["confirms"] else deny
    return changed(body, id, lambda change: rule(change, number, said_by, body["words"]))


@discussions.at(f"{ONE}/actions/<int:action>", "POST")
@discussions.takes(DoneSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_action(body: dict[str, Any], id: str, number: int, action: int) -> Response:
    """Say that an action was done, and how."""
    return changed(body, id, lambda change: finish_action(change, number, action, body["words"]))


@discussions.at("/referrals/<id>/conversations", "POST")
@discussions.takes(ConversationSchema)
@discussions.gives("Referral", problems=PROBLEMS)
def post_conversation(body: dict[str, Any], id: str) -> Response:
    """Record a professional conversation. It is no strategy discussion and discharges nothing."""
    between = [professional(one) for one in body["between"]]
    return changed(body, id, lambda change: converse(change, between, body["children"], body["words"]))


def _attendees(body: Mapping[str, Any]) -> tuple[Attendee, ...]:
    return tuple(Attendee(**one) for one in body["attendees"])


def _actions(body: Mapping[str, Any]) -> tuple[Action, ...]:
    return tuple(
        Action(one["what"].strip(), professional(one["owner"]), _utc(one["due"])) for one in body["actions"]
    )


def _utc(instant: Any) -> str:
    return str(instant.astimezone(UTC).isoformat(timespec="seconds"))
