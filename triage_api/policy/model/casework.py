"""How the work itself runs, as data: who may do what, by when, and what counts as having happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from triage_api.policy.model.outcomes import Named
from triage_api.policy.model.places import NOWHERE, Place, SourceRef
from triage_api.policy.model.sharing import CurrentRisk, Feedback, SafeContact, SharingRule
from triage_api.policy.model.timings import Duration


class WorkClock(StrEnum):
    """The clocks that casework runs by itself, each with what starts it."""

    FIRST_LOOK = "first_look"
    """Receipt in the tray."""
    DEALT_WITH = "dealt_with"
    """Receipt in the tray, too: a first look alone ends nothing."""
    REFERENCE_FOUND = "reference_found"
    """A referral was opened without a reference, or a child added without their id in the case system."""
    RECORDS_SEARCHED = "records_searched"
    """A child or an adult came to be in a referral: nobody has searched the records for them yet."""
    OTHER_AREA_TOLD = "other_area_told"
    """Somebody saw that the child lives in another area."""
    CHILD_IDENTIFIED = "child_identified"
    """A child could not be identified; the search is looked at again by then."""
    NEWS_ACKNOWLEDGED = "news_acknowledged"
    """News came on a case that is open."""
    OVERTAKEN_ANSWERED = "overtaken_answered"
    """The recommendation rose above the decision."""
    SECOND_VIEW = "second_view"
    """Something was lowered."""
    SHARING_DECIDED = "sharing_decided"
    """A contact waits for a manager's reason, because the family has not agreed."""
    DUTY_ACKNOWLEDGED = "duty_acknowledged"
    """A parallel duty was sent."""
    REFERRER_ANSWERED = "referrer_answered"
    """A referrer disagreed."""
    DISCUSSION_ASKED_FOR = "discussion_asked_for"
    """A strategy discussion was requested."""
    FULL_DISCUSSION = "full_discussion"
    """An emergency discussion was held without everybody who is needed."""
    DISCUSSION_CONFIRMED = "discussion_confirmed"
    """A discussion was recorded as complete; the police confirm it by then."""
    REFUSAL_ANSWERED = "refusal_answered"
    """An agency refused to take part in a discussion."""
    ADULT_IDENTIFIED = "adult_identified"
    """Somebody was met with the child and not identified."""
    ALLOCATED = "allocated"
    """An open item went to a team without a named person."""
    OFFER_ACCEPTED = "offer_accepted"
    """An open item was offered to a named person."""
    OUT_OF_HOURS_ACCEPTED = "out_of_hours_accepted"
    """An open item was offered to, or by, the out-of-hours team."""
    TRANSFER_SENT = "transfer_sent"
    """We came to know that the child has moved."""
    TRANSFER_ACCEPTED = "transfer_accepted"
    """A transfer was sent to another authority."""
    SENDER_SPOKEN_TO = "sender_spoken_to"
    """A transfer arrived."""
    TRANSFER_READ = "transfer_read"
    """The papers of a transfer arrived."""
    TRANSFER_ANSWERED = "transfer_answered"
    """A transfer arrived; its sender is answered by then."""
    DISPUTE_ANSWERED = "dispute_answered"
    """The other authority refused a transfer."""
    GLASS_BROKEN = "glass_broken"
    """Somebody who is not named in a restricted referral had to see it; they see it until then."""


class Permission(StrEnum):
    """What only some roles may do, beside deciding a route."""

    LOOK_FIRST = "look_first"
    FILE_NON_REFERRAL = "file_non_referral"
    REOPEN_NON_REFERRAL = "reopen_non_referral"
    END_SEARCH = "end_search"
    """Stop looking for a child who could not be identified."""
    MERGE = "merge"
    WITHDRAW = "withdraw"
    """Say that a child, an adult or an incident was recorded by mistake."""
    ACKNOWLEDGE_NEWS = "acknowledge_news"
    ANSWER_OVERTAKEN = "answer_overtaken"
    GIVE_SECOND_VIEW = "give_second_view"
    CANCEL_ITEM = "cancel_item"
    SHARE_WITHOUT_AGREEMENT = "share_without_agreement"
    HOLD_DISCUSSION = "hold_discussion"
    ANSWER_REFUSAL = "answer_refusal"
    """Take up with an agency that it would not take part in a discussion."""
    SEE_CHILD = "see_child"
    """Whose visit counts as a visit."""
    SEND_TRANSFER = "send_transfer"
    DECIDE_TRANSFER = "decide_transfer"
    END_DISPUTE = "end_dispute"
    REASSIGN = "reassign"
    """Give an open item of somebody who is absent to somebody else."""
    CLOSE = "close"
    RESTRICT = "restrict"
    WATCH_RESTRICTED = "watch_restricted"
    """See the clocks of a restricted case, without being named in it."""
    READ_REPORTS = "read_reports"
    READ_VIEWS = "read_views"
    """Read the weekly list of who looked at what."""
    EXPORT_RECORD = "export_record"
    HOLD_FROM_PURGE = "hold_from_purge"


class KeptAfter(StrEnum):
    """What the time for which a referral is kept is counted from."""

    CLOSED = "closed"
    PRINT_ON_FILE = "print_on_file"
    """The authority has confirmed that the print is in its case system."""
    EIGHTEENTH_BIRTHDAY = "eighteenth_birthday"
    """Of the youngest child in it; counted from the birth month."""


@dataclass(frozen=True, slots=True)
class Clock:
    """By ``within`` of what starts it, ``what`` must have happened."""

    id: WorkClock
    what: str
    within: Duration
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Permitted:
    """The roles that may do one thing."""

    id: Permission
    roles: tuple[str, ...]
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Team:
    """People among whom one takes what is offered to all of them."""

    id: str
    title: str
    roles: tuple[str, ...]
    """Whoever has one of these roles is in it."""
    out_of_hours: bool = False
    """It works while the office is closed: what goes to it says what to fear tonight."""
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PointValue:
    """What can be decided of a decision point's own question. ``order`` rises with protection."""

    id: str
    title: str
    order: int
    decided_by: tuple[str, ...]
    """Roles."""
    second_view: str
    """When deciding below it, though it was proposed, needs its second view: ``before`` or ``after``."""


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """When in a case something is decided."""

    id: str
    title: str
    order: int
    proposed_by: tuple[str, ...] = ()
    """The roles that did the work and say first what they propose."""
    values: tuple[PointValue, ...] = ()
    """From the least protective to the most; none: it asks no question of its own."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way on which a disagreement, or a disputed transfer, climbs. ``order`` rises with
    seniority."""

    id: str
    title: str
    order: int
    answered_by: tuple[str, ...]
    """Roles."""
    within: Duration
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Discussions:
    """What makes a strategy discussion complete."""

    needs: tuple[str, ...]
    """Agencies, each by somebody able to decide for it."""
    ours: str
    """The agency that we are: its actions are ours, all others are theirs."""
    police: str
    """The agency that must name its unit and a reference."""
    units: tuple[str, ...]
    """The police units that count."""
    held: str
    """The event that a complete discussion is."""
    began_section_47: str
    """The event that it is as well, where it began a section 47 enquiry."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Visits:
    """Which event a visit that counts is, and what makes one news."""

    seen: str
    of_concern: str | None = None
    """A definition, of an adult: a child found with such a person, or at their place, is news."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """Which event it is when a move to another area becomes known."""

    known: str
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Searches:
    """When the history of a child or an adult counts as checked."""

    needs: tuple[str, ...]
    """The agencies in whose records each of them was searched for."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsInterview:
    """What is asked again when news comes on an open case, over the answers that stand."""

    ask: tuple[str, ...]
    """Questions, in the order in which they are asked."""
    source: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a referral is kept. The longest that fits holds; where none fits, nothing is purged."""

    id: str
    title: str
    routes: tuple[str, ...]
    """The most protective route ever decided is one of these."""
    keep: Duration
    after: KeptAfter
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


CENSUS_SOURCES = (
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D",
    "6", "7", "8", "9", "10",
)  # fmt: skip
"""The children in need census's codes for the source of a referral (2024)."""
CONTACT_FLAGS = (
    "NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG", "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG", "MISSING_FLAG", "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
REFERRAL_FLAGS = (
    "SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG",
    "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "CP_TRANSFER_IN_FLAG", "CP_CONFERENCE_FLAG",
    "CARE_LEAVER_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
NO_ACTION = "NFA_FLAG"


@dataclass(frozen=True, slots=True)
class Returns:
    """How what is recorded is said in the national returns."""

    sent_by: str
    """The question that says who sent it."""
    sources: Mapping[str, str]
    """An answer to it -> the census code of the referral's source."""
    contact_flags: Mapping[str, tuple[str, ...]]
    """A decided route -> the outcome flags of a contact in the Standard Safeguarding Dataset."""
    referral_flags: Mapping[str, tuple[str, ...]]
    """A decided route that is a referral in its sense -> the outcome flags of one."""
    source: tuple[SourceRef, ...] = ()


def _none() -> Mapping[str, Named]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Casework:
    """Everything that ``casework.yaml`` says. What it leaves out has no time set, and is for nobody to do."""

    clocks: Mapping[str, Clock] = field(default_factory=lambda: MappingProxyType({}))
    permissions: Mapping[str, Permitted] = field(default_factory=lambda: MappingProxyType({}))
    teams: Mapping[str, Team] = field(default_factory=lambda: MappingProxyType({}))
    lowering_reasons: Mapping[str, Named] = field(default_factory=_none)
    """Codes for why an outcome was lowered, so that they can be counted."""
    non_referrals: Mapping[str, Named] = field(default_factory=_none)
    """What arrives and is no referral."""
    decision_points: Mapping[str, DecisionPoint] = field(default_factory=lambda: MappingProxyType({}))
    """When a referral is decided, and decided again: new information, the end of the assessment, transfer,
    closure. The first in the list is the first decision."""
    disagreement: Mapping[str, Stage] = field(default_factory=lambda: MappingProxyType({}))
    transfer_dispute: Mapping[str, Stage] = field(default_factory=lambda: MappingProxyType({}))
    """Lowest first; none: a disputed transfer has one clock, `WorkClock.DISPUTE_ANSWERED`, and no stages."""
    """From the first stage to the last."""
    discussions: Discussions | None = None
    visits: Visits | None = None
    moves: Moves | None = None
    searches: Searches | None = None
    news: NewsInterview | None = None
    sharing: SharingRule | None = None
    safe_contact: SafeContact | None = None
    current_risk: CurrentRisk | None = None
    feedback: Feedback | None = None
    retention: Mapping[str, Retention] = field(default_factory=lambda: MappingProxyType({}))
    returns: Returns | None = None
    small_numbers: int = 0
    """Counts below this are not shown outside the team."""

    def clock(self, id: WorkClock) -> Clock | None:
        """The clock; ``None``: the policy sets no time for it."""
        return self.clocks.get(id)

    def roles_for(self, permission: Permission) -> tuple[str, ...]:
        """The roles that may do it; none: nobody may."""
        permitted = self.permissions.get(permission)
        return () if permitted is None else permitted.roles

    def is_out_of_hours(self, role: str) -> bool:
        """Whether somebody of this role works while the office is closed, and in no other team."""
        teams = [team for team in self.teams.values() if role in team.roles]
        return bool(teams) and all(team.out_of_hours for team in teams)
