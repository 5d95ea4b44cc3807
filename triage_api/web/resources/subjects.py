"""Children, adults and incidents of a referral."""

from __future__ import annotations

from typing import Any

from flask import Response

from triage_api.casework.subjects import add_adult, add_child, add_incident
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Text, WriteSchema
from triage_api.web.preconditions import changed

subjects = Resource("subjects", "Children, adults and incidents: told apart without a name.")

PROBLEMS = [400, 404, 409, 412, 413, 415, 422, 428, 503, 507]


class SubjectSchema(WriteSchema):
    """What every subject has."""

    ref = Text(40, words="Lower-case letters, digits, - and _; made up if left out.")


class ChildSchema(SubjectSchema):
    """A child: no name, no address, no full date of birth."""

    initials = Text(4, r"[^\W\d_]{1,4}", "KM", words="Initials.")
    born = Text(7, r"(19|20)\d\d-(0[1-9]|1[0-2])", "2014-10", words="Month of birth, or due month.")
    case_system_id = Text(40, r"[A-Za-z0-9./_-]{1,40}", "1234567", words="The case system's id of the child.")


class AdultSchema(SubjectSchema):
    """An adult in the child's life: who they are to the child, no name."""

    label = Text(80, words="“father”, “mother's new partner”.")


class IncidentSchema(SubjectSchema):
    """Something that happened."""

    label = Text(80, words="“23 June, mother's flat”.")


@subjects.at("/referrals/<id>/children", "POST")
@subjects.takes(ChildSchema)
@subjects.gives("Referral", problems=PROBLEMS)
def post_child(body: dict[str, Any], id: str) -> Response:
    """Add a child."""
    values = [body.get(name) for name in ("ref", "initials", "born", "case_system_id")]
    return changed(body, id, lambda change: add_child(change, *values))


@subjects.at("/referrals/<id>/adults", "POST")
@subjects.takes(AdultSchema)
@subjects.gives("Referral", problems=PROBLEMS)
def post_adult(body: dict[str, Any], id: str) -> Response:
    """Add an adult."""
    ref, label = body.get("ref"), body.get("label")
    return changed(body, id, lambda change: add_adult(change, ref, label))


@subjects.at("/referrals/<id>/incidents", "POST")
@subjects.takes(IncidentSchema)
@subjects.gives("Referral", problems=PROBLEMS)
def post_incident(body: dict[str, Any], id: str) -> Response:
    """Add an incident."""
    ref, label = body.get("ref"), body.get("label")
    return changed(body, id, lambda change: add_incident(change, ref, label))
