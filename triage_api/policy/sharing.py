"""Reads what ``casework.yaml`` says of sharing, of safety and of answering those who told us."""

from __future__ import annotations

from triage_api.policy.fields import Fields
from triage_api.policy.model import CurrentRisk, Feedback, FeedbackMethod, SafeContact, SharingRule
from triage_api.policy.names import Names
from triage_api.policy.shapes import FEEDBACK_METHOD


def read_sharing(fields: Fields | None, names: Names) -> SharingRule | None:
    """When a contact is told only with agreement."""
    if fields is None:
        return None
    return SharingRule(
        needed_below=names.one(fields, "needed_below", "routes") or "",
        not_needed_for=names.many(fields, "not_needed_for", "agencies"),
        source=fields.sources(names.sources),
    )


def read_safe_contact(fields: Fields | None, names: Names) -> SafeContact | None:
    """When it is unsafe to reach the family."""
    if fields is None:
        return None
    return SafeContact(
        agencies=names.many(fields, "agencies", "agencies"),
        unsafe_where=names.many(fields, "unsafe_where", "harms"),
        source=fields.sources(names.sources),
    )


def read_current_risk(fields: Fields | None, names: Names) -> CurrentRisk | None:
    """How the danger now is said."""
    if fields is None:
        return None
    present = names.one(fields, "present", "questions") or ""
    return CurrentRisk(
        present=present,
        away=names.answers_of(fields, "away", present),
        say=names.many(fields, "say", "questions"),
        source=fields.sources(names.sources),
    )


def read_feedback(fields: Fields | None, names: Names) -> Feedback | None:
    """How those who told us are answered."""
    if fields is None:
        return None
    question = names.one(fields, "question", "questions") or ""
    return Feedback(
        question=question,
        agency=names.one(fields, "agency", "agencies") or "",
        methods=tuple(
            FeedbackMethod(each.text("id"), each.text("title"), names.answers_of(each, "senders", question))
            for each in fields.mappings("methods", FEEDBACK_METHOD)
        ),
        source=fields.sources(names.sources),
    )
