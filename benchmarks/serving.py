"""A server on a record, as an authority runs it, and somebody of its front door who asks it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

from triage_api.policy.load import shipped_root
from triage_api.record import Person, Signed, TokenAdded
from triage_api.storage import Ledger
from triage_api.web.access import digest

PATIENCE = 60.0
FIRST = "/v1/board?policy=england"
"""The first thing that is asked of a server that has just been started."""


@dataclass
class Asking:
    """A running server, and a duty manager's token for it."""

    url: str
    token: str
    process: subprocess.Popen[bytes]
    ready_after: float
    """Seconds from the start of the process until it had answered `FIRST`."""
    busy: float | None = None
    """Seconds of the processor that it took for that; ``None``: this system does not say."""
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str) -> Any:
        """What it answers."""
        return self._read(self.session.get(self.url + path, headers=self._headers(), timeout=PATIENCE))

    def post(self, path: str, body: Mapping[str, Any], version: int | None = None) -> Any:
        """What it answers to a write."""
        headers = self._headers() | ({} if version is None else {"If-Match": f'"{version}"'})
        return self._read(self.session.post(self.url + path, json=body, headers=headers, timeout=PATIENCE))

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @staticmethod
    def _read(answer: requests.Response) -> Any:
        if not answer.ok:
            raise RuntimeError(f"{answer.status_code}: {answer.text}")
        is_json = answer.headers["Content-Type"].startswith("application/json")
        return answer.json() if is_json else answer.text

    def peak_memory(self) -> int | None:
        """Bytes that the process has had at most; ``None``: this system does not say."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), None)


def token_for(folder: Path) -> str:
    """A duty manager's token, added to the record."""
    token, id = secrets.token_urlsafe(32), secrets.token_hex(4)
    added = TokenAdded(id, f"Manager {id}", "duty_manager", digest(token))
    with Ledger.open(folder) as ledger, ledger.writing() as pen:
        pen.tokens([added], Signed(Person("benchmark", "operator"), datetime.now(UTC)))
    return token


@contextmanager
def asking(folder: Path, token: str, *, kill: bool = False) -> Iterator[Asking]:
    """``triage-api serve`` on this folder for as long as the block lasts; ended, or killed."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "triage_api.cli.server",
        "serve",
        "--port",
        str(port),
        "--data",
        str(folder),
    ]
    environ = {**os.environ, "FRONT_DOOR_POLICIES": str(shipped_root())}
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environ)
    try:
        asked = Asking(f"http://127.0.0.1:{port}", token, process, 0.0)
        _first_answer(asked, started)
        asked.ready_after, asked.busy = time.perf_counter() - started, _busy(process.pid)
        yield asked
    finally:
        process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        process.wait(PATIENCE)


def _busy(pid: int) -> float | None:
    """Seconds of the processor that a process has had, in its own code and in the system's."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _first_answer(asked: Asking, started: float) -> None:
    """Ask until it answers."""
    while True:
        try:
            asked.get(FIRST)
        except requests.ConnectionError:
            if asked.process.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise
            time.sleep(0.005)
        else:
            return


def _free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port
