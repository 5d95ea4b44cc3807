"""Who is asking: everything needs a token, but what is named here."""

from __future__ import annotations

import hashlib
import hmac

from flask import Flask, abort, g, request

from triage_api.casework import Member
from triage_api.record import Person
from triage_api.web.services import services

OPEN = frozenset({"health.live", "health.ready", "description.openapi", "description.page"})
"""The endpoints that anybody may ask."""

PRACTICE = Person("practice", "practice")
"""The one user of an embedded API."""


def install(app: Flask) -> None:
    """Ask for a token before anything else is done, unknown addresses and wrong methods included."""
    app.before_request(_signed_in)


def _signed_in() -> None:
    if request.endpoint in OPEN:
        return
    member = _member(request.headers.get("Authorization", ""))
    if member is None:
        abort(401)
    g.member = member


def member() -> Member:
    """Who is signed in."""
    signed_in: Member = g.member
    return signed_in


def digest(token: str) -> str:
    """What is kept of a token. Tokens are 256 random bits, so one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _member(header: str) -> Member | None:
    scheme, _, token = header.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        return None
    secret = services().settings.secret
    if secret is not None:
        matches = hmac.compare_digest(digest(token), digest(secret))
        return Member(PRACTICE, all_roles=True) if matches else None
    found = services().ledger.token_with(digest(token))
    return None if found is None or found.revoked_at else Member(Person(found.name, found.role))
