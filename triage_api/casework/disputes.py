"""A transfer that one side will not have: taken up by a manager, ended by a senior one, in words."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.members import must_be_permitted
from triage_api.casework.naming import unnamed
from triage_api.casework.refusals import Fault, WrongError
from triage_api.casework.transfers import found, must_be
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission
from triage_api.record import ACCEPTS, KEEPS, DisputeEnded, DisputeTakenUp, Professional


def take_up(
    change: Change, of: int, spoke_to: Professional, words: str, escalated_to: Professional | None
) -> None:
    """Record that a manager spoke with one of the other side, and perhaps took it higher.

    Raises:
        NotYoursError: it is for a manager.
        NotFoundError, ConflictError: no such transfer, or it is not disputed.
        WrongError: nobody named, or no words.
    """
    must_be_permitted(
        change.member, change.policy, Permission.DECIDE_TRANSFER, "Taking up a disputed transfer"
    )
    must_be(found(change.referral, of), "disputed")
    faults = [*unnamed(spoke_to, "/spoke_to"), *own_words(words, "/words", "What was said")]
    if escalated_to is not None:
        faults += unnamed(escalated_to, "/escalated_to")
    if faults:
        raise WrongError(faults)
    change.add(DisputeTakenUp(of, spoke_to, words.strip(), escalated_to))


def end_dispute(change: Change, of: int, outcome: str, said_by: Professional, words: str) -> None:
    """End a dispute: the receiver accepts, or the sender keeps the child.

    Raises:
        NotYoursError: it is for a senior manager.
        NotFoundError, ConflictError: no such transfer, or it is not disputed.
        WrongError: an unknown outcome, nobody of the other side named, or no words.
    """
    must_be_permitted(change.member, change.policy, Permission.END_DISPUTE, "Ending a disputed transfer")
    must_be(found(change.referral, of), "disputed")
    faults = [*unnamed(said_by, "/said_by"), *own_words(words, "/words", "The words")]
    if outcome not in (ACCEPTS, KEEPS):
        what = f"A dispute does not end in “{outcome}”."
        faults.append(Fault("/outcome", "wrong-value", what, nearest(outcome, [ACCEPTS, KEEPS])))
    if faults:
        raise WrongError(faults)
    change.add(DisputeEnded(of, outcome, said_by, words.strip()))
