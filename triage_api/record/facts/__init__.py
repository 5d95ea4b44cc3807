"""What an event can say, a frozen dataclass a kind, a room a topic."""

from __future__ import annotations

from triage_api.record.facts import decisions, obligations, referrals, upkeep
from triage_api.record.facts.base import Deadline, Fact, Json, Lowering, SecondView
from triage_api.record.facts.decisions import Decided, Recommended, SecondViewGiven
from triage_api.record.facts.obligations import (
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
)
from triage_api.record.facts.referrals import (
    AdultAdded,
    Answered,
    ChildAdded,
    Happened,
    IncidentAdded,
    ReferralOpened,
)
from triage_api.record.facts.upkeep import Purged, TokenAdded, TokenRevoked

KINDS: dict[str, type[Fact]] = {
    **referrals.KINDS,
    **decisions.KINDS,
    **obligations.KINDS,
    **upkeep.KINDS,
}
"""The name of each kind in the record. A name is never used for anything else."""

__all__ = [
    "KINDS",
    "AdultAdded",
    "Answered",
    "ChildAdded",
    "ContactChanged",
    "ContactIssued",
    "ContactProgressed",
    "Deadline",
    "Decided",
    "DutyChanged",
    "DutyIssued",
    "DutyProgressed",
    "Fact",
    "Happened",
    "IncidentAdded",
    "Json",
    "Lowering",
    "Purged",
    "Recommended",
    "ReferralOpened",
    "SecondView",
    "SecondViewGiven",
    "TokenAdded",
    "TokenRevoked",
]
