"""What happened since, for the clocks: an event of the policy, of the referral or of one contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from triage_api.casework.changes import Change, read
from triage_api.casework.refusals import Fault, WrongError
from triage_api.policy.model import Policy
from triage_api.record import Happened


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
    return found
