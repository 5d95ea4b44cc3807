"""Reports: how practice went, who looked at what, and the national dataset."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response
from marshmallow import Schema, fields, validate

from triage_api.casework.dataset import TABLES
from triage_api.casework.practice import TOLD_APART_BY, as_csv
from triage_api.storage import Period
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Instant, Text
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

reports = Resource("reports", "How practice went, who looked at what, and the national dataset.")

WEEK, YEAR = timedelta(days=7), timedelta(days=365)


class PeriodSchema(Schema):
    """Which policy, and from when to when."""

    policy = Text(80, required=True, words="The id of the policy: its rules say who may read this.")
    since = Instant(metadata={"description": "From when."})
    until = Instant(metadata={"description": "Up to when; now, if left out."})


class PracticeSchema(PeriodSchema):
    """Which report, told apart by what, for whom."""

    by = fields.String(
        validate=validate.OneOf(TOLD_APART_BY),
        metadata={"description": "What the figures are told apart by."},
    )
    reader = fields.String(
        load_default="outside",
        validate=validate.OneOf(("team", "outside")),
        metadata={"description": "Small numbers are left out unless it stays in the team."},
    )
    form = fields.String(
        load_default="json",
        validate=validate.OneOf(("json", "csv")),
        metadata={"description": "JSON, or the figures as CSV."},
    )


class DatasetSchema(PeriodSchema):
    """Which table."""

    table = fields.String(required=True, validate=validate.OneOf(list(TABLES)))


@reports.at("/reports/practice")
@reports.asks(PracticeSchema)
@reports.gives("Practice", problems=[403, 422, 503])
def read_practice(query: dict[str, Any]) -> Response:
    """What was lowered and raised, on what unknowns, and how long it took; a year, if not said."""
    outside = query["reader"] == "outside"
    report = services().desk.practice(_period(query, YEAR), query.get("by"), member(), outside=outside)
    return as_json(report) if query["form"] == "json" else _as_csv(as_csv(report))


@reports.at("/reports/views")
@reports.asks(PeriodSchema)
@reports.gives("Views", problems=[403, 422, 503])
def read_views(query: dict[str, Any]) -> Response:
    """Who looked at what they had not worked on, a line a person; a week, if not said."""
    period = _period(query, WEEK)
    people = services().desk.views(period.policy, member(), period.since, period.until)
    since, until = period.since.isoformat(), period.until.isoformat()
    return as_json({"since": since, "until": until, "people": people})


@reports.at("/reports/dataset")
@reports.asks(DatasetSchema)
@reports.gives("Dataset", problems=[403, 409, 422, 503, 507])
def read_dataset(query: dict[str, Any]) -> Response:
    """One table of the Standard Safeguarding Dataset as CSV, a line a child; a year, if not said."""
    found = services()
    period = _period(query, YEAR)
    return _as_csv(found.desk.dataset(query["table"], period, member(), found.settings.clock()))


class SubjectSchema(Schema):
    """Whose record, under whose rules, and why."""

    policy = Text(80, required=True, words="The policy that says who may take records out.")
    case_system_id = Text(60, required=True, words="The child's ID in the case system.")
    why = Text(200, required=True, words="Why it is taken out; kept with the list of looks.")


@reports.at("/reports/subject-access", "POST")
@reports.takes(SubjectSchema)
@reports.gives("SubjectAccess", problems=[400, 403, 404, 413, 415, 422, 503, 507])
def post_subject_access(body: dict[str, Any]) -> Response:
    """Everything that is recorded of one child; what is about others is flagged, for a person to read."""
    found = services()
    whose = body["policy"], body["case_system_id"], body["why"]
    return as_json(found.desk.subject_access(*whose, member(), found.settings.clock()))


def _period(query: dict[str, Any], length: timedelta) -> Period:
    until = query.get("until") or services().settings.clock()
    return Period(query["policy"], query.get("since") or until - length, until)


def _as_csv(text: str) -> Response:
    return Response(text, content_type="text/csv; charset=utf-8")
