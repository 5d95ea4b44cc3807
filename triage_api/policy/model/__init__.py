"""What a policy is, as frozen dataclasses: all that the engine sees of the threshold files."""

from triage_api.policy.model.casework import (
    Casework,
    Clock,
    Discussions,
    KeptAfter,
    NewsInterview,
    Permission,
    Permitted,
    Retention,
    Visits,
    WorkClock,
)
from triage_api.policy.model.casework import Stage as DisagreementStage
from triage_api.policy.model.conditions import (
    All,
    Anchor,
    Any,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Back,
    Condition,
    Counting,
    Expected,
    InSpan,
    InTime,
    Is,
    Not,
    OneOf,
    Test,
)
from triage_api.policy.model.measures import Span, read_age, read_number
from triage_api.policy.model.outcomes import (
    Contact,
    Definition,
    DoNot,
    Duty,
    Named,
    Rag,
    Route,
    Rule,
    Start,
    Then,
)
from triage_api.policy.model.places import NOWHERE, OUR_JUDGEMENT, UNVERIFIED, Place, Source, SourceRef
from triage_api.policy.model.policy import Adoption, Never, Policy, SwitchedOff
from triage_api.policy.model.questions import (
    About,
    AnswerKind,
    Choice,
    NotKnown,
    NotKnownReason,
    Polarity,
    Question,
    Section,
    Stage,
)
from triage_api.policy.model.timings import BankHolidays, Duration, Event, OfficeHours, Tier, Timing, Unit

__all__ = [
    "NOWHERE", "OUR_JUDGEMENT", "UNVERIFIED", "About", "Adoption", "All", "Anchor", "AnswerKind", "Any",
    "AnyAdult", "AnyChild", "AnyIncident", "AtLeast", "Back", "BankHolidays", "Casework", "Choice", "Clock",
    "Condition", "Contact", "Counting", "Definition", "DisagreementStage", "Discussions", "DoNot",
    "Duration", "Duty", "Event", "Expected", "InSpan", "InTime", "Is", "KeptAfter", "Named", "Never",
    "NewsInterview", "Not", "NotKnown", "NotKnownReason", "OfficeHours", "OneOf", "Permission",
    "Permitted", "Place", "Polarity",
    "Policy", "Question", "Rag", "Retention", "Route", "Rule", "Section", "Source", "SourceRef", "Span",
    "Stage", "Start", "SwitchedOff", "Test", "Then", "Tier", "Timing", "Unit", "Visits", "WorkClock",
    "read_age", "read_number",
]  # fmt: skip
