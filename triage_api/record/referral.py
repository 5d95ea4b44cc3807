"""A referral as its events have left it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from triage_api.record.access import Access
from triage_api.record.accounts import told_by, united
from triage_api.record.areas import OtherArea
from triage_api.record.decided import Decision, HighWater, Lowered, Proposal
from triage_api.record.disagreements import Disagreement
from triage_api.record.discussions import Conversation, Discussion
from triage_api.record.facts import Happened, ItemTaken, Recommended
from triage_api.record.happenings import begun_at, met_at
from triage_api.record.identity import CASE_SYSTEM_ID, SEARCHED, Identity, folded_id
from triage_api.record.news import News, Overtaking
from triage_api.record.owed import Enquiry, Obligation
from triage_api.record.owners import Closing, Owners
from triage_api.record.parking import Parking
from triage_api.record.sharing import Safety
from triage_api.record.transfers import Transfer
from triage_api.record.visits import Visit

REFERRAL = "referral"
"""What an answer about the referral itself is about."""


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
    number: int = 0
    """Of the event that gave the standing answer: which of several was recorded later."""


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
    parkings: tuple[Parking, ...] = ()

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
    def parked(self) -> Parking | None:
        """How it was put aside; ``None``: somebody is at work on it, or nobody has begun."""
        latest = self.parkings[-1] if self.parkings else None
        return latest if latest is not None and latest.resumed is None else None

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
    def present(self) -> tuple[Subject, ...]:
        """Those in it that stand for themselves: what was merged into another is part of that, and what was
        recorded by mistake is not in it."""
        identity = self.identity
        return tuple(
            subject
            for subject in self.subjects
            if identity.merging_of(subject.ref) is None and identity.withdrawal_of(subject.ref) is None
        )

    @property
    def children(self) -> tuple[str, ...]:
        """The refs of its children."""
        return tuple(subject.ref for subject in self.present if subject.about == "child")

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The refs of the children and adults whose history nobody has checked."""
        people = (subject.ref for subject in self.present if subject.about in SEARCHED)
        return tuple(ref for ref in people if not self.is_checked(ref))

    def is_checked(self, ref: str) -> bool:
        """Whether somebody's history was checked: under each id that they turned out to have."""
        checked = any(one in self.identity.checked for one in self.identity.group(ref))
        return checked and not self.unchecked_ids(ref)

    def unchecked_ids(self, ref: str) -> tuple[str, ...]:
        """The ids in the case system that one turned out to have, and under which it was not checked."""
        group = self.identity.group(ref)
        known = {folded_id(self._id(one)) for one in group if one in self.identity.checked}
        ids = (self._id(one) for one in group)
        return tuple(dict.fromkeys(id for id in ids if id is not None and folded_id(id) not in known))

    def _id(self, ref: str) -> str | None:
        subject = self.subject(ref)
        return None if subject is None else subject.label.get(CASE_SYSTEM_ID)

    def is_owed_to(self, children: Sequence[str]) -> bool:
        """Whether any of these is in it; none means all, and all are never withdrawn."""
        return not children or any(self.identity.withdrawal_of(ref) is None for ref in children)

    def standing(self, children: Sequence[str]) -> tuple[str, ...]:
        """By what these are called now, without those who were recorded by mistake."""
        called = dict.fromkeys(self.identity.one(ref) for ref in children)
        return tuple(ref for ref in called if self.identity.withdrawal_of(ref) is None)

    def subject(self, ref: str) -> Subject | None:
        """The child, adult or incident with this ref."""
        return next((subject for subject in self.subjects if subject.ref == ref), None)

    def label(self, ref: str) -> dict[str, str | None]:
        """What tells one from others; what is not known of it may be of what was merged into it."""
        label: dict[str, str | None] = {}
        for one in (found for part in self.identity.group(ref) if (found := self.subject(part)) is not None):
            known = {name: value for name, value in one.label.items() if label.get(name) is None}
            label |= known
        return label

    def is_named(self, ref: str) -> bool:
        """Whether somebody can say which child it is: by their id in the case system, or by initials with the
        month of birth."""
        label = self.label(ref)
        return bool(label.get(CASE_SYSTEM_ID) or (label.get("initials") and label.get("born")))

    def met_at(
        self,
        event: str | None,
        children: Sequence[str] = (),
        contact: str | None = None,
        later_than: datetime | None = None,
    ) -> datetime | None:
        """When an event has happened, as `happenings.met_at`: to these children, or with none to all."""
        of = self._as_one(children or self.children)
        return met_at(self._happened, event, children=of, contact=contact, later_than=later_than)

    def begun_at(self, event: str | None, children: Sequence[str]) -> list[datetime]:
        """Each instant from which what recurs goes on, as `happenings.begun_at`."""
        return begun_at(self._happened, event, self._as_one(children))

    def visits_to(self, child: str) -> tuple[Visit, ...]:
        """The visits to a child, by whatever ref it was known then."""
        known = self.identity.group(child)
        return tuple(visit for visit in self.visits if visit.fact.child in known)

    def _as_one(self, children: Sequence[str]) -> tuple[str, ...]:
        """By what these are called now, without those who were recorded by mistake; of whom nobody else is
        asked it is told as it was."""
        return self.standing(children) or tuple(dict.fromkeys(self.identity.one(ref) for ref in children))

    @property
    def _happened(self) -> tuple[Happened, ...]:
        """What has happened; what happened to one that was merged happened to whom it is part of, and a
        discussion to the children whom it covered, where one has come since whom it did not."""
        held = self._held_for_some
        if not self.identity.merges and not held:
            return self.happened
        one = self.identity.one
        found: list[Happened] = []
        for each in self.happened:
            if each.child is not None:
                found.append(replace(each, child=one(each.child)))
            elif each.contact is None and (each.event, each.at) in held:
                found += (replace(each, child=child) for child in held[each.event, each.at])
            else:
                found.append(each)
        return tuple(found)

    @property
    def _held_for_some(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The events of the discussions that did not cover every child in it now, and whom they did cover."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for held in (one.held for each in self.discussions for one in each.completions):
            considered = (*held.children, *(one.child for one in held.left_out))
            covered = tuple(dict.fromkeys(self.identity.one(child) for child in considered))
            if not set(self.children) <= set(covered):
                found |= {(event, held.held_at): covered for event in held.events}
        return found

    def _events(self) -> Iterator[dict[str, str]]:
        """What has happened; what happens to one child at a time once it has happened to every child."""
        of_each = dict.fromkeys(one.event for one in self.happened if one.child is not None)
        yield from (_event(one) for one in self.happened if one.child is None)
        for event in of_each:
            alone = [one for one in self._happened if one.child is not None]
            for at in begun_at(alone, event, self.children):
                yield {"event": event, "at": at.isoformat(timespec="seconds")}

    def _members(self, about: str) -> list[dict[str, Any]]:
        return [
            {"ref": subject.ref, "answers": self._answers(subject.ref)}
            for subject in self.present
            if subject.about == about
        ]

    def _answers(self, about: str) -> dict[str, Any]:
        """What was said of one, and of what was merged into it: as what several said."""
        said: dict[str, list[Answering]] = {}
        for part in self.identity.group(about):
            for (of, question), given in self.answers.items():
                if of == part:
                    said.setdefault(question, []).append(given)
        return {question: self._united(given) for question, given in said.items()}

    def _united(self, given: Sequence[Answering]) -> Any:
        """What was said of one thing, in the order in which it was recorded."""
        ordered = sorted(given, key=lambda one: one.number)
        said = [one.answer for one in ordered]
        if self.identity.merges:
            said = [told_by(answer, self.identity.one) for answer in said]
        return united(said)


def _event(happened: Happened) -> dict[str, str]:
    event = {"event": happened.event, "at": happened.at}
    return event if happened.contact is None else {**event, "contact": happened.contact}
