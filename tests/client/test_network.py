"""What a network gives instead of an answer: each is a failure of its own, said in words, and sent again only
where that is safe."""

from __future__ import annotations

import gzip
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.client.listeners import (
    SELF_SIGNED,
    Stalled,
    answer,
    listening,
    nobody,
    nobody_at_the_door,
    problem,
)
from triage_client import (
    Answer,
    AnswerTimedOut,
    AnswerTooLong,
    ApiError,
    Client,
    ConnectTimedOut,
    CutOff,
    MissingField,
    NotConnected,
    NotFrontDoor,
    NotReady,
    NotSignedIn,
    NotTrusted,
    NotYours,
    Problem,
    TooLong,
    TooMany,
    Unreachable,
)
from triage_client.wire import Call, Wire

JSON = "application/json"
PAGE = b"<html><body>SECRET page of a proxy</body></html>"
BUSY = b'{"title": "Busy", "detail": "SECRET detail", "type": "about:blank#busy", "status": 503}'
SECRETS = ("SECRET", "KM", "2014-10", "zq-token")


def ask(client: Client) -> object:
    return client.referral("SECRET-id", as_of=datetime(2014, 10, 1, tzinfo=UTC))


def write(client: Client) -> object:
    return client.answer("SECRET-id", 7, [Answer("child-1", "note", "SECRET note about KM")])


@dataclass(frozen=True)
class Row:
    """What comes back, what it is to the caller, and how often it was asked for."""

    answers: tuple[bytes | None, ...]
    kind: type[ApiError]
    tries: int
    says: str


ROWS = {
    "a proxy's page, the server behind it gone": Row(
        (answer("502 Bad Gateway", "text/html", PAGE),), NotFrontDoor, 3, "status 502, text/html"
    ),
    "a proxy's page for a server that is busy": Row(
        (answer("503 Unavailable", "text/html", PAGE, "Retry-After: 1"),), NotFrontDoor, 3, "status 503"
    ),
    "a sign-on page": Row((answer("200 OK", "text/html", PAGE),), NotFrontDoor, 1, "sign-on page"),
    "sent elsewhere": Row(
        (answer("302 Found", "text/html", PAGE, "Location: /SECRET"),), NotFrontDoor, 1, "status 302"
    ),
    "another server's 404": Row((answer("404 Not Found", "text/html", PAGE),), NotFrontDoor, 1, "status 404"),
    "another server's JSON": Row(
        (answer("200 OK", JSON, b'["SECRET"]'),), NotFrontDoor, 1, "not Front Door's"
    ),
    "another server's JSON problem": Row(
        (answer("400 Bad", JSON, b'{"a": "SECRET"}'),), NotFrontDoor, 1, "status 400"
    ),
    "no type, no sense": Row(
        (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nSECRET",), NotFrontDoor, 1, "no known"
    ),
    "a body that stops too soon": Row(
        (answer("200 OK", JSON, b'{"note": "SECRET', length=900),), CutOff, 3, "broke off"
    ),
    "a body that stops too soon and says nothing of its length": Row(
        (b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"note": "SECRET',),
        CutOff,
        3,
        "broke off",
    ),
    "a body nested beyond reason": Row((answer("200 OK", JSON, b'{"a":' * 200_000),), CutOff, 3, "broke off"),
    "no HTTP": Row((b"SECRET\r\n\r\n",), CutOff, 3, "broke off"),
    "hung up": Row((b"",), CutOff, 3, "broke off"),
    "silence": Row((None,), AnswerTimedOut, 1, "within 0.2 seconds"),
    "silence after the first words": Row(
        (Stalled(answer("200 OK", JSON, b'{"note": "SECRET', length=900)),), AnswerTimedOut, 1, "0.2 seconds"
    ),
    "a proxy asks to sign in": Row(
        (answer("401 No", "text/html", PAGE),), NotSignedIn, 1, "token is missing, wrong or revoked"
    ),
    "a proxy forbids it": Row((answer("403 No", "text/html", PAGE),), NotYours, 1, "may not do this"),
    "a proxy finds it too long": Row((answer("413 No", "text/html", PAGE),), TooLong, 1, "longer than"),
    "too many, come back in a minute": Row(
        (problem("429 No", BUSY, "Retry-After: 60"),), TooMany, 1, "again in 60 seconds"
    ),
    "too many, come back at once": Row(
        (problem("429 No", BUSY, "Retry-After: 0"),), TooMany, 3, "in 0 seconds"
    ),
    "busy, come back at once": Row((problem("503 No", BUSY, "Retry-After: 0"),), NotReady, 3, "half done"),
    "busy, nobody says until when": Row((problem("503 No", BUSY),), NotReady, 1, "half done"),
    "busy until nobody knows": Row((problem("503 No", BUSY, "Retry-After: soon"),), NotReady, 1, "half done"),
    "the disk is full": Row((problem("507 No", BUSY),), Problem, 1, "disk is full"),
    "a problem that is cut off": Row((problem("503 No", BUSY[:20]),), CutOff, 3, "broke off"),
    "longer than is read": Row((answer("200 OK", JSON, b"[" * 5_000),), AnswerTooLong, 1, "4,000 bytes"),
    "longer once it is unpacked": Row(
        (answer("200 OK", JSON, gzip.compress(b"[" * 9_999), "Content-Encoding: gzip"),),
        AnswerTooLong,
        1,
        "4,000 bytes",
    ),
    "no gzip": Row((answer("200 OK", JSON, b"SECRET", "Content-Encoding: gzip"),), CutOff, 3, "broke off"),
}


@pytest.mark.parametrize("call", [ask, write])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_what_comes_back_is_a_failure_of_its_own(
    row: Row, call: Callable[[Client], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage_client.wire.PAUSES", (0.0, 0.0))
    with listening(*row.answers) as there:
        # A short wait where nothing comes; elsewhere one that a busy machine keeps.
        timeout = 0.2 if row.kind is AnswerTimedOut else 20
        longest = 4_000 if row.kind is AnswerTooLong else 1 << 24
        client = Client(there.url, "zq-token", timeout=timeout, longest=longest)
        with pytest.raises(ApiError) as raised:
            call(client)
        client.close()
    assert type(raised.value) is row.kind
    assert len(there.requests) == row.tries
    assert row.says in str(raised.value)
    said = " ".join(f"{one} {one!r}" for one in chain(raised.value))
    assert not [secret for secret in SECRETS if secret in said]
    if row.kind is AnswerTooLong:
        assert str(raised.value).endswith("It is done." if call is write else "Ask for less at once.")
    if isinstance(raised.value, Unreachable) and raised.value.sent:
        assert ("Whether it was done is not known." in str(raised.value)) is (call is write)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and what a log would print that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def test_a_write_keeps_its_key_each_time_it_is_sent() -> None:
    done = answer("200 OK", JSON, b'{"id": "r", "version": 8}')
    with listening(b"", problem("503 No", BUSY, "Retry-After: 0"), done) as there:
        client = Client(there.url, "x")
        assert client.add_child("r", 7, key="mine")["version"] == 8
        client.close()
    assert len(there.requests) == 3
    assert len(set(there.requests)) == 1
    assert b"Idempotency-Key: mine\r\n" in there.requests[0]
    assert b'If-Match: "7"\r\n' in there.requests[0]


def test_each_write_without_a_key_of_its_own_is_given_one() -> None:
    with listening(answer("200 OK", JSON, b"{}")) as there:
        client = Client(there.url, "x")
        client.add_child("r", 7)
        client.add_child("r", 7)
        client.close()
    keys = [
        line for sent in there.requests for line in sent.split(b"\r\n") if line.startswith(b"Idempotency")
    ]
    assert len(set(keys)) == 2


def test_nobody_there_was_sent_nothing() -> None:
    with (
        nobody() as url,
        pytest.raises(NotConnected, match=r"Nothing was sent: .* does not answer") as raised,
    ):
        Client(url, "x").live()
    assert not raised.value.sent


def test_a_host_of_no_name_was_sent_nothing() -> None:
    with pytest.raises(NotConnected, match="Nothing was sent"):
        Client("https://front-door.invalid", "x").live()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue of connections refuses them")
def test_nobody_at_the_door_is_told_from_nobody_who_answers() -> None:
    with nobody_at_the_door() as url, pytest.raises(ConnectTimedOut, match=r"within 0\.3 seconds") as raised:
        Client(url, "x", connect_timeout=0.3).live()
    assert not raised.value.sent


def test_a_server_that_nobody_vouches_for_is_sent_nothing() -> None:
    says = r"\(self-signed certificate\)\. Nothing was sent"
    with (
        listening(answer("200 OK", JSON, b"{}"), tls=True) as there,
        pytest.raises(NotTrusted, match=says) as raised,
    ):
        Client(there.url, "x").add_child("r", 7)
    assert there.requests == []
    assert not raised.value.sent


def test_a_server_that_speaks_no_tls_is_sent_nothing() -> None:
    with (
        listening(answer("200 OK", JSON, b"{}")) as there,
        pytest.raises(NotTrusted, match="does not speak TLS"),
    ):
        Client(there.url.replace("http:", "https:"), "x").live()


@pytest.mark.parametrize(
    "url",
    [
        "http://front-door.example",
        "http://10.0.0.7:8400",
        "http://[2001:db8::1]:8400",
        "HTTP://front-door.example",
        "http://127.front-door.example",
        "http://localhost.example",
    ],
)
def test_to_another_machine_nothing_goes_in_clear(url: str) -> None:
    with pytest.raises(NotConnected, match="would go in clear"):
        Client(url, "x")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8400",
        "http://127.3.2.1",
        "http://[::1]:8400",
        "http://localhost:8400",
        "http://LOCALHOST",
        "http://door.localhost",
        "https://front-door.example",
    ],
)
def test_this_machine_and_tls_are_taken(url: str) -> None:
    Client(url, "x").close()


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("http://[::1", "x"),
        ("http://here:door", "x"),
        ("front-door.example", "x"),
        ("", "x"),
        ("https://", "x"),
        ("ftp://here", "x"),
        ("https://h", "a\nb"),
        ("https://h", "ü"),
    ],
)
def test_what_is_no_address_or_token_is_said_at_once(url: str, token: str) -> None:
    with pytest.raises(NotConnected) as raised:
        Client(url, token)
    assert token not in str(raised.value).split()


@pytest.mark.parametrize(
    "url", ["https://a..b", f"https://{'a' * 70}.example", "https://two words", "https://."]
)
def test_a_host_that_cannot_be_is_not_reached(url: str) -> None:
    with pytest.raises(NotConnected, match="Nothing was sent"):
        Client(url, "x").live()


@pytest.mark.parametrize("key", ["", "two words", "k" * 101, "ü", "a\nb"])
def test_a_key_in_no_form_of_a_key_is_refused_before_anything_is_sent(key: str) -> None:
    with listening(answer("200 OK", JSON, b"{}")) as there:
        with pytest.raises(Problem, match="Wrong Idempotency-Key") as raised:
            Client(there.url, "x").add_child("r", 7, key=key)
        assert raised.value.code == "wrong-key"
    assert there.requests == []


def test_nothing_of_a_request_is_in_what_a_debugger_prints() -> None:
    call = Call("POST", "/v1/referrals/SECRET", {"words": "SECRET"}, {"initials": "KM"})
    wire = Wire("http://127.0.0.1", "zq-token", 1, 1, 1)
    assert not [secret for secret in SECRETS if secret in f"{call!r} {wire!r}"]


WHOLE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 42\r\nConnection: close\r\n\r\n"
    b'{"id": "r", "version": 8, "note": "SECRET"}'
)


@given(
    cut=st.integers(0, len(WHOLE)),
    places=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=4),
)
def test_whatever_comes_back_is_an_answer_or_a_failure_of_ours(
    cut: int, places: list[tuple[int, int]]
) -> None:
    """An answer cut off anywhere, with any bytes of it changed."""
    sent = bytearray(WHOLE)
    for place, byte in places:
        sent[place] = byte
    with listening(bytes(sent[: cut or None])) as there, Client(there.url, "x", timeout=0.05) as client:
        found, said = asked_once(client)
    assert isinstance(found, dict) or said
    assert "SECRET" not in said


def asked_once(client: Client) -> tuple[object, str]:
    """What comes of a question that is never asked again, and what is said where nothing does."""
    try:
        return client._post("/v1/me", {}, noted=True), ""
    except ApiError as failure:
        return None, f"{failure} {failure!r}"


def test_a_password_in_the_address_is_not_said() -> None:
    with nobody() as url, pytest.raises(NotConnected) as raised:
        Client(url.replace("//", "//me:hidden@"), "x").live()
    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize("proxied", ["http_proxy", "HTTP_PROXY", "all_proxy"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_no_proxy_stands_before_this_machine(
    monkeypatch: pytest.MonkeyPatch, proxied: str, host: str
) -> None:
    monkeypatch.setenv(proxied, "http://127.0.0.1:9")
    with listening(answer("200 OK", JSON, b'{"status": "live"}')) as there:
        client = Client(there.url.replace("127.0.0.1", host), "x")
        assert client.live()["status"] == "live"
        client.close()


def test_an_authority_may_vouch_for_its_own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(SELF_SIGNED))
    with listening(answer("200 OK", JSON, b'{"status": "live"}'), tls=True) as there:
        client = Client(there.url, "x")
        assert client.live()["status"] == "live"
        client.close()


def test_a_proxy_of_the_environment_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with nobody() as proxy:
        monkeypatch.setenv("https_proxy", proxy)
        with pytest.raises(NotConnected, match="this machine's proxy does not reach it"):
            Client("https://front-door.example", "x").live()


@pytest.mark.parametrize("zone", ["GMT", "-0000"])
@pytest.mark.parametrize(("hours", "seconds"), [(1, 3600), (-1, 0)], ids=["an hour from now", "an hour ago"])
def test_when_to_come_back_may_be_a_date(hours: int, seconds: float, zone: str) -> None:
    at = datetime.now(UTC) + timedelta(hours=hours)
    header = format_datetime(at, usegmt=True).replace("GMT", zone)
    with (
        listening(problem("429 No", BUSY, f"Retry-After: {header}")) as there,
        pytest.raises(TooMany) as raised,
    ):
        Client(there.url, "x").live()
    assert raised.value.retry_after == pytest.approx(seconds, abs=60 if seconds else 0)


def test_a_proxy_may_say_when_to_come_back() -> None:
    busy = answer("503 Unavailable", "text/html", PAGE, "Retry-After: 30")
    with listening(busy) as there, Client(there.url, "x") as client, pytest.raises(NotFrontDoor) as raised:
        client._post("/v1/triage", {}, noted=True)
    assert (raised.value.status, raised.value.retry_after) == (503, 30)


def test_a_mistake_of_the_servers_is_found_in_its_log() -> None:
    broken = b'{"title": "Internal error", "status": 500, "request": "a0e4af1ddbeef4f3"}'
    with listening(problem("500 No", broken)) as there, Client(there.url, "x") as client:
        with pytest.raises(Problem, match="In the server's log it is request a0e4af1ddbeef4f3") as raised:
            client.live()
        assert raised.value.request == "a0e4af1ddbeef4f3"


def test_what_cannot_be_json_is_the_callers_mistake_and_is_not_quoted() -> None:
    with (
        listening(answer("200 OK", JSON, b"{}")) as there,
        pytest.raises(TypeError, match="A set cannot be sent as JSON"),
    ):
        Client(there.url, "x").triage({"answers": {"SECRET"}})
    assert there.requests == []


def test_a_newer_server_is_understood_and_an_older_one_is_named() -> None:
    body = b'{"policies": [{"id": "p", "news": {"more": 1}}], "more": true}'
    with listening(answer("200 OK", JSON, body)) as there:
        client = Client(there.url, "x")
        (policy,) = client.policies()
        assert policy["id"] == "p"
        with pytest.raises(
            MissingField, match=r"127\.0\.0\.1:\d+ answered without “title”.* version \d"
        ) as raised:
            policy["title"]
        assert isinstance(raised.value, KeyError)
        assert policy.get("title") is None
        with pytest.raises(MissingField, match="without “referrals”"):
            client.referrals()
        client.close()


def test_nothing_of_the_requests_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with listening(answer("200 OK", JSON, b"{}")) as there:
        client = Client(there.url, "zq-token")
        ask(client)
        write(client)
        client.close()
    assert caplog.text == ""
