"""A write to a referral: which version it changes, what it is known by, and the state that it leaves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Response, request

from triage_api.casework import Asked
from triage_api.casework.changes import Change
from triage_api.storage import Claim, Reply
from triage_api.web.access import member
from triage_api.web.problems import MalformedError
from triage_api.web.services import services

_VERSION = re.compile(r'"(\d{1,9})"')
_KEY = re.compile(r"[\x21-\x7e]{1,100}")


def asked(happened_at: datetime | None) -> Asked:
    """Everything that the request says about itself.

    Raises:
        MalformedError: If-Match or Idempotency-Key are in no form of ours.
    """
    return Asked(
        member=member(),
        at=services().settings.clock(),
        happened_at=None if happened_at is None else happened_at.astimezone(UTC),
        version=_version(request.headers.get("If-Match")),
        claim=_claim(request.headers.get("Idempotency-Key")),
    )


def _version(header: str | None) -> int | None:
    if header is None:
        return None
    match = _VERSION.fullmatch(header.strip())
    if match is None:
        raise MalformedError(
            "wrong-if-match", "Wrong If-Match", 'Write the version like this: If-Match: "7".'
        )
    return int(match[1])


def _claim(key: str | None) -> Claim | None:
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise MalformedError(
            "wrong-key",
            "Wrong Idempotency-Key",
            "A key has 1 to 100 letters, digits and signs, without blanks.",
        )
    asked_for = f"{request.method} {request.path}\n".encode("utf-8", "surrogateescape") + request.get_data(
        cache=True
    )
    return Claim(member().person.name, key, hashlib.sha256(asked_for).hexdigest())


def answered(reply: Reply) -> Response:
    """A referral's state as a response, with its version as the ETag."""
    response = Response(reply.body, reply.status, content_type="application/json")
    response.headers["ETag"] = f'"{reply.version}"'
    return response


def changed(body: Mapping[str, Any], id: str, rule: Callable[[Change], None]) -> Response:
    """What a referral is once a rule of the casework has changed it, as the request asks."""
    return answered(services().desk.change(asked(body.get("happened_at")), id, rule))
