"""A desk on a real record and a real policy, and people who come to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from triage_api.assurance.catalogue import Catalogue
from triage_api.casework import Asked, Desk, Member
from triage_api.casework.answering import Given, answer
from triage_api.casework.changes import Change
from triage_api.casework.deciding import Ruling, decide
from triage_api.casework.happening import record_event
from triage_api.casework.points import propose
from triage_api.casework.progress import Step, extend_contact, progress_contact, progress_duty
from triage_api.casework.second_views import give_second_view
from triage_api.casework.subjects import add_adult, add_child
from triage_api.record import Lowering, Person
from triage_api.storage import Ledger

POLICIES = Path(__file__).parent / "policies"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RECEIVED = "2026-11-23T09:00:00+00:00"

WORKER = Member(Person("A worker", "worker"))
MANAGER = Member(Person("A manager", "manager"))
SECOND_MANAGER = Member(Person("Another manager", "manager"))
SENIOR = Member(Person("A senior manager", "senior"))
PRACTICE = Member(Person("practice", "practice"), all_roles=True)

REASONS = "The school and the aunt both saw it, and she is calm."
PROPOSED = "I have seen her twice and know nothing of him."
LOWERING = Lowering("own_judgement", "I have seen the child myself this morning.")

Json = dict[str, Any]


@dataclass
class Referral:
    """One referral at the desk, worked on by whoever is named."""

    desk: Desk
    state: Json
    who: Member = WORKER
    now: datetime = field(default=NOW)

    def change(self, rule: Callable[[Change], None], happened_at: datetime | None = None) -> Json:
        self.now += timedelta(seconds=1)
        asked = Asked(self.who, self.now, happened_at, self.state["version"])
        self.state = json.loads(self.desk.change(asked, self.state["id"], rule).body)
        return self.state

    def change_unseen(self, rule: Callable[[Change], None]) -> Json:
        """A change by somebody who may not see the referral."""
        asked = Asked(self.who, self.now, None, self.state["version"])
        self.state = json.loads(self.desk.change(asked, self.state["id"], rule, unseen=True).body)
        return self.state

    def answer(self, about: str, question: str, value: object, lowering: Lowering | None = None) -> Json:
        return self.answers([Given(about, question, value)], lowering)

    def answers(self, given: list[Given], lowering: Lowering | None = None) -> Json:
        return self.change(lambda change: answer(change, given, lowering))

    def child(self, ref: str | None = None) -> Json:
        return self.change(lambda change: add_child(change, ref, None, None, None))

    def adult(self, ref: str | None = None) -> Json:
        return self.change(lambda change: add_adult(change, ref, None))

    def decide(
        self,
        route: str | None,
        rag: str | None,
        reasons: str = REASONS,
        lowering: Lowering | None = None,
        dropped: tuple[str, ...] = (),
        point: str | None = None,
        value: str | None = None,
    ) -> Json:
        """Decide; again on new information, if nothing else is said."""
        again = "new_information" if self.state["decision"] is not None else None
        ruling = Ruling(route, rag, reasons, lowering, dropped, point or again, value)
        return self.change(lambda change: decide(change, ruling))

    def propose(self, point: str, value: str, words: str = PROPOSED) -> Json:
        return self.change(lambda change: propose(change, point, value, words))

    def second_view(self, of: int, agrees: bool, words: str = "I have read the file myself.") -> Json:
        return self.change(lambda change: give_second_view(change, of, agrees, words))

    def contact(
        self,
        contact: str,
        state: str,
        spoke_to: str | None = None,
        words: str | None = None,
        lowering: Lowering | None = None,
    ) -> Json:
        step = Step(state, spoke_to, words, lowering)
        return self.change(lambda change: progress_contact(change, contact, step))

    def extend(self, contact: str, due: datetime, lowering: Lowering | None = None) -> Json:
        return self.change(lambda change: extend_contact(change, contact, due, lowering))

    def duty(self, duty: str, state: str, words: str | None = None, spoke_to: str | None = None) -> Json:
        return self.change(lambda change: progress_duty(change, duty, Step(state, spoke_to, words)))

    def happened(self, event: str, at: str, contact: str | None = None) -> Json:
        return self.change(lambda change: record_event(change, event, at, contact))

    def by(self, who: Member) -> Referral:
        """The same referral, worked on by somebody else from now on."""
        self.who = who
        return self

    @property
    def events(self) -> list[Json]:
        return self.desk.events(self.state["id"], self.who, self.now)

    @property
    def contacts(self) -> dict[str, Json]:
        return {contact["id"]: contact for contact in self.state["contacts"]}


SHARED = Catalogue([POLICIES])
"""Read once for all tests: nobody changes these."""


def desk_on(ledger: Ledger, *, practice: bool = False, policies: Path = POLICIES) -> Desk:
    """A desk on this record."""
    catalogue = SHARED if policies == POLICIES else Catalogue([policies])
    return Desk(ledger, catalogue, practice=practice)


def opened(desk: Desk, who: Member = WORKER, policy: str = "hallamshire", **case: Any) -> Referral:
    """A new referral."""
    body = {"policy": policy, "received_at": RECEIVED, **case}
    return Referral(desk, json.loads(desk.open(Asked(who, NOW), body, None).body), who)


def worry(desk: Desk, **answers: Any) -> Referral:
    """A referral about one child of three, with every question answered: nothing, but for ``answers``."""
    child = {"age": "3 years", "bruise": "no", "hungry": "no", "signs": {"value": [], "nothing_else": True}}
    about_child = {question: answers.pop(question) for question in child if question in answers}
    referral = {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no", **answers}
    return opened(desk, answers=referral, children=[{"ref": "child-1", "answers": {**child, **about_child}}])
