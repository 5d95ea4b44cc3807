"""What an event can say, a frozen dataclass a kind, a room a topic."""

from __future__ import annotations

from triage_api.record.facts import (
    access,
    decisions,
    discussions,
    milestones,
    news,
    obligations,
    referrals,
    upkeep,
)
from triage_api.record.facts.access import (
    Exported,
    GlassBroken,
    HeldFromPurge,
    HoldEnded,
    PrintFiled,
    Restricted,
    RestrictionLifted,
    Viewed,
)
from triage_api.record.facts.base import Deadline, Fact, Json, Lowering, Professional, SecondView
from triage_api.record.facts.decisions import Decided, Recommended, SecondViewGiven
from triage_api.record.facts.discussions import (
    Action,
    Attendee,
    ConversationHeld,
    DiscussionActionDone,
    DiscussionCompleted,
    DiscussionConfirmed,
    DiscussionDenied,
    DiscussionRefused,
    DiscussionRequested,
    EmergencyDiscussionHeld,
    FamilyTold,
    LeftOut,
    Missing,
    RefusalAnswered,
)
from triage_api.record.facts.milestones import EnquiryIssued, MilestoneChanged, MilestoneIssued
from triage_api.record.facts.news import NewsAcknowledged, NewsArrived, Overtaken
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
    **discussions.KINDS,
    **obligations.KINDS,
    **news.KINDS,
    **milestones.KINDS,
    **upkeep.KINDS,
    **access.KINDS,
}
"""The name of each kind in the record. A name is never used for anything else."""

__all__ = [
    "KINDS",
    "Action",
    "AdultAdded",
    "Answered",
    "Attendee",
    "ChildAdded",
    "ContactChanged",
    "ContactIssued",
    "ContactProgressed",
    "ConversationHeld",
    "Deadline",
    "Decided",
    "DiscussionActionDone",
    "DiscussionCompleted",
    "DiscussionConfirmed",
    "DiscussionDenied",
    "DiscussionRefused",
    "DiscussionRequested",
    "DutyChanged",
    "DutyIssued",
    "DutyProgressed",
    "EmergencyDiscussionHeld",
    "EnquiryIssued",
    "Exported",
    "Fact",
    "FamilyTold",
    "GlassBroken",
    "Happened",
    "HeldFromPurge",
    "HoldEnded",
    "IncidentAdded",
    "Json",
    "LeftOut",
    "Lowering",
    "MilestoneChanged",
    "MilestoneIssued",
    "Missing",
    "NewsAcknowledged",
    "NewsArrived",
    "Overtaken",
    "PrintFiled",
    "Professional",
    "Purged",
    "Recommended",
    "ReferralOpened",
    "RefusalAnswered",
    "Restricted",
    "RestrictionLifted",
    "SecondView",
    "SecondViewGiven",
    "TokenAdded",
    "TokenRevoked",
    "Viewed",
]
