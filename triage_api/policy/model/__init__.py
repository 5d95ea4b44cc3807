"""What a policy is, as frozen dataclasses: all that the engine sees of the threshold files."""

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
    "AnyAdult", "AnyChild", "AnyIncident", "AtLeast", "Back", "BankHolidays", "Choice", "Condition",
    "Contact", "Counting", "Definition", "DoNot", "Duration", "Duty", "Event", "Expected", "InSpan", "InTime",
    "Is", "Named", "Never", "Not", "NotKnown", "NotKnownReason", "OfficeHours", "OneOf", "Place", "Polarity",
    "Policy", "Question", "Rag", "Route", "Rule", "Section", "Source", "SourceRef", "Span", "Stage", "Start",
    "SwitchedOff", "Test", "Then", "Tier", "Timing", "Unit", "read_age", "read_number",
]  # fmt: skip
