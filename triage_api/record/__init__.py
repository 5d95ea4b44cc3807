"""What happened and what is therefore due, done or late, as pure functions of events."""

from triage_api.record.entries import Entry, Person, Signed, numbered
from triage_api.record.facts import (
    KINDS,
    AdultAdded,
    Answered,
    ChildAdded,
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    Decided,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
    Fact,
    Happened,
    IncidentAdded,
    Lowering,
    Purged,
    Recommended,
    ReferralOpened,
    SecondView,
    SecondViewGiven,
    TokenAdded,
    TokenRevoked,
)
from triage_api.record.folding import extended, folded
from triage_api.record.obligations import united
from triage_api.record.payloads import UnreadableFactError, as_payload, from_payload
from triage_api.record.referral import (
    REFERRAL,
    Answering,
    Decision,
    HighWater,
    Lowered,
    Obligation,
    Progress,
    Referral,
    SecondLook,
    Subject,
)

__all__ = [
    "KINDS", "REFERRAL", "AdultAdded", "Answered", "Answering", "ChildAdded", "ContactChanged",
    "ContactIssued", "ContactProgressed", "Decided", "Decision", "DutyChanged", "DutyIssued",
    "DutyProgressed", "Entry", "Fact", "Happened", "HighWater", "IncidentAdded", "Lowered", "Lowering",
    "Obligation", "Person", "Progress", "Purged", "Recommended", "Referral", "ReferralOpened",
    "SecondLook", "SecondView", "SecondViewGiven", "Signed", "Subject", "TokenAdded", "TokenRevoked",
    "UnreadableFactError", "as_payload", "extended", "folded", "from_payload", "numbered", "united",
]  # fmt: skip
