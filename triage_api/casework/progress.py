"""What becomes of a required contact or a parallel duty: said by a person, ended by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from triage_api.casework.changes import Change
from triage_api.casework.happening import refuse_bare_contact
from triage_api.casework.judging import Level
from triage_api.casework.lowering import checked, recorded, refuse_unneeded
from triage_api.casework.marks import Mark, highest, marks
from triage_api.casework.members import must_be_permitted, must_have
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission
from triage_api.record import (
    ContactExtended,
    ContactProgressed,
    DutyProgressed,
    Lowering,
    Obligation,
)

PROGRESS = ("attempted", "made", "declined", "cancelled", "to_do")
"""What a person can say of an obligation; ``to_do`` takes back that it was done."""
NEEDS_WORDS = ("declined", "cancelled", "to_do")


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
        ConflictError: it is done already; or it is still recommended, so that cancelling it lowers.
    """
    standing = _issued(change.referral.contacts, contact, "required contact")
    _refuse_progress(standing, step.state, step.words)
    if step.state == "made" and not (step.spoke_to or "").strip():
        raise WrongError(own_words("", "/with", "The name and role of whom you spoke to"))
    if step.state == "made":
        refuse_bare_contact(change, standing)
    if step.state == "cancelled":
        _cancel(change, standing, step)
        return
    refuse_unneeded(step.lowering)
    change.add(ContactProgressed(contact, step.state, step.spoke_to, step.words))


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
    """What a lowering of a contact is lowered from: the gravest of what is recommended, held and decided."""
    found, made = marks(change.policy, change.referral, change.judged()), change.referral.decision
    if made is not None:
        decided = made.decided
        level = Level(decided.route_order, decided.rag_order)
        found.append(Mark(level, decided.route, decided.rag, "the decided one"))
    return highest(found)


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


def progress_duty(change: Change, duty: str, state: str, words: str | None) -> None:
    """Record what became of a parallel duty; as `progress_contact`."""
    standing = _issued(change.referral.duties, duty, "parallel duty")
    _refuse_progress(standing, state, words)
    if state == "cancelled":
        must_be_permitted(change.member, change.policy, Permission.CANCEL_ITEM, "Cancelling what is owed")
    change.add(DutyProgressed(duty, state, words))


def _issued(held: Mapping[str, Obligation], id: str, what: str) -> Obligation:
    if id not in held:
        there = ", ".join(held) or "none"
        raise NotFoundError(
            f"no-such-{what.split()[-1]}", "Not found", f"No {what} “{id}” was issued. There are: {there}."
        )
    return held[id]


def _refuse_progress(standing: Obligation, state: str, words: str | None) -> None:
    if standing.is_done != (state == "to_do"):
        how = f"is “{standing.state}” already" if standing.is_done else "is still to do"
        remedy = (
            "Take that back with “to_do” first." if standing.is_done else "There is nothing to take back."
        )
        raise ConflictError(
            "wrong-state", "It does not fit what is recorded", f"“{standing.id}” {how}. {remedy}"
        )
    # What was held back and done all the same must be recorded, with the reason: it happened.
    if state in NEEDS_WORDS or standing.state == "held_back":
        faults = own_words(words or "", "/words", "The words")
        if faults:
            raise WrongError(faults)
