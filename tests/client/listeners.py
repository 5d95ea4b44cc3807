"""What a client may meet at an address instead of Front Door's server: bytes, silence, nobody."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

SELF_SIGNED = Path(__file__).with_name("self_signed.pem")
"""A certificate of “localhost” that nobody has signed but itself, with its key; made for these tests."""


def answer(status: str, media: str, body: bytes, *headers: str, length: int | None = None) -> bytes:
    """An HTTP answer; ``length`` is what it says of itself, where that is not so."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", "Connection: close", *headers]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def problem(status: str, body: bytes, *headers: str) -> bytes:
    """A problem of Front Door's."""
    return answer(status, "application/problem+json", body, *headers)


class Stalled(bytes):
    """The beginning of an answer after which nothing comes, and nobody hangs up."""


class Listener:
    """Gives each connection the next of its answers, and the last one for ever; ``None``: no answer."""

    def __init__(self, answers: Sequence[bytes | None], *, tls: bool = False) -> None:
        self.requests: list[bytes] = []
        self._answers = answers
        self._tls = _context() if tls else None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []
        self.port: int = self._listening.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                taken, _ = self._listening.accept()
                with suppress(OSError):
                    self._answer(taken)

    def _answer(self, taken: socket.socket) -> None:
        if self._tls is not None:
            taken = self._tls.wrap_socket(taken, server_side=True)
        self.requests.append(whole(taken))
        given = self._answers[min(len(self.requests), len(self._answers)) - 1]
        if given is None:
            self._held.append(taken)
            return
        if isinstance(given, Stalled):
            taken.sendall(given)
            self._held.append(taken)
            return
        with taken:
            taken.sendall(given)

    def close(self) -> None:
        """No more connections."""
        self._listening.close()
        for held in self._held:
            held.close()


def whole(taken: socket.socket) -> bytes:
    """A request with all of its body."""
    sent = taken.recv(65_536)
    head, _, body = sent.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    wanted = int(lines[0][15:]) if lines else 0
    while len(body) < wanted and (more := taken.recv(65_536)):
        body, sent = body + more, sent + more
    return sent


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SELF_SIGNED)
    return context


@contextmanager
def listening(*answers: bytes | None, tls: bool = False) -> Iterator[Listener]:
    """A listener for as long as the block lasts."""
    listener = Listener(answers, tls=tls)
    try:
        yield listener
    finally:
        listener.close()


@contextmanager
def nobody() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{unused.getsockname()[1]}"


@contextmanager
def nobody_at_the_door() -> Iterator[str]:
    """An address at which connections queue that nobody takes, so that the next one waits."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        yield f"http://127.0.0.1:{full.getsockname()[1]}"
        for one in waiting:
            one.close()
