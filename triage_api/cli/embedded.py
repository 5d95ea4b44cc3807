"""The embedded API: one user, this machine, one launch. Started by the terminal client, and ended with it.

It says where it listens before it loads anything: the client paints its screen while this gets ready, and its
first request waits in the socket's queue. It ends when its standard input closes, however its parent ended.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

BACKLOG = 64
STDIN = 0


def main() -> int:
    """Announce, then serve until standard input closes; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m triage_api.cli.embedded", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the record")
    parser.add_argument("--policies", type=Path, help="a folder of policies that come before those shipped")
    arguments = parser.parse_args()
    listening, secret = _listening(), secrets.token_urlsafe(32)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    print(json.dumps({"url": url, "secret": secret}), flush=True)
    # Loading makes many objects and hardly any rubbish: looking for it takes a tenth of the time.
    gc.set_threshold(20_000, 20, 100)
    parent = Parent()
    threading.Thread(target=parent.wait, daemon=True).start()

    from triage_api.cli.serving import serve_embedded

    return serve_embedded(listening, secret, arguments.data, arguments.policies, parent)


def _listening() -> socket.socket:
    """A socket on a free port of this machine's loopback, whose queue takes requests from now on."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    listening.listen(BACKLOG)
    return listening


class Parent:
    """Whoever started this process, as far as standard input tells."""

    def __init__(self) -> None:
        self.gone: Callable[[], None] | None = None
        """What to do when it has gone; ``None``: still loading, and nothing was acknowledged."""

    def wait(self) -> None:
        """Read until there is nothing more to read; then end."""
        # Not sys.stdin: its lock, held by this thread, would abort the interpreter when it ends otherwise.
        while os.read(STDIN, 4096):
            pass
        if self.gone is None:
            os._exit(0)
        self.gone()


if __name__ == "__main__":
    sys.exit(main())
