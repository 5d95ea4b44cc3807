"""A tray on a real record and a real policy, and what people do with its items."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.casework.desks import NOW, SHARED, WORKER, Json, Referral
from triage_api.casework import Asked, Desk, Member, TrayDesk
from triage_api.casework.answering import Given
from triage_api.casework.areas import Passing
from triage_api.casework.news import Told
from triage_api.casework.tray.arrivals import Arrival
from triage_api.casework.tray.changes import ItemChange
from triage_api.casework.tray.desk import Opening
from triage_api.casework.tray.keeping import Correction, correct, reopen, see_other_area
from triage_api.casework.tray.looking import look
from triage_api.casework.tray.receiving import Sent
from triage_api.record import Handle, Professional
from triage_api.storage import Ledger, Sought

POLICY = "trayshire"
WORDS = "Neighbours heard shouting and a child crying."
WHY = "I have read both and rung the officer."
OFFICER = Professional("Ms Ali", "Duty manager", "Luton front door")
KM = Handle("KM", "2024-03")
KNOWN = Handle("KM", "2024-03", "4411")


@dataclass
class Tray:
    """The tray, worked by whoever is named."""

    ledger: Ledger
    who: Member = WORKER
    now: datetime = field(default=NOW)

    @property
    def counter(self) -> TrayDesk:
        return TrayDesk(self.ledger, SHARED, practice=False)

    @property
    def desk(self) -> Desk:
        return Desk(self.ledger, SHARED, practice=False)

    def by(self, who: Member) -> Tray:
        """The same tray, worked by somebody else from now on."""
        self.who = who
        return self

    def asked(self, version: int | None = None, happened_at: datetime | None = None) -> Asked:
        self.now += timedelta(seconds=1)
        return Asked(self.who, self.now, happened_at, version)

    def receive(self, **fields: Any) -> Json:
        """A new item; what is not said is as it often is."""
        told = self.told(**fields)
        assert told["outcome"] == "received"
        item: Json = told["item"]
        return item

    def told(self, **fields: Any) -> Json:
        """What became of an item that was sent."""
        reply = self.counter.receive(self.asked(), POLICY, Sent(arrival(**fields)))
        found: Json = json.loads(reply.body)
        return found

    def receive_all(self, *sent: Sent) -> Json:
        found: Json = json.loads(self.counter.receive_all(self.asked(), POLICY, sent).body)
        return found

    def item(self, id: str) -> Json:
        return self.counter.item(id, self.who, self.now)

    def version(self, id: str) -> int:
        found = self.ledger.tray.item(id)
        assert found is not None
        return found.version

    def change(
        self, id: str, rule: Callable[[ItemChange], None], happened_at: datetime | None = None
    ) -> Json:
        reply = self.counter.change(self.asked(self.version(id), happened_at), id, rule)
        found: Json = json.loads(reply.body)
        return found

    def look(self, id: str, *given: Given, happened_at: datetime | None = None, **answers: Any) -> Json:
        """A first look: ``answers`` about the first child, or about the item itself."""
        about = {"kind": "referral", "family_asks": "referral"}
        named = [
            Given(about.get(question, "child-1"), question, value) for question, value in answers.items()
        ]
        return self.change(id, lambda change: look(change, [*given, *named]), happened_at)

    def correct(self, id: str, **fields: Any) -> Json:
        return self.change(id, lambda change: correct(change, Correction(**{"words": WHY, **fields})))

    def group(self, id: str, *others: str, words: str = WHY) -> Json:
        reply = self.counter.group(self.asked(self.version(id)), id, others, words)
        found: Json = json.loads(reply.body)
        return found

    def apart(self, id: str, *others: str, words: str = WHY) -> Json:
        reply = self.counter.set_apart(self.asked(self.version(id)), id, others, words)
        found: Json = json.loads(reply.body)
        return found

    def file(self, id: str, kind: str = "spam", words: str = WHY) -> Json:
        found: Json = json.loads(self.counter.file(self.asked(self.version(id)), id, kind, words).body)
        return found

    def reopen(self, id: str, words: str = WHY) -> Json:
        return self.change(id, lambda change: reopen(change, words))

    def see_area(self, id: str, area: str = "Luton", words: str = WHY) -> Json:
        return self.change(id, lambda change: see_other_area(change, area, words))

    def tell_area(self, id: str, **fields: Any) -> Json:
        of = (self.item(id)["other_areas"] or [{"number": 1}])[-1]["number"]
        passing = Passing(
            **{"of": of, "spoke_to": OFFICER, "acted": "We rang the school.", "words": WHY, **fields}
        )
        reply = self.counter.tell_area(self.asked(self.version(id)), id, passing)
        found: Json = json.loads(reply.body)
        return found

    def news(self, id: str, referral: str, **fields: Any) -> Json:
        """The item, taken as news on a referral."""

        def told(item: Any) -> Told:
            received = item.received_instant
            return Told(
                **{
                    "words": WORDS,
                    "said_by": "police",
                    "how_known": "told",
                    "received_at": received,
                    **fields,
                }
            )

        reply = self.counter.take_as_news(self.asked(self.version(id)), id, referral, told)
        found: Json = json.loads(reply.body)
        return found

    def open(self, id: str, **fields: Any) -> Referral:
        """The referral that is opened from an item."""
        reply = self.counter.open(self.asked(self.version(id)), id, Opening(**fields))
        return Referral(self.desk, json.loads(reply.body), self.who, self.now)

    def waiting(self) -> list[str]:
        """What waits, in order."""
        return [item["id"] for item in self.counter.waiting(500, self.who, self.now)["items"]]

    def counts(self, now: datetime | None = None) -> Json:
        found: Json = self.counter.waiting(0, self.who, now or self.now)["counts"]
        return found

    def sought(self, **fields: Any) -> list[str]:
        found = self.counter.sought(Sought(**fields), self.who, self.now)
        return [item["id"] for item in found["items"]]


def arrival(**fields: Any) -> Arrival:
    """Something that arrived an hour ago."""
    usual = {"source": "police", "words": WORDS, "received_at": NOW - timedelta(hours=1)}
    return Arrival(**{**usual, **fields})


def offered(item: Json) -> list[tuple[str, str]]:
    """What an item is offered as one with: as what, and its id."""
    return [(one["as"], one["item"] or one["referral"]) for one in item["offers"]]


def clocks(item: Json) -> dict[str, tuple[str, str]]:
    """When each clock of an item began, and when it runs out."""
    return {one["kind"]: (one["clocks"][0]["started"], one["clocks"][0]["due"]) for one in item["items"]}


Step = Callable[[Tray, str], Any]


def after(tray: Tray, id: str, steps: Sequence[Step]) -> Json:
    """The item after these steps."""
    for step in steps:
        step(tray, id)
    return tray.item(id)
