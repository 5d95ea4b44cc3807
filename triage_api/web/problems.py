"""Every error in one shape, application/problem+json (RFC 9457), whatever raised it."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from triage_api.casework.refusals import (
    ChangedMeanwhileError,
    ConflictError,
    Fault,
    NotFoundError,
    NotServedError,
    NotYoursError,
    RefusedError,
    VersionNeededError,
    WrongError,
)
from triage_api.record import UnreadableFactError
from triage_api.storage import StorageBusyError, StorageError, StorageFullError

LOG = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class MalformedError(RefusedError):
    """The request itself is wrong, before anybody looks at what it asks."""


class WrongTypeError(RefusedError):
    """The body is not application/json."""


STATUSES: Mapping[type[RefusedError], int] = {
    MalformedError: 400,
    WrongTypeError: 415,
    NotFoundError: 404,
    NotYoursError: 403,
    ConflictError: 409,
    ChangedMeanwhileError: 412,
    WrongError: 422,
    VersionNeededError: 428,
    NotServedError: 503,
}

WORDS = {
    400: "The request is malformed.",
    401: "Sign in: send “Authorization: Bearer TOKEN” with a token of this server.",
    403: "This is not yours to do.",
    404: "There is nothing at this address. The addresses are listed at /v1/docs.",
    405: "This address does not take this method. The methods are listed at /v1/docs.",
    406: "Only application/json is sent from here.",
    413: "The body is too long.",
    415: "Send the body as application/json.",
    429: "Too many requests. Wait before you send more.",
    500: "This is our mistake. It is in the log under the request's id; nothing was half done.",
    503: "Not ready. Try again shortly.",
}
"""What to do about a status that nothing more is known of."""


def install(app: Flask) -> None:
    """Make every error of the application a problem."""
    app.register_error_handler(RefusedError, refused)
    app.register_error_handler(StorageError, unkept)
    app.register_error_handler(UnreadableFactError, unreadable)
    app.register_error_handler(HTTPException, raised)
    app.register_error_handler(Exception, ours)


def problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as a response."""
    body: dict[str, Any] = {
        "type": f"about:blank#{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
        "request": g.get("request_id"),
    }
    if faults:
        body["problems"] = [
            {"at": one.at, "what": one.what, "remedy": one.remedy, "code": one.code} for one in faults
        ]
    # An address or a key may hold half a letter; an answer never does.
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, status, headers, content_type=MEDIA_TYPE)


def refused(error: RefusedError) -> Response:
    """What casework refuses, or a malformed request."""
    status = STATUSES[type(error)]
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem(status, error.code, error.title, error.detail, error.faults, headers)


def unkept(error: StorageError) -> Response:
    """What storage cannot do. Its words are for whoever runs the server, and hold nothing of the record."""
    LOG.error("The record cannot be used: %s", error)
    if isinstance(error, StorageFullError):
        return problem(507, "disk-full", "The disk is full", str(error))
    headers = {"Retry-After": "1"} if isinstance(error, StorageBusyError) else None
    return problem(503, "record-unavailable", "The record cannot be used", str(error), headers=headers)


def unreadable(error: UnreadableFactError) -> Response:
    """What is stored cannot be read back. Its words could quote what is stored, and stay here."""
    LOG.error("The record cannot be read: %s", frames(error))
    detail = "What is recorded here cannot be read. Run “triage-api verify” and keep the file as it is."
    return problem(503, "record-unreadable", "The record cannot be read", detail)


def raised(error: HTTPException) -> Response:
    """What Flask, werkzeug and the argument parser raise."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return Response(status=status, headers=error.get_headers())
    title = HTTPStatus(status).phrase
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    if status == HTTPStatus.UNAUTHORIZED:
        kept["WWW-Authenticate"] = "Bearer"
    return problem(
        status, title.lower().replace(" ", "-"), title, WORDS.get(status, title + "."), headers=kept
    )


def ours(error: Exception) -> Response:
    """Anything else is our mistake. The log gets its kind and place, not its words: they can quote a case."""
    LOG.error("%s in request %s: %s", type(error).__name__, g.get("request_id"), frames(error))
    return problem(500, "our-mistake", "Internal error", WORDS[500])


def frames(error: BaseException) -> str:
    """Where an error came from, without what it says."""
    found = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found)
