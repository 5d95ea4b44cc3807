"""A disk that is full at any moment, and a server that is killed in that state: nothing acknowledged is lost.

`triage-api serve` runs in a process of its own, several people write, and there is no more room. What they
are told is checked. Then it is killed, started on the full disk, perhaps killed again, and given room back.
What was acknowledged must be there, once; what nobody was told of must be there once or not at all.
"""

from __future__ import annotations

import os
import random
import resource
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
import requests

from tests.casework.desks import POLICIES
from triage_api.record import Person, Signed, TokenAdded
from triage_api.storage import Ledger
from triage_api.web.access import digest

PEOPLE, PATIENCE = 4, 30.0
ROUNDS_EACH = 10
"""After so many kills everybody tells of a new referral: one with thousands of pieces of news is not real,
and takes so long over each that a soak of them never ends."""
RECEIVED = "2026-11-20T09:00:00+00:00"
SIZE = 96 * 2**20
"""Of the small disk, most of which the ballast takes up: the record of many rounds fits once that is gone."""
Json = dict[str, Any]


class Disk(Protocol):
    """Where the record is, and how there comes to be no more room."""

    folder: Path

    def fill(self, server: subprocess.Popen[bytes], left: int) -> None:
        """Leave room for so many bytes only."""

    def give_back(self, server: subprocess.Popen[bytes]) -> None:
        """Give room again."""


@dataclass
class SmallDisk:
    """A small file system, and a file that takes up its room."""

    folder: Path

    def fill(self, server: subprocess.Popen[bytes] | None, left: int) -> None:
        room = os.statvfs(self.folder)
        with suppress(OSError), self._ballast.open("ab") as out:
            out.write(b"\0" * max(room.f_bavail * room.f_frsize - left, 0))

    def give_back(self, server: subprocess.Popen[bytes] | None) -> None:
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder.parent / "ballast"


@dataclass
class ShortFiles:
    """A limit of the system to how large any file of the server may become."""

    folder: Path

    def fill(self, server: subprocess.Popen[bytes], left: int) -> None:
        largest = max(path.stat().st_size for path in self.folder.iterdir())
        self._limit(server, largest + left)

    def give_back(self, server: subprocess.Popen[bytes]) -> None:
        self._limit(server, resource.RLIM_INFINITY)

    @staticmethod
    def _limit(server: subprocess.Popen[bytes], size: int) -> None:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.fixture(params=["a small file system", "a limit to files"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    if request.param == "a limit to files":
        if not hasattr(resource, "prlimit"):
            pytest.skip("only Linux limits what another process may write")
        yield ShortFiles(tmp_path / "data")
        return
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("nobody but root may mount a small file system here")
    try:
        yield SmallDisk(place / "data")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@dataclass
class Server:
    """``triage-api serve`` on a folder, which may be killed."""

    folder: Path
    token: str
    process: subprocess.Popen[bytes]
    url: str
    said: list[str] = field(default_factory=list)
    """Its standard error; a pipe, so that no limit to files cuts it."""
    listening: threading.Thread = field(default_factory=threading.Thread)

    @classmethod
    def started(cls, folder: Path, token: str) -> Server:
        """One that listens, or has ended."""
        while True:
            with socket.socket() as unused:
                unused.bind(("127.0.0.1", 0))
                port = unused.getsockname()[1]
            command = [sys.executable, "-m", "triage_api.cli.server", "serve", "--port", str(port)]
            process = subprocess.Popen(
                [*command, "--data", str(folder), "--policies", str(POLICIES)], stderr=subprocess.PIPE
            )
            server = cls(folder, token, process, f"http://127.0.0.1:{port}")
            server.listening = threading.Thread(target=server._listen, daemon=True)
            server.listening.start()
            if not server._says("Front Door serves") and server._says("Nothing can listen"):
                continue  # somebody else took the port
            return server

    def _listen(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                self.said.append(line.decode())

    def _says(self, words: str) -> bool:
        """Whether it has said this; as soon as it has, or has ended."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ended = self.process.poll() is not None
            if any(words in line for line in list(self.said)):
                return True
            if ended:
                return False
            time.sleep(0.01)
        raise AssertionError(f"it neither listens nor ends: {self.said}")

    @property
    def is_up(self) -> bool:
        return self.process.poll() is None

    def ask(self, method: str, path: str, body: Json | None = None, **headers: str) -> requests.Response:
        sent = {"Authorization": f"Bearer {self.token}", **headers}
        return requests.request(method, self.url + path, json=body, headers=sent, timeout=PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.listening.join()


@dataclass
class Teller:
    """Somebody who tells news of one referral, a piece after another, each under a key of its own."""

    name: str
    id: str
    version: int
    told: list[str] = field(default_factory=list)
    """The words that were acknowledged."""
    waiting: tuple[str, int] | None = None
    """Words that were sent from a version, and of which nobody knows what became of them."""
    refused: int = 0

    def tell(self, server: Server, ending: threading.Event) -> None:
        """Tell on, until the server is gone."""
        while not ending.is_set():
            try:
                self.send(server)
            except requests.RequestException:
                return

    def send(self, server: Server) -> None:
        """One piece of news; the one that waits, if one does."""
        if self.waiting is None:
            number = len(self.told) + 1
            self.waiting = (f"Piece {number} of what {self.name} heard today, as it was said.", self.version)
        words, version = self.waiting
        body = {"words": words, "said_by": "police", "how_known": "told"}
        headers = {"If-Match": f'"{version}"', "Idempotency-Key": words.replace(" ", "-")}
        answer = server.ask("POST", f"/v1/referrals/{self.id}/news", body, **headers)
        if answer.status_code == 200:
            self.told.append(words)
            self.version = answer.json()["version"]
            self.waiting = None
            return
        must_say_so(answer)
        self.refused += 1
        time.sleep(0.02)


def telling_of_a_new_referral(server: Server, name: str) -> Teller:
    case = {"policy": "hallamshire", "received_at": RECEIVED, "children": [{"ref": "child-1"}]}
    opened = server.ask("POST", "/v1/referrals", case).json()
    return Teller(f"person {name}", opened["id"], opened["version"])


def must_say_so(answer: requests.Response) -> None:
    """The only refusal there is: there is no room, and who must be told."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    problem = answer.json()
    if answer.status_code == 507:
        assert problem["type"].endswith("#disk-full")
        assert "The disk is full: nothing was written." in problem["detail"]
    else:
        assert (answer.status_code, problem["type"].partition("#")[2]) == (503, "record-unavailable")
        assert "a limit on it is reached: nothing was written." in problem["detail"]
    assert "Tell whoever runs the server" in problem["detail"]


def work(server: Server, people: list[Teller], chance: random.Random, seconds: float) -> None:
    """All write at once until some time after the first was refused; then it is killed."""
    ending = threading.Event()
    before = [one.refused for one in people]
    with ThreadPoolExecutor(len(people)) as pool:
        futures = [pool.submit(one.tell, server, ending) for one in people]
        until = time.monotonic() + PATIENCE
        while [one.refused for one in people] == before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, seconds))
        server.kill()
        ending.set()
        for future in futures:
            future.result()


def must_be_as_told(folder: Path, people: list[Teller]) -> None:
    with Ledger.open(folder) as ledger:
        assert ledger.verify().findings == ()
        for one in people:
            referral = ledger.referral(one.id)
            assert referral is not None
            known = [news.words for news in referral.news]
            maybe = [] if one.waiting is None else [one.waiting[0]]
            assert known in (one.told, [*one.told, *maybe]), "lost, done twice, or half done"


@pytest.mark.parametrize(
    "kills", [pytest.param(3, marks=pytest.mark.slow), pytest.param(150, marks=pytest.mark.soak)]
)
def test_nothing_acknowledged_is_lost_on_a_full_disk(disk: Disk, kills: int) -> None:
    chance, token = random.Random(20150624), secrets.token_urlsafe(16)
    disk.folder.mkdir(mode=0o700)
    with Ledger.open(disk.folder) as ledger, ledger.writing() as pen:
        added = TokenAdded("t1", "A worker", "worker", digest(token))
        pen.tokens([added], Signed(Person("tests", "operator"), datetime.now(UTC)))
    server = Server.started(disk.folder, token)
    people: list[Teller] = []
    everybody: list[Teller] = []
    try:
        for round in range(kills):
            if round % ROUNDS_EACH == 0:
                people = [telling_of_a_new_referral(server, f"{round} {at}") for at in range(PEOPLE)]
                everybody += people
            disk.fill(server.process, chance.randrange(0, 900_000))
            work(server, people, chance, 0.5)
            server = Server.started(disk.folder, token)
            if server.is_up:
                disk.fill(server.process, 0)
                for one in people:
                    assert server.ask("GET", f"/v1/referrals/{one.id}").status_code == 200
                    with suppress(requests.ConnectionError):
                        one.send(server)
                if round % 2:
                    server.kill()
            else:
                assert "The disk is full: nothing was written." in "".join(server.said)
            disk.give_back(server.process) if server.is_up else _give_back(disk, server)
            if not server.is_up:
                server = Server.started(disk.folder, token)
            must_be_as_told(disk.folder, everybody)
            for one in people:
                before = len(one.told)
                one.send(server)
                assert len(one.told) == before + 1, "there is room again"
            assert server.ask("GET", "/v1/health/ready").json() == {"status": "ready", "trouble": []}
            must_be_as_told(disk.folder, everybody)
    finally:
        server.kill()
    assert all(one.refused for one in everybody)
    after_each = PEOPLE * kills
    assert sum(len(one.told) for one in everybody) > after_each, "nothing was told while there was still room"


@pytest.mark.slow
@pytest.mark.parametrize("disk", ["a small file system"], indirect=True)
def test_a_server_that_is_started_without_any_room_says_so_and_ends(disk: SmallDisk) -> None:
    """Not even the log's index fits: SQLite calls that another error than a full disk."""
    disk.folder.mkdir(mode=0o700)
    Ledger.open(disk.folder).close()
    disk.fill(None, 0)
    server = Server.started(disk.folder, "none")
    assert server.process.wait(PATIENCE) == 1
    server.kill()
    assert "The disk is full: nothing was written. Tell whoever runs the server" in "".join(server.said)
    disk.give_back(None)
    server = Server.started(disk.folder, "none")
    assert server.ask("GET", "/v1/health/ready").status_code == 200
    server.kill()


def _give_back(disk: Disk, server: Server) -> None:
    """A limit went with the process that had it."""
    if isinstance(disk, SmallDisk):
        disk.give_back(server.process)
