"""What happened since, for the clocks: an event of the policy, of the referral or of one contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from triage_api.casework.changes import Change, read
from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.policy.model import Policy
from triage_api.record import Happened, Obligation


def record_event(change: Change, event: str, at: str, contact: str | None) -> None:
    """Record that it happened.

    Raises:
        WrongError: the policy has no such event or contact, it is no time, or it is an event that only the
            record of what was done can bring about.
    """
    if faults := list(bare_events(change.policy, [event])):
        raise WrongError([replace(fault, at="/event") for fault in faults])
    change.add(Happened(event, at, contact))
    place = f"/events/{len(change.referral.happened) - 1}"
    try:
        read(change.referral.case, change.policy)
    except WrongError as error:
        raise WrongError(
            [replace(fault, at=fault.at.removeprefix(place)) for fault in error.faults]
        ) from None


def bare_events(policy: Policy, events: Sequence[str]) -> Iterator[Fault]:
    """A fault for each event that stands for a record of its own: said alone, it would discharge a duty
    of which nobody has written down who was there."""
    instead = _recorded_as(policy)
    for place, event in enumerate(events):
        if event in instead:
            what = f"“{event}” is not recorded by itself: it follows from a record of who was there."
            yield Fault(f"/events/{place}/event", "needs-a-record", what, instead[event])


def _recorded_as(policy: Policy) -> Mapping[str, str]:
    """Event -> where it is recorded."""
    found: dict[str, str] = {}
    if (discussions := policy.casework.discussions) is not None:
        there = "Record the discussion at strategy-discussions, and post it to its “complete”."
        found |= dict.fromkeys((discussions.held, discussions.began_section_47), there)
    if (visits := policy.casework.visits) is not None:
        found[visits.seen] = "Record who saw the child at the child's “visits”."
    return found


def refuse_bare_contact(change: Change, contact: Obligation) -> None:
    """See that a contact which an event of its own meets is not called made without a record of that event.

    Raises:
        ConflictError: its event has not happened, to each child that it is about.
    """
    referral, policy = change.referral, change.policies.policy(change.referral.policy)
    # Without the policy nobody can tell: what a person says was done is kept.
    instead = {} if policy is None else _recorded_as(policy)
    children = contact.body.get("children") or referral.children
    for clock in contact.body.get("clocks", []):
        event = clock.get("met_by")
        if event in instead and referral.met_at(event, children) is None:
            what = f"“{contact.id}” is made by what happens, and that is not recorded for each child."
            raise ConflictError("needs-a-record", "It needs a record of its own", f"{what} {instead[event]}")
