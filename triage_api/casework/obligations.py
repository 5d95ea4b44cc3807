"""Required contacts and parallel duties: issued at a decision, added to afterwards, never taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage_api.casework.changes import Change
from triage_api.casework.judging import Json, owed
from triage_api.record import (
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    DutyChanged,
    DutyIssued,
    Fact,
    Obligation,
    Referral,
    united,
)


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
    """The obligation with what was added; ``None``: nothing was. The clocks of what was owed only to somebody
    recorded by mistake are nobody's."""
    before = standing.body if standing.withdrawn is None else {**standing.body, "clocks": []}
    grown = united(before, now)
    return None if grown == standing.body else grown


def _dropped(referral: Referral) -> tuple[str, ...]:
    """The contacts that the decision leaves out: none while it waits for the second view that it needs."""
    decision = referral.decision
    return () if decision is None or decision.waits else decision.decided.dropped


def drop(change: Change, dropped: tuple[str, ...], of: int) -> None:
    """A drop takes effect: what was issued is cancelled, unless it was done. It stands and falls with the
    decision that has the number ``of``."""
    for contact in dropped:
        standing = change.referral.contacts.get(contact)
        if standing is not None and not standing.is_done:
            change.add(ContactProgressed(contact, "cancelled", None, "Dropped by the decision.", of=of))
