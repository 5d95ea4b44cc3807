"""What a year at a front door is made of: the representative week, each referral lived through to its end.

Every referral of the week that is shipped with the policy ``england`` arrives in the product's own tray, is
opened, answered, decided, worked on and closed, by the rules that hold for everybody. What the record then
holds of it is a *history*, which `benchmarks.building` writes again and again, for other children on other
days. Drawn with a fixed seed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlite_utils import Database

from triage_api.assurance.catalogue import Catalogue
from triage_api.casework import Asked, Desk, Member, TrayDesk
from triage_api.casework.answering import Given, answer
from triage_api.casework.changes import Change
from triage_api.casework.closing import Last, close, end_item
from triage_api.casework.deciding import Ruling, decide
from triage_api.casework.progress import Step, progress_contact, progress_duty
from triage_api.casework.refusals import RefusedError
from triage_api.casework.second_views import give_second_view
from triage_api.casework.subjects import add_adult, add_incident
from triage_api.casework.tray.arrivals import Arrival, screening_question, sender_question
from triage_api.casework.tray.changes import ItemChange
from triage_api.casework.tray.desk import Opening
from triage_api.casework.tray.looking import first_look_questions, look
from triage_api.casework.tray.receiving import Sent
from triage_api.policy.cases import Body
from triage_api.policy.examples import read_week, week_folder
from triage_api.policy.load import load_or_raise, shipped_root
from triage_api.policy.model import Policy, Question
from triage_api.record import REFERRAL, Handle, Lowering, Person
from triage_api.storage import Ledger
from triage_api.storage.connections import connected
from triage_api.storage.folder import DATABASE
from triage_api.storage.projections import REFERRAL_TABLES
from triage_api.storage.tray import TRAY_TABLES

TABLES = (*TRAY_TABLES, *REFERRAL_TABLES, "views")
POLICY = "england"
SEED = 20150624
LOWERED = 0.08
"""The share of decisions that lower what is recommended."""
DELAYS = (5, 10, 20, 45, 90, 240, 900, 1500, 4000)
"""Minutes until somebody comes to the next thing; some of them are too many, and it is late."""
WORDS = "I have read it and spoken to those who know the family."
LOWERING = Lowering("own_judgement", "I have seen the child myself, and my own view of it differs.")
NOBODY = "anonymous"

WORKER, MANAGER, SENIOR = "Wanda Worker", "Mads Manager", "Sena Senior"
PLACE = "Quorndean"
SOURCE_REF, CRIME, REFERENCE = "98000001", "97000001", "96000001"
"""What stands in a history for what every referral has of its own."""


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the events, as the ledger wrote it; without id, salt, digest and link."""

    stream: str
    number: int
    kind: str
    recorded_at: str
    content: str


@dataclass(frozen=True, slots=True)
class History:
    """What the record holds of one referral, from its arrival on."""

    item: str
    referral: str | None
    """``None``: it was filed as none."""
    children: tuple[Handle, ...]
    events: tuple[Event, ...]
    rows: dict[str, list[dict[str, Any]]]
    """By table, as the ledger projected them."""

    @property
    def is_over(self) -> bool:
        """Whether it came to its end: what never does would pile up over five years as it does nowhere."""
        return all(row["state"] == "closed" for row in self.rows["referrals"])


@dataclass
class Player:
    """Takes one referral of the week after another through the product."""

    ledger: Ledger
    policy: Policy
    catalogue: Catalogue
    draw: Random
    now: datetime = field(init=False)
    state: Any = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.tray = TrayDesk(self.ledger, self.catalogue, practice=False)
        self.desk = Desk(self.ledger, self.catalogue, practice=False)
        self.worker = Member(Person(WORKER, "duty_social_worker"))
        self.manager = Member(Person(MANAGER, "duty_manager"))
        self.senior = Member(Person(SENIOR, "service_manager"))

    def play(self, body: Body) -> tuple[str, str | None, tuple[Handle, ...]]:
        """Live through it: the ids of its item and its referral, and its children."""
        received = datetime.fromisoformat(body["received_at"])
        self.now = received
        # What is only a check does not say of whom; whoever asks for it does.
        told = body.get("children") or [{"answers": {}}]
        children = tuple(_handle(received, place, child) for place, child in enumerate(told))
        item = self._received(body, received, children)
        if body["answers"]["kind"] in _screening(self.policy).screens_out:
            kind = self.draw.choice(list(self.policy.casework.non_referrals))
            self.tray.file(self._asked(self.worker, item["version"]), item["id"], kind, WORDS)
            return item["id"], None, children
        opened = self.tray.open(
            self._asked(self.worker, item["version"]), item["id"], Opening(REFERENCE, WORDS)
        )
        self.state = json.loads(opened.body)
        self._answered(body)
        self._decided()
        for _ in range(6):
            self._worked_on()
        with suppress(RefusedError):  # a few stay open, as everywhere
            self._change(self.manager, lambda change: close(change, _LAST))
        return item["id"], self.state["id"], children

    def _received(self, body: Body, at: datetime, children: tuple[Handle, ...]) -> Any:
        sender = body["answers"].get("sender")
        choices = [one.id for one in _choices(self.policy)]
        arrival = Arrival(
            source=sender if sender in choices else self.draw.choice(choices),
            words=f"{_words(body)}, near {PLACE}",
            received_at=at,
            source_ref=SOURCE_REF,
            kind=body["answers"]["kind"],
            children=children,
            references={"crime": CRIME} if sender == "police" else {},
        )
        told = json.loads(self.tray.receive(self._asked(self.worker), POLICY, Sent(arrival)).body)
        item = told["item"]
        with suppress(RefusedError):
            seen = [one for one in _given(body) if one.question in first_look_questions(self.policy)]
            rule: Callable[[ItemChange], None] = lambda change: look(change, seen)  # noqa: E731
            asked = self._asked(self.worker, item["version"])
            item = json.loads(self.tray.change(asked, item["id"], rule).body)
        return item

    def _answered(self, body: Body) -> None:
        """All that the week's file says of it, in one go."""

        def rule(change: Change) -> None:
            there = {one.ref for one in change.referral.subjects}
            for adult in body.get("adults", []):
                add_adult(change, adult["ref"], None)
            for incident in body.get("incidents", []):
                if incident["ref"] not in there:
                    add_incident(change, incident["ref"], None)
            answer(change, list(_given(body)), None)

        self._change(self.worker, rule)

    def _decided(self) -> None:
        said = self.state["recommendation"]
        route, rag, lowering = said["route"], said["rag"], None
        routes, rags = list(self.policy.routes), list(self.policy.rags)
        if route is None and not said["not_a_referral"]:  # the policy says nothing of it
            route, rag = routes[0], rags[0]
        if route is not None and route != routes[0] and self.draw.random() < LOWERED:
            route, rag, lowering = routes[routes.index(route) - 1], rags[0], LOWERING
        try:
            self._change(self.manager, lambda change: decide(change, Ruling(route, rag, WORDS, lowering)))
        except RefusedError:  # below what was recommended before it was answered
            self._change(self.manager, lambda change: decide(change, Ruling(route, rag, WORDS, LOWERING)))

    def _worked_on(self) -> None:
        """Everything that is open now, each by whoever can do it."""
        for item in [one for one in self.state["items"] if one["done"] is None]:
            for who, rule in self._ways(item["id"]):
                try:
                    self._change(who, rule)
                except RefusedError:
                    continue
                break

    def _ways(self, id: str) -> Iterator[tuple[Member, Callable[[Change], None]]]:
        kind, _, own = id.partition(":")
        step = Step("made", "Jo Hill, named nurse", "Told, and asked.")
        match kind:
            case "contact":
                yield self.worker, lambda change: progress_contact(change, own, step)
            case "duty":
                yield self.worker, lambda change: progress_duty(change, own, step)
            case "second_view":
                agrees = self.draw.random() < 0.85
                yield self.senior, lambda change: give_second_view(change, int(own), agrees, WORDS)
            case _:
                yield self.worker, lambda change: end_item(change, id, "done", WORDS)
        yield (
            self.worker,
            lambda change: end_item(change, id, "elsewhere", WORDS, "Jo Hill, named nurse, health"),
        )

    def _change(self, who: Member, rule: Callable[[Change], None]) -> None:
        """A change by somebody, who reads the referral before."""
        before = self.now
        asked = self._asked(who, self.state["version"])
        try:
            self.state = json.loads(self.desk.change(asked, self.state["id"], rule).body)
        except RefusedError:
            self.now = before
            raise
        self.desk.referral(self.state["id"], who, self.now + timedelta(seconds=1))

    def _asked(self, who: Member, version: int | None = None) -> Asked:
        self.now += timedelta(minutes=self.draw.choice(DELAYS), seconds=self.draw.randrange(60))
        return Asked(who, self.now, None, version)


_LAST = Last(
    reasons="Everything that was asked for is done, and the school sees the child every day.",
    holder="Jo Hill, named nurse",
    family_may_ring="Jo Hill, named nurse",
)


def _words(body: Body) -> str:
    """What its line in the tray may say: what it is, and what is worrying about the children."""
    said = [body["answers"]["kind"]]
    for child in body.get("children", []):
        said += [one for value in child["answers"].values() if isinstance(value, list) for one in value]
    return ", ".join(dict.fromkeys(said)).replace("_", " ").capitalize()


def _screening(policy: Policy) -> Question:
    question = screening_question(policy)
    assert question is not None
    return question


def _choices(policy: Policy) -> Sequence[Any]:
    question = sender_question(policy)
    assert question is not None
    return question.choices


def _handle(received: datetime, place: int, child: Body) -> Handle:
    """What the child is told from others by: a month of birth that fits the age, and no two alike."""
    age = str(child["answers"].get("age", "7 years"))
    years = int(age.split()[0]) if "year" in age else 0
    born = f"{received.year - years - 1}-{place % 12 + 1:02}"
    return Handle(f"ZQ{chr(ord('A') + place)}", born, f"9900000{place + 1}")


def _given(body: Body) -> Iterator[Given]:
    for question, value in body["answers"].items():
        yield Given(REFERRAL, question, value)
    for kind in ("children", "adults", "incidents"):
        for subject in body.get(kind, []):
            yield from (
                Given(subject["ref"], question, value) for question, value in subject["answers"].items()
            )


def histories(most: int) -> list[History]:
    """At most so many of the histories of the week that came to their end."""
    root = shipped_root()
    policy = load_or_raise(POLICY, [root])
    folder = week_folder(root / POLICY, [root], None)
    assert folder is not None
    bodies, findings = read_week(folder, policy)
    assert not findings, findings[0]
    draw, catalogue = Random(SEED), Catalogue([root])
    told = draw.sample(bodies, min(most, len(bodies)))
    lived = (_history(policy, catalogue, draw, body) for body in told)
    return [one for one in lived if one.is_over]


def _history(policy: Policy, catalogue: Catalogue, draw: Random, body: Body) -> History:
    """One of them, as a ledger of its own keeps it: beside others it would be taken for news on them."""
    with tempfile.TemporaryDirectory() as scratch:
        with Ledger.open(Path(scratch)) as ledger:
            item, referral, children = Player(ledger, policy, catalogue, draw).play(body)
        database = connected(Path(scratch) / DATABASE)
        try:
            return History(item, referral, children, tuple(_events(database)), _rows(database))
        finally:
            database.close()


def _events(database: Database) -> Iterator[Event]:
    sql = "SELECT stream, number, kind, recorded_at, content FROM events ORDER BY id"
    return (Event(*row) for row in database.conn.execute(sql))


def _rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    return {table: list(database.query(f"SELECT * FROM [{table}]")) for table in TABLES}  # noqa: S608
