"""Several people on the same referrals: nothing is lost, nothing is done twice, nobody waits for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.web.servers import Front


def test_eight_people_on_the_same_referrals_lose_nothing(alone: Front) -> None:
    alone.token("worker")
    ids = [alone.opened()["id"] for _ in range(2)]

    def add(person: int) -> list[int]:
        statuses = []
        for number in range(4):
            at = f"/v1/referrals/{ids[number % 2]}"
            body, key = {"label": f"adult {person}-{number}"}, str(uuid4())
            while True:
                version = alone.get(at).json()["version"]
                answer = alone.post(f"{at}/adults", body, version=version, headers={"Idempotency-Key": key})
                statuses.append(answer.status_code)
                if answer.status_code == 200:
                    break
        return statuses

    with ThreadPoolExecutor(8) as pool:
        statuses = [status for found in pool.map(add, range(8)) for status in found]
    assert set(statuses) <= {200, 412}
    labels = [
        label["label"]
        for id in ids
        for label in alone.get(f"/v1/referrals/{id}").json()["labels"].values()
        if label["about"] == "adult"
    ]
    assert sorted(labels) == sorted(f"adult {person}-{number}" for person in range(8) for number in range(4))
    assert alone.ledger.verify().findings == ()


def test_the_same_request_sent_by_many_at_once_is_done_once(alone: Front) -> None:
    state = alone.opened()
    headers = {"Idempotency-Key": "one"}

    def add(_: int) -> Any:
        path = f"/v1/referrals/{state['id']}/children"
        answer = alone.post(path, {"initials": "KM"}, version=state["version"], headers=headers)
        return answer.status_code, answer.text, answer.headers["ETag"]

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(add, range(6)))
    assert len(answers) == 1
    assert answers.pop()[0] == 200
    assert len(alone.get(f"/v1/referrals/{state['id']}").json()["case"]["children"]) == 1


def test_a_key_comes_before_the_version(served: Front) -> None:
    """A client that got no answer sends again what it sent, with the version it knew."""
    state = served.opened()
    path, options = f"/v1/referrals/{state['id']}/children", {"version": state["version"]}
    first = served.post(path, {}, headers={"Idempotency-Key": "k1"}, **options)
    again = served.post(path, {}, headers={"Idempotency-Key": "k1"}, **options)
    other = served.post(path, {}, headers={"Idempotency-Key": "k2"}, **options)
    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 412)
    assert first.content == again.content


def test_one_persons_key_is_not_anothers(served: Front) -> None:
    state = served.opened()
    path, headers = f"/v1/referrals/{state['id']}/children", {"Idempotency-Key": "k3"}
    served.post(path, {}, version=state["version"], headers=headers)
    answer = served.post(path, {}, version=state["version"], headers=headers, role="manager")
    assert answer.status_code == 412


def test_a_version_is_the_etag(served: Front) -> None:
    state = served.opened()
    answer = served.get(f"/v1/referrals/{state['id']}")
    assert answer.headers["ETag"] == f'"{state["version"]}"'


def test_a_new_referral_says_where_it_is(served: Front) -> None:
    answer = served.post("/v1/referrals", {"policy": "hallamshire", "received_at": "2026-11-20T09:00:00Z"})
    assert (answer.status_code, answer.headers["Location"]) == (201, f"/v1/referrals/{answer.json()['id']}")


def test_a_list_comes_in_pages(alone: Front) -> None:
    ids = {alone.opened()["id"] for _ in range(5)}
    found: list[str] = []
    after = ""
    while True:
        page = alone.get(f"/v1/referrals?limit=2{after}").json()
        found += [line["id"] for line in page["referrals"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(found) == 5
    assert set(found) == ids


@pytest.mark.parametrize(
    ("route", "role", "status"),
    [("assessment", "worker", 200), ("strategy", "worker", 403), ("strategy", "manager", 200)],
)
def test_a_token_has_one_role(served: Front, route: str, role: str, status: int) -> None:
    child = {"ref": "child-1", "answers": {"hungry": "yes", "age": "3 years", "bruise": "no", "signs": []}}
    state = served.opened(
        answers={"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"},
        children=[child],
    )
    body = {"route": route, "rag": "red", "reasons": "The school rang twice."}
    answer = served.post(f"/v1/referrals/{state['id']}/decisions", body, role=role, version=state["version"])
    assert answer.status_code == status, answer.text
