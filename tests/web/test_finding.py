"""Children nobody can name, and links, over HTTP."""

from __future__ import annotations

from tests.web.servers import Front
from tests.web.working import Client, misdescribed

TRIED = {"tried": "Rang the number twice.", "asked": ["Oak School"]}


def test_a_child_is_looked_for_and_the_search_is_ended(served: Front) -> None:
    client = Client(served)
    client.post("children/child-1/sought", TRIED, role="worker")
    client.post("children/child-1/sought", {"tried": "Asked the police again."}, role="manager")
    (looked,) = client.state["sought"]
    assert [one["reviewed"] for one in looked["tried"]] == [False, True]
    assert misdescribed(served, "Referral", client.state) == []
    words = {"words": "Nobody knows of such a child."}
    assert client.post("children/child-1/sought/end", words, role="worker", status=403)["status"] == 403
    client.post("children/child-1/sought/end", words, role="manager")
    assert misdescribed(served, "Referral", client.state) == []
    problem = client.post("children/child-1/sought", TRIED, status=409)
    assert problem["type"].endswith("#wrong-state")
    assert client.post("children/child-9/sought", TRIED, status=404)["type"].endswith("#no-such-child")
    assert client.post("children/child-1/sought", {"asked": []}, status=422)["type"].endswith(
        "#missing-field"
    )


def test_links(served: Front) -> None:
    mine, theirs = Client(served), Client(served)
    for client in (mine, theirs):
        client.post("children/child-1/corrections", {"case_system_id": "L-1"}, role="worker")
    found = served.get(f"{mine.at}/links").json()
    assert [link["referral"]["id"] for link in found["links"]] == [theirs.state["id"]]
    assert found["links"][0]["because"] == [
        {"kind": "case_system_id", "value": "l-1", "here": ["child-1"], "there": ["child-1"]}
    ]
    assert misdescribed(served, "Links", found) == []
    assert served.get("/v1/referrals/nobody/links").status_code == 404
