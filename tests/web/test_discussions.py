"""Strategy discussions over HTTP: each route once, and the refusals as a client sees them."""

from __future__ import annotations

import pytest

from tests.web.discussing import ATTENDEES, COMPLETE, CONVERSATION, EMERGENCY, OFFICER, OWN_MANAGER
from tests.web.servers import Front
from tests.web.working import Client, misdescribed


@pytest.fixture
def client(served: Front) -> Client:
    """A referral about one child."""
    return Client(served)


def test_a_discussion_from_the_request_to_the_last_action(client: Client, served: Front) -> None:
    client.post("strategy-discussions", {"why": "A bruise that nobody explains."}, role="worker")
    (asked,) = client.state["discussions"]
    at = f"strategy-discussions/{asked['number']}"
    assert (asked["state"], asked["children"], asked["asked"]) == (
        "requested",
        ["child-1"],
        ["social_care", "police", "health"],
    )
    refusal = {
        "agency": "health",
        "said_by": OFFICER,
        "why": "Nobody is on call.",
        "escalated_to": OWN_MANAGER,
    }
    client.post(f"{at}/refusals", refusal, role="worker")
    number = client.state["discussions"][0]["refusals"][0]["number"]
    client.post(f"{at}/refusals/{number}", {"takes_part": True, "words": "They come at nine."})
    client.post(f"{at}/emergency", EMERGENCY, role="worker")
    client.post(f"{at}/complete", COMPLETE)
    client.post(f"{at}/actions/1", {"words": "Seen at home at six."}, role="worker")
    client.post(f"{at}/confirmation", {"said_by": OFFICER, "confirms": True, "words": "CR/1234/26"})
    client.post("conversations", CONVERSATION, role="worker")
    found = served.get(f"{client.at}/strategy-discussions").json()
    (one,) = found["discussions"]
    assert (one["state"], one["completions"][0]["police"]["state"]) == ("complete", "confirmed")
    assert one["actions"][0]["done"]["by"]["name"] == "A worker"
    assert len(found["conversations"]) == 1
    assert misdescribed(served, "Discussions", found) == []
    assert misdescribed(served, "Referral", client.state) == []
    events = [event["event"] for event in client.state["case"]["events"]]
    assert events == ["discussion_held", "section_47_begun"]


def test_the_police_may_say_that_they_have_no_record_of_it(client: Client) -> None:
    client.post("strategy-discussions", {"why": "A bruise that nobody explains."})
    at = f"strategy-discussions/{client.state['discussions'][0]['number']}"
    client.post(f"{at}/complete", COMPLETE)
    client.post(f"{at}/confirmation", {"said_by": OFFICER, "confirms": False, "words": "Nothing under that."})
    assert client.state["discussions"][0]["state"] == "denied"
    assert client.state["case"]["events"] == []


def test_a_call_between_two_is_refused_with_both_honest_alternatives(client: Client) -> None:
    client.post("strategy-discussions", {"why": "A bruise that nobody explains."})
    at = f"strategy-discussions/{client.state['discussions'][0]['number']}"
    problem = client.post(f"{at}/complete", {**COMPLETE, "attendees": ATTENDEES[:2]}, status=409)
    assert problem["type"].endswith("#not-a-strategy-discussion")
    assert "emergency discussion" in problem["detail"]
    assert "professional conversation" in problem["detail"]
    assert problem["problems"][0]["what"] == "Health: nobody was there."


def test_its_bare_event_is_refused(client: Client) -> None:
    body = {"event": "discussion_held", "at": "2026-11-20T10:00:00Z"}
    problem = client.post("events", body, status=422)
    assert problem["type"].endswith("#needs-a-record")
    assert "strategy-discussions" in problem["problems"][0]["remedy"]


def test_another_role_does_not_hold_one(client: Client) -> None:
    client.post("strategy-discussions", {"why": "A bruise that nobody explains."})
    at = f"strategy-discussions/{client.state['discussions'][0]['number']}"
    client.post(f"{at}/complete", COMPLETE, role="auditor", status=403)
