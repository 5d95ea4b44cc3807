"""What is owed, and what became of it."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.bodies.basics import at, deadline, late, person
from triage_api.casework.judging import Json, View
from triage_api.casework.sharing import is_unsafe, needs_agreement
from triage_api.record import (
    Extension,
    Item,
    Obligation,
    Progress,
    Referral,
    Safety,
    Sharing,
    Whose,
    due_list,
)


def obligations_body(referral: Referral, view: View, now: datetime) -> Json:
    """The required contacts and parallel duties that were issued, and what became of them."""
    items = {item.id: item for item in due_list(referral)}
    return {
        "contacts": [
            {**_contact(one, items[f"contact:{one.id}"], now), **_told(referral, view, one, now)}
            for one in referral.contacts.values()
        ],
        "duties": [_obligation(one, items[f"duty:{one.id}"], now) for one in referral.duties.values()],
    }


def safety_body(safety: Safety) -> Json:
    """What keeps people safe, as it was last said."""
    return {
        "safe_to_contact": safety.safe_to_contact,
        "how": safety.how,
        "staff": safety.staff,
        "do_not_say": list(safety.do_not_say),
    }


def _told(referral: Referral, view: View, one: Obligation, now: datetime) -> Json:
    """On what basis it is told, and whether it may be told and reached now."""
    needed = view.policy is not None and needs_agreement(view.policy, referral, one)
    settled = one.sharing is not None and one.sharing.is_settled
    return {
        "sharing": {"needed": needed, "waits": needed and not settled, **_sharing(one.sharing, now)},
        "unsafe": is_unsafe(view, referral, one),
    }


def _sharing(sharing: Sharing | None, now: datetime) -> Json:
    if sharing is None:
        return {"basis": None, "words": None, "by": None, "deadline": None, "late": False, "allowed": None}
    allowed = sharing.allowed
    return {
        "basis": sharing.basis,
        "words": sharing.words,
        "by": person(sharing.by),
        "deadline": deadline(sharing.deadline),
        "late": late(sharing.deadline, sharing.settled_at, now),
        "allowed": allowed
        and {"words": allowed.words, "by": person(allowed.by), "recorded_at": at(allowed.recorded_at)},
    }


def _contact(one: Obligation, item: Item, now: datetime) -> Json:
    """With the time that it has now as its ``due``, and with what it had before it was extended."""
    clocks = [{**clock, "due": one.extended(clock["timing"], clock["due"])} for clock in one.body["clocks"]]
    runs = one.body["due"] is not None and clocks
    due = min((clock["due"] for clock in clocks), key=datetime.fromisoformat) if runs else None
    return {
        **_obligation(one, item, now),
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


def _obligation(one: Obligation, item: Item, now: datetime) -> Json:
    return {
        **one.body,
        "state": one.state,
        "late": item.is_late(now),
        "late_by": {whose.value: _late_by(item, whose, now) for whose in Whose},
        "times": {time: at(when) for time, when in one.times.items()},
        "issued_at": at(one.issued_at),
        "progress": [_progress(step) for step in one.progress],
    }


def _late_by(item: Item, whose: Whose, now: datetime) -> bool:
    """Whether a clock of theirs, or of ours, has run out without being met."""
    runs = not (item.held_back and item.is_open)
    return runs and any(one.overrun(item.done or now) for one in item.clocks if one.whose is whose)


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
        "of_some": step.of_some,
    }
