"""Several at the same referral: read, change, write back; and go on where one was left."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

import pytest

from tests.client.listeners import listening, problem
from tests.web.servers import CASE, Front, front
from triage_client import ApiError, ChangedMeanwhile, Client, Conflict, NotThere, Problem
from triage_client.shapes.referrals import Referral


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with front(tmp_path_factory.mktemp("changing")) as running:
        yield running


@pytest.fixture
def worker(served: Front) -> Iterator[Client]:
    client = Client(served.url, served.token("worker"))
    yield client
    client.close()


@pytest.fixture
def manager(served: Front) -> Iterator[Client]:
    client = Client(served.url, served.token("manager"))
    yield client
    client.close()


def test_whoever_comes_second_is_told_who_did_what(worker: Client, manager: Client) -> None:
    seen = worker.open_referral(CASE)
    manager.add_adult(seen["id"], manager.add_child(seen["id"], seen["version"])["version"], label="father")
    with pytest.raises(ChangedMeanwhile) as raised:
        worker.add_child(seen["id"], seen["version"], initials="KM")
    changes = raised.value.changes
    assert [one.number for one in changes] == list(range(seen["version"] + 1, changes[-1].number + 1))
    assert {one.by for one in changes} == {"A manager"}
    assert [one.kind for one in changes if one.kind.endswith("added")] == ["child_added", "adult_added"]
    assert str(raised.value).endswith(f"There were {len(changes)} changes since it was read.")
    assert "A manager" not in str(raised.value)


def test_where_nobody_can_say_what_changed_it_is_said_that_it_did() -> None:
    """Somebody has restricted it meanwhile: what happened to it is not there any more for whoever asks."""
    gone = problem("404 Not Found", b'{"title": "Not found", "status": 404}')
    stale = problem("412 Precondition Failed", b'{"title": "Somebody else has changed it", "status": 412}')
    with listening(stale, gone) as there:
        client = Client(there.url, "x")
        with pytest.raises(ChangedMeanwhile) as raised:
            client.add_child("r", 3)
        client.close()
    assert raised.value.changes == ()
    assert str(raised.value).startswith("Somebody else has changed it. Nothing was overwritten.")


def test_a_write_of_no_version_has_no_changes_to_tell() -> None:
    stale = problem("412 Precondition Failed", b'{"title": "Somebody else has changed it", "status": 412}')
    with listening(stale) as there, Client(there.url, "x") as client:
        with pytest.raises(ChangedMeanwhile) as raised:
            client.open_referral(CASE)
        assert len(there.requests) == 1
    assert raised.value.changes == ()


def test_a_change_that_is_still_meant_is_made_on_what_stands_now(worker: Client, manager: Client) -> None:
    id = worker.open_referral(CASE)["id"]
    told: list[tuple[str, ...]] = []

    def add(now: Referral) -> Referral:
        if not told:  # somebody is quicker, once
            manager.add_adult(id, now["version"], label="father")
        return worker.add_child(id, now["version"], initials="KM")

    def again(now: Referral, stale: ChangedMeanwhile) -> bool:
        told.append(tuple(change.kind for change in stale.changes))
        return "father" in {label.get("label") for label in now["labels"].values()}

    state = worker.change_referral(id, add, again)
    assert [kinds[0] for kinds in told] == ["adult_added"]
    assert len(state["case"]["children"]) == 1


@pytest.mark.parametrize("asked", [True, False], ids=["says no", "is not asked"])
def test_a_change_that_is_not_meant_any_more_is_not_made(
    worker: Client, manager: Client, asked: bool
) -> None:
    id = worker.open_referral(CASE)["id"]

    def add(now: Referral) -> Referral:
        manager.add_adult(id, now["version"])
        return worker.add_child(id, now["version"])

    with pytest.raises(ChangedMeanwhile):
        worker.change_referral(id, add, (lambda _, __: False) if asked else None)
    assert "children" not in worker.referral(id)["case"] or worker.referral(id)["case"]["children"] == []


def test_whoever_is_always_second_gives_up(worker: Client, manager: Client) -> None:
    id = worker.open_referral(CASE)["id"]
    tries: list[int] = []

    def add(now: Referral) -> Referral:
        tries.append(now["version"])
        manager.add_adult(id, now["version"])
        return worker.add_child(id, now["version"])

    with pytest.raises(ChangedMeanwhile):
        worker.change_referral(id, add, lambda _, __: True)
    assert len(tries) == 5


def test_one_client_serves_several_threads_from_its_first_request(served: Front) -> None:
    with Client(served.url, served.token("worker")) as client, ThreadPoolExecutor(8) as pool:
        states = list(pool.map(lambda number: client.open_referral(CASE, reference=f"T-{number}"), range(16)))
    assert sorted(state["reference"] or "" for state in states) == sorted(f"T-{n}" for n in range(16))
    assert len({state["id"] for state in states}) == 16


def adult_of(client: Client, label: str, now: Referral) -> Referral:
    return client.add_adult(now["id"], now["version"], label=label)


def test_four_programs_at_once_lose_nothing(served: Front, worker: Client) -> None:
    id = worker.open_referral(CASE)["id"]

    def add(program: int) -> None:
        client = Client(served.url, served.tokens["worker"])
        for number in range(3):
            added = partial(adult_of, client, f"{program}-{number}")
            while True:
                with suppress(ChangedMeanwhile):
                    client.change_referral(id, added, lambda _, __: True)
                    break
        client.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    labels = sorted(label["label"] for label in worker.referral(id)["labels"].values())
    assert labels == sorted(f"{program}-{number}" for program in range(4) for number in range(3))


def test_a_program_started_anew_sends_the_same_write(served: Front) -> None:
    """It wrote down what it was about to send, with its key, and does not know whether it was sent."""
    states = []
    for _ in range(2):
        client = Client(served.url, served.token("worker"))
        opened = client.open_referral(CASE, key="night-import-17")
        states.append(client.add_child(opened["id"], opened["version"], initials="KM", key="night-import-18"))
        client.close()
    assert states[0] == states[1]
    assert len(states[0]["case"]["children"]) == 1


def test_a_key_for_another_write_is_refused(worker: Client) -> None:
    worker.open_referral(CASE, key="import-1")
    with pytest.raises(Conflict) as raised:
        worker.open_referral({**CASE, "answers": {"kind": "worry"}}, key="import-1")
    assert raised.value.code == "key-used-otherwise"


def test_events_are_told_once_and_in_order_across_a_failure(worker: Client) -> None:
    state = worker.open_referral(CASE)
    for number in range(4):
        state = worker.add_adult(state["id"], state["version"], label=f"adult {number}")
    told: list[int] = []
    following = worker.follow(state["id"])
    told += [next(following)["number"], next(following)["number"]]
    # The program ends here, and has kept the last number.
    told += [event["number"] for event in worker.follow(state["id"], after=told[-1])]
    assert told == list(range(1, worker.referral(state["id"])["version"] + 1))


def test_what_comes_later_is_told_when_it_comes(worker: Client) -> None:
    state = worker.open_referral(CASE)
    following = worker.follow(state["id"], every=0.01)
    assert [next(following)["number"] for _ in range(state["version"])] == list(
        range(1, state["version"] + 1)
    )
    worker.add_adult(state["id"], state["version"])
    assert next(following)["kind"] == "adult_added"


def test_a_list_of_several_pages_is_whole(served: Front, worker: Client) -> None:
    ids = [worker.open_referral(CASE, reference=f"PAGE-{number}")["id"] for number in range(5)]
    pages = []
    after = None
    while True:
        page = worker.referral_page(limit=2, after=after)
        pages.append([line["id"] for line in page["referrals"]])
        after = page["next"]
        if after is None:
            break
    whole = [line["id"] for line in worker.each_referral()]
    assert len(pages) > 2
    assert [id for page in pages for id in page] == whole
    assert set(ids) <= set(whole)


@pytest.mark.parametrize("id", ["", ".", ".."])
def test_an_id_that_would_be_another_address_is_not_there(worker: Client, id: str) -> None:
    with pytest.raises(NotThere):
        worker.referral(id)


def test_half_a_letter_is_refused_by_the_server_and_breaks_nothing(worker: Client) -> None:
    state = worker.open_referral(CASE)
    with pytest.raises(Problem) as raised:
        worker.park(state["id"], state["version"], words="The line \ud83d dropped; ring back at two.")
    assert 400 <= raised.value.status < 500
    with pytest.raises(NotThere):
        worker.referral("\ud83d")
    with pytest.raises(Problem):
        worker.search(initials="\ud83d")


def test_an_id_with_signs_in_it_is_one_part_of_the_address(worker: Client) -> None:
    for id in ("../policies", "a/b", "a?b=c", "a#b", "a%2Fb", "ü"):
        with pytest.raises(ApiError) as raised:
            worker.referral(id)
        assert type(raised.value) is NotThere, id
