"""A waitress server whose own errors are problems too, and that ends when it is told to."""

from __future__ import annotations

import json
import logging
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server
from waitress.task import ErrorTask

from triage_api.web.app import LONGEST_BODY
from triage_api.web.problems import MEDIA_TYPE, WORDS
from triage_api.web.responses import HEADERS

THREADS = 8
ROOM = 8 * LONGEST_BODY
"""Bytes of a body that waitress reads before it gives up; up to here the application says what is wrong."""


class ProblemTask(ErrorTask):
    """What waitress answers by itself to what is no HTTP request, or too large a one."""

    def execute(self) -> None:
        """Answer with a problem."""
        request: Any = self.request  # of another type than waitress's stubs say
        error = request.error
        body = {
            "type": f"about:blank#{error.reason.lower().replace(' ', '-')}",
            "title": error.reason,
            "status": error.code,
            "detail": WORDS.get(error.code, f"{error.reason}."),
            "instance": "/",
            "request": None,
        }
        raw = json.dumps(body, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers = [("Content-Type", MEDIA_TYPE), *HEADERS.items()]
        self.set_close_on_finish()
        self.content_length = len(raw)
        self.write(raw)


class ProblemChannel(HTTPChannel):
    """A connection."""

    error_task_class = ProblemTask


def server_of(app: Flask, **where: Any) -> BaseWSGIServer | MultiSocketServer:
    """A server of the application; ``where`` is waitress's ``host`` and ``port``, or ``sockets``.

    Raises:
        OSError: the port is taken, or there is no such address.
    """
    # It warns of every request that waits for a thread; nobody can act on that.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # On the class: one server may stand for several, one a socket.
    BaseWSGIServer.channel_class = ProblemChannel
    return create_server(
        app,
        threads=THREADS,
        ident=None,
        max_request_body_size=ROOM,
        clear_untrusted_proxy_headers=True,
        **where,
    )


def run_until_told(server: BaseWSGIServer | MultiSocketServer) -> None:
    """Serve until SIGTERM or an interrupt. What is being answered then is finished, or undone as a whole."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    server.run()


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Leave the server's loop, which takes this as its end."""
    sys.exit(0)
