"""Visits over HTTP: each route once, and what the refusals look like to a client."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.discussing import OFFICER
from tests.web.servers import Front
from tests.web.working import Client, misdescribed

VISIT: dict[str, Any] = {
    "why": "Nobody has looked yet.",
    "seen": True,
    "alone": False,
    "place": {"kind": "home", "whose": "mother"},
    "others": [{"who": "a man who walked out of the living room", "identified": False}],
    "words": "She was awake, and smiled at her mother.",
}
AT = "children/child-1/visits"


@pytest.fixture
def client(served: Front) -> Client:
    """A referral about one child."""
    return Client(served)


def test_a_visit_and_who_was_there(client: Client, served: Front) -> None:
    client.post(AT, {**VISIT, "happened_at": "2026-11-20T11:00:00Z"}, role="worker")
    (visit,) = client.state["visits"]
    assert (visit["counts"], visit["visitor"]["name"], visit["at"]) == (
        True,
        "A worker",
        "2026-11-20T11:00:00+00:00",
    )
    assert len(client.state["news"]) == 1
    at = f"visits/{visit['number']}/people/1"
    client.post(at, {"words": "The police know him from the door."}, role="worker")
    found = served.get(f"{client.at}/visits").json()
    assert found["visits"][0]["others"][0]["known"]["adult"] == visit["others"][0]["adult"]
    assert found["last_seen"][0]["words"].startswith("No professional has seen child-1 since Friday 20 Nov")
    assert misdescribed(served, "Visits", found) == []
    assert misdescribed(served, "Referral", client.state) == []


def test_a_police_welfare_check_is_shown_and_counts_for_nothing(client: Client) -> None:
    client.post(AT, {**VISIT, "by": OFFICER, "others": []}, role="worker")
    (visit,) = client.state["visits"]
    assert (visit["counts"], visit["visitor"]) == (False, OFFICER)
    assert client.state["case"]["events"] == []


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("children/child-9/visits", VISIT, 404, "no-such-child"),
        (AT, {**VISIT, "alone": None}, 422, "missing-field"),
        (AT, {**VISIT, "others": None}, 422, "blank"),
        (AT, {**VISIT, "place": {"kind": "home"}}, 422, "missing-field"),
        ("visits/7/people/1", {"words": "The police know him."}, 404, "no-such-visit"),
        ("events", {"event": "child_seen", "at": "2026-11-20T10:00:00Z"}, 422, "needs-a-record"),
    ],
    ids=["no such child", "alone or not", "who was there", "whose place", "no such visit", "the bare event"],
)
def test_what_is_refused(client: Client, path: str, body: Any, status: int, code: str) -> None:
    problem = client.post(path, body, role="worker", status=status)
    assert problem["type"].endswith(f"#{code}")
