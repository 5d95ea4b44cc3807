"""A cable between a client and the service that can be cut, and mended, while both are running."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit


class Cable:
    """Passes on every connection. ``cut``: none. ``deaf``: passes the request on, and loses the answer.
    ``older``: an answer is that of an older service, which knows this field not yet."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.far = (str(parts.hostname), int(parts.port or 80))
        self.cut = self.deaf = False
        self.older = b""
        self.lost = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                Thread(target=self._pass_on, args=(near,), daemon=True).start()

    def _pass_on(self, near: socket.socket) -> None:
        """One request, one answer, and hang up: the next request meets the cable as it is then."""
        with near, contextlib.suppress(OSError):
            request = _whole_request(near)
            if self.cut or not request:
                return
            with socket.create_connection(self.far) as far:
                far.sendall(_without_keep_alive(request))
                answer = b"".join(iter(lambda: far.recv(65_536), b""))
            if self.deaf:
                self.lost += 1
                return
            near.sendall(answer.replace(self.older, self.older.upper()) if self.older else answer)

    def close(self) -> None:
        """No more connections."""
        self._listening.close()


def _whole_request(near: socket.socket) -> bytes:
    """Head and body, which may come apart."""
    request = near.recv(65_536)
    length = re.search(rb"content-length: *(\d+)", request.lower())
    while length and len(request.partition(b"\r\n\r\n")[2]) < int(length[1]):
        request += near.recv(65_536)
    return request


def _without_keep_alive(request: bytes) -> bytes:
    """The service is to hang up after its answer, so that its end can be seen."""
    head, blank, body = request.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + blank + body


@contextmanager
def cable_to(url: str) -> Iterator[Cable]:
    """A cable, for as long as it is needed."""
    cable = Cable(url)
    try:
        yield cable
    finally:
        cable.close()
