"""What is owed, and what became of it."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json
from triage_api.record import Extension, Obligation, Progress, Referral, due_list


def obligations_body(referral: Referral, now: datetime) -> Json:
    """The required contacts and parallel duties that were issued, and what became of them."""
    late = {item.id for item in due_list(referral) if item.is_late(now)}
    return {
        "contacts": [_contact(one, f"contact:{one.id}" in late) for one in referral.contacts.values()],
        "duties": [_obligation(one, f"duty:{one.id}" in late) for one in referral.duties.values()],
    }


def _contact(one: Obligation, late: bool) -> Json:
    """With the time that it has now as its ``due``, and with what it had before it was extended."""
    clocks = [{**clock, "due": one.extended(clock["timing"], clock["due"])} for clock in one.body["clocks"]]
    runs = one.body["due"] is not None and clocks
    due = min((clock["due"] for clock in clocks), key=datetime.fromisoformat) if runs else None
    return {
        **_obligation(one, late),
        "due": due,
        "clocks": clocks,
        "extensions": [_extension(more) for more in one.extensions],
    }


def _extension(more: Extension) -> Json:
    return {
        "number": more.number,
        "timing": more.timing,
        "was_due": more.was_due,
        "due": more.due,
        "by": person(more.by),
        "recorded_at": at(more.recorded_at),
        "in_effect": more.counts,
    }


def _obligation(one: Obligation, late: bool) -> Json:
    return {
        **one.body,
        "state": one.state,
        "late": late,
        "issued_at": at(one.issued_at),
        "progress": [_progress(step) for step in one.progress],
    }


def _progress(step: Progress) -> Json:
    return {
        "state": step.state,
        "with": step.spoke_to,
        "words": step.words,
        "by": person(step.by),
        "recorded_at": at(step.recorded_at),
        "happened_at": at(step.happened_at),
        "lowered": step.lowered,
        "in_effect": step.counts,
    }
