"""Parking over HTTP, and the tray's count on the board."""

from __future__ import annotations

from tests.web.servers import CASE, RECEIVED, Front
from tests.web.working import Client, misdescribed

WORDS = "The line dropped; ring back at two."


def test_parked_and_gone_on_with(served: Front) -> None:
    client = Client(served)
    client.post("parking", {"words": WORDS}, role="worker")
    assert misdescribed(served, "Referral", client.state) == []
    lines = served.get("/v1/referrals?parked=true").json()
    assert [line["id"] for line in lines["referrals"]] == [client.state["id"]]
    assert misdescribed(served, "Referrals", lines) == []
    board = served.get("/v1/board?policy=hallamshire").json()
    assert board["sections"]["parked"]["count"] == 1
    assert client.post("parking", {"words": WORDS}, status=409)["type"].endswith("#given-already")
    client.post("parking/end", {}, role="manager")
    assert client.state["parked"] is None
    assert served.get("/v1/referrals?parked=true").json()["referrals"] == []
    assert client.post("parking/end", {}, status=409)["type"].endswith("#wrong-state")


def test_a_query_that_is_neither_true_nor_false_is_refused(served: Front) -> None:
    assert served.get("/v1/referrals?parked=perhaps").status_code == 422


def test_what_nobody_has_looked_at_heads_the_board(served: Front) -> None:
    item = {
        "policy": CASE["policy"],
        "source": "worry",
        "words": "Bruises at nursery.",
        "received_at": RECEIVED,
    }
    assert served.post("/v1/tray", item).status_code == 201
    board = served.get("/v1/board?policy=hallamshire").json()
    assert board["tray"]["not_looked_at"] == board["tray"]["not_looked_at_late"] == 1
    assert misdescribed(served, "Board", board) == []
    text = served.get("/v1/board?policy=hallamshire&form=text").text
    assert text.splitlines()[1].startswith("Not looked at: 1, 1 late (the oldest for ")
