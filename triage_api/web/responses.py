"""What every response carries, and the one line that is logged of it: never an answer, a note or a name."""

from __future__ import annotations

import logging
import secrets
import time

from flask import Flask, Response, g, request

LOG = logging.getLogger("triage_api.requests")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def install(app: Flask) -> None:
    """Give every request an id, every response its headers, and the log its line."""
    app.before_request(_begun)
    app.after_request(_ended)


def _begun() -> None:
    g.request_id = secrets.token_hex(8)
    g.began = time.perf_counter()


def _ended(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Id"] = g.request_id
    # The rule and not the address: what somebody typed into an address is content too.
    rule = request.url_rule.rule if request.url_rule else "no such address"
    taken = (time.perf_counter() - g.began) * 1000
    LOG.info("%s %s %s %d %.0f ms", g.request_id, request.method, rule, response.status_code, taken)
    return response
