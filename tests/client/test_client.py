"""The client, against a real server: every method does what it says, and what goes wrong is said."""

from __future__ import annotations

import ast
import inspect
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

import triage_client
from tests.web.servers import RECEIVED, Front, front
from triage_client import Answer, ApiError, Client, Lowering, NotFrontDoor, Problem, Unreachable

LOWERING = Lowering("other", "I have seen the child myself.")
ANSWERS = [
    Answer("referral", question, "no") for question in ("family_asks", "told_parents", "other_adults")
] + [
    Answer("child-1", "age", "3 years"),
    Answer("child-1", "bruise", "no"),
    Answer("child-1", "signs", {"value": [], "nothing_else": True}),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with front(tmp_path_factory.mktemp("client")) as running:
        yield running


@pytest.fixture
def client(served: Front) -> Iterator[Client]:
    """A client with a duty worker's token."""
    client = Client(served.url, served.token("worker"))
    yield client
    client.close()


def opened(client: Client, **case: Any) -> dict[str, Any]:
    return client.open_referral({"policy": "hallamshire", "received_at": RECEIVED, **case})


def test_a_referral_from_its_opening_to_the_second_view(served: Front, client: Client) -> None:
    state = opened(client, answers={"kind": "worry"})
    id = state["id"]
    state = client.add_child(id, state["version"], initials="KM", born="2014-10", case_system_id="123")
    state = client.add_adult(id, state["version"], ref="father", label="father")
    state = client.add_incident(id, state["version"], label="23 June")
    state = client.answer(id, state["version"], ANSWERS)
    state = client.answer(
        id, state["version"], [Answer("child-1", "hungry", "yes"), Answer("father", "violent", "yes")]
    )
    assert (state["recommendation"]["route"], state["recommendation"]["rag"]) == ("assessment", "red")
    state = client.decide(
        id,
        state["version"],
        route="assessment",
        rag="red",
        reasons="The school rang.",
        lowering=LOWERING,
        dropped=["school"],
    )
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    state = client.record_event(id, state["version"], "passed_on", at=at)
    state = client.progress_contact(id, state["version"], "police", "made", spoke_to="PC Lee, front desk")
    state = client.progress_duty(
        id, state["version"], "marac", "attempted", words="Left a message.", happened_at=at
    )
    other = Client(served.url, served.token("manager"))
    number = state["decision"]["number"]
    state = other.second_view(id, state["version"], of=number, agrees=True, words="I have read the file.")
    other.close()
    assert state["decision"]["second_view"]["given"]["agrees"] is True
    assert client.referral(id) == state
    assert {one["id"]: one["state"] for one in client.contacts(id)["contacts"]}["police"] == "made"
    assert client.events(id)[-1]["kind"] == "second_view_given"
    assert any(line["id"] == id for line in client.referrals("decided"))
    assert client.referral(id, as_of=datetime.now(UTC))["version"] == state["version"]


def test_a_reference_and_what_tells_them_apart(client: Client) -> None:
    state = opened(client)
    id = state["id"]
    state = client.give_reference(id, state["version"], "CS-1")
    state = client.give_reference(id, state["version"], "CS-2", words="One digit of it was mistyped.")
    state = client.add_child(id, state["version"], initials="KM")
    state = client.correct_child(id, state["version"], "child-1", born="2014-10", case_system_id="P-1")
    state = client.correct_child(
        id, state["version"], "child-1", not_known=["born"], words="That was his brother's month."
    )
    state = client.correct_adult(
        id, client.add_adult(id, state["version"], ref="zed")["version"], "zed", case_system_id="A-1"
    )
    state = client.correct_incident(
        id, client.add_incident(id, state["version"], ref="door")["version"], "door", crime="CR/1/26"
    )
    assert (state["reference"], len(state["corrections"])) == ("CS-2", 2)
    assert state["labels"]["child-1"] == {
        "about": "child",
        "initials": "KM",
        "born": None,
        "case_system_id": "P-1",
    }


def test_whose_records_were_searched(client: Client) -> None:
    state = opened(client, children=[{"ref": "child-1"}], adults=[{"ref": "father"}])
    id = state["id"]
    people = ["child-1", "father"]
    state = client.record_search(
        id, state["version"], people, records="social_care", since="2009", result="nothing_found"
    )
    state = client.record_search(
        id,
        state["version"],
        ["father"],
        records="police",
        since=None,
        result="could_not_search",
        words="The desk is closed today.",
        by={"name": "PC Lee", "role": "officer", "agency": "police"},
    )
    assert [one["checked"] for one in state["history"]] == [True, True]
    number = state["searches"][0]["number"]
    state = client.withdraw_search(id, state["version"], number, words="It was his cousin.")
    assert [one["checked"] for one in state["history"]] == [False, False]


def test_two_that_are_one_and_are_two_again(client: Client) -> None:
    state = opened(client, children=[{"ref": "child-1"}, {"ref": "child-2"}])
    id = state["id"]
    words = "The school says that it is the same boy."
    state = client.merge(id, state["version"], kept="child-1", merged="child-2", words=words)
    assert [one["ref"] for one in state["case"]["children"]] == ["child-1"]
    number = state["merges"][0]["number"]
    state = client.unmerge(id, state["version"], number, words="The school says that they are cousins.")
    assert [one["ref"] for one in state["case"]["children"]] == ["child-1", "child-2"]


def test_several_at_once(client: Client) -> None:
    state = opened(client)
    id = state["id"]
    state = client.park(id, state["version"], words="The line dropped; ring back at two.")
    assert (id, "A worker") in [(line["id"], line["parked"]["by"]) for line in client.parked()]
    state = client.resume(id, state["version"])
    assert state["parked"] is None
    assert id not in [line["id"] for line in client.parked()]


def test_a_child_nobody_can_name_and_links(served: Front, client: Client) -> None:
    state = opened(client, children=[{"ref": "child-1"}, {"ref": "child-2"}])
    id = state["id"]
    state = client.seek_child(id, state["version"], "child-1", tried="Rang the number twice.", asked=["Oak"])
    manager = Client(served.url, served.token("manager"))
    state = manager.end_search(id, state["version"], "child-1", words="Nobody knows of such a child.")
    manager.close()
    assert state["sought"][0]["ended"]["words"] == "Nobody knows of such a child."
    state = client.correct_child(id, state["version"], "child-2", case_system_id="CL-1")
    other = client.add_child((them := opened(client))["id"], them["version"], case_system_id="CL-1")
    assert [link["referral"]["id"] for link in client.links(id)["links"]] == [other["id"]]


def test_what_the_api_is_and_serves(client: Client) -> None:
    assert client.live()["status"] == "live"
    assert client.ready()["status"] == "ready"
    assert client.me()["role"] == "worker"
    assert "hallamshire" in [policy["id"] for policy in client.policies()]
    assert client.questions("hallamshire@1.0")["policy"]["version"] == "1.0"
    assert client.openapi()["openapi"] == "3.1.0"
    assert client.triage({"policy": "hallamshire", "received_at": RECEIVED})["route"] is None


PROBLEMS: dict[str, tuple[Callable[[Client, dict[str, Any]], object], int, str]] = {
    "no such referral": (lambda c, s: c.referral("nobody"), 404, "no-such-referral"),
    "another version": (lambda c, s: c.add_child(s["id"], 99), 412, "changed-meanwhile"),
    "a wrong answer": (
        lambda c, s: c.answer(s["id"], s["version"], [Answer("referral", "kidn", "worry")]),
        422,
        "unknown-question",
    ),
    "no child": (
        lambda c, s: c.decide(
            s["id"], s["version"], route="advice", rag="green", reasons="The aunt has moved in."
        ),
        409,
        "no-child",
    ),
    "not a referral, though it is one": (
        lambda c, s: c.decide(s["id"], s["version"], route=None, rag=None, reasons="The aunt has moved in."),
        409,
        "is-a-referral",
    ),
    "in the future": (
        lambda c, s: c.add_child(s["id"], s["version"], happened_at=datetime.now(UTC) + timedelta(days=1)),
        422,
        "in-the-future",
    ),
}


@pytest.mark.parametrize(("ask", "status", "code"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_says_what_and_where(
    client: Client, ask: Callable[[Client, dict[str, Any]], object], status: int, code: str
) -> None:
    state = opened(client, answers={"kind": "worry"})
    with pytest.raises(Problem) as raised:
        ask(client, state)
    assert (raised.value.status, raised.value.code) == (status, code)
    assert raised.value.title in str(raised.value)
    assert all(item.what in raised.value.words for item in raised.value.problems)


def test_a_wrong_token_is_a_problem(served: Front) -> None:
    client = Client(served.url, "wrong")
    with pytest.raises(Problem) as raised:
        client.me()
    client.close()
    assert raised.value.status == 401


def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(Unreachable, match="does not answer"):
            Client(url, "x").live()


def test_both_failures_are_one_kind() -> None:
    assert issubclass(Problem, ApiError)
    assert issubclass(Unreachable, ApiError)


class Flaky:
    """A listener that cuts the first connections off after the request, then hands on to a server."""

    def __init__(self, behind: str, cuts: int) -> None:
        self.requests: list[bytes] = []
        self._behind = behind.removeprefix("http://").split(":")
        self._cuts = cuts
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self._listening.accept()
            except OSError:
                return
            with taken:
                sent = self._request(taken)
                self.requests.append(sent)
                host, port = self._behind
                # It reaches the server; only the answer is lost.
                with socket.create_connection((host, int(port))) as server:
                    server.sendall(sent.replace(b"keep-alive", b"close"))
                    answer = b"".join(iter(lambda: server.recv(65_536), b""))
                if len(self.requests) > self._cuts:
                    taken.sendall(answer)

    @staticmethod
    def _request(taken: socket.socket) -> bytes:
        sent = taken.recv(65_536)
        head, _, body = sent.partition(b"\r\n\r\n")
        wanted = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        while len(body) < wanted:
            more = taken.recv(65_536)
            body, sent = body + more, sent + more
        return sent

    def close(self) -> None:
        self._listening.close()


@pytest.mark.parametrize("cuts", [1, 2])
def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_done_twice(
    served: Front, cuts: int
) -> None:
    flaky = Flaky(served.url, cuts)
    client = Client(flaky.url, served.token("worker"))
    before = len(served.get("/v1/referrals?limit=500").json()["referrals"])
    state = opened(client)
    assert state["state"] == "open"
    assert len(flaky.requests) == cuts + 1
    assert len(served.get("/v1/referrals?limit=500").json()["referrals"]) == before + 1
    client.close()
    flaky.close()


def test_it_gives_up(served: Front) -> None:
    flaky = Flaky(served.url, 99)
    client = Client(flaky.url, served.token("worker"))
    with pytest.raises(Unreachable):
        client.live()
    assert len(flaky.requests) == 3
    client.close()
    flaky.close()


def test_a_proxy_or_netrc_of_the_environment_changes_nothing(
    served: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    client = Client(served.url, served.token("worker"))
    assert client.me()["name"] == "A worker"
    client.close()


def test_something_else_at_the_address_is_said() -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(1):
            taken, _ = listening.accept()
            with taken:
                taken.recv(65_536)
                taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")

    threading.Thread(target=serve, daemon=True).start()
    client = Client(f"http://127.0.0.1:{listening.getsockname()[1]}", "x")
    with pytest.raises(NotFrontDoor, match="not Front Door's"):
        client.live()
    client.close()
    listening.close()


def test_importing_it_loads_neither_requests_nor_the_server() -> None:
    # What stood there before the import is the interpreter's, and coverage's where that is measured.
    code = "import sys; before = set(sys.modules); import triage_client; print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"requests", "urllib3", "triage_api", "flask", "sqlite3"}


def test_there_is_a_method_for_every_route() -> None:
    """Each path of the API appears in the client's source, but for the page that people read."""
    topics = (triage_client.client, triage_client.identity, triage_client.parking)
    source = "".join(ast.unparse(ast.parse(inspect.getsource(topic))) for topic in topics)
    for part in ("triage", "me", "policies", "referrals", "health/live", "health/ready", "openapi.json"):
        assert f"/v1/{part}" in source
    for part in (
        "answers",
        "children",
        "adults",
        "incidents",
        "decisions",
        "second-views",
        "contacts",
        "duties",
        "events",
        "print",
        "reference",
        "corrections",
        "searches",
        "merges",
        "parking",
        "sought",
        "links",
    ):
        assert f"'{part}'" in source


def test_it_stands_on_requests() -> None:
    assert requests.__version__
