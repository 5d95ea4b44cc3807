"""One method a route of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from triage_client.failures import ApiError, Change, ChangedMeanwhile, NotConnected
from triage_client.identity import IdentityMethods
from triage_client.parking import ParkingMethods
from triage_client.sending import Lowering, as_lowering, given, path_of
from triage_client.wire import Call, Json, Wire

if TYPE_CHECKING:
    from datetime import datetime

    import requests

LONGEST = 64 * 1024 * 1024
"""Bytes of an answer that are read, if nothing else is said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``about`` is ``"referral"`` or a ref, ``answer`` any form of ``docs/api.md``."""

    about: str
    question: str
    answer: object


class Client(IdentityMethods, ParkingMethods):
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
            NotConnected: no request can be sent to such an address, or with such a token.
        """
        self.url = url.rstrip("/")
        self._wire = Wire(self.url, token, timeout, connect_timeout, longest)
        self._session: requests.Session | None = None
        if not self.url.startswith(("https://", "http://")) or not urlsplit(self.url).hostname:
            words = "What was given as the server's address is none. Write it with https:// before it."
            raise NotConnected(words)
        if not (token.isascii() and token.isprintable()):
            raise NotConnected("The token has signs in it that no token has. Copy it again.")

    # What the API is and serves

    def live(self) -> Json:
        """Whether it is up."""
        return self._get("/v1/health/live")

    def ready(self) -> Json:
        """Whether it can work: raises `Problem` 503 with the reasons if not."""
        return self._get("/v1/health/ready")

    def openapi(self) -> Json:
        """The machine-readable description."""
        return self._get("/v1/openapi.json")

    def me(self) -> Json:
        """Who is signed in: ``name``, ``roles`` and whether everything is ``practice``."""
        return self._get("/v1/me")

    def policies(self) -> list[Json]:
        """The policies served."""
        return list(self._get("/v1/policies")["policies"])

    def questions(self, policy: str) -> Json:
        """The questions of ``id`` or ``id@version``, and the words for everything that it can answer."""
        return self._get(f"/v1/policies/{quote(policy, safe='@')}/questions")

    def triage(self, case: Mapping[str, object]) -> Json:
        """A case in, a recommendation out; nothing is stored."""
        return self._json(Call("POST", "/v1/triage", dict(case), repeatable=True))

    # Referrals

    def referrals(self, state: str | None = None) -> list[Json]:
        """A line each, the latest received first; those in ``state`` alone if given."""
        return list(self._get("/v1/referrals", {} if state is None else {"state": state})["referrals"])

    def referral(self, id: str, as_of: datetime | None = None) -> Json:
        """One referral's whole state, now or as it stood at ``as_of`` (with its offset)."""
        return self._get(path_of(id), {} if as_of is None else {"as_of": as_of.isoformat()})

    def events(self, id: str) -> list[Json]:
        """What happened, in order."""
        return list(self._get(path_of(id, "events"))["events"])

    def prints(self, id: str, kind: str = "record") -> list[str]:
        """The parts of a print: ``record``, ``reasons`` or ``family``."""
        return list(self._get(path_of(id, "print"), {"kind": kind})["parts"])

    def contacts(self, id: str) -> Json:
        """``contacts`` and ``duties`` that were issued, and what became of them."""
        return self._get(path_of(id, "contacts"))

    def open_referral(
        self,
        case: Mapping[str, object],
        *,
        reference: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Open a referral with as much of a case as is known; ``policy`` and ``received_at`` at least."""
        body = dict(case) | ({} if reference is None else {"reference": reference})
        return self._write("/v1/referrals", body, None, happened_at, key)

    def answer(
        self,
        id: str,
        version: int,
        answers: Sequence[Answer],
        *,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Record answers. An edit that lowers a child's route or RAG is refused (409, ``lowers``) without
        ``lowering``."""
        given = [{"about": a.about, "question": a.question, "answer": a.answer} for a in answers]
        body = {"answers": given, **as_lowering(lowering)}
        return self._write(path_of(id, "answers"), body, version, happened_at, key)

    def add_child(
        self,
        id: str,
        version: int,
        *,
        ref: str | None = None,
        initials: str | None = None,
        born: str | None = None,
        case_system_id: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Add a child; ``born`` is a month, ``2014-10``. Without ``ref`` it is ``child-1`` and so on."""
        body = given(ref=ref, initials=initials, born=born, case_system_id=case_system_id)
        return self._write(path_of(id, "children"), body, version, happened_at, key)

    def add_adult(
        self,
        id: str,
        version: int,
        *,
        ref: str | None = None,
        label: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Add an adult; ``label`` says who it is to the child, never a name."""
        return self._write(path_of(id, "adults"), given(ref=ref, label=label), version, happened_at, key)

    def add_incident(
        self,
        id: str,
        version: int,
        *,
        ref: str | None = None,
        label: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Add an incident; ``label`` is short: ``23 June, mother's flat``."""
        return self._write(path_of(id, "incidents"), given(ref=ref, label=label), version, happened_at, key)

    def decide(
        self,
        id: str,
        version: int,
        *,
        route: str | None,
        rag: str | None,
        reasons: str,
        lowering: Lowering | None = None,
        dropped: Sequence[str] = (),
        point: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Decide, in the decider's own words. ``route`` and ``rag`` both ``None``: not a referral, where the
        screening answer says so. ``point`` says when in the case it is; needed where a decision stands."""
        body: Json = {
            "route": route,
            "rag": rag,
            "reasons": reasons,
            "dropped": list(dropped),
            **given(point=point),
            **as_lowering(lowering),
        }
        return self._write(path_of(id, "decisions"), body, version, happened_at, key)

    def second_view(
        self,
        id: str,
        version: int,
        *,
        of: int,
        agrees: bool,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Give the second view of a lowering; ``of`` is its ``number``. Nobody gives it of their own."""
        body: Json = {"of": of, "agrees": agrees, "words": words}
        return self._write(path_of(id, "second-views"), body, version, happened_at, key)

    def progress_contact(
        self,
        id: str,
        version: int,
        contact: str,
        state: str,
        *,
        spoke_to: str | None = None,
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Say what became of a required contact: ``attempted``, ``made``, ``declined`` or ``cancelled``."""
        body = given(state=state, words=words) | ({} if spoke_to is None else {"with": spoke_to})
        return self._write(path_of(id, "contacts", contact), body, version, happened_at, key)

    def progress_duty(
        self,
        id: str,
        version: int,
        duty: str,
        state: str,
        *,
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Say what became of a parallel duty: ``attempted``, ``made``, ``declined`` or ``cancelled``."""
        return self._write(
            path_of(id, "duties", duty), given(state=state, words=words), version, happened_at, key
        )

    def record_event(
        self,
        id: str,
        version: int,
        event: str,
        *,
        at: datetime,
        contact: str | None = None,
        key: str | None = None,
    ) -> Json:
        """Record that something happened that starts or stops clocks: ``passed_on_to_health``."""
        body = given(event=event, at=at.isoformat(), contact=contact)
        return self._write(path_of(id, "events"), body, version, None, key)

    def close(self) -> None:
        """Let go of its connections."""
        if self._session is not None:
            self._session.close()

    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Json:
        return self._json(Call("GET", path, query=query, repeatable=True))

    def _text(self, path: str, media: str, query: Mapping[str, str] | None = None) -> str:
        call = Call("GET", path, query=query, repeatable=True, media=media)
        return self._wire.text(self._connected(), call)

    def _write(
        self, path: str, body: Json, version: int | None, happened_at: datetime | None, key: str | None
    ) -> Json:
        from uuid import uuid4

        headers = {"Idempotency-Key": key or str(uuid4())}
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
        if self._session is None:
            from importlib.metadata import version

            import requests

            session = requests.Session()
            session.headers["User-Agent"] = f"front-door-client/{version('front-door')}"
            # Given as `auth`, so that no ~/.netrc puts another in its place.
            session.auth = self._signed
            # A proxy from the environment cannot reach this machine's own loopback.
            session.trust_env = not _is_loopback(urlsplit(self.url).hostname or "")
            self._session = session
        return self._session

    def _signed(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._wire.token}"
        return request


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")
