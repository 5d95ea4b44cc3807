"""Searches over HTTP: each route once, and what the refusals look like to a client."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.servers import Front
from tests.web.working import Client, misdescribed

SEARCH: dict[str, Any] = {
    "of": ["child-1"],
    "records": "social_care",
    "since": "2009",
    "result": "nothing_found",
    "happened_at": "2026-11-20T11:00:00Z",
}


@pytest.fixture
def client(served: Front) -> Client:
    """A referral about one child."""
    return Client(served)


def test_a_search_and_its_withdrawal(client: Client, served: Front) -> None:
    assert client.state["history"][0]["words"] == "History: not checked."
    client.post("searches", SEARCH, role="worker")
    (made,) = client.state["searches"]
    assert (made["at"], made["searcher"]["agency"]) == ("2026-11-20T11:00:00+00:00", "social_care")
    assert [one["checked"] for one in client.state["history"]] == [True]
    assert misdescribed(served, "Referral", client.state) == []
    client.post(f"searches/{made['number']}/withdrawal", {"words": "It was his cousin."}, role="worker")
    assert [one["checked"] for one in client.state["history"]] == [False]
    assert misdescribed(served, "Referral", client.state) == []
    assert served.get(f"{client.at}/events").json()["events"][-2]["kind"] == "search_withdrawn"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"since": None, "result": "found"}, "blank-words"),
        ({"since": "yesterday"}, "wrong-value"),
        ({"of": []}, "blank"),
        ({"of": ["child-9"]}, "unknown-ref"),
        ({"result": "none"}, "wrong-value"),
        ({"records": "\t"}, "wrong-value"),
        ({"period": "2009"}, "unknown-field"),
    ],
)
def test_what_is_refused(client: Client, body: Any, code: str) -> None:
    problem = client.post("searches", {**SEARCH, **body}, role="worker", status=422)
    assert problem["type"].endswith(f"#{code}")


def test_since_when_is_always_said(client: Client) -> None:
    body = {name: value for name, value in SEARCH.items() if name != "since"}
    assert client.post("searches", body, status=422)["type"].endswith("#missing-field")


def test_there_is_no_such_search(client: Client) -> None:
    problem = client.post("searches/7/withdrawal", {"words": "It was his cousin."}, status=404)
    assert problem["type"].endswith("#no-such-search")
