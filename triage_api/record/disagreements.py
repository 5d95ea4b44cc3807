"""Disagreements as their events have left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage_api.record.entries import Person
from triage_api.record.facts import Deadline

WAITING, UPHELD, CHANGED, GOES_ON, WITHDRAWN = "waiting", "upheld", "changed", "goes_on", "withdrawn"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of it, and when."""

    words: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """One stage that it came to."""

    stage: str
    title: str
    is_last: bool
    since: datetime
    immediate_risk: bool
    deadline: Deadline | None
    outcome: str | None = None
    """``upheld``, ``changed``, ``goes_on``; ``None``: it was not answered here."""
    answer: Said | None = None
    left_at: datetime | None = None
    """When it went on from here without an answer."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement."""

    number: int
    """Of its event."""
    words: str
    decision: int | None
    about: str | None
    said_by: str | None
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
    stages: tuple[Heard, ...]
    """From the first that it came to."""
    withdrawn: Said | None = None

    @property
    def stage(self) -> Heard:
        """The stage that it stands at."""
        return self.stages[-1]

    @property
    def state(self) -> str:
        """``waiting`` for an answer, ``upheld`` (its author may go on), ``changed`` or ``withdrawn``."""
        if self.withdrawn is not None:
            return WITHDRAWN
        return self.stage.outcome or WAITING

    @property
    def has_ended(self) -> bool:
        """Whether nothing more comes of it: it is withdrawn, or changed, or the last stage answered."""
        return self.state in (WITHDRAWN, CHANGED) or (self.state == UPHELD and self.stage.is_last)
