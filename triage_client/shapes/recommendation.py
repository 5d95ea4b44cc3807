"""What a policy says of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Clock, Source, Step


class ChildOutcome(TypedDict):
    """What is recommended for one child."""

    ref: str
    route: str | None
    rag: str | None
    level_of_need: int | None
    start: str | None
    harm: list[str]
    health_visiting_tier: str | None
    floor: Step
    ceiling: Step


class ReasonAnswers(TypedDict):
    about: str
    question: str
    answer: str
    said_by: str | None


class ReasonNotKnown(TypedDict):
    about: str
    question: str


class Reason(TypedDict):
    """A rule that applies, is assumed or holds."""

    rule: str
    child: str
    state: Literal["applies", "assumed", "holds"]
    title: str
    because: str
    statutory: bool
    gives: dict[str, Any]
    answers: list[ReasonAnswers]
    not_known: list[ReasonNotKnown]
    source: list[Source]


class RequiredContactHeldBack(TypedDict):
    until: str
    untils: list[str]
    because: list[str]


class RequiredContact(TypedDict):
    """A role to be contacted."""

    id: str
    role: str
    agency: str
    unit: str | None
    children: list[str]
    why: list[str]
    tell: list[str]
    ask: list[str]
    record: list[str]
    do_not_say: list[str]
    safety: str
    starts_on: str | None
    counted_from: str | None
    stood_in: str | None
    due: str | None
    within: str | None
    clocks: list[Clock]
    held_back: RequiredContactHeldBack | None
    source: list[Source]


class ParallelDuty(TypedDict):
    """What runs beside the route."""

    id: str
    title: str
    recipient: str
    basis: str
    ends_when: str
    children: list[str]
    why: list[str]
    due: str | None
    within: str | None
    clocks: list[Clock]
    source: list[Source]


class RecommendationPolicy(TypedDict):
    id: str
    version: str
    title: str
    sha256: str
    status: Literal["draft", "adopted"]
    in_force: bool


class RecommendationDoNot(TypedDict):
    contact: str
    until: str
    because: str
    rule: str


class RecommendationWarnings(TypedDict):
    text: str
    rule: str
    child: str


class RecommendationContradictions(TypedDict):
    kind: Literal["accounts_differ", "does_not_arise", "closed_empty"]
    about: str
    question: str
    words: str


class Recommendation(TypedDict):
    """What the policy says. It recommends; a person decides."""

    policy: RecommendationPolicy
    route: str | None
    rag: str | None
    level_of_need: int | None
    start: str | None
    destination: str
    not_a_referral: str | None
    provisional: bool
    call_999: Literal["now", "find_out_now", None]
    floor: Step
    ceiling: Step
    says: list[str]
    children: list[ChildOutcome]
    reasons: list[Reason]
    required_contacts: list[RequiredContact]
    parallel_duties: list[ParallelDuty]
    milestones: list[dict[str, Any]]
    police_units: list[str]
    police_units_because: list[str]
    do_not: list[RecommendationDoNot]
    warnings: list[RecommendationWarnings]
    contradictions: list[RecommendationContradictions]
    open_questions: list[dict[str, Any]]
    would_change: list[dict[str, Any]]
    next_questions: list[dict[str, Any]]
