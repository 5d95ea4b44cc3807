"""Children, adults and incidents: added with a ref, told apart without a name."""

from __future__ import annotations

import re

from triage_api.casework.changes import Change
from triage_api.casework.identity import refuse_same
from triage_api.casework.refusals import Fault, WrongError
from triage_api.record import REFERRAL, AdultAdded, ChildAdded, IncidentAdded, Referral

REF = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
RESERVED = (REFERRAL, "child")
MOST = 40
"""Of each kind in one referral."""


def add_child(
    change: Change, ref: str | None, initials: str | None, born: str | None, case_system_id: str | None
) -> None:
    """Add a child.

    Raises:
        ConflictError: another child of the referral has this id in the case system.
        WrongError: the ref is taken or no ref, or there are too many.
    """
    refuse_same(change.referral, "child", ref, case_system_id)
    change.add(ChildAdded(_ref(change.referral, "child", ref), initials, born, case_system_id))


def add_adult(change: Change, ref: str | None, label: str | None) -> None:
    """Add an adult; as `add_child`."""
    change.add(AdultAdded(_ref(change.referral, "adult", ref), label))


def add_incident(change: Change, ref: str | None, label: str | None) -> None:
    """Add an incident; as `add_child`."""
    change.add(IncidentAdded(_ref(change.referral, "incident", ref), label))


def _ref(referral: Referral, about: str, ref: str | None) -> str:
    """The ref asked for, or the next of this kind: ``child-2``."""
    taken = {subject.ref for subject in referral.subjects}
    count = sum(subject.about == about for subject in referral.subjects)
    if count >= MOST:
        raise WrongError(
            [_fault("too-many", f"There are {count} already.", "Make two referrals and link them.")]
        )
    if ref is None:
        return next(name for number in range(1, 999) if (name := f"{about}-{number}") not in taken)
    if not REF.fullmatch(ref) or ref in RESERVED:
        remedy = "Use lower-case letters, digits, - and _, like child-1 or father; no names."
        raise WrongError([_fault("wrong-ref", f"“{ref}” is not a ref.", remedy)])
    if ref in taken:
        remedy = "Give each child, adult and incident a ref of its own."
        raise WrongError([_fault("ref-twice", f"“{ref}” is there already.", remedy)])
    return ref


def _fault(code: str, what: str, remedy: str) -> Fault:
    return Fault("/ref", code, what, remedy)
