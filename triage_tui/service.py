"""The API that the terminal talks to: a named server's, or one of its own that lives and dies with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from triage_client import Embedded, start_embedded

if TYPE_CHECKING:
    from triage_client import Client


@dataclass
class Service:
    """Where to connect. Its methods block, and are called in thread workers."""

    server: str | None
    token: str
    data: Path
    policies: Path | None = None
    _embedded: Embedded | None = field(default=None, repr=False)
    _client: Client | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def where(self) -> str:
        """What people call it."""
        return self.server or "the service of this machine"

    def client(self) -> Client:
        """A client of it. An embedded API that is not there, or not any more, is started.

        Raises:
            Unreachable: an embedded API does not start.
        """
        with self._lock:
            if self._client is None or self._has_ended():
                self._client = self._connected()
            return self._client

    def _connected(self) -> Client:
        if self.server is not None:
            from triage_client import Client

            return Client(self.server, self.token)
        self._let_go()
        self._embedded = start_embedded(self.data, self.policies)
        return self._embedded.client()

    def _has_ended(self) -> bool:
        return self._embedded is not None and self._embedded.failure() is not None

    def _let_go(self) -> None:
        if self._client is not None:
            self._client.close()
        if self._embedded is not None:
            self._embedded.close()

    def close(self) -> None:
        """End what it started, and wait until it has ended."""
        with self._lock:
            self._let_go()
            self._embedded = self._client = None
