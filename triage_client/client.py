"""The client: a server's address, whoever asks it, and a method a route."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from triage_client.access import AccessMethods
from triage_client.areas import AreaMethods
from triage_client.board import BoardMethods
from triage_client.changing import ChangeMethods
from triage_client.deciding import DecidingMethods
from triage_client.disagreements import DisagreementMethods
from triage_client.discussions import DiscussionMethods
from triage_client.failures import ApiError, Change, ChangedMeanwhile, NotConnected
from triage_client.following import FollowMethods
from triage_client.identity import IdentityMethods
from triage_client.news import NewsMethods
from triage_client.obligations import ObligationMethods
from triage_client.owners import OwnerMethods
from triage_client.parking import ParkingMethods
from triage_client.reports import ReportMethods
from triage_client.sending import Json, given, key_of
from triage_client.service import ServiceMethods
from triage_client.sharing import SharingMethods
from triage_client.shifts import ShiftMethods
from triage_client.transfers import TransferMethods
from triage_client.visits import VisitMethods
from triage_client.wire import Call, Wire

if TYPE_CHECKING:
    from datetime import datetime

    import requests

LONGEST = 64 * 1024 * 1024
"""Bytes of an answer that are read, if nothing else is said."""


class Client(
    AccessMethods,
    AreaMethods,
    BoardMethods,
    ChangeMethods,
    DecidingMethods,
    DisagreementMethods,
    DiscussionMethods,
    FollowMethods,
    IdentityMethods,
    NewsMethods,
    ObligationMethods,
    OwnerMethods,
    ParkingMethods,
    ReportMethods,
    ServiceMethods,
    SharingMethods,
    ShiftMethods,
    TransferMethods,
    VisitMethods,
):
    """A front door's API, for one user.

    A write is sent with an idempotency key, made up if none is given, so a broken connection is tried again
    without doing anything twice. Methods may be called from several threads.

    Every method raises `Problem` if the API says no, `Unreachable` if no answer of its came, `AnswerTooLong`
    if it is longer than is read; and what is looked for in an answer and is not there, `MissingField`.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: float = 10.0,
        connect_timeout: float = 5.0,
        longest: int = LONGEST,
    ) -> None:
        """``url`` is the server's address without ``/v1``. ``connect_timeout``: seconds until the connection
        is taken; ``timeout``: seconds for each wait for data; ``longest``: bytes of an answer that are read.

        Raises:
            NotConnected: no request can be sent to such an address, or with such a token; or it would go to
                another machine in clear.
        """
        self.url = url.rstrip("/")
        self._wire = Wire(self.url, token, timeout, connect_timeout, longest)
        self._session: requests.Session | None = None
        self._lock = Lock()
        if not _is_address(self.url):
            words = "What was given as the server's address is none. Write it with https:// before it."
            raise NotConnected(words)
        if self._wire.is_clear:
            words = f"To {self._wire.where} the token, and what is said of a child, would go in clear."
            raise NotConnected(f"{words} Write https:// before it.")
        if not (token.isascii() and token.isprintable()):
            raise NotConnected("The token has signs in it that no token has. Copy it again.")

    def close(self) -> None:
        """Let go of its connections."""
        if self._session is not None:
            self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        return self._json(Call("GET", path, query=query, repeatable=True))

    def _text(
        self, path: str, media: str, query: Mapping[str, str] | None = None, *, noted: bool = False
    ) -> str:
        call = Call("GET", path, query=query, repeatable=not noted, media=media)
        return self._wire.text(self._connected(), call)

    def _post(self, path: str, body: object, *, noted: bool = False) -> Any:
        return self._json(Call("POST", path, body, repeatable=not noted))

    def _write(
        self, path: str, body: Json, version: int | None, happened_at: datetime | None, key: str | None
    ) -> Any:
        headers = {"Idempotency-Key": key_of(key)}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        call = Call(
            "POST", path, {**body, **given(happened_at=happened_at)}, headers=headers, repeatable=True
        )
        try:
            return self._json(call)
        except ChangedMeanwhile as stale:
            raise stale.since(self._changes(path, version)) from None

    def _changes(self, path: str, version: int | None) -> list[Change]:
        """What was recorded since this version, of what the path changes; none where that cannot be read."""
        if version is None:
            return []
        try:
            events = self._get("/".join(path.split("/")[:4]) + "/events")["events"]
            return [
                Change(one["number"], one["kind"], one["by"]["name"], one["recorded_at"])
                for one in events
                if one["number"] > version
            ]
        except ApiError:
            return []

    def _json(self, call: Call) -> Json:
        return self._wire.json(self._connected(), call)

    def _connected(self) -> requests.Session:
        with self._lock:  # several threads may be the first
            if self._session is None:
                self._session = self._new_session()
            return self._session

    def _new_session(self) -> requests.Session:
        from importlib.metadata import version

        import requests

        session = requests.Session()
        session.headers["User-Agent"] = f"front-door-client/{version('front-door')}"
        # Given as `auth`, so that no ~/.netrc puts another in its place.
        session.auth = self._signed
        return session

    def _signed(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._wire.token}"
        return request


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # half an address of IPv6, or no number for a port
        return False
