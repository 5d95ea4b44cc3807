"""What becomes of a required contact or a parallel duty: said by a person, ended by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.happening import refuse_bare_contact
from triage_api.casework.judging import viewed
from triage_api.casework.lowering import checked, recorded, refuse_unneeded
from triage_api.casework.marks import Mark, gravest
from triage_api.casework.members import must_be_permitted, must_have
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError, wrong
from triage_api.casework.sharing import refuse_unready
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import CONTACT_TIMES, Permission, WorkClock
from triage_api.record import (
    WITHDRAWN,
    ContactExtended,
    ContactProgressed,
    Deadline,
    DutyProgressed,
    Happened,
    Lowering,
    Obligation,
)

PROGRESS = (*CONTACT_TIMES, "declined", "escalated", "cancelled", "to_do")
"""What a person can say of a contact; ``to_do`` takes back that it was done."""
DUTY_PROGRESS = tuple(one for one in PROGRESS if one != "child_seen")
NEEDS_WORDS = ("declined", "escalated", "cancelled", "to_do")
NEEDS_NAME = {
    "made": "The name and role of whom you spoke to",
    "accepted": "The name and role of who accepted it",
    "declined": "The name and role of who declined",
    "escalated": "The name and role of the agency's manager",
    "child_seen": "The name and role of who saw the child",
}
AFTER_THE_END = ("received", "accepted", "child_seen")
"""What may still come of what was done: it has a time of its own."""


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody says became of it, as it was sent."""

    state: str
    spoke_to: str | None = None
    words: str | None = None
    lowering: Lowering | None = None


def progress_contact(change: Change, contact: str, step: Step) -> None:
    """Record what became of a required contact.

    Raises:
        NotFoundError: it was not issued.
        WrongError: it does not say whom one spoke to, or why.
        NotYoursError: the policy lets others cancel it.
        ConflictError: it is done already; it is still recommended, so that cancelling it lowers; or it may
            not be told, or reached, yet.
    """
    standing = _issued(change.referral.contacts, contact, "required contact")
    _refuse_progress(standing, step)
    if step.state == "made":
        refuse_bare_contact(change, standing)
    if step.state == "cancelled":
        _cancel(change, standing, step)
        return
    refuse_unneeded(step.lowering)
    refuse_unready(change, standing, step.state, viewed(change.policies, change.referral))
    change.add(ContactProgressed(contact, step.state, step.spoke_to, step.words))
    _start_clocks(change, standing, step.state)


def _start_clocks(change: Change, standing: Obligation, state: str) -> None:
    """Record the event that the policy says this is, the first time: no clock starts anew."""
    policy = change.policies.policy(change.referral.policy)
    contact = None if policy is None else policy.contacts.get(standing.id)
    event = None if contact is None else dict(contact.times).get(state)
    happened = {
        one.event
        for one in change.referral.happened
        # What was said of this contact for some of its children alone is still to be said of the others.
        if one.contact is None or (one.contact == standing.id and one.child is None)
    }
    if event is not None and event not in happened:
        at = change.signed.happened_at or change.signed.at
        change.add(Happened(event, at.isoformat(timespec="seconds"), standing.id))


def _cancel(change: Change, standing: Obligation, step: Step) -> None:
    must_be_permitted(change.member, change.policy, Permission.CANCEL_ITEM, "Cancelling what is owed")
    shown = change.judged()
    required = any(one["id"] == standing.id for one in shown["required_contacts"])
    ways = [f"It drops a required contact: {standing.body['role']}."] if required else []
    lowering, view = checked(change.policy, step.lowering, ways, shown), None
    if lowering is not None:
        lowering, view = recorded(change, lowering, _from(change), shown)
    change.add(
        ContactProgressed(
            standing.id, "cancelled", step.spoke_to, step.words, lowering=lowering, second_view=view
        )
    )


def _from(change: Change) -> Mark:
    return gravest(change.policy, change.referral, change.judged())


def extend_contact(change: Change, contact: str, due: datetime, lowering: Lowering | None) -> None:
    """Give the clock of a contact that runs out first more time. It lowers; the time that it had is kept.

    Raises:
        NotFoundError: it was not issued.
        ConflictError: no clock runs, or the time is not later; or nothing says why.
        NotYoursError: by a role that does not decide this route.
        WrongError: the code or the words are wrong.
    """
    policy = change.policy
    standing = _issued(change.referral.contacts, contact, "required contact")
    clocks = {one["timing"]: standing.extended(one["timing"], one["due"]) for one in standing.body["clocks"]}
    if not clocks or standing.is_done or standing.state == "held_back":
        raise ConflictError("no-clock", "No clock runs on it", "There is no time to be extended.")
    timing = min(clocks, key=lambda one: datetime.fromisoformat(clocks[one]))
    if due <= datetime.fromisoformat(clocks[timing]):
        what = f"It is due {clocks[timing]} already."
        raise wrong("/due", "not-later", what, "Give a later time, or make the contact sooner.")
    lowered_from = _from(change)
    route = policy.routes.get(lowered_from.route or policy.base_route) or policy.routes[policy.base_route]
    must_have(change.member, route.decided_by, policy.roles, f"More time under “{route.title}”")
    shown = change.judged()
    why = checked(policy, lowering, [f"It puts a deadline later: {standing.body['role']}."], shown)
    if why is not None:
        why, view = recorded(change, why, lowered_from, shown)
        later = due.astimezone(UTC).isoformat(timespec="seconds")
        change.add(ContactExtended(contact, timing, clocks[timing], later, why, view))


def progress_duty(change: Change, duty: str, step: Step) -> None:
    """Record what became of a parallel duty; as `progress_contact`. Once it is sent, whoever it went to has a
    time to say that they have it."""
    standing = _issued(change.referral.duties, duty, "parallel duty")
    if step.state not in DUTY_PROGRESS:
        raise wrong(
            "/state", "wrong-value", f"A duty is not “{step.state}”.", nearest(step.state, DUTY_PROGRESS)
        )
    refuse_unneeded(step.lowering)
    _refuse_progress(standing, step)
    if step.state == "cancelled":
        must_be_permitted(change.member, change.policy, Permission.CANCEL_ITEM, "Cancelling what is owed")
    by = _acknowledged_by(change) if step.state == "sent" and "sent" not in standing.times else None
    change.add(DutyProgressed(duty, step.state, step.words, step.spoke_to, by))


def _acknowledged_by(change: Change) -> Deadline | None:
    policy = change.policies.policy(change.referral.policy)
    starts = change.signed.happened_at or change.signed.at
    return None if policy is None else deadline(policy, WorkClock.DUTY_ACKNOWLEDGED, starts)


def _issued(held: Mapping[str, Obligation], id: str, what: str) -> Obligation:
    if id not in held:
        there = ", ".join(held) or "none"
        raise NotFoundError(
            f"no-such-{what.split()[-1]}", "Not found", f"No {what} “{id}” was issued. There are: {there}."
        )
    return held[id]


def _refuse_progress(standing: Obligation, step: Step) -> None:
    if standing.state == WITHDRAWN and step.state not in AFTER_THE_END:
        gone = "" if standing.withdrawn is None else f"{standing.withdrawn.why} "
        remedy = "Take that back first."
        raise ConflictError("wrong-state", "It does not fit what is recorded", f"{gone}{remedy}")
    if standing.is_done != (step.state == "to_do") and step.state not in AFTER_THE_END:
        how = f"is “{standing.state}” already" if standing.is_done else "is still to do"
        remedy = (
            "Take that back with “to_do” first." if standing.is_done else "There is nothing to take back."
        )
        raise ConflictError(
            "wrong-state", "It does not fit what is recorded", f"“{standing.id}” {how}. {remedy}"
        )
    if step.state in NEEDS_NAME and not (step.spoke_to or "").strip() and "agency" in standing.body:
        raise WrongError(own_words("", "/with", NEEDS_NAME[step.state]))
    # What was held back and done all the same must be recorded, with the reason: it happened.
    if step.state in NEEDS_WORDS or standing.state == "held_back":
        faults = own_words(step.words or "", "/words", "The words")
        if faults:
            raise WrongError(faults)
