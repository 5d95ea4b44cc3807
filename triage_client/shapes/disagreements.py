"""Disagreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person


class SaidOfIt(TypedDict):
    """What somebody said of a disagreement, and when."""

    words: str
    by: Person
    at: str


class DisagreementStage(TypedDict):
    """One stage that a disagreement came to."""

    stage: str
    title: str
    since: str
    immediate_risk: bool
    deadline: Deadline | None
    late: bool
    outcome: Literal["upheld", "changed", "goes_on", None]
    answer: SaidOfIt | None


class Disagreement(TypedDict):
    """Somebody disagrees with a decision."""

    number: int
    words: str
    decision: int | None
    about: str | None
    said_by: str | None
    by: Person
    recorded_at: str
    happened_at: str | None
    state: Literal["waiting", "upheld", "changed", "goes_on", "withdrawn"]
    ended: bool
    stages: list[DisagreementStage]
    withdrawn: SaidOfIt | None
