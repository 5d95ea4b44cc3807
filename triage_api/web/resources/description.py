"""The API's description, for machines and for people, from files of our own: no other server is asked."""

from __future__ import annotations

import json
import secrets
import threading
from importlib.resources import files
from typing import Any

from flask import Response, current_app

from triage_api.web.blueprints import Description, Resource

description = Resource("description", "This description.")

DESCRIPTION = "front-door-description"
PAGE_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
ASSETS = files("triage_api.web").joinpath("assets")
_making = threading.Lock()


@description.at("/openapi.json")
def openapi() -> Response:
    """The OpenAPI document."""
    return Response(json.dumps(document()), content_type="application/json")


@description.at("/docs")
def page() -> Response:
    """A page to read it. Its own style and script run by a number made up for this one response."""
    nonce = secrets.token_hex(16)
    text = _read("docs.html").replace("NONCE", nonce)
    headers = {"Content-Security-Policy": PAGE_POLICY.format(nonce=nonce)}
    return Response(text, content_type="text/html; charset=utf-8", headers=headers)


def document() -> dict[str, Any]:
    """The OpenAPI document of this application."""
    held: Description = current_app.extensions[DESCRIPTION]
    with _making:
        return held.whole(_components())


def _components() -> dict[str, Any]:
    """What the answers are made of, a file a topic."""
    found: dict[str, Any] = {}
    for file in sorted(ASSETS.joinpath("components").iterdir(), key=lambda file: file.name):
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def _read(name: str) -> str:
    return ASSETS.joinpath(name).read_text(encoding="utf-8")
