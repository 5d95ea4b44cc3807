"""The tray over HTTP: each route once, answers as described, repeats and races as elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.servers import Front
from tests.web.working import misdescribed

Json = dict[str, Any]

RECEIVED = "2026-11-20T09:00:00+00:00"
WHY = "I have read both and rung the officer."
BARE: Json = {"source": "police", "received_at": RECEIVED, "words": "Shouting was heard."}
LINE: Json = {"policy": "trayshire", **BARE}
BRUISE: Json = {"about": "child-1", "question": "bruise"}
OFFICER = {"name": "Ms Ali", "role": "Duty manager", "agency": "Luton front door"}


def post(served: Front, path: str, body: Json, status: int = 200, **options: Any) -> Json:
    answer = served.post(path, body, **options)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


def received(served: Front, **fields: Any) -> Json:
    item: Json = post(served, "/v1/tray", {**LINE, **fields}, 201)["item"]
    return item


def change(served: Front, item: Json, path: str, body: Json, status: int = 200, role: str = "worker") -> Json:
    now = served.get(f"/v1/tray/{item['id']}").json()
    return post(served, f"/v1/tray/{item['id']}/{path}", body, status, version=now["version"], role=role)


def test_one_item_from_receipt_to_a_referral(served: Front) -> None:
    child = {"initials": "KM", "born": "2026-03", "case_system_id": "A-1"}
    told = post(
        served,
        "/v1/tray",
        {**LINE, "source_ref": "A/1", "children": [child], "references": {"cad": "7"}},
        201,
    )
    assert misdescribed(served, "Received", told) == []
    item = told["item"]
    other = received(served, children=[{"case_system_id": "A-1"}])
    (offer,) = served.get(f"/v1/tray/{item['id']}").json()["offers"]
    assert (offer["as"], offer["item"]) == ("group", other["id"])
    looked = change(
        served,
        item,
        "first-looks",
        {"answers": [{**BRUISE, "answer": "yes"}]},
    )
    assert looked["urgency"] == {"route": "strategy", "rag": "red"}
    change(served, item, "corrections", {"words": WHY, "references": {"crime": "C/1"}, "sent_at": RECEIVED})
    change(served, item, "groups", {"with": [other["id"]], "words": WHY})
    change(served, item, "other-areas", {"area": "Luton", "words": WHY})
    tray = served.get("/v1/tray").json()
    assert misdescribed(served, "Tray", tray) == []
    assert item["id"] in [one["id"] for one in tray["items"]]
    referral = change(served, item, "referral", {"reference": "R/1"}, 201)
    assert misdescribed(served, "Referral", referral) == []
    assert {one["item"] for one in referral["from_tray"]} == {item["id"], other["id"]}
    for one in (item, other):
        found = served.get(f"/v1/tray/{one['id']}")
        assert found.json()["referral"] == referral["id"]
        assert found.headers["ETag"] == f'"{found.json()["version"]}"'
        assert misdescribed(served, "TrayItem", found.json()) == []
    events = served.get(f"/v1/tray/{item['id']}/events").json()
    assert [event["kind"] for event in events["events"]][-1] == "item_opened"
    assert misdescribed(served, "Events", events) == []
    at = f"/v1/referrals/{referral['id']}/other-areas"
    (area,) = referral["other_areas"]
    body = {"spoke_to": OFFICER, "acted": "We went there at once.", "words": "She has it and goes tonight."}
    answer = served.post(f"{at}/{area['number']}", body, version=referral["version"])
    assert answer.status_code == 200, answer.text
    told_area = answer.json()["other_areas"][0]["told"]
    assert told_area["spoke_to"] == OFFICER
    seen = served.post(at, {"area": "Hull", "words": WHY}, version=answer.json()["version"]).json()
    assert [one["area"] for one in seen["other_areas"]] == ["Luton", "Hull"]


def test_news_filing_and_reopening(served: Front) -> None:
    child = {"case_system_id": "B-1"}
    referral = change(served, received(served, children=[child]), "referral", {}, 201)
    item = received(served, children=[child])
    refused = change(served, item, "filing", {"kind": "spam", "words": WHY}, 409)
    assert refused["type"].endswith("#is-news")
    news = change(served, item, "news", {"referral": referral["id"], "how_known": "told"})
    assert (news["state"], news["referral"]) == ("news", referral["id"])
    spam = received(served, words="Win a holiday now.")
    assert change(served, spam, "filing", {"kind": "spam", "words": WHY})["state"] == "filed"
    found = served.get("/v1/tray?state=filed&holds=holiday").json()
    assert [one["id"] for one in found["items"]] == [spam["id"]]
    assert change(served, spam, "reopening", {"words": WHY})["state"] == "not_looked_at"


def test_the_wrong_area_is_looked_at_before_it_is_passed_on(served: Front) -> None:
    item = received(served)
    number = change(served, item, "other-areas", {"area": "Luton", "words": WHY})["other_areas"][0]["number"]
    body = {"spoke_to": OFFICER, "acted": "We rang the school.", "words": "She has it and goes tonight."}
    assert change(served, item, f"other-areas/{number}", body, 409)["type"].endswith("#not-looked-at")
    change(served, item, "first-looks", {"answers": [{**BRUISE, "answer": "no"}]})
    assert change(served, item, f"other-areas/{number}", body)["state"] == "passed"


def test_apart(served: Front) -> None:
    items = [received(served, references={"crime": "S/1"}) for _ in range(2)]
    assert change(served, items[0], "apart", {"from": [items[1]["id"]], "words": WHY})["offers"] == []


class TestManyAtOnce:
    """A list, as items or pasted."""

    def test_items(self, served: Front) -> None:
        lines = [{**BARE, "source_ref": f"M/{n}"} for n in range(3)]
        body = {"policy": "trayshire", "items": lines}
        told = post(served, "/v1/tray/batch", body)
        assert misdescribed(served, "Outcomes", told) == []
        assert (told["received"], told["came_before"]) == (3, 0)
        again = post(served, "/v1/tray/batch", body)
        assert (again["received"], again["came_before"]) == (0, 3)

    def test_a_wrong_item_is_pointed_at_and_nothing_is_kept(self, served: Front) -> None:
        before = served.get("/v1/tray?limit=1").json()["waiting"]
        body = {"policy": "trayshire", "items": [BARE, {**BARE, "words": " "}]}
        problem = post(served, "/v1/tray/batch", body, 422)
        assert [one["at"] for one in problem["problems"]] == ["/items/1/words"]
        assert served.get("/v1/tray?limit=1").json()["waiting"] == before

    def test_pasted(self, served: Front) -> None:
        text = "received_at\tsource\tsource_ref\twords\n20/11/2026 08:15\tpolice\tP/1\tRing 07700 900123.\n"
        told = post(served, "/v1/tray/batch", {"policy": "trayshire", "text": text})
        assert [(one["line"], bool(one["warnings"])) for one in told["outcomes"]] == [(2, True)]

    def test_wrong_lines_are_named(self, served: Front) -> None:
        text = "received_at,source,words\nx,police,Shouting.\n20/11/2026 08:15,plice,Shouting.\n"
        problem = post(served, "/v1/tray/batch", {"policy": "trayshire", "text": text}, 422)
        assert [one["what"][:6] for one in problem["problems"]] == ["Line 2"]
        text = text.replace("x,police", "20/11/2026 08:14,police")
        problem = post(served, "/v1/tray/batch", {"policy": "trayshire", "text": text}, 422)
        assert problem["problems"][0]["what"].startswith("Line 3, source: ")

    def test_either_items_or_text(self, served: Front) -> None:
        assert post(served, "/v1/tray/batch", {"policy": "trayshire"}, 422)["type"].endswith("#wrong-form")
        assert post(served, "/v1/tray/batch", {"policy": "nowhere", "text": "x"}, 503)


def test_sent_twice_with_a_key_it_is_kept_once(served: Front) -> None:
    key = {"Idempotency-Key": "tray-once"}
    first, second = (post(served, "/v1/tray", LINE, 201, headers=key) for _ in range(2))
    assert first["item"]["id"] == second["item"]["id"]
    before = served.get(f"/v1/tray/{first['item']['id']}").json()
    look = {"answers": [{**BRUISE, "answer": "no"}]}
    path, key = f"/v1/tray/{before['id']}/first-looks", {"Idempotency-Key": "look-once"}
    looked = [post(served, path, look, version=1, headers=key) for _ in range(2)]
    assert looked[0]["version"] == looked[1]["version"] == 2


@pytest.mark.parametrize(("version", "status"), [(None, 428), (7, 412)], ids=["no version", "another's"])
def test_a_change_says_which_version_it_has_seen(served: Front, version: int | None, status: int) -> None:
    item = received(served)
    post(served, f"/v1/tray/{item['id']}/filing", {"kind": "spam", "words": WHY}, status, version=version)


def test_the_streams_are_not_taken_for_each_other(served: Front) -> None:
    item = received(served)
    referral = served.opened()
    for path in (
        f"/v1/referrals/{item['id']}",
        f"/v1/tray/{referral['id']}",
        "/v1/referrals/-tokens",
        "/v1/tray/T",
    ):
        assert served.get(path).status_code == 404


def test_a_stray_state_is_refused(served: Front) -> None:
    assert served.get("/v1/tray?state=lost").status_code == 422
