"""Events in, referral out. A topic's rules stand in the room of its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import Purged, ReferralOpened
from triage_api.record.folding import (
    access,
    decisions,
    disagreements,
    discussions,
    identity,
    milestones,
    news,
    obligations,
    owners,
    parking,
    referrals,
    sharing,
    transfers,
    tray,
    visits,
)
from triage_api.record.folding.step import after
from triage_api.record.identity import Identity
from triage_api.record.owners import WHOLE, Held, Owners
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import REFERRAL, Referral

TOPICS = (
    access,
    identity,
    tray,
    referrals,
    decisions,
    obligations,
    milestones,
    news,
    discussions,
    owners,
    parking,
    sharing,
    visits,
    transfers,
    disagreements,
)
"""The rooms whose rules are registered by being imported here."""

__all__ = [
    "TOPICS",
    "extended",
    "folded",
]


def folded(entries: Iterable[Entry]) -> Referral | None:
    """The referral that these events, in order, make; ``None`` without events, or when they were purged.

    Raises:
        UnreadableFactError: they are not the events of one referral from its beginning.
    """
    return extended(None, entries)


def extended(referral: Referral | None, entries: Iterable[Entry]) -> Referral | None:
    """The referral after these further events; as `folded`."""
    hands: set[str] = set()
    number = 0 if referral is None else referral.version
    for entry in entries:
        if isinstance(entry.fact, Purged):
            return None
        referral = _opened(entry) if referral is None else _next(referral, entry, number)
        number = entry.number
        hands.add(entry.by.name)
    # Once, and not at each event: a referral has many fields.
    return referral and replace(referral, version=number, hands=referral.hands | hands)


def _opened(entry: Entry) -> Referral:
    fact = entry.fact
    if not isinstance(fact, ReferralOpened) or entry.number != 1:
        raise UnreadableFactError(f"The referral {entry.stream} does not begin with its opening.")
    at = entry.at
    return Referral(
        id=entry.stream,
        version=1,
        policy=fact.policy,
        received_at=fact.received_at,
        recorded_at=entry.recorded_at,
        practice=fact.practice,
        reference=fact.reference,
        hands=frozenset({entry.by.name}),
        owners=Owners({WHOLE: Held(entry.by, at)}),
        identity=Identity(since={REFERRAL: at}),
    )


def _next(referral: Referral, entry: Entry, number: int) -> Referral:
    if entry.number != number + 1 or entry.stream != referral.id:
        raise UnreadableFactError(f"Event {number + 1} of the referral {referral.id} is missing.")
    return after(entry.fact, referral, entry)
