"""Front Door's API in a process of its own, for one user of this machine: started, announced and ended.

It ends when its standard input closes, so it dies with whoever started it, however that ended.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import IO, TYPE_CHECKING

from triage_client.failures import Unreachable

if TYPE_CHECKING:
    from triage_client.client import Client

PATIENCE = 10.0
"""Seconds within which it must have said where it listens, and within which it must end when told."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A running embedded API."""

    url: str
    secret: str = field(repr=False)
    process: subprocess.Popen[bytes]
    _words: IO[bytes] = field(repr=False)

    def client(self) -> Client:
        """A client of it. The first request may wait for it to have read its policies."""
        from triage_client.client import Client

        return Client(self.url, self.secret, timeout=30.0)

    def failure(self) -> str | None:
        """What it said when it ended of itself; ``None`` while it runs."""
        if self.process.poll() is None:
            return None
        return said(self._words) or f"The embedded API ended with exit code {self.process.returncode}."

    def close(self) -> None:
        """End it, and wait until it has. Nothing acknowledged is lost. May be called twice."""
        end(self.process)
        self._words.close()

    def __enter__(self) -> Embedded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def start_embedded(data: Path | None = None, policies: Path | None = None) -> Embedded:
    """Start the embedded API on the database in the folder ``data``, which is made if it is not there.

    Without ``data`` it is FRONT_DOOR_DATA or this system's own place; ``policies`` is a folder that comes
    before the policies shipped.

    Raises:
        Unreachable: it did not start; the message is what it said.
    """
    command = [sys.executable, "-m", "triage_api.cli.embedded"]
    for option, folder in (("--data", data), ("--policies", policies)):
        command += [] if folder is None else [option, str(folder)]
    words = tempfile.TemporaryFile()  # noqa: SIM115 (open for as long as the process)
    # In a session of its own: an interrupt at the terminal is for the client, which may want to go on.
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, start_new_session=True
    )
    try:
        announced = json.loads(_first_line(process))
        return Embedded(announced["url"], announced["secret"], process, words)
    except (Empty, ValueError, KeyError, TypeError):
        end(process)
        reason = said(words) or "It did not say where it listens."
        words.close()
        raise Unreachable(f"Front Door's embedded API did not start. {reason}") from None


def _first_line(process: subprocess.Popen[bytes]) -> bytes:
    """Its first line, read in a thread because no read from a pipe has a time limit on Windows."""
    lines: Queue[bytes] = Queue()

    def read() -> None:
        if process.stdout is not None:
            lines.put(process.stdout.readline())

    Thread(target=read, daemon=True).start()
    return lines.get(timeout=PATIENCE)


def end(process: subprocess.Popen[bytes]) -> None:
    """Close its standard input; if that does not end it in time, kill it."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def said(words: IO[bytes]) -> str:
    """The end of what it wrote to its standard error."""
    if words.closed:
        return ""
    words.seek(0)
    return words.read()[-4_000:].decode("utf-8", "replace").strip()
