"""A real server on a free port, with real people's tokens."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from tests.casework.desks import POLICIES
from triage_api.cli.listening import server_of
from triage_api.record import Person, Signed, TokenAdded
from triage_api.storage import Ledger
from triage_api.web.access import digest
from triage_api.web.app import close, create_app
from triage_api.web.services import NAME, Services
from triage_api.web.settings import Settings, now

Json = dict[str, Any]

RECEIVED = "2026-11-20T09:00:00+00:00"
CASE: Json = {"policy": "hallamshire", "received_at": RECEIVED}


@dataclass
class Front:
    """A running server."""

    url: str
    app: Flask
    ledger: Ledger
    session: requests.Session = field(default_factory=requests.Session)
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, role: str) -> str:
        """A token of somebody with this role, called after it."""
        if role not in self.tokens:
            self.tokens[role] = token = secrets.token_urlsafe(16)
            added = TokenAdded(secrets.token_hex(4), f"A {role}", role, digest(token))
            with self.ledger.writing() as pen:
                pen.tokens([added], Signed(Person("tests", "operator"), datetime.now(UTC)))
        return self.tokens[role]

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        role: str | None = "worker",
        version: int | None = None,
        headers: Mapping[str, str] | None = None,
        raw: bytes | None = None,
    ) -> requests.Response:
        """Send a request. ``raw`` is sent as JSON, whatever it is."""
        sent = {} if role is None else {"Authorization": f"Bearer {self.token(role)}"}
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        if raw is not None:
            sent["Content-Type"] = "application/json"
        sent |= headers or {}
        return self.session.request(method, self.url + path, json=body, data=raw, headers=sent, timeout=20)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.ask("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> requests.Response:
        return self.ask("POST", path, body, **options)

    def opened(self, **case: Any) -> Json:
        """A new referral's state."""
        answer = self.post("/v1/referrals", {**CASE, **case})
        assert answer.status_code == 201, answer.text
        state: Json = answer.json()
        return state


def end(server: BaseWSGIServer) -> None:
    """End a server from its own thread, with every connection that a client has left open."""
    pulled = threading.Event()

    def close_all() -> None:
        # Something else may have woken the server: its trigger is not closed under the hand that pulls it.
        pulled.wait(timeout=5)
        channels: Mapping[int, HTTPChannel] = vars(server)["active_channels"]
        for channel in list(channels.values()):
            channel.handle_close()
        server.close()

    trigger: Any = server.trigger  # of another type than waitress's stubs say
    trigger.pull_trigger(close_all)
    pulled.set()
    server.task_dispatcher.shutdown()


@contextmanager
def front(data: Path, policies: tuple[Path, ...] = (POLICIES,), **settings: Any) -> Iterator[Front]:
    """A server on this folder for as long as the block lasts."""
    app = create_app(Settings(data=data, policies=policies, **{"clock": now, **settings}))
    server = server_of(app, host="127.0.0.1", port=0)
    assert isinstance(server, BaseWSGIServer)
    assert server.socket is not None
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    found: Services = app.extensions[NAME]
    running = Front(f"http://127.0.0.1:{server.socket.getsockname()[1]}", app, found.ledger)
    try:
        yield running
    finally:
        running.session.close()
        end(server)
        thread.join(timeout=5)
        close(app)
