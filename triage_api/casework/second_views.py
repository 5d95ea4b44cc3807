"""The second view of a lowering: by somebody of the role, never by its author."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.members import must_have
from triage_api.casework.obligations import drop
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, WrongError
from triage_api.casework.withdrawing import refuse_last_of, sent_without
from triage_api.casework.words import own_words
from triage_api.record import Lowered, Referral, SecondViewGiven


def give_second_view(change: Change, of: int, agrees: bool, words: str) -> None:
    """Record it. Where it agrees, what waited for it takes effect; where not, the decision no longer stands.

    Raises:
        NotFoundError: there is no lowering with that number.
        NotYoursError: by its author, or by a role that may not give it.
        ConflictError: it was given; or no child would be left.
        WrongError: the words are missing.
    """
    lowered = _lowered(change.referral, of)
    if lowered.second_look is not None:
        raise ConflictError("given-already", "It has its second view", f"By {lowered.second_look.by.name}.")
    if lowered.by.name == change.member.person.name:
        raise NotYoursError(
            "own-lowering", "Not yours to do", "Nobody gives the second view of their own lowering."
        )
    must_have(change.member, lowered.second_view.by, change.policy.roles, "This second view")
    if faults := own_words(words, "/words", "The words", None):
        raise WrongError(faults)
    if agrees:
        refuse_last_of(change.referral, of)
    waited = change.referral.decision
    moves = () if agrees else tuple(sent_without(change.referral, of))
    change.add(SecondViewGiven(of, agrees, words.strip()), *moves)
    if agrees and waited is not None and waited.number == of and waited.waits:
        drop(change, waited.decided.dropped, of)


def _lowered(referral: Referral, of: int) -> Lowered:
    for lowered in referral.lowerings:
        if lowered.number == of:
            return lowered
    numbers = ", ".join(str(lowered.number) for lowered in referral.lowerings) or "none"
    raise NotFoundError("no-such-lowering", "Not found", f"There is no lowering {of}. There are: {numbers}.")
