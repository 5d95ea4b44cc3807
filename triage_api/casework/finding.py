"""A child of whom nobody can say who it is: what was tried, who was asked, and who looks at it again."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.identity import known
from triage_api.casework.members import must_be_permitted
from triage_api.casework.naming import blank
from triage_api.casework.refusals import ConflictError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, WorkClock
from triage_api.record import FIND_CHILD, ChildSearchEnded, ChildSought


def seek_child(change: Change, child: str, tried: str, asked: tuple[str, ...] = ()) -> None:
    """Record what was tried, and who else was asked. By somebody who may end the search it is a review, and
    the next one is due by the policy's clock.

    Raises:
        NotFoundError: there is no such child.
        ConflictError: it is known who it is, or the search was ended.
        WrongError: nothing says what was tried.
    """
    _refuse_unsought(change, child)
    faults = own_words(tried, "/tried", "What was tried")
    faults += [
        one for place, who in enumerate(asked) for one in blank(who, f"/asked/{place}", "Who was asked")
    ]
    if faults:
        raise WrongError(faults)
    reviewed = change.member.has_one_of(change.policy.casework.roles_for(Permission.END_SEARCH))
    by = deadline(change.policy, WorkClock.CHILD_IDENTIFIED, change.moment) if reviewed else None
    change.add(ChildSought(child, tried.strip(), tuple(who.strip() for who in asked), reviewed, by))


def end_search(change: Change, child: str, words: str) -> None:
    """Stop looking for the child. It stays in the referral, and everything that is owed to it stays owed.

    Raises:
        NotYoursError: the policy lets others do it.
        NotFoundError: there is no such child.
        ConflictError: it is known who it is, or the search was ended.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.END_SEARCH, "Ending the search for a child")
    _refuse_unsought(change, child)
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    change.add(ChildSearchEnded(child, words.strip()))


def _refuse_unsought(change: Change, child: str) -> None:
    referral = change.referral
    known(referral, "child", child)
    in_it = child in referral.children
    if referral.identity.open(FIND_CHILD, child) is None or not in_it:
        detail = (
            f"It is known which child “{child}” is, it is in the referral no longer, or the search was ended."
        )
        raise ConflictError("wrong-state", "Nobody looks for this child", detail)
