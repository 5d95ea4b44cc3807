"""One request over the network and back, and what became of it when it does not come back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from triage_client.failures import NotReady, Problem, TooMany, Unreachable

if TYPE_CHECKING:
    import requests

    from triage_client.sending import Json

PAUSES = (0.1, 0.4)
"""Seconds before the second and the third try of a request that is safe to repeat."""
LONGEST_PAUSE = 2.0
"""Seconds. Somebody waits at a screen: where the server asks for a longer pause, they are told instead."""
JSON = "application/json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """A request, and what may be done with it."""

    method: str
    path: str = field(repr=False)
    body: object = field(default=None, repr=False)
    query: Mapping[str, str] | None = field(default=None, repr=False)
    headers: Mapping[str, str] | None = None
    repeatable: bool = False
    """Sent twice it does what it does once: it is keyed, or changes nothing."""
    media: str = JSON
    """The media type that its answer must have."""

    @property
    def open_end(self) -> str:
        """What to say where no answer came of it."""
        return " Whether it was done is not known." if self.method == "POST" else ""


@dataclass(frozen=True, slots=True)
class Wire:
    """A server's address, whoever asks it, and how long for."""

    url: str
    token: str = field(repr=False)
    timeout: float
    """Seconds for each wait for data."""
    connect_timeout: float
    """Seconds until somebody takes the connection."""
    longest: int
    """Bytes of an answer that are read."""

    @property
    def where(self) -> str:
        """Its address for people, without what somebody may have put before the host."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def is_clear(self) -> bool:
        """Whether what is sent could be read on its way: it leaves this machine, and nothing encrypts it."""
        return urlsplit(self.url).scheme == "http" and not self._is_here

    @property
    def without_proxy(self) -> dict[str, str]:
        """The environment's proxies cannot reach this machine's own loopback; all else is left to them."""
        return {"no_proxy": urlsplit(self.url).hostname or ""} if self._is_here else {}

    @property
    def _is_here(self) -> bool:
        """Whether it is this machine's own loopback."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    def json(self, session: requests.Session, call: Call) -> Json:
        """Send it and read the JSON object that answers it; again, twice at most, where that is safe and
        promises something.

        Raises:
            Problem: the API says no.
            Unreachable: no answer of Front Door's came.
            AnswerTooLong: it is longer than ``longest``.
        """
        from triage_client.replies import parsed

        return self._send(session, call, lambda raw: parsed(raw, self, call))

    def text(self, session: requests.Session, call: Call) -> str:
        """As `json`, for an answer that is text."""
        return self._send(session, call, lambda raw: raw.decode("utf-8", "replace"))

    def _send(self, session: requests.Session, call: Call, read: Callable[[bytes], T]) -> T:
        for pause in PAUSES:
            try:
                return read(self._once(session, call))
            except (Unreachable, Problem) as failure:
                wait = _pause(call, failure, pause)
                if wait is None:
                    raise
            time.sleep(wait)
        return read(self._once(session, call))

    def _once(self, session: requests.Session, call: Call) -> bytes:
        import requests
        import urllib3

        from triage_client.replies import failure_of, read

        try:
            with session.request(
                call.method,
                self.url + call.path,
                data=None if call.body is None else _encoded(call.body),
                params=call.query,
                headers={**({"Content-Type": JSON} if call.body is not None else {}), **(call.headers or {})},
                timeout=(self.connect_timeout, self.timeout),
                proxies=self.without_proxy,
                # Followed, a write would be sent on as a question, and a token perhaps to somebody else.
                allow_redirects=False,
                stream=True,
            ) as response:
                return read(response, self, call)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            failure = failure_of(error, self, call)
        # Raised out here, so that it carries no error of the library's: that quotes the address and query.
        raise failure


def _pause(call: Call, failure: Unreachable | Problem, pause: float) -> float | None:
    """Seconds to wait before the next try; ``None``: there is none.

    Tried again is what never left, and what may have been done if it is safe to repeat; not after a time-out,
    because somebody has waited long enough; and what a busy server says it did not do, where it asks for a
    short pause.
    """
    if isinstance(failure, Unreachable):
        return pause if failure.passing and (call.repeatable or not failure.sent) else None
    after = failure.retry_after if isinstance(failure, (NotReady, TooMany)) else None
    return after if after is not None and after <= LONGEST_PAUSE else None


def _encoded(body: object) -> bytes:
    # In ASCII: half a letter that somebody pasted has no UTF-8, and the server says what is wrong with it.
    return json.dumps(body, allow_nan=False, default=_instant).encode("ascii")


def _instant(value: Any) -> str:
    """A time as the API writes it; anything else is a mistake of the caller's."""
    try:
        written: str = value.isoformat()
    except AttributeError:
        raise TypeError(f"A {type(value).__name__} cannot be sent as JSON.") from None
    return written
