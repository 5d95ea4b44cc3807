"""How long it takes from ``triage`` to the first question on the screen, embedded, in a pseudo-terminal.

Beside it, in the same run, what nothing can be faster than: a bare interpreter that imports Textual alone.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

RUNS = 9
TARGET = 1.2
"""Seconds; what the duty team was promised on two cores."""
PATIENCE = 30.0
FIRST_QUESTION = b"What is this?"
"""The screening question of the policies shipped."""


def rows(runs: int = RUNS) -> list[tuple[str, str]]:
    """What was measured and the figure, a row each."""
    first = [first_question() for _ in range(runs)]
    bare = [import_of_textual() for _ in range(runs)]
    median = statistics.median(first)
    verdict = "met" if median <= TARGET else "NOT MET"
    return [
        (f"first question on screen, embedded, median of {runs}", f"{median:.2f} s"),
        ("  fastest and slowest", f"{min(first):.2f} s to {max(first):.2f} s"),
        ("  target on 2 cores", f"{TARGET:.2f} s: {verdict}"),
        ("python -c 'import textual' beside it, median", f"{statistics.median(bare):.2f} s"),
        ("first question over import alone", f"{median / statistics.median(bare):.1f} times"),
    ]


def first_question() -> float:
    """Seconds from the start of the process until the first question has been written to the terminal."""
    with tempfile.TemporaryDirectory() as data, terminal() as (near, far):
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "triage_tui", "--data", data],
            stdin=far, stdout=far, stderr=far, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color"},
        )  # fmt: skip
        try:
            _read_until(near, FIRST_QUESTION)
            return time.perf_counter() - started
        finally:
            os.write(near, b"q")
            process.communicate(timeout=PATIENCE)


def import_of_textual() -> float:
    """Seconds that a bare interpreter needs to import Textual."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
    return time.perf_counter() - started


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """A pseudo-terminal: our end and the program's."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    try:
        yield near, far
    finally:
        os.close(near)
        os.close(far)


def _read_until(near: int, words: bytes) -> None:
    seen = b""
    deadline = time.monotonic() + PATIENCE
    while words not in seen:
        if not select.select([near], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise TimeoutError(f"no “{words.decode()}” within {PATIENCE} s; the screen ended {seen[-500:]!r}")
        seen += os.read(near, 65_536)


def main() -> None:
    """Print the rows."""
    for what, figure in rows():
        print(f"{what:<52} {figure:>20}")


if __name__ == "__main__":
    main()
