"""What survives: a killed client, a dead service, an answer lost on its way."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.tui.cable import Cable, cable_to
from tests.tui.conftest import CORNER
from tests.tui.screens import flowing, until, until_shown
from tests.tui.worker import Worker
from triage_client import start_embedded
from triage_tui.app import TriageApp, Wanted
from triage_tui.service import Service

PATIENCE = 30.0
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[()][A-Z0-9]|\x1b[=>]")
COLOURS = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)(?:;[0-9;]*)?m")


class Terminal:
    """A pseudo-terminal with ``triage`` running in it."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data, self.seen = data, b""
        self.near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "triage_tui", "--data", str(data), "--policies", str(CORNER)],
            stdin=far,
            stdout=far,
            stderr=far,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "FRONT_DOOR_POLICY": "corner", **environment},
        )
        os.close(far)

    def until(self, words: str) -> None:
        """Wait until these words have been written since the last key."""
        deadline = monotonic() + PATIENCE
        while words.encode() not in ESCAPES.sub(b"", self.seen):
            assert self._read(deadline - monotonic()), f"no “{words}”: {ESCAPES.sub(b'', self.seen)[-800:]!r}"

    def asks(self, words: str) -> None:
        """Wait until this is asked, and the foot of the screen shows the key that every question has."""
        self.until(words)
        self.until("u not known")

    def _read(self, wait: float) -> bytes:
        ready, _, _ = select.select([self.near], [], [], max(0.0, wait))
        chunk = os.read(self.near, 65_536) if ready else b""
        self.seen += chunk
        return chunk

    def keys(self, keys: str) -> None:
        """Press these keys."""
        self.seen = b""
        os.write(self.near, keys.encode())

    def services(self) -> list[int]:
        """The process ids of the embedded APIs that keep this folder."""
        listed = subprocess.run(
            ["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=True
        )
        lines = [line.split(None, 1) for line in listed.stdout.splitlines()]
        wanted = [
            line for line in lines if "triage_api.cli.embedded" in line[1] and str(self.data) in line[1]
        ]
        return [int(pid) for pid, _ in wanted]

    def close(self) -> None:
        """Close the window, without a word to anybody: it is nobody's controlling terminal."""
        os.close(self.near)
        self.near = -1

    def end(self) -> None:
        """Whatever happened, leave nothing behind."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.near >= 0:
            self.close()


@contextmanager
def triage(data: Path, **environment: str) -> Iterator[Terminal]:
    """``triage`` in a terminal."""
    terminal = Terminal(data, **environment)
    try:
        yield terminal
    finally:
        terminal.end()


def comes_true(condition: Callable[[], bool], what: str) -> None:
    """Wait until a condition outside this process holds."""
    deadline = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < deadline, f"never came: {what}"
        sleep(0.02)


def five_answers(terminal: Terminal) -> None:
    """A worry about a child, born in September, no danger, hungry, once."""
    terminal.asks("What is this?")
    terminal.keys("1")
    terminal.until("Which child?")
    terminal.keys("KM 9/2014\r")
    terminal.asks("in danger this minute")
    terminal.keys("n")
    terminal.asks("touch on any of these")
    terminal.keys("2\r")
    terminal.asks("How many times")
    terminal.keys("1\r")
    terminal.asks("any other adult")


async def test_killed_after_the_fifth_answer_it_resumes_with_five_and_its_service_has_gone(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with triage(data) as terminal:
        five_answers(terminal)
        assert terminal.services(), "it starts a service of its own"
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
        comes_true(lambda: not terminal.services(), "the end of the embedded API")

    service = Service(None, "", data, CORNER)
    try:
        async with TriageApp(service, Wanted("corner")).run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, "5 answers kept")
            await until_shown(pilot, "How many times has it happened this year? — A 1")
            await until_shown(pilot, "Is there any other adult")
    finally:
        service.close()


def test_a_quit_ends_it_and_its_service(tmp_path: Path) -> None:
    with triage(tmp_path / "data") as terminal:
        terminal.until("What is this?")
        terminal.keys("q")
        assert terminal.process.wait(PATIENCE) == 0
        comes_true(lambda: not terminal.services(), "the end of the embedded API")


def test_where_its_window_has_gone_it_ends_and_so_does_its_service(tmp_path: Path) -> None:
    with triage(tmp_path / "data") as terminal:
        terminal.until("What is this?")
        terminal.close()
        terminal.process.wait(PATIENCE)
        comes_true(lambda: not terminal.services(), "the end of the embedded API")


def test_with_no_color_there_is_none(tmp_path: Path) -> None:
    with triage(tmp_path / "data", NO_COLOR="1") as terminal:
        terminal.until("What is this?")
        assert not COLOURS.search(terminal.seen)
    with triage(tmp_path / "more", COLORTERM="truecolor") as terminal:
        terminal.until("What is this?")
        assert COLOURS.search(terminal.seen), "this test can see colours"


async def test_an_embedded_service_that_dies_is_started_again_and_no_answer_is_lost(tmp_path: Path) -> None:
    service = Service(None, "", tmp_path / "data", CORNER)
    app = TriageApp(service, Wanted("corner"))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            worker = Worker(pilot, {})
            await worker.press("1")
            await worker.press("enter")
            await until_shown(pilot, "Is anyone in danger")
            assert service._embedded is not None
            service._embedded.process.kill()
            await worker.press("n")
            await until_shown(pilot, "How old is the child?")
            assert "Is anyone in danger this minute? — A no" in flowing(app)
    finally:
        service.close()


@pytest.mark.parametrize("fault", ["cut", "deaf"])
async def test_an_answer_that_is_not_saved_stays_says_so_and_is_saved_once(
    tmp_path: Path, fault: str
) -> None:
    """``cut``: the request never arrives. ``deaf``: it is done, and nobody hears of it."""
    with start_embedded(tmp_path / "data", CORNER) as embedded, cable_to(embedded.url) as cable:
        app = TriageApp(Service(cable.url, embedded.secret, tmp_path), Wanted("corner"))
        async with app.run_test(size=(80, 24)) as pilot:
            worker = Worker(pilot, {})
            await worker.press("1")
            await worker.press("enter")
            await until_shown(pilot, "Is anyone in danger")
            setattr(cable, fault, True)
            await worker.press("n")
            await until_shown(pilot, "NOT SAVED: “no” to “Is anyone in danger this minute?”")
            assert "How old is the child?" not in flowing(app), "the next question waits"
            await pilot.press("y", "u", "1")
            assert "Is anyone in danger this minute? Why now" in flowing(app), "the question stays"
            _mend(cable, fault)
            await pilot.press("ctrl+r")
            await until_shown(pilot, "How old is the child?")
            assert "NOT SAVED" not in flowing(app)
            client, referral = embedded.client(), app.session.referral
            assert referral is not None
            events = [event for event in client.events(str(referral.id)) if event["kind"] == "answered"]
            assert len(events) == 2, "each answer once"
            assert client.referral(str(referral.id))["case"]["answers"]["danger"] == "no"


def _mend(cable: Cable, fault: str) -> None:
    assert fault == "cut" or cable.lost, "the service heard it, and its answer was lost"
    cable.cut = cable.deaf = False


async def test_an_answer_to_a_service_of_another_version_says_so_and_is_saved_once(tmp_path: Path) -> None:
    with start_embedded(tmp_path / "data", CORNER) as embedded, cable_to(embedded.url) as cable:
        app = TriageApp(Service(cable.url, embedded.secret, tmp_path), Wanted("corner"))
        async with app.run_test(size=(80, 24)) as pilot:
            worker = Worker(pilot, {})
            await worker.settled()
            cable.older = b'"version"'
            await pilot.press("1")
            await until_shown(pilot, "answered without “version”")
            cable.older = b""
            await pilot.press("ctrl+r")
            await until_shown(pilot, "Which child?")
            assert len(embedded.client().referrals()) == 1


async def test_quitting_with_an_answer_unsaved_is_asked_twice(tmp_path: Path) -> None:
    with start_embedded(tmp_path / "data", CORNER) as embedded, cable_to(embedded.url) as cable:
        app = TriageApp(Service(cable.url, embedded.secret, tmp_path), Wanted("corner"))
        async with app.run_test(size=(80, 24)) as pilot:
            worker = Worker(pilot, {})
            await worker.settled()
            cable.cut = True
            await worker.press("1")
            await until_shown(pilot, "NOT SAVED")
            await pilot.press("q")
            await until_shown(pilot, "Quit again to leave it unsaved.")
            assert app.is_running
            await pilot.press("q")
            await until(pilot, lambda: app._exit, "the end")


async def test_a_service_that_is_not_there_says_so_and_can_be_tried_again(tmp_path: Path) -> None:
    with start_embedded(tmp_path / "data", CORNER) as embedded, cable_to(embedded.url) as cable:
        cable.cut = True
        app = TriageApp(Service(cable.url, embedded.secret, tmp_path), Wanted("corner"))
        async with app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, "broke off its answer. Ctrl+R tries again.")
            cable.cut = False
            await pilot.press("ctrl+r")
            await until_shown(pilot, "What is this?")


async def test_a_wrong_token_is_said_plainly(tmp_path: Path) -> None:
    with start_embedded(tmp_path / "data", CORNER) as embedded:
        app = TriageApp(Service(embedded.url, "not-the-token", tmp_path), Wanted("corner"))
        async with app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, "Ctrl+R tries again.")
            assert "token" in flowing(app).lower()
