"""What one more fact makes of a referral; each topic registers its own kinds."""

from __future__ import annotations

from functools import singledispatch

from triage_api.record.entries import Entry
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral


@singledispatch
def after(fact: object, referral: Referral, entry: Entry) -> Referral:
    """The referral after one more fact.

    Raises:
        UnreadableFactError: facts of that kind have no place in a referral, or not in this one.
    """
    raise UnreadableFactError(f"A “{entry.kind}” cannot stand in the referral {referral.id}.")
