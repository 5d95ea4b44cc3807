"""A referral as its events have left it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triage_api.record.access import Access
from triage_api.record.areas import OtherArea
from triage_api.record.disagreements import Disagreement
from triage_api.record.discussions import Conversation, Discussion
from triage_api.record.entries import Person
from triage_api.record.facts import (
    Deadline,
    Decided,
    Happened,
    ItemTaken,
    Lowering,
    Recommended,
    SecondView,
)
from triage_api.record.happenings import begun_at
from triage_api.record.identity import SEARCHED, Identity
from triage_api.record.news import News, Overtaking
from triage_api.record.owners import Closing, Owners
from triage_api.record.sharing import Safety, Sharing
from triage_api.record.transfers import Transfer
from triage_api.record.visits import Visit

REFERRAL = "referral"
"""What an answer about the referral itself is about."""

DONE = ("made", "cancelled")
"""The states of an obligation in which nothing more is owed."""
TIMES = ("sent", "received", "accepted", "child_seen")
"""What can be said of an obligation that has a time of its own and is no state of it: status is no proof."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A child, an adult or an incident, with what tells it from the others."""

    ref: str
    about: str
    """``child``, ``adult`` or ``incident``."""
    label: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Answering:
    """The standing answer to one question about one subject, and every earlier one, the oldest first."""

    answer: Any
    earlier: tuple[Any, ...] = ()


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
    """``decision``, ``answer``, ``contact`` (cancelled though it is recommended) or ``deadline``."""
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


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody said became of an obligation."""

    state: str
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
    spoke_to: str | None
    words: str | None
    lowered: int | None = None
    """The number of the lowering that it is part of."""
    waits: bool = False
    """For that lowering's second view."""
    undone: bool = False
    """By that second view."""
    deadline: Deadline | None = None
    """Of what it starts."""

    @property
    def counts(self) -> bool:
        """Whether it has taken effect and stands."""
        return not self.waits and not self.undone


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one clock of a contact. It lapses when that clock is counted anew."""

    number: int
    timing: str
    was_due: str
    due: str
    by: Person
    recorded_at: datetime
    waits: bool
    undone: bool = False

    @property
    def counts(self) -> bool:
        """Whether it has taken effect and stands."""
        return not self.waits and not self.undone


@dataclass(frozen=True, slots=True)
class Obligation:
    """A required contact or a parallel duty that was issued."""

    id: str
    body: Any
    """As the recommendation gave it, with everything added or brought forward since."""
    issued_at: datetime
    progress: tuple[Progress, ...] = ()
    reopened: bool = False
    """Something was added to it after it was done, and has not been done yet."""
    extensions: tuple[Extension, ...] = ()
    sharing: Sharing | None = None
    """On what basis it is told; ``None``: nobody has said."""

    @property
    def state(self) -> str:
        """``to_do``, ``held_back``, ``attempted``, ``made``, ``declined``, ``escalated`` or ``cancelled``."""
        if self.last is not None and not self.reopened:
            return self.last.state
        return "held_back" if self.body.get("held_back") else "to_do"

    def extended(self, timing: str, due: str) -> str:
        """When a clock of its runs out that is ``due`` by the policy: later, where that was extended."""
        for more in self.extensions:
            if more.counts and (more.timing, more.was_due) == (timing, due):
                due = more.due
        return due

    @property
    def last(self) -> Progress | None:
        """The latest step that has taken effect and stands."""
        steps = (step for step in reversed(self.progress) if step.state not in TIMES)
        return next((step for step in steps if step.counts), None)

    @property
    def times(self) -> dict[str, datetime]:
        """When each thing first happened that has a time of its own; what was taken back did not."""
        found: dict[str, datetime] = {}
        for step in self.progress:
            if step.state == "to_do":
                found.pop("made", None)
            elif step.counts:
                found.setdefault(step.state, step.happened_at or step.recorded_at)
        return {time: found[time] for time in (*TIMES, "attempted", "made") if time in found}

    @property
    def is_done(self) -> bool:
        """Whether nothing more is owed. An agency that declines does not end what is asked of it; whoever
        receives a parallel duty may."""
        return self.state in (DONE if "agency" in self.body else (*DONE, "declined"))


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Something that somebody must find out."""

    id: str
    body: Any
    issued_at: datetime
    answered_at: datetime | None = None
    """When its question was answered again: by what was found out, or by why it cannot be."""


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral."""

    id: str
    version: int
    """How many events it has."""
    policy: str
    received_at: str
    recorded_at: datetime
    practice: bool
    reference: str | None = None
    subjects: tuple[Subject, ...] = ()
    answers: Mapping[tuple[str, str], Answering] = field(default_factory=dict)
    """By what it is about and the question."""
    happened: tuple[Happened, ...] = ()
    recommended: Recommended | None = None
    """How the recommendation stood when it last changed."""
    high_water: HighWater | None = None
    decisions: tuple[Decision, ...] = ()
    lowerings: tuple[Lowered, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    contacts: Mapping[str, Obligation] = field(default_factory=dict)
    duties: Mapping[str, Obligation] = field(default_factory=dict)
    access: Access = field(default_factory=Access)
    hands: frozenset[str] = frozenset()
    """The names of all who have entered something."""
    news: tuple[News, ...] = ()
    overtakings: tuple[Overtaking, ...] = ()
    safety: Safety = field(default_factory=Safety)
    disagreements: tuple[Disagreement, ...] = ()
    owners: Owners = field(default_factory=Owners)
    milestones: Mapping[str, Obligation] = field(default_factory=dict)
    enquiries: Mapping[str, Enquiry] = field(default_factory=dict)
    discussions: tuple[Discussion, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    from_tray: tuple[ItemTaken, ...] = ()
    """The items of the tray that it was opened from."""
    areas: tuple[OtherArea, ...] = ()
    visits: tuple[Visit, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    identity: Identity = field(default_factory=Identity)

    @property
    def decision(self) -> Decision | None:
        """The latest decision, if it stands. News ends one that it was no referral."""
        latest = self.decisions[-1] if self.decisions else None
        if latest is None or not latest.stands:
            return None
        news_since = bool(self.news) and self.news[-1].number > latest.number
        return None if news_since and latest.decided.route is None else latest

    @property
    def overtaken(self) -> Overtaking | None:
        """What the recommendation rose to above the last decision, until somebody decides again."""
        latest = self.overtakings[-1] if self.overtakings else None
        return latest if latest is not None and latest.answered_by is None else None

    @property
    def closing(self) -> Closing | None:
        """How it was closed; ``None``: it is open, perhaps again, because news came."""
        latest = self.owners.closings[-1] if self.owners.closings else None
        since = self.news[-1].number if self.news else 0
        return latest if latest is not None and latest.number > since else None

    @property
    def state(self) -> str:
        """``open``, ``awaiting_second_view``, ``decided``, ``not_a_referral`` or ``closed``."""
        if self.closing is not None:
            return "closed"
        if self.decision is None:
            return "open"
        if self.decision.waits:
            return "awaiting_second_view"
        return "not_a_referral" if self.decision.decided.route is None else "decided"

    @property
    def case(self) -> dict[str, Any]:
        """Its case, as ``POST /v1/triage`` takes it."""
        return {
            "policy": self.policy,
            "received_at": self.received_at,
            "answers": self._answers(REFERRAL),
            "children": self._members("child"),
            "adults": self._members("adult"),
            "incidents": self._members("incident"),
            "events": [*self._events()],
        }

    @property
    def children(self) -> tuple[str, ...]:
        """The refs of its children."""
        return tuple(subject.ref for subject in self.subjects if subject.about == "child")

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The refs of the children and adults whose history nobody has checked."""
        people = (subject.ref for subject in self.subjects if subject.about in SEARCHED)
        return tuple(ref for ref in people if ref not in self.identity.checked)

    def subject(self, ref: str) -> Subject | None:
        """The child, adult or incident with this ref."""
        return next((subject for subject in self.subjects if subject.ref == ref), None)

    def _events(self) -> Iterator[dict[str, str]]:
        """What has happened; what happens to one child at a time once it has happened to every child."""
        of_each = dict.fromkeys(one.event for one in self.happened if one.child is not None)
        yield from (_event(one) for one in self.happened if one.child is None)
        for event in of_each:
            alone = [one for one in self.happened if one.child is not None]
            for at in begun_at(alone, event, self.children):
                yield {"event": event, "at": at.isoformat(timespec="seconds")}

    def _members(self, about: str) -> list[dict[str, Any]]:
        return [
            {"ref": subject.ref, "answers": self._answers(subject.ref)}
            for subject in self.subjects
            if subject.about == about
        ]

    def _answers(self, about: str) -> dict[str, Any]:
        return {question: given.answer for (of, question), given in self.answers.items() if of == about}


def _event(happened: Happened) -> dict[str, str]:
    event = {"event": happened.event, "at": happened.at}
    return event if happened.contact is None else {**event, "contact": happened.contact}
