"""Visits as their events have left them, and since when no professional has seen a child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from triage_api.record.discussions import Step
from triage_api.record.facts import AdultIdentified, VisitRecorded


@dataclass(frozen=True, slots=True)
class Identified:
    """It became known who somebody was."""

    step: Step
    fact: AdultIdentified


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit, made or tried, and who turned out to have been there."""

    step: Step
    fact: VisitRecorded
    identified: dict[int, Identified] = field(default_factory=dict)
    """By person, counted from 1."""

    @property
    def number(self) -> int:
        """What it is known by: the number of its event."""
        return self.step.number


def last_sight(visits: Iterable[Visit]) -> Visit | None:
    """Of the visits to a child the last of any professional that saw it; ``None``: none is recorded."""
    seen = (visit for visit in visits if visit.fact.seen)
    return max(seen, key=lambda visit: visit.step.at, default=None)


def last_visit(visits: Iterable[Visit]) -> Visit | None:
    """Of the visits to a child the last that meets the visit clock; ``None``: none is recorded."""
    return last_sight(visit for visit in visits if visit.fact.counts)
