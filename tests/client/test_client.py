"""The client, against a real server: every method does what it says, and what goes wrong is said."""

from __future__ import annotations

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
from triage_client import Answer, ApiError, Client, NotFrontDoor, Problem, Unreachable


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


def opened(client: Client, **case: Any) -> Any:
    return client.open_referral({"policy": "hallamshire", "received_at": RECEIVED, **case})


PROBLEMS: dict[str, tuple[Callable[[Client, Any], object], int, str]] = {
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
    client: Client, ask: Callable[[Client, Any], object], status: int, code: str
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
    assert "triage_client.client" not in loaded, "the methods wait until somebody wants a client"


def test_a_name_that_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Clinet'"):
        triage_client.Clinet  # type: ignore[attr-defined]  # noqa: B018


def test_it_stands_on_requests() -> None:
    assert requests.__version__
