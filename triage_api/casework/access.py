"""Restricted referrals, and what keeps a referral from being purged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.members import Member, must_be_permitted
from triage_api.casework.refusals import ConflictError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, WorkClock
from triage_api.record import (
    GlassBroken,
    HeldFromPurge,
    HoldEnded,
    PrintFiled,
    Referral,
    Restricted,
    RestrictionLifted,
)

MOST_NAMES = 40


def may_see(referral: Referral, member: Member, now: datetime) -> bool:
    """Whether the member may see it: everybody may, unless it is restricted."""
    return referral.access.is_open_to(member.person.name, now)


def restrict(change: Change, names: Sequence[str], words: str) -> None:
    """Let only these people see it from now on. Whoever restricts it is one of them, or nobody could lift it.

    Raises:
        NotYoursError: another role does it.
        WrongError: there is nobody who would see it, or nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.RESTRICT, "Restricting a referral")
    _say_why(words)
    if not 0 < len(names) <= MOST_NAMES:
        remedy = f"Name from 1 to {MOST_NAMES} people, as they sign in."
        raise wrong("/names", "wrong-value", f"{len(names)} people are named.", remedy)
    change.add(Restricted(tuple(dict.fromkeys([*names, change.member.person.name])), words.strip()))


def lift(change: Change, words: str) -> None:
    """Let everybody see it again.

    Raises:
        NotYoursError: another role does it.
        ConflictError: it is not restricted.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.RESTRICT, "Lifting a restriction")
    _say_why(words)
    _refuse(change.referral.access.names is None, "It is not restricted.")
    change.add(RestrictionLifted(words.strip()))


def break_glass(change: Change, words: str) -> None:
    """See a restricted referral without being named in it, for as long as the policy lets it.

    Raises:
        ConflictError: there is nothing to break; or the policy sets no time for it.
        WrongError: nothing says why.
    """
    _say_why(words)
    _refuse(may_see(change.referral, change.member, change.signed.at), "You see it already.")
    until = deadline(change.policy, WorkClock.GLASS_BROKEN, change.signed.at)
    if until is None:
        raise ConflictError(
            "no-time-set",
            "Nobody may do this",
            f"{change.policy.ref} sets no time for “{WorkClock.GLASS_BROKEN}” in casework.yaml.",
        )
    change.add(GlassBroken(words.strip(), until))


def hold(change: Change, words: str) -> None:
    """Keep it from being purged.

    Raises:
        NotYoursError: another role does it.
        ConflictError: it is held already.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.HOLD_FROM_PURGE, "Holding a referral")
    _say_why(words)
    _refuse(change.referral.access.held, "It is held already.")
    change.add(HeldFromPurge(words.strip()))


def end_hold(change: Change, words: str) -> None:
    """Let the retention rules hold for it again; raises as `hold`."""
    must_be_permitted(change.member, change.policy, Permission.HOLD_FROM_PURGE, "Ending a hold")
    _say_why(words)
    _refuse(not change.referral.access.held, "It is not held.")
    change.add(HoldEnded(words.strip()))


def file_print(change: Change, reference: str) -> None:
    """Say that its print is in the authority's case system.

    Raises:
        WrongError: it does not say under which reference.
    """
    if not reference.strip():
        raise wrong("/reference", "blank", "The reference is blank.", "Say where the print can be found.")
    change.add(PrintFiled(reference.strip()))


def _say_why(words: str) -> None:
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)


def _refuse(unfit: bool, why: str) -> None:
    if unfit:
        raise ConflictError("wrong-state", "It does not fit what is recorded", why)
