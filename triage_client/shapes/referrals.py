"""Referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.access import Access
    from triage_client.shapes.decisions import Decision, Lowered, NotBelow, Proposal
    from triage_client.shapes.disagreements import Disagreement
    from triage_client.shapes.discussions import Conversation, Discussion
    from triage_client.shapes.identity import (
        Correction,
        History,
        Merge,
        Search,
        Sought,
        TakenBack,
        Withdrawal,
    )
    from triage_client.shapes.items import Item
    from triage_client.shapes.news import News, Overtaken
    from triage_client.shapes.obligations import IssuedContact, IssuedDuty, Safety
    from triage_client.shapes.owners import Closing, Offer, Owner
    from triage_client.shapes.parts import Person, Step
    from triage_client.shapes.recommendation import Recommendation
    from triage_client.shapes.transfers import Transfer
    from triage_client.shapes.tray import FromTray, OtherArea
    from triage_client.shapes.visits import LastSeen, Visit


class Referral(TypedDict):
    """A referral's whole state."""

    id: str
    version: int
    state: Literal["open", "awaiting_second_view", "decided", "not_a_referral", "closed"]
    practice: bool
    received_at: str
    recorded_at: str
    reference: str | None
    case: dict[str, Any]
    labels: dict[str, Any]
    recommendation: Recommendation | None
    trouble: str | None
    decision: Decision | None
    overtaken: Overtaken | None
    high_water: Step | None
    proposals: list[Proposal]
    not_below: NotBelow | None
    lowerings: list[Lowered]
    contacts: list[IssuedContact]
    duties: list[IssuedDuty]
    disagreements: list[Disagreement]
    safety: Safety
    access: Access
    news: list[News]
    items: list[Item]
    discussions: list[Discussion]
    conversations: list[Conversation]
    visits: list[Visit]
    last_seen: list[LastSeen]
    transfers: list[Transfer]
    owner: Owner | None
    offers: list[Offer]
    parked: TakenBack | None
    from_tray: list[FromTray]
    other_areas: list[OtherArea]
    corrections: list[Correction]
    history: list[History]
    searches: list[Search]
    sought: list[Sought]
    merges: list[Merge]
    withdrawals: list[Withdrawal]
    closed: Closing | None


class ReferralLineParked(TypedDict):
    by: str
    since: str


class ReferralLine(TypedDict):
    """A referral as one line."""

    id: str
    version: int
    state: str
    practice: bool
    policy: str
    received_at: str
    recorded_at: str
    reference: str | None
    route: str | None
    rag: str | None
    provisional: bool
    answered: int
    decided: Step | None
    parked: ReferralLineParked | None
    title: str
    labels: dict[str, Any]


class Referrals(TypedDict):
    referrals: list[ReferralLine]
    next: str | None


class Event(TypedDict):
    """What happened, recorded once and never changed."""

    number: int
    kind: str
    recorded_at: str
    happened_at: str | None
    by: Person
    fact: dict[str, Any]


class Events(TypedDict):
    events: list[Event]
