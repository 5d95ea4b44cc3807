"""Decisions, lowerings and second views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person, Step


class SecondViewGiven(TypedDict):
    agrees: bool
    words: str
    by: Person
    recorded_at: str


class SecondView(TypedDict):
    """The second view that a lowering needs."""

    needed: bool
    before_it_takes_effect: bool
    by: list[str]
    deadline: Deadline | None
    given: SecondViewGiven | None


class StoodOpenQuestions(TypedDict):
    question: str
    about: str
    ask: str
    why_open: str


class Stood(TypedDict):
    """What whoever lowered was shown at that moment."""

    lowered_from: Step
    high_water: Step
    not_checked: list[str]
    open_questions: list[StoodOpenQuestions]


class Lowering(TypedDict):
    """Why an outcome was lowered, and how things stood."""

    code: str
    words: str
    stood: Stood | None


class Proposal(TypedDict):
    """What whoever did the work proposes at a decision point."""

    number: int
    point: str
    value: str
    words: str
    by: Person
    recorded_at: str
    happened_at: str | None


class NotBelow(TypedDict):
    """Below what a decision now lowers, and why."""

    route: str | None
    rag: str | None
    because: list[str]


class DecisionRecommended(TypedDict):
    route: str | None
    rag: str | None
    provisional: bool


class Decision(TypedDict):
    """What a named person decided."""

    number: int
    route: str | None
    rag: str | None
    not_a_referral: bool
    point: str | None
    value: str | None
    reasons: str
    by: Person
    recorded_at: str
    happened_at: str | None
    policy_sha256: str
    libraries: dict[str, Any]
    recommended: DecisionRecommended
    lowers: list[str]
    lowering: Lowering | None
    dropped: list[str]
    not_checked: list[str]
    second_view: SecondView | None
    overtaken: bool


class Lowered(TypedDict):
    """A lowering, by a decision or an edited answer."""

    number: int
    what: Literal["decision", "answer", "contact", "deadline", "merge", "withdrawal"]
    about: str | None
    question: str | None
    contact: str | None
    code: str
    words: str
    stood: Stood | None
    by: Person
    recorded_at: str
    second_view: SecondView
