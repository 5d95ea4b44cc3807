"""What happened since, for the clocks: an event of the policy, of the referral or of one contact."""

from __future__ import annotations

from dataclasses import replace

from triage_api.casework.changes import Change, read
from triage_api.casework.refusals import WrongError
from triage_api.record import Happened


def record_event(change: Change, event: str, at: str, contact: str | None) -> None:
    """Record that it happened.

    Raises:
        WrongError: the policy has no such event or contact, or it is no time.
    """
    change.add(Happened(event, at, contact))
    place = f"/events/{len(change.referral.happened) - 1}"
    try:
        read(change.referral.case, change.policy)
    except WrongError as error:
        raise WrongError(
            [replace(fault, at=fault.at.removeprefix(place)) for fault in error.faults]
        ) from None
