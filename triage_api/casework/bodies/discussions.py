"""Strategy discussions, and the conversations that were none."""

from __future__ import annotations

from triage_api.casework.bodies.basics import at, deadline, person, professional, step
from triage_api.casework.judging import Json
from triage_api.record import (
    Attendee,
    Completion,
    Conversation,
    Discussion,
    Emergency,
    PoliceAnswer,
    Referral,
    Refusal,
    Tracked,
)


def discussions_body(referral: Referral) -> Json:
    """Its strategy discussions in the order they were asked for, and the professional conversations."""
    return {
        "discussions": [_discussion(one) for one in referral.discussions],
        "conversations": [_conversation(one) for one in referral.conversations],
    }


def _discussion(one: Discussion) -> Json:
    return {
        **step(one.step),
        "state": one.state,
        "children": list(one.requested.children),
        "why": one.requested.why,
        "asked": list(one.requested.asked),
        "due": deadline(one.requested.due),
        "emergencies": [_emergency(each) for each in one.emergencies],
        "refusals": [_refusal(each) for each in one.refusals],
        "completions": [_completion(each) for each in one.completions],
        "actions": [_action(each) for each in one.actions],
    }


def _emergency(one: Emergency) -> Json:
    return {
        **step(one.step),
        "attendees": [_attendee(each) for each in one.held.attendees],
        "missing": [{"agency": each.agency, "why": each.why} for each in one.held.missing],
        "decided": one.held.decided,
        "due": deadline(one.held.due),
    }


def _attendee(one: Attendee) -> Json:
    return {
        "agency": one.agency,
        "name": one.name,
        "role": one.role,
        "able_to_decide": one.able_to_decide,
        "unit": one.unit,
        "reference": one.reference,
    }


def _refusal(one: Refusal) -> Json:
    return {
        **step(one.step),
        "agency": one.refused.agency,
        "said_by": professional(one.refused.said_by),
        "why": one.refused.why,
        "escalated_to": professional(one.refused.escalated_to),
        "due": deadline(one.refused.due),
        "answered": one.answered
        and one.answer_step
        and {
            **step(one.answer_step),
            "takes_part": one.answered.takes_part,
            "words": one.answered.words,
        },
    }


def _completion(one: Completion) -> Json:
    held = one.held
    return {
        **step(one.step),
        "attendees": [_attendee(each) for each in held.attendees],
        "children": list(held.children),
        "left_out": [{"child": each.child, "why": each.why} for each in held.left_out],
        "section_47": list(held.section_47),
        "enquiry_by": list(held.enquiry_by),
        "joint": len(held.enquiry_by) > 1,
        "reasons": held.reasons,
        "family": {"what": held.family.what, "at": held.family.at},
        "due": deadline(held.due),
        "police": _police(one.answer),
    }


def _police(answer: PoliceAnswer | None) -> Json:
    """What the police say of it; unconfirmed until they have said something."""
    if answer is None:
        return {"state": "unconfirmed", "said_by": None, "words": None, "by": None, "at": None}
    return {
        "state": "confirmed" if answer.confirms else "denied",
        "said_by": professional(answer.said_by),
        "words": answer.words,
        "by": person(answer.step.by),
        "at": at(answer.step.at),
    }


def _action(one: Tracked) -> Json:
    return {
        "number": one.number,
        "what": one.action.what,
        "owner": professional(one.action.owner),
        "due": one.action.due,
        "ours": one.action.ours,
        "done": one.done and step(one.done),
        "words": one.words,
    }


def _conversation(one: Conversation) -> Json:
    return {
        **step(one.step),
        "between": [professional(each) for each in one.held.between],
        "children": list(one.held.children),
        "words": one.held.words,
    }
