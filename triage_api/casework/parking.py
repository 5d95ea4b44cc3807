"""Putting a referral aside with the questions unfinished, and going on with it: nothing ends by itself."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.refusals import ConflictError, WrongError
from triage_api.casework.words import own_words
from triage_api.record import Parked, Resumed


def park(change: Change, words: str) -> None:
    """Put it aside, by name. Its clocks run on, and anybody who sees it may go on with it.

    Raises:
        ConflictError: somebody has put it aside already.
        WrongError: nothing says where they are and what comes next.
    """
    parked = change.referral.parked
    if parked is not None:
        raise ConflictError("given-already", "It is parked", f"{parked.step.by.name} has put it aside.")
    if faults := own_words(words, "/words", "Where you are and what comes next"):
        raise WrongError(faults)
    change.add(Parked(words.strip()))


def resume(change: Change) -> None:
    """Go on with it.

    Raises:
        ConflictError: nobody has put it aside.
    """
    if change.referral.parked is None:
        raise ConflictError("wrong-state", "It is not parked", "Nobody has put it aside.")
    change.add(Resumed())
