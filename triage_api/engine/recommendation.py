"""What a policy says of a case, as values: the answer of `engine.recommend`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from triage_api.engine.interview import NextQuestion
from triage_api.engine.levels import Step
from triage_api.engine.views import State
from triage_api.policy.model import Contact, Duration, Duty, Policy, Rule, SourceRef, Timing


class Clash(StrEnum):
    """What kind of contradiction it is."""

    ACCOUNTS_DIFFER = "accounts_differ"
    DOES_NOT_ARISE = "does_not_arise"
    CLOSED_EMPTY = "closed_empty"


class Contradiction(NamedTuple):
    """An answer that another speaks against; it counts until a person settles it."""

    kind: Clash
    about: str
    question: str
    words: str


class UsedAnswer(NamedTuple):
    """An answer that a reason rests on, as it was given."""

    about: str
    question: str
    answer: str
    said_by: str | None


class Reason(NamedTuple):
    """A rule that applies, is assumed or holds, for one child."""

    rule: Rule
    child: str
    state: State
    answers: tuple[UsedAnswer, ...]
    not_known: tuple[tuple[str, str], ...]
    """(about, question) of what is not known and was assumed, or holds the case."""


class Clock(NamedTuple):
    """One clock that runs on a contact, a duty or a milestone."""

    timing: Timing
    starts_on: str
    counted_from: datetime
    stood_in_by: str | None
    """The event it is counted from, where ``starts_on`` has not happened."""
    due: datetime

    @property
    def within(self) -> Duration:
        return self.timing.within


def earliest(clocks: Iterable[Clock]) -> Clock | None:
    """The clock that runs out first; compared as instants, since an hour comes twice in October."""
    return min(clocks, key=lambda clock: clock.due.timestamp(), default=None)


class HeldBack(NamedTuple):
    """A required contact that must not be made yet: until when, and why not."""

    until: str
    """The event that comes last of those that must happen first."""
    untils: tuple[str, ...]
    """Every event that must happen first, but for those that come before another of them anyway."""
    because: tuple[str, ...]


class RequiredContact(NamedTuple):
    """A role to be contacted, with every clock that runs on it; the earliest is when it is due."""

    contact: Contact
    children: tuple[str, ...]
    why: tuple[str, ...]
    clocks: tuple[Clock, ...]
    held_back: HeldBack | None
    source: tuple[SourceRef, ...]

    @property
    def first(self) -> Clock | None:
        """The clock that runs out first; none runs while the contact is held back."""
        if self.held_back is not None:
            return None
        return earliest(self.clocks)


class ParallelDuty(NamedTuple):
    """Something that runs beside the child's route and never instead of it."""

    duty: Duty
    children: tuple[str, ...]
    why: tuple[str, ...]
    clocks: tuple[Clock, ...]


class Milestone(NamedTuple):
    """What a later event will start, counted for now from the latest earlier one."""

    clock: Clock
    children: tuple[str, ...]


class Forbidden(NamedTuple):
    """A contact that must not be made until an event, and the rule that says so."""

    contact: str
    until: str
    rule: Rule
    child: str


class Warned(NamedTuple):
    """A sentence for the worker, from a rule."""

    text: str
    rule: str
    child: str


class ChildOutcome(NamedTuple):
    """What the policy says of one child."""

    ref: str
    route: str | None
    rag: str | None
    start: str | None
    harm: tuple[str, ...]
    tier: str | None
    floor: Step
    ceiling: Step
    states: Mapping[str, State]
    """Every rule of the policy and its state."""
    contacts: frozenset[str]
    clocks: frozenset[tuple[str, str]]
    """(contact, timing), beside the contacts' own clocks."""
    duties: frozenset[str]
    milestones: frozenset[str]
    do_not: frozenset[tuple[str, str]]
    warnings: tuple[str, ...]


class Recommendation(NamedTuple):
    """What a policy says of a case: it recommends; a person decides."""

    policy: Policy
    in_force: bool
    route: str | None
    rag: str | None
    start: str | None
    destination: str
    not_a_referral: str | None
    provisional: bool
    call_999: str | None
    floor: Step
    ceiling: Step
    children: tuple[ChildOutcome, ...]
    reasons: tuple[Reason, ...]
    contacts: tuple[RequiredContact, ...]
    duties: tuple[ParallelDuty, ...]
    milestones: tuple[Milestone, ...]
    police_units: tuple[str, ...]
    police_units_because: tuple[str, ...]
    do_not: tuple[Forbidden, ...]
    warnings: tuple[Warned, ...]
    contradictions: tuple[Contradiction, ...]
    next_questions: tuple[NextQuestion, ...]
