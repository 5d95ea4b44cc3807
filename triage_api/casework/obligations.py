"""Required contacts and parallel duties: issued at a decision, added to afterwards, ended by people alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage_api.casework.changes import Change
from triage_api.casework.judging import Json, owed
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.record import (
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
    Fact,
    Obligation,
    Referral,
    united,
)

PROGRESS = ("attempted", "made", "declined", "cancelled", "to_do")
"""What a person can say of an obligation; ``to_do`` takes back that it was done."""
NEEDS_WORDS = ("declined", "cancelled", "to_do")


def issue(change: Change, recommended: Json) -> None:
    """Issue what a decision makes owed, and add what a later recommendation adds.

    Before the first decision nothing is issued. What the decision dropped is left out, once the drop has
    taken effect and for as long as the decision stands.
    """
    referral = change.referral
    if not referral.decisions or referral.decisions[-1].decided.route is None:
        return
    body = owed(change.policy, referral, recommended)
    change.add(*_contacts(referral, body), *_duties(referral, body))


def _contacts(referral: Referral, body: Json) -> Iterator[Fact]:
    dropped = _dropped(referral)
    for one in body["required_contacts"]:
        standing = referral.contacts.get(one["id"])
        if standing is None and one["id"] not in dropped:
            yield ContactIssued(one["id"], one)
        elif standing is not None and (grown := _grown(standing, one)) is not None:
            yield ContactChanged(one["id"], grown)


def _duties(referral: Referral, body: Json) -> Iterator[Fact]:
    for one in body["parallel_duties"]:
        standing = referral.duties.get(one["id"])
        if standing is None:
            yield DutyIssued(one["id"], one)
        elif (grown := _grown(standing, one)) is not None:
            yield DutyChanged(one["id"], grown)


def _grown(standing: Obligation, now: Mapping[str, Any]) -> Json | None:
    """The obligation with what was added; ``None``: nothing was."""
    grown = united(standing.body, now)
    return None if grown == standing.body else grown


def _dropped(referral: Referral) -> tuple[str, ...]:
    """The contacts that the decision leaves out: none while it waits for the second view that it needs."""
    decision = referral.decision
    return () if decision is None or decision.waits else decision.decided.dropped


def progress_contact(
    change: Change, contact: str, state: str, spoke_to: str | None, words: str | None
) -> None:
    """Record what became of a required contact.

    Raises:
        NotFoundError: it was not issued.
        WrongError: it does not say whom one spoke to, or why.
        ConflictError: it is done already.
    """
    standing = _issued(change.referral.contacts, contact, "required contact")
    _refuse_progress(standing, state, words)
    if state == "made" and not (spoke_to or "").strip():
        raise WrongError(own_words("", "/with", "The name and role of whom you spoke to"))
    change.add(ContactProgressed(contact, state, spoke_to, words))


def progress_duty(change: Change, duty: str, state: str, words: str | None) -> None:
    """Record what became of a parallel duty; as `progress_contact`."""
    standing = _issued(change.referral.duties, duty, "parallel duty")
    _refuse_progress(standing, state, words)
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
