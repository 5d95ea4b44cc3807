"""What is asked, of whom, and what it means not to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from triage_api.policy.model.conditions import Condition
from triage_api.policy.model.places import NOWHERE, Place, SourceRef
from triage_api.policy.model.timings import Duration


class About(StrEnum):
    """Who or what an answer is about."""

    REFERRAL = "referral"
    CHILD = "child"
    ADULT = "adult"
    INCIDENT = "incident"


class AnswerKind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    """Several may be ticked; each option is a fact of its own."""
    NUMBER = "number"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    """A date and a time of day."""
    NOTE = "note"
    """Words; never a condition's input."""


class Polarity(StrEnum):
    """Which way an answer points."""

    RISK = "risk"
    PROTECTIVE = "protective"
    NEUTRAL = "neutral"
    BY_DEFINITION = "by_definition"


class NotKnown(StrEnum):
    """What an answer *not known* does."""

    TREAT_AS_RISK = "treat_as_risk"
    HOLD = "hold"
    FIND_OUT = "find_out"
    NO_EFFECT = "no_effect"


class Stage(StrEnum):
    """When a question is asked. Within the order: screening, first look, decision, arrangements."""

    SCREENING = "screening"
    FIRST_LOOK = "first_look"
    DECISION = "decision"
    ARRANGEMENTS = "arrangements"


class NotKnownReason(StrEnum):
    """Why an answer is not known."""

    NOBODY_KNOWS = "nobody knows"
    AGENCY_HAS_NOT_SAID = "an agency has not said"
    REFUSED = "refused or evaded"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice, or one option of several.

    In a ``risk`` question the choices stand from the least to the most worrying; in a ``protective`` one
    from the least to the most reassuring. Two choices with the same ``level`` are as worrying as each other.
    """

    id: str
    label: str
    level: int
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, as the policy asks it."""

    id: str
    ask: str
    about: About
    kind: AnswerKind
    polarity: Polarity
    not_known: NotKnown
    section: str
    stage: Stage
    choices: tuple[Choice, ...] = ()
    asked_when: Condition | None = None
    sweep: bool = False
    """Several topics ticked at once: an option not ticked is *not mentioned*."""
    net: bool = False
    """Always asked in words, whatever else is known."""
    from_caller: bool = False
    """Only the person on the line can tell; asked first while they are on it."""
    closes: About | None = None
    """“Any other adult ...?”: answered no, the list of adults (or incidents) is closed."""
    not_empty_when: Condition | None = None
    """Of a question that closes a list: what says that the list has somebody on it. Closed empty while this
    is true, the two stand as a contradiction."""
    day_of_incident: bool = False
    """Its answer is the day of the incident: what days counted from an incident are counted from."""
    screens_out: tuple[str, ...] = ()
    """Answers of the one screening question that make the item not a referral."""
    help: str = ""
    definition: str = ""
    why: str = ""
    who_can_find_out: str = ""
    find_out_within: Duration | None = None
    was: tuple[str, ...] = ()
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A topic: questions that are asked to its end before another begins. ``order`` is the policy's."""

    id: str
    title: str
    order: int
