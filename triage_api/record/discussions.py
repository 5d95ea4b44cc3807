"""Strategy discussions as their events have left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage_api.record.entries import Entry, Person
from triage_api.record.facts import (
    Action,
    ConversationHeld,
    DiscussionCompleted,
    DiscussionRefused,
    DiscussionRequested,
    EmergencyDiscussionHeld,
    Professional,
    RefusalAnswered,
)


@dataclass(frozen=True, slots=True)
class Step:
    """Who entered what happened, and when it happened."""

    number: int
    """Of its event."""
    by: Person
    at: datetime
    """When it happened; when it was recorded, if nobody said."""

    @classmethod
    def of(cls, entry: Entry) -> Step:
        """The step that an event is."""
        return cls(entry.number, entry.by, entry.at)


@dataclass(frozen=True, slots=True)
class Emergency:
    """It was held without everybody who is needed."""

    step: Step
    held: EmergencyDiscussionHeld


@dataclass(frozen=True, slots=True)
class Refusal:
    """An agency would not take part, and what a manager did about it."""

    step: Step
    refused: DiscussionRefused
    answered: RefusalAnswered | None = None
    answer_step: Step | None = None


@dataclass(frozen=True, slots=True)
class PoliceAnswer:
    """What the police say of a discussion that we recorded as complete."""

    step: Step
    said_by: Professional
    confirms: bool
    words: str
    """Their reference, where they confirm it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """It was held with everybody, and what the police say of that."""

    step: Step
    held: DiscussionCompleted
    answer: PoliceAnswer | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """An action, by its number in the discussion, and whether it was done."""

    number: int
    action: Action
    added: Step
    done: Step | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """One strategy discussion, from the request on."""

    requested: DiscussionRequested
    step: Step
    emergencies: tuple[Emergency, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    completions: tuple[Completion, ...] = ()
    """More than one only where the police had no record of those before."""
    actions: tuple[Tracked, ...] = ()

    @property
    def number(self) -> int:
        """What it is known by: the number of the event that asked for it."""
        return self.step.number

    @property
    def completion(self) -> Completion | None:
        """The one that stands: the latest, unless the police have no record of it."""
        last = self.completions[-1] if self.completions else None
        return None if last is None or (last.answer and not last.answer.confirms) else last

    @property
    def state(self) -> str:
        """``requested``, ``refused``, ``emergency``, ``denied`` or ``complete``. Only the last discharges."""
        if self.completion is not None:
            return "complete"
        if self.completions:
            return "denied"
        if self.emergencies:
            return "emergency"
        refused = any(one.answered is None or not one.answered.takes_part for one in self.refusals)
        return "refused" if refused else "requested"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Professionals spoke with one another."""

    step: Step
    held: ConversationHeld
