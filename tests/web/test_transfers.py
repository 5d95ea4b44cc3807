"""Transfers over HTTP: each route once, the file that the other side opens, and the refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.web.servers import Front
from tests.web.working import Client, misdescribed

Json = dict[str, Any]

THERE = {"name": "R. Shah", "role": "Duty social worker", "agency": "Luton"}
WHY = "Bail keeps him from London only, and he may be with them now."
MOVE: Json = {"to": "Luton", "how_known": "The mother rang and said so."}
SHEET: Json = {
    "risks": [
        {
            "who": "the mother's partner",
            "why": "He is charged with a life-changing assault on a neighbour.",
            "whereabouts": "Said to be in Hull; nobody has checked.",
            "bail": "Not to come inside the M25.",
            "kept_away": [{"child": "child-1", "kept": "no"}],
            "access": "He could join them in Luton on any day.",
        }
    ],
    "home": "In a flat in Luton with his mother; who else is there is not known.",
    "plan": "Child in need plan since September.",
    "documents": ["Assessment of August"],
    "family": [{"who": "grandmother", "ring": "R. Shah, duty social worker"}],
}
ARRIVAL: Json = {"sender": THERE, "words": "A child in need plan, by mail.", "papers": ["Assessment"]}
SPOKEN: Json = {
    "reached": True,
    "sender": THERE,
    "worries": WHY,
    "home": "The mother says that she is alone.",
    "last_seen": "On 2 October, with his father.",
}


@pytest.fixture
def client(served: Front) -> Client:
    """A referral about one child."""
    return Client(served)


def number(client: Client) -> int:
    found: int = client.state["transfers"][-1]["number"]
    return found


def test_a_child_who_leaves(client: Client, served: Front) -> None:
    client.post("transfers", MOVE, role="worker")
    at = f"transfers/{number(client)}"
    client.post(f"{at}/front-sheet", SHEET, role="worker")
    body = {"route": "strategy", "rag": "red", "reasons": WHY, "point": "transfer_out"}
    client.post("decisions", body)
    client.post(f"{at}/sent", {"to": THERE, "how": "secure mail"}, role="worker")
    client.post(f"{at}/reads", {"reader": THERE}, role="worker")
    sheet = served.get(f"{client.at}/{at}/front-sheet").json()
    assert misdescribed(served, "FrontSheet", sheet) == []
    text = served.get(f"{client.at}/{at}/file")
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert text.headers["Content-Disposition"].startswith("attachment; filename=")
    assert text.text == sheet["text"]
    assert "Not to come inside the M25." in text.text
    assert json.loads(served.get(f"{client.at}/{at}/file?form=json").text) == sheet
    client.post(f"{at}/returned", {"said_by": THERE, "why": "It is for early help."}, role="worker")
    client.post(f"{at}/dispute", {"spoke_to": THERE, "words": WHY, "escalated_to": THERE})
    end = {"outcome": "accepts", "said_by": THERE, "words": WHY}
    client.post(f"{at}/dispute/end", end, role="manager", status=403)
    client.post(f"{at}/dispute/end", end, role="senior")
    found = served.get(f"{client.at}/transfers").json()
    assert (found["transfers"][0]["state"], found["transfers"][0]["responsible"]) == ("accepted", "theirs")
    assert misdescribed(served, "Transfers", found) == []
    assert misdescribed(served, "Referral", client.state) == []


def test_accepted_in_writing(client: Client) -> None:
    client.post("transfers", MOVE, role="worker")
    at = f"transfers/{number(client)}"
    client.post(f"{at}/front-sheet", SHEET, role="worker")
    body = {"route": "strategy", "rag": "red", "reasons": WHY, "point": "transfer_out"}
    client.post("decisions", body)
    client.post(f"{at}/sent", {"to": THERE, "how": "secure mail"}, role="worker")
    client.post(f"{at}/accepted", {"said_by": THERE, "in_writing": "Their letter of 30 November."})
    assert client.state["transfers"][0]["responsible"] == "theirs"


def test_a_child_who_arrives(client: Client, served: Front) -> None:
    client.post("arrivals", ARRIVAL, role="worker")
    at = f"transfers/{number(client)}"
    client.post(f"{at}/papers", {"papers": ["Chronology"]}, role="worker")
    client.post(f"{at}/sender", {"reached": False, "words": "I left a message at ten."}, role="worker")
    problem = client.post(
        "decisions", {"route": "advice", "rag": "green", "reasons": "It is for early help."}, status=409
    )
    assert problem["type"].endswith("#sender-not-spoken-to")
    client.post(f"{at}/sender", SPOKEN, role="worker")
    client.post(f"{at}/papers/read", {"papers": [1]}, role="worker")
    answer = {
        "to": THERE,
        "reasons": "The risk is real and he is here now.",
        "family_seen": "Nobody has yet.",
    }
    assert client.post(f"{at}/answer", answer, status=409)["type"].endswith("#not-read")
    client.post(f"{at}/papers/read", {}, role="worker")
    client.post(f"{at}/answer", answer)
    (found,) = client.state["transfers"]
    assert (found["state"], found["spoken"]["worries"]) == ("accepted", WHY)
    assert misdescribed(served, "Referral", client.state) == []


def test_we_send_it_back(client: Client) -> None:
    client.post("arrivals", {**ARRIVAL, "papers": []}, role="worker")
    at = f"transfers/{number(client)}"
    client.post(f"{at}/sender", SPOKEN, role="worker")
    back = {"said_by": {**THERE, "agency": "Hallamshire"}, "why": "They have moved back."}
    client.post(f"{at}/sent-back", back, role="worker", status=403)
    client.post(f"{at}/sent-back", back)
    assert client.state["transfers"][0]["state"] == "disputed"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("transfers", {**MOVE, "to": " "}, 422, "blank-words"),
        ("transfers", {**MOVE, "children": ["child-9"]}, 422, "unknown-ref"),
        ("arrivals", {**ARRIVAL, "sender": {**THERE, "name": " "}}, 422, "blank-words"),
        ("transfers/7/front-sheet", SHEET, 404, "no-such-transfer"),
        ("transfers/7/sender", {"reached": True}, 404, "no-such-transfer"),
    ],
    ids=["to nobody", "an unknown child", "from nobody", "no such transfer", "no such arrival"],
)
def test_what_is_refused(client: Client, path: str, body: Any, status: int, code: str) -> None:
    problem = client.post(path, body, role="worker", status=status)
    assert problem["type"].endswith(f"#{code}")


def test_a_sender_who_was_reached_has_a_name(client: Client) -> None:
    client.post("arrivals", ARRIVAL, role="worker")
    at = f"transfers/{number(client)}/sender"
    problem = client.post(at, {"reached": True, "worries": WHY}, role="worker", status=422)
    assert {"/sender/name", "/home", "/last_seen"} <= {one["at"] for one in problem["problems"]}
