"""Disagreement with a decision, and the way on which it climbs."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact


@dataclass(frozen=True, slots=True)
class Disagreed(Fact):
    """Somebody disagrees. It prevents nothing; somebody has to answer it."""

    words: str
    decision: int | None
    """The number of the decision; ``None``: what somebody else decided, as ``about`` says."""
    about: str | None
    said_by: str | None
    """Whoever told us, where one of us recorded it for them; ``None``: whoever entered it."""
    stage: str
    title: str
    is_last: bool
    """No stage is above it."""
    immediate_risk: bool = False
    """A child may be hurt before the stages below would have answered."""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class DisagreementAnswered(Fact):
    """Its stage answered: ``upheld`` (the decision is), ``changed`` (it will be), or ``goes_on``."""

    of: int
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class DisagreementClimbed(Fact):
    """It went on to a higher stage."""

    of: int
    stage: str
    title: str
    is_last: bool
    words: str
    immediate_risk: bool = False
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class DisagreementWithdrawn(Fact):
    """Its author withdrew it."""

    of: int
    words: str


KINDS: dict[str, type[Fact]] = {
    "disagreed": Disagreed,
    "disagreement_answered": DisagreementAnswered,
    "disagreement_climbed": DisagreementClimbed,
    "disagreement_withdrawn": DisagreementWithdrawn,
}
