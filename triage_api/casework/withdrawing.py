"""Somebody who was recorded by mistake, and belongs here after all.

Nothing that was said is erased, and nothing counts as done: what was owed to nobody else ends as withdrawn.
Where the recommendation falls by it, a required contact ends, or somebody leaves who stood above the lowest
level or is of concern, that is a lowering: a reason, a second view.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.changes import Change
from triage_api.casework.identity import refuse_same
from triage_api.casework.members import must_be_permitted
from triage_api.casework.merging import regroup
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission
from triage_api.record import (
    CASE_SYSTEM_ID,
    Lowering,
    MoveKnown,
    Referral,
    Subject,
    SubjectWithdrawn,
    Withdrawal,
    WithdrawalUndone,
)


def withdraw_subject(change: Change, ref: str, words: str, lowering: Lowering | None = None) -> None:
    """Say that a child, an adult or an incident was recorded by mistake.

    Raises:
        NotYoursError: the policy lets others do it.
        WrongError: there is nobody of this ref who stands for themselves; or nothing says why.
        ConflictError: it is the last child, or it waits for its second view; the recommendation falls by it,
            a required contact ends, or somebody leaves who stood above the lowest level or is of concern, and
            nothing says why.
    """
    what = "Saying that somebody was recorded by mistake"
    must_be_permitted(change.member, change.policy, Permission.WITHDRAW, what)
    subject = _standing(change.referral, ref)
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    if change.referral.identity.waits_to_leave(ref):
        raise ConflictError(
            "given-already", "It waits for its second view", f"{ref} is withdrawn once somebody has agreed."
        )
    _refuse_last(change.referral, subject)
    regroup(change, SubjectWithdrawn(ref, words.strip()), lowering)


def undo_withdrawal(change: Change, of: int, words: str, lowering: Lowering | None = None) -> None:
    """Say that somebody belongs here after all: what was said of them counts again, and what was owed to them
    is owed again, on its clock.

    Raises:
        NotYoursError: the policy lets others do it.
        NotFoundError: nobody was withdrawn by that event.
        ConflictError: it was taken back already; another one has their id in the case system by now; or the
            recommendation falls by it, and nothing says why.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.WITHDRAW, "Saying that somebody belongs here")
    made = _found(change.referral, of)
    if made.undone is not None:
        step, _ = made.undone
        raise ConflictError("given-already", "They are in it already", f"By {step.by.name}.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    before, ref = change.referral, made.fact.ref
    subject = before.subject(ref)
    if made.effect is not None and subject is not None:
        refuse_same(before, subject.about, ref, before.label(ref).get(CASE_SYSTEM_ID))
    regroup(change, WithdrawalUndone(of, words.strip()), lowering)
    change.add(*sent_without(before, of))


def sent_without(referral: Referral, of: int) -> Iterator[MoveKnown]:
    """The moves to another authority that went, or were accepted, without somebody, because the event ``of``
    withdrew them: for them each is owed by itself, on the same clock."""
    made = referral.identity.withdrawal(of)
    if made is None or made.effect is None:
        return
    ref, since = made.fact.ref, made.effect.number
    leaves = set(referral.identity.group(ref))
    for one in referral.transfers:
        sent = one.sent is not None and one.sent.step.number > since
        # The sheet may have gone before; whoever accepted since may have been told of a mistake.
        accepted = one.state == "accepted" and one.settled is not None and one.settled.number > since
        if isinstance(one.begun, MoveKnown) and (sent or accepted) and leaves & set(one.begun.children):
            done = "Sent" if sent else "Accepted"
            how = f"{done} as transfer {one.number}, while {ref} was taken to be recorded by mistake: "
            yield MoveKnown((ref,), one.begun.to, f"{how}{one.begun.how_known}", one.begun.due)


def refuse_last_of(referral: Referral, of: int) -> None:
    """See that a withdrawal that takes effect by its second view leaves a child.

    Raises:
        ConflictError: it does not.
    """
    made = referral.identity.withdrawal(of)
    if made is not None and made.effect is None and made.undone is None:
        subject = next((one for one in referral.present if one.ref == made.fact.ref), None)
        if subject is not None:
            _refuse_last(referral, subject)


def _refuse_last(referral: Referral, subject: Subject) -> None:
    if referral.children == (subject.ref,):
        raise ConflictError(
            "last-child",
            "It is the only child",
            "A referral is about a child. Put in the child whom it is about first; where it is about none, "
            "decide that it is no referral.",
        )


def _standing(referral: Referral, ref: str) -> Subject:
    there = {one.ref: one for one in referral.present}
    if ref not in there:
        what = f"There is no “{ref}” that stands for itself here."
        raise wrong("/ref", "unknown-ref", what, f"There are: {', '.join(there) or 'none'}.")
    return there[ref]


def _found(referral: Referral, number: int) -> Withdrawal:
    made = referral.identity.withdrawal(number)
    if made is None:
        numbers = ", ".join(str(one.number) for one in referral.identity.withdrawals) or "none"
        what = f"Nobody was withdrawn by {number}. There are: {numbers}."
        raise NotFoundError("no-such-withdrawal", "Not found", what)
    return made
