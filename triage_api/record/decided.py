"""Decisions, lowerings and proposals as their events have left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage_api.record.entries import Person
from triage_api.record.facts import Decided, Lowering, Recommended, SecondView


@dataclass(frozen=True, slots=True)
class HighWater:
    """The most protective route and the most urgent rating ever recommended, each for itself."""

    route: str | None
    rag: str | None
    route_order: int
    rag_order: int


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A second view that was given."""

    agrees: bool
    words: str
    by: Person
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: what was decided, by whom, and its second view if one was given."""

    number: int
    """Of its event."""
    decided: Decided
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
    second_look: SecondLook | None = None
    shown: Recommended | None = None
    """How the recommendation stood."""

    @property
    def waits(self) -> bool:
        """Whether it takes effect only after a second view that has not been given."""
        view = self.decided.second_view
        return view is not None and view.before and self.second_look is None

    @property
    def stands(self) -> bool:
        """Whether no second view has disagreed with it."""
        return self.second_look is None or self.second_look.agrees


@dataclass(frozen=True, slots=True)
class Lowered:
    """A lowering, by a decision or by an edited answer."""

    number: int
    """Of the decision's or the edit's event."""
    what: str
    """``decision``, ``answer``, ``contact`` (cancelled though it is recommended), ``deadline``, ``merge`` or
    ``withdrawal``."""
    lowering: Lowering
    second_view: SecondView
    by: Person
    recorded_at: datetime
    about: str | None = None
    question: str | None = None
    second_look: SecondLook | None = None
    contact: str | None = None

    @property
    def waits(self) -> bool:
        """Whether it takes effect only after a second view that has not been given."""
        return self.second_view.before and self.second_look is None

    @property
    def stands(self) -> bool:
        """Whether no second view has disagreed with it."""
        return self.second_look is None or self.second_look.agrees


@dataclass(frozen=True, slots=True)
class Proposal:
    """What whoever did the work proposes at a decision point."""

    number: int
    point: str
    value: str
    value_order: int
    words: str
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
