"""By what a referral and those in it are known in the case system: given, and put right."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.casework.identity import (
    LONGEST,
    Labelling,
    give_reference,
    label_adult,
    label_child,
    label_incident,
)
from triage_api.casework.merging import merge, unmerge
from triage_api.casework.withdrawing import undo_withdrawal, withdraw_subject
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import LoweringSchema, Text, WriteSchema
from triage_api.web.preconditions import changed
from triage_api.web.readings import lowering

identity = Resource("identity", "References and case-system ids: pending on a clock, given, put right.")

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]
WHY = {"description": "Why it is corrected; needed where something is replaced or taken back."}


class ReferenceSchema(WriteSchema):
    """The case system's reference of the referral."""

    reference = Text(LONGEST, required=True)
    words = fields.String(metadata=WHY)


class _LabellingSchema(WriteSchema):
    words = fields.String(metadata=WHY)
    not_known = fields.List(
        fields.String(),
        validate=validate.Length(0, 10),
        metadata={"description": "Names of what was said here and is not known any more."},
    )


class ChildCorrectionSchema(_LabellingSchema):
    """What tells a child from others; what is left out stays."""

    initials = Text(4, words="Initials.")
    born = Text(7, words="Month of birth, or due month.")
    case_system_id = Text(40, words="The case system's id of the child.")


class AdultCorrectionSchema(_LabellingSchema):
    """What tells an adult from others; what is left out stays."""

    label = Text(80, words="“father”, “mother's new partner”; no name.")
    case_system_id = Text(40, words="The case system's id of the adult.")


class IncidentCorrectionSchema(_LabellingSchema):
    """What tells an incident from others; what is left out stays."""

    label = Text(80, words="“23 June, mother's flat”.")
    crime = Text(60, words="The police's crime reference.")
    cad = Text(60, words="The police's number of the call.")
    notification = Text(60, words="The police's number of the notification.")


class UndoingSchema(WriteSchema):
    """They are two, or belong here, after all."""

    words = fields.String(required=True, metadata={"description": "How that is known."})
    lowering = fields.Nested(
        LoweringSchema, metadata={"description": "Where the recommendation falls by it."}
    )


class WithdrawSchema(UndoingSchema):
    """A child, an adult or an incident was recorded by mistake."""

    ref = Text(40, required=True, words="The child, adult or incident.")


class MergeSchema(UndoingSchema):
    """Two children, two adults or two incidents are one."""

    kept = Text(40, required=True, words="The ref by which it is called from now on.")
    merged = Text(40, required=True, words="The ref that is part of it from now on.")


@identity.at("/referrals/<id>/reference", "POST")
@identity.takes(ReferenceSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_reference(body: dict[str, Any], id: str) -> Response:
    """Put in the case system's reference, or correct it."""
    reference, words = body["reference"], body.get("words")
    return changed(body, id, lambda change: give_reference(change, reference, words))


@identity.at("/referrals/<id>/children/<child>/corrections", "POST")
@identity.takes(ChildCorrectionSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_child_correction(body: dict[str, Any], id: str, child: str) -> Response:
    """Say, or correct, what tells a child from others."""
    sent = _labelling(body)
    return changed(body, id, lambda change: label_child(change, child, sent))


@identity.at("/referrals/<id>/adults/<adult>/corrections", "POST")
@identity.takes(AdultCorrectionSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_adult_correction(body: dict[str, Any], id: str, adult: str) -> Response:
    """Say, or correct, what tells an adult from others."""
    sent = _labelling(body)
    return changed(body, id, lambda change: label_adult(change, adult, sent))


@identity.at("/referrals/<id>/incidents/<incident>/corrections", "POST")
@identity.takes(IncidentCorrectionSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_incident_correction(body: dict[str, Any], id: str, incident: str) -> Response:
    """Say, or correct, what tells an incident from others."""
    sent = _labelling(body)
    return changed(body, id, lambda change: label_incident(change, incident, sent))


@identity.at("/referrals/<id>/merges", "POST")
@identity.takes(MergeSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_merge(body: dict[str, Any], id: str) -> Response:
    """Say that two children, two adults or two incidents are one."""
    kept, merged, words, why = body["kept"], body["merged"], body["words"], lowering(body)
    return changed(body, id, lambda change: merge(change, kept, merged, words, why))


@identity.at("/referrals/<id>/merges/<int:number>/undoing", "POST")
@identity.takes(UndoingSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_undoing(body: dict[str, Any], id: str, number: int) -> Response:
    """Say that they are two after all."""
    words, why = body["words"], lowering(body)
    return changed(body, id, lambda change: unmerge(change, number, words, why))


@identity.at("/referrals/<id>/withdrawals", "POST")
@identity.takes(WithdrawSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_withdrawal(body: dict[str, Any], id: str) -> Response:
    """Say that a child, an adult or an incident was recorded by mistake."""
    ref, words, why = body["ref"], body["words"], lowering(body)
    return changed(body, id, lambda change: withdraw_subject(change, ref, words, why))


@identity.at("/referrals/<id>/withdrawals/<int:number>/undoing", "POST")
@identity.takes(UndoingSchema)
@identity.gives("Referral", problems=PROBLEMS)
def post_withdrawal_undoing(body: dict[str, Any], id: str, number: int) -> Response:
    """Say that they belong here after all."""
    words, why = body["words"], lowering(body)
    return changed(body, id, lambda change: undo_withdrawal(change, number, words, why))


def _labelling(body: dict[str, Any]) -> Labelling:
    said = {name: value for name, value in body.items() if name not in ("happened_at", "not_known")}
    return Labelling(**said, not_known=tuple(body.get("not_known", ())))
