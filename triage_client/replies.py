"""What came back: read no further than is wise, and told from what is not Front Door's."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import requests
import urllib3

from triage_client.failures import (
    KINDS,
    AnswerTimedOut,
    AnswerTooLong,
    ConnectTimedOut,
    CutOff,
    MissingField,
    NotConnected,
    NotFrontDoor,
    NotTrusted,
    Unreachable,
    problem_of,
)

if TYPE_CHECKING:
    from triage_client.wire import Call, Wire

PROBLEM = "application/problem+json"
PIECE = 64 * 1024
FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Fields(dict[str, Any]):
    """A JSON object of an answer. What is more than this client knows is kept; what is asked for and was not
    sent is an error that says which two versions do not fit, and not a bare `KeyError`."""

    __slots__ = ("_whose",)

    def __init__(self, found: dict[str, Any], whose: str) -> None:
        super().__init__(found)
        self._whose = whose

    def __missing__(self, key: str) -> Any:
        field = f"“{key}”" if FIELD.fullmatch(key) else "a field"
        raise MissingField(
            f"{self._whose} answered without {field}, which is needed here. This is version "
            f"{version('front-door')} of the client: one of the two is older than the other."
        )


def parsed(raw: bytes, wire: Wire, call: Call) -> Fields:
    """An answer's JSON object.

    Raises:
        CutOff: it is no JSON to its end.
        NotFrontDoor: it is JSON, and no object.
    """
    server = f"Front Door's server at {wire.where}"
    found: object = None
    whole = True
    try:
        found = json.loads(raw, object_hook=partial(Fields, whose=server))
    except (ValueError, RecursionError):
        whole = False
    if not whole:  # raised out here: what json says of it quotes it
        raise CutOff(f"{server} broke off its answer.{call.open_end}")
    if not isinstance(found, Fields):
        raise NotFrontDoor(f"What answers at {wire.where} is not Front Door's server.{call.open_end}", 200)
    return found


def read(response: requests.Response, wire: Wire, call: Call) -> bytes:
    """The body of an answer that did what was asked.

    Raises:
        Problem: the API says no.
        NotFrontDoor: something else answered.
        AnswerTooLong: it is longer than the client reads.
    """
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    status = response.status_code
    if response.ok and status < 300 and media == call.media:
        return _bounded(response, wire, " It is done." if call.method == "POST" else " Ask for less at once.")
    after = _seconds(response.headers.get("Retry-After"))
    if status >= 400 and media == PROBLEM:
        raise problem_of(status, parsed(_bounded(response, wire, ""), wire, call), after)
    if status in KINDS and status < 500 and status not in (404, 409, 412, 422):
        # These are a proxy's to say as well, and mean the same: sign in, not yours, too long, too many.
        raise problem_of(status, {"title": f"Something before the server answered with {status}"}, after)
    raise NotFrontDoor(
        f"What answered at {wire.where} is not Front Door's server: status {status}, "
        f"{media if re.fullmatch('[a-z0-9.+-]+/[a-z0-9.+-]+', media) else 'of no known type'}. A proxy or a "
        f"sign-on page may stand before it; tell whoever runs the server.{call.open_end}",
        status,
        after,
    )


def _bounded(response: requests.Response, wire: Wire, remedy: str) -> bytes:
    pieces: list[bytes] = []
    length = 0
    for piece in response.iter_content(PIECE):
        pieces.append(piece)
        length += len(piece)
        if length > wire.longest:
            raise AnswerTooLong(
                f"Front Door's server at {wire.where} sent more than the {wire.longest:,} bytes that are "
                f"read.{remedy}"
            )
    return b"".join(pieces)


def failure_of(error: Exception, wire: Wire, call: Call) -> Unreachable:
    """A failure of the libraries as one of ours, in words that quote nothing of the request."""
    server = f"Front Door's server at {wire.where}"
    causes = list(_causes(error))
    untrusted = [one for one in causes if isinstance(one, ssl.SSLError) and _before_sending(one)]
    if untrusted:
        why = getattr(untrusted[0], "verify_message", "") or "it does not speak TLS"
        return NotTrusted(
            f"{server} has not shown that it is the one that is meant ({why}). Nothing was sent. Tell "
            "whoever runs the server."
        )
    if isinstance(error, requests.ConnectTimeout):
        return ConnectTimedOut(
            f"Nothing was sent: nobody took the connection within {wire.connect_timeout:g} seconds. "
            f"{server} does not answer."
        )
    if isinstance(error, requests.ReadTimeout) or _any(causes, urllib3.exceptions.ReadTimeoutError):
        return AnswerTimedOut(f"{server} has not answered within {wire.timeout:g} seconds.{call.open_end}")
    if isinstance(error, requests.exceptions.ProxyError):
        return NotConnected(
            f"Nothing was sent: this machine's proxy does not reach it. {server} does not answer."
        )
    if isinstance(error, ValueError) or _any(causes, urllib3.exceptions.NewConnectionError):
        return NotConnected(f"Nothing was sent: {server} does not answer.")
    return CutOff(f"{server} broke off its answer.{call.open_end}")


def _before_sending(error: ssl.SSLError) -> bool:
    """Whether the two never came to terms; otherwise it broke while they spoke."""
    return isinstance(error, ssl.SSLCertVerificationError) or error.reason in (
        "WRONG_VERSION_NUMBER",
        "UNSUPPORTED_PROTOCOL",
        "NO_PROTOCOLS_AVAILABLE",
        "SSLV3_ALERT_HANDSHAKE_FAILURE",
    )


def _any(causes: list[BaseException], kind: type[BaseException]) -> bool:
    return any(isinstance(one, kind) for one in causes)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and all that it was made of, as the library nests them."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inside = [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
        waiting += [each for each in inside if isinstance(each, BaseException)]


def _seconds(header: str | None) -> float | None:
    """How long to wait, given as seconds or as a date; ``None``: not said, or not to be understood."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, round((at - datetime.now(UTC)).total_seconds()))
