"""Sixteen workers and four managers on the same fifty referrals for a minute, some asking twice."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.web.servers import Front, front

WORKERS, MANAGERS, REFERRALS = 16, 4, 50
SECONDS = 60.0
LOST = 0.2
"""The share of answers that are taken for lost, so that the same request is sent again."""
FITTING = {200, 409, 412}
"""Done; it does not fit what is recorded; somebody else was first. Anything else is a fault of ours."""

Json = dict[str, Any]


@dataclass
class Shift:
    """What one person did in the minute."""

    front: Front
    name: str
    ids: list[str]
    chance: random.Random
    told: list[tuple[str, str]] = field(default_factory=list)
    """News that was acknowledged: the referral, and its words."""

    def work(self, until: float) -> Shift:
        number = 0
        while time.monotonic() < until:
            number += 1
            if self.name.startswith("manager"):
                self._decide(number)
            else:
                self._tell(number)
        return self

    def _tell(self, number: int) -> None:
        id, words = self.chance.choice(self.ids), f"The {self.name} heard piece {number} of this today."
        body = {"words": words, "said_by": "police", "how_known": "told"}
        if self._send(f"/v1/referrals/{id}/news", id, body) == 200:
            self.told.append((id, words))

    def _decide(self, number: int) -> None:
        id = self.chance.choice(self.ids)
        body = {
            "route": "strategy",
            "point": "new_information",
            "rag": "red",
            "reasons": f"My own reasons, the {number}th of mine today.",
        }
        self._send(f"/v1/referrals/{id}/decisions", id, body, role="manager")

    def _send(self, path: str, id: str, body: Json, role: str = "worker") -> int:
        """Send it until nobody was first; now and then once more than needed, with the same key."""
        headers = {"Idempotency-Key": str(uuid4())}
        while True:
            version = self.front.get(f"/v1/referrals/{id}", role=role).json()["version"]
            answer = self.front.post(path, body, role=role, version=version, headers=headers)
            assert answer.status_code in FITTING, answer.text
            if answer.status_code == 200 and self.chance.random() < LOST:
                again = self.front.post(path, body, role=role, version=version, headers=headers)
                assert (again.status_code, again.content) == (200, answer.content)
            if answer.status_code != 412:
                return answer.status_code


@pytest.mark.slow
def test_nothing_is_lost_done_twice_or_locked(tmp_path: Path) -> None:
    with front(tmp_path) as running:
        for role in ("worker", "manager"):
            running.token(role)
        child = {"ref": "child-1", "answers": {"age": "8 months", "bruise": "yes"}}
        case = {"answers": {"kind": "worry"}, "children": [child]}
        ids = [running.opened(**case)["id"] for _ in range(REFERRALS)]
        names = [f"worker {n}" for n in range(WORKERS)] + [f"manager {n}" for n in range(MANAGERS)]
        shifts = [Shift(running, name, ids, random.Random(name)) for name in names]
        until = time.monotonic() + SECONDS
        with ThreadPoolExecutor(len(shifts)) as pool:
            done = list(pool.map(lambda shift: shift.work(until), shifts))
        told = [one for shift in done for one in shift.told]
        assert len(told) > REFERRALS
        kept = [
            (id, one["words"])
            for id in ids
            for one in running.get(f"/v1/referrals/{id}/news", role="worker").json()["news"]
        ]
        assert sorted(kept) == sorted(told)
        assert running.ledger.verify().findings == ()
