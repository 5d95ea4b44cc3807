"""References and corrections over HTTP: each route once, and what the refusals look like to a client."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.servers import Front
from tests.web.working import Client, misdescribed

SAME = "The school says that it is the same boy."
WHY = "One digit of it was mistyped."


@pytest.fixture
def client(served: Front) -> Client:
    """A referral about one child, an adult and an incident."""
    client = Client(served, adults=[{"ref": "father"}], incidents=[{"ref": "door"}])
    client.post("reference", {"reference": "CS-1"}, role="worker")
    return client


def test_each_is_given_and_put_right(client: Client, served: Front) -> None:
    client.post("reference", {"reference": "CS-2", "words": WHY}, role="worker")
    client.post("children/child-1/corrections", {"initials": "km", "born": "2014-10"}, role="worker")
    client.post("adults/father/corrections", {"case_system_id": "A-1"}, role="worker")
    client.post("incidents/door/corrections", {"crime": "CR/1/26", "label": "23 June"}, role="worker")
    client.post("children/child-1/corrections", {"not_known": ["born"], "words": WHY}, role="worker")
    assert client.state["reference"] == "CS-2"
    assert [one["about"] for one in client.state["corrections"]] == ["referral", "child-1"]
    assert misdescribed(served, "Referral", client.state) == []
    found = served.get("/v1/search?reference=cs-2").json()["referrals"]
    assert client.state["id"] in [line["id"] for line in found]


def test_two_that_are_one_and_two_again(client: Client, served: Front) -> None:
    client.post("children", {"ref": "child-2"}, role="worker")
    client.post("merges", {"kept": "child-1", "merged": "child-2", "words": SAME}, role="worker")
    (made,) = client.state["merges"]
    assert (made["kept"], made["merged"], made["undone"]) == ("child-1", "child-2", None)
    assert misdescribed(served, "Referral", client.state) == []
    client.post(f"merges/{made['number']}/undoing", {"words": "They are cousins after all."}, role="worker")
    assert misdescribed(served, "Referral", client.state) == []
    problem = client.post("merges", {"kept": "child-1", "merged": "father", "words": SAME}, status=422)
    assert problem["type"].endswith("#other-kind")
    body = {"kept": "child-1", "merged": "child-2", "words": SAME}
    client.post("merges", body, role="social_worker", status=403)


def test_recorded_by_mistake_and_not_after_all(client: Client, served: Front) -> None:
    client.post("children", {"ref": "child-2"}, role="worker")
    body = {"ref": "child-2", "words": "The school named the wrong boy."}
    client.post("withdrawals", body, role="social_worker", status=403)
    client.post("withdrawals", body, role="worker")
    (made,) = client.state["withdrawals"]
    assert (made["ref"], made["in_effect"], made["undone"]) == ("child-2", True, None)
    assert client.state["labels"]["child-2"]["withdrawn"] == made["number"]
    assert misdescribed(served, "Referral", client.state) == []
    problem = client.post("withdrawals", {**body, "ref": "child-1"}, status=409)
    assert problem["type"].endswith("#last-child")
    words = {"words": "The school was right after all."}
    client.post(f"withdrawals/{made['number']}/undoing", words, role="worker")
    assert misdescribed(served, "Referral", client.state) == []
    assert len(client.state["case"]["children"]) == 2


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("reference", {"reference": ""}, 422, "wrong-value"),
        ("reference", {"reference": "CS-1"}, 409, "given-already"),
        ("reference", {"reference": "CS-2"}, 422, "blank-words"),
        ("reference", {"reference": "CS-2", "name": "x"}, 422, "unknown-field"),
        ("children/nobody/corrections", {"initials": "KM"}, 404, "no-such-child"),
        ("children/child-1/corrections", {"label": "the baby"}, 422, "unknown-field"),
        ("adults/father/corrections", {}, 422, "nothing-said"),
        ("incidents/door/corrections", {"not_known": "crime"}, 422, "wrong-value"),
    ],
)
def test_what_is_refused(client: Client, path: str, body: Any, status: int, code: str) -> None:
    problem = client.post(path, body, role="worker", status=status)
    assert problem["type"].endswith(f"#{code}")


def test_a_child_with_the_id_of_another_is_refused(client: Client) -> None:
    client.post("children/child-1/corrections", {"case_system_id": "P-1"}, role="worker")
    problem = client.post("children", {"case_system_id": "P-1"}, role="worker", status=409)
    assert problem["type"].endswith("#same-id")
