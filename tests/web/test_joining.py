"""Two referrals that are one, over HTTP: both in one transaction, safe to send again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.servers import Front
from tests.web.working import Client, misdescribed

WORDS = "The school says that it is the same boy."


def body(other: Client, **more: Any) -> dict[str, Any]:
    same = [{"here": "child-1", "there": "child-1"}]
    return {
        "referral": other.state["id"],
        "version": other.state["version"],
        "same": same,
        "words": WORDS,
        **more,
    }


@pytest.fixture
def two(served: Front) -> tuple[Client, Client]:
    return Client(served), Client(served)


def test_joined_and_taken_apart(served: Front, two: tuple[Client, Client]) -> None:
    kept, other = two
    kept.post("joined", body(other), role="worker")
    assert misdescribed(served, "Referral", kept.state) == []
    there = served.get(other.at).json()
    assert (there["state"], there["version"]) == ("joined", other.state["version"] + 1)
    assert misdescribed(served, "Referral", there) == []
    listed = served.get("/v1/referrals?state=joined").json()["referrals"]
    assert [line["id"] for line in listed] == [other.state["id"]]
    other.state = there
    answers = {"answers": [{"about": "child-1", "question": "hungry", "answer": "yes"}]}
    assert other.post("answers", answers, role="worker", status=409)["type"].endswith("#joined")
    number = kept.state["joined"][0]["number"]
    kept.post(f"joined/{number}/undoing", {"words": "They are cousins at one address."}, role="worker")
    assert misdescribed(served, "Referral", kept.state) == []
    assert served.get(other.at).json()["state"] == "open"
    assert served.ledger.verify().findings == ()


def test_sent_again_with_its_key_it_is_done_once(served: Front, two: tuple[Client, Client]) -> None:
    kept, other = two
    headers = {"Idempotency-Key": "join-once-1"}
    sent = [
        served.post(f"{kept.at}/joined", body(other), version=kept.state["version"], headers=headers)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in sent] == [200, 200]
    assert sent[0].json() == sent[1].json()
    assert len(sent[1].json()["joined"]) == 1


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"referral": "20261123-NONE"}, 422, "unknown-ref"),
        ({"version": 99}, 412, "changed-meanwhile"),
        ({"version": "9"}, 422, "wrong-value"),
        ({"words": " "}, 422, "blank-words"),
        ({"same": [{"here": "child-1"}]}, 422, "missing-field"),
        ({"same": [{"here": "child-1", "there": "nobody"}]}, 422, "unknown-ref"),
    ],
)
def test_what_is_refused_changes_neither(
    served: Front, two: tuple[Client, Client], more: Any, status: int, code: str
) -> None:
    kept, other = two
    assert kept.post("joined", body(other, **more), status=status)["type"].endswith(f"#{code}")
    assert kept.post("joined/7/undoing", {"words": WORDS}, status=404)["type"].endswith("#no-such-joining")
    for client in two:
        assert served.get(client.at).json()["version"] == client.state["version"]
