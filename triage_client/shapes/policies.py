"""Policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Source


class PolicyLine(TypedDict):
    """A policy as one line."""

    id: str
    version: str
    title: str
    status: Literal["draft", "adopted"]
    sha256: str
    in_force_from: str
    in_force_until: str | None
    in_force: NotRequired[bool]


class Choice(TypedDict):
    id: str
    label: str
    help: str


class Title(TypedDict):
    """An id and its words."""

    id: str
    title: str


class PoliciesTrouble(TypedDict):
    """A policy that is served as it was before, or not at all."""

    policy: str
    served: str | None
    errors: list[str]


class Policies(TypedDict):
    policies: list[PolicyLine]
    trouble: list[PoliciesTrouble]


class Question(TypedDict):
    id: str
    ask: str
    about: Literal["referral", "child", "adult", "incident"]
    answer: Literal["yes_no", "choice", "several", "number", "age", "date", "time", "note"]
    choices: list[Choice]
    stage: Literal["screening", "first_look", "decision", "arrangements"]
    sweep: bool
    net: bool
    from_caller: bool
    closes: str | None
    may_be_not_mentioned: bool
    gated: bool
    screens_out: list[str]
    help: str
    definition: str
    why: str
    who_can_find_out: str
    find_out_within: str | None
    source: list[Source]


class QuestionsSections(TypedDict):
    id: str
    title: str
    questions: list[Question]


class QuestionsRoutes(TypedDict):
    id: str
    title: str
    says: str
    level_of_need: int
    rag_at_least: str
    decided_by: list[str]
    second_view: Literal["before", "after"]


class QuestionsRags(TypedDict):
    id: str
    title: str
    says: str


class QuestionsDuties(TypedDict):
    id: str
    title: str
    recipient: str


class QuestionsContacts(TypedDict):
    id: str
    role: str
    agency: str


class QuestionsEvents(TypedDict):
    id: str
    title: str
    after: str | None
    whose: str


class QuestionsSources(TypedDict):
    id: str
    title: str
    kind: str
    verified: bool


class QuestionsDisagreement(TypedDict):
    id: str
    title: str
    answered_by: list[str]


class QuestionsTransferDispute(TypedDict):
    id: str
    title: str
    answered_by: list[str]


class QuestionsDecisionPointsValues(TypedDict):
    id: str
    title: str
    decided_by: list[str]


class QuestionsDecisionPoints(TypedDict):
    id: str
    title: str
    proposed_by: list[str]
    values: list[QuestionsDecisionPointsValues]


class Questions(TypedDict):
    """Everything that asking a policy's questions needs."""

    policy: PolicyLine
    sections: list[QuestionsSections]
    not_known: list[str]
    how_known: list[Title]
    base_route: str
    routes: list[QuestionsRoutes]
    rags: list[QuestionsRags]
    starts: list[Title]
    harms: list[Title]
    destinations: list[Title]
    duties: list[QuestionsDuties]
    contacts: list[QuestionsContacts]
    agencies: list[Title]
    units: list[Title]
    tiers: list[Title]
    roles: list[Title]
    events: list[QuestionsEvents]
    sources: list[QuestionsSources]
    lowering: list[Title]
    disagreement: list[QuestionsDisagreement]
    transfer_dispute: list[QuestionsTransferDispute]
    decision_points: list[QuestionsDecisionPoints]
