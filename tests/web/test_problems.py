"""Every error is problem+json, whatever raised it; bodies are read strictly on every route that takes one."""

from __future__ import annotations

import json
import re
import socket
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask, abort

from tests.web.routes import Route, every_route
from tests.web.servers import CASE, Front
from triage_api.storage import Ledger
from triage_api.web import problems, responses
from triage_api.web.app import LONGEST_BODY
from triage_api.web.problems import MEDIA_TYPE
from triage_api.web.strict_json import DEEPEST

ROUTES = every_route(Path(tempfile.mkdtemp()))
BODY_ROUTES = [route for route in ROUTES if route.method in ("POST", "PUT", "PATCH")]


def is_problem(answer: requests.Response, status: int, code: str | None = None) -> dict[str, Any]:
    """The problem that an answer is; with its status, and a code if one is given."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    body: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= body.keys()
    assert body["status"] == status
    assert body["detail"].strip()
    for one in body.get("problems", []):
        assert set(one) == {"at", "what", "remedy", "code"}
        assert one["what"].strip()
        assert one["remedy"].strip()
        assert one["at"] == "" or one["at"].startswith("/")
    if code is not None:
        assert body["type"].endswith(f"#{code}"), body
    return body


DEEP = b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)
UNSAFE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "no-body"),
    "blanks": (b" \n", "no-body"),
    "cut short": (b'{"a": 1', "not-json"),
    "single quotation marks": (b"{'a': 1}", "not-json"),
    "a comma too many": (b'{"a": 1,}', "not-json"),
    "a comment": (b'{"a": 1} // x', "trailing-text"),
    "two values": (b'{"a": 1}{"a": 1}', "trailing-text"),
    "a key twice": (b'{"a": 1, "a": 2}', "duplicate-key"),
    "a key twice, inside": (b'{"b": [{"a": 1, "a": 1}]}', "duplicate-key"),
    "a key twice, escaped": (b'{"a": 1, "\\u0061": 2}', "duplicate-key"),
    "NaN": (b'{"a": NaN}', "not-a-number"),
    "Infinity": (b'{"a": -Infinity}', "not-a-number"),
    "a number beyond all": (b'{"a": 1e999}', "number-too-long"),
    "a whole number too long": (b'{"a": ' + b"9" * 4301 + b"}", "number-too-long"),
    "deep": (b'{"a": ' + DEEP + b"}", "too-deep"),
    "deeper than any stack": (b"[" * 200_000 + b"]" * 200_000, "too-deep"),
    "deep and never closed": (b'{"a":' * 100_000, "too-deep"),
    "a byte order mark": (b"\xef\xbb\xbf{}", "byte-order-mark"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "byte-order-mark"),
    "not UTF-8": (b'{"a": "\xff"}', "not-utf-8"),
    "Latin-1": ('{"a": "é"}'.encode("latin-1"), "not-utf-8"),
    "half a letter": (b'{"a": "\\ud800"}', "half-a-letter"),
    "half a letter in a key": (b'{"\\udc00": 1}', "half-a-letter"),
    "a NUL": (b'{"a": "\\u0000"}', "control-character"),
    "an escape sequence": (b'{"a": "\\u001b[2J"}', "control-character"),
}


def body_routes() -> list[Any]:
    return [pytest.param(route, id=str(route)) for route in BODY_ROUTES]


def test_there_are_body_routes() -> None:
    assert len(BODY_ROUTES) >= 10


@pytest.mark.parametrize(("raw", "code"), UNSAFE.values(), ids=UNSAFE.keys())
@pytest.mark.parametrize("route", body_routes())
def test_unsafe_json_is_refused_on_every_route(served: Front, route: Route, raw: bytes, code: str) -> None:
    is_problem(served.ask(route.method, route.path, raw=raw, version=1), 400, code)


@pytest.mark.parametrize("route", body_routes())
def test_a_body_of_another_type_is_refused_on_every_route(served: Front, route: Route) -> None:
    for content_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin-1",
    ):
        answer = served.ask(route.method, route.path, raw=b"{}", headers={"Content-Type": content_type})
        is_problem(answer, 415, "not-json-type")


@pytest.mark.parametrize("route", body_routes())
def test_no_body_is_refused_on_every_route(served: Front, route: Route) -> None:
    is_problem(served.ask(route.method, route.path), 415)


@pytest.mark.parametrize("route", body_routes())
def test_an_over_long_body_is_refused_on_every_route(served: Front, route: Route) -> None:
    raw = b'{"a": "' + b"x" * LONGEST_BODY + b'"}'
    is_problem(served.ask(route.method, route.path, raw=raw, version=1), 413)


@pytest.mark.parametrize("route", body_routes())
def test_what_is_no_object_is_refused_on_every_route(served: Front, route: Route) -> None:
    for raw in (b"[]", b'"text"', b"1", b"null", b"true"):
        body = is_problem(served.ask(route.method, route.path, raw=raw, version=1), 422)
        assert [one["at"] for one in body["problems"]] == [""]


@pytest.mark.parametrize("route", body_routes())
def test_an_unknown_field_is_refused_on_every_route(served: Front, route: Route) -> None:
    sent = served.opened()
    path = route.rule.replace("<id>", sent["id"]).replace("<contact>", "x").replace("<duty>", "x")
    path = re.sub(r"<int:\w+>", "1", path)
    body = is_problem(served.ask(route.method, path, {**CASE, "clour": 1}, version=sent["version"]), 422)
    assert "/clour" in [one["at"] for one in body["problems"]]


def test_the_place_of_a_duplicate_key_is_given(served: Front) -> None:
    raw = b'{"answers": [{"about": "a", "question": "q", "answer": {"value": 1, "value": 2}}]}'
    body = is_problem(served.post("/v1/referrals/nobody/answers", raw=raw, version=1), 400, "duplicate-key")
    assert [one["at"] for one in body["problems"]] == ["/answers/0/answer/value"]


def whole(raw: socket.socket) -> bytes:
    """Everything that comes until the server ends the connection: head and body may come apart."""
    return b"".join(iter(lambda: raw.recv(65_536), b""))


def test_a_body_longer_than_the_server_reads_is_a_problem_too(served: Front) -> None:
    """Beyond what waitress takes it is waitress that answers."""
    address = urlsplit(served.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as raw:
        raw.sendall(b"POST /v1/triage HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        head, _, body = whole(raw).partition(b"\r\n\r\n")
    assert b" 413 " in head.splitlines()[0]
    assert f"Content-Type: {MEDIA_TYPE}".encode() in head
    assert json.loads(body)["status"] == 413


def test_what_is_no_http_is_a_problem_too(served: Front) -> None:
    address = urlsplit(served.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as raw:
        raw.sendall(b"GARBAGE\x00 /\r\nContent-Length: x\r\n\r\n")
        head, _, body = whole(raw).partition(b"\r\n\r\n")
    assert f"Content-Type: {MEDIA_TYPE}".encode() in head
    assert json.loads(body)["status"] in (400, 405, 501)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_wrong_method_says_which_are_right(served: Front, method: str) -> None:
    answer = served.ask(method, "/v1/triage")
    is_problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v2/triage", "/v1/triage/x", "/v1/%ff", "/v1/policies//questions"]
)
def test_a_wrong_path(served: Front, path: str) -> None:
    is_problem(served.get(path), 404)


@pytest.mark.parametrize(
    ("path", "status", "at"),
    [
        ("/v1/referrals?colour=red", 422, "/colour"),
        ("/v1/referrals?state=burnt", 422, "/state"),
        ("/v1/referrals?limit=0", 422, "/limit"),
        ("/v1/referrals?limit=many", 422, "/limit"),
        ("/v1/referrals/nobody?as_of=yesterday", 422, "/as_of"),
        ("/v1/referrals/nobody/events?as_of=2026-01-01T00:00:00Z", 400, None),
        ("/v1/policies?x=1", 400, None),
    ],
)
def test_a_wrong_query(served: Front, path: str, status: int, at: str | None) -> None:
    body = is_problem(served.get(path), status)
    assert [one["at"] for one in body.get("problems", [])] == ([] if at is None else [at])


HEADERS = {
    "no If-Match": ({}, 428),
    "If-Match of no version": ({"If-Match": '"x"'}, 400),
    "If-Match without quotation marks": ({"If-Match": "3"}, 400),
    "If-Match anything": ({"If-Match": "*"}, 400),
    "a weak If-Match": ({"If-Match": 'W/"3"'}, 400),
    "another version": ({"If-Match": '"99"'}, 412),
    "a key too long": ({"If-Match": '"2"', "Idempotency-Key": "x" * 101}, 400),
    "a key with blanks": ({"If-Match": '"2"', "Idempotency-Key": "a b"}, 400),
}


@pytest.mark.parametrize(("headers", "status"), HEADERS.values(), ids=HEADERS.keys())
def test_wrong_headers(served: Front, headers: dict[str, str], status: int) -> None:
    sent = served.opened()
    is_problem(served.post(f"/v1/referrals/{sent['id']}/children", {}, headers=headers), status)


FIELDS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a name for initials": ("children", {"initials": "Katie"}, "/initials"),
    "a full date of birth": ("children", {"born": "2014-10-12"}, "/born"),
    "a month that is none": ("children", {"born": "2014-13"}, "/born"),
    "an id with blanks": ("children", {"case_system_id": "12 34"}, "/case_system_id"),
    "a label of two lines": ("adults", {"label": "a\nb"}, "/label"),
    "a label too long": ("adults", {"label": "x" * 81}, "/label"),
    "a number for a text": ("adults", {"label": 7}, "/label"),
    "null": ("adults", {"label": None}, "/label"),
    "a time without an offset": ("adults", {"happened_at": "2026-11-20T09:00:00"}, "/happened_at"),
    "no answers": ("answers", {"answers": []}, "/answers"),
    "an answer without a question": (
        "answers",
        {"answers": [{"about": "a", "answer": 1}]},
        "/answers/0/question",
    ),
    "a decision without reasons": ("decisions", {"route": "advice", "rag": "green"}, "/reasons"),
    "a second view that is no yes or no": (
        "second-views",
        {"of": 1, "agrees": "yes", "words": "x"},
        "/agrees",
    ),
    "a state that is none": ("contacts/police", {"state": "done"}, "/state"),
    "an event without its time": ("events", {"event": "passed_on"}, "/at"),
}


@pytest.mark.parametrize(("part", "body", "at"), FIELDS.values(), ids=FIELDS.keys())
def test_a_wrong_field_is_pointed_at(served: Front, part: str, body: dict[str, Any], at: str) -> None:
    sent = served.opened()
    answer = served.post(f"/v1/referrals/{sent['id']}/{part}", body, version=sent["version"])
    assert at in [one["at"] for one in is_problem(answer, 422)["problems"]]


def test_a_misspelt_field_is_recognised(served: Front) -> None:
    sent = served.opened()
    answer = served.post(f"/v1/referrals/{sent['id']}/children", {"initals": "KM"}, version=sent["version"])
    (one,) = is_problem(answer, 422, "unknown-field")["problems"]
    assert one["remedy"] == "Did you mean “initials”?"


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429, 500, 503]
)
def test_whatever_flask_raises_has_the_same_shape(status: int) -> None:
    app = Flask(__name__)
    responses.install(app)
    problems.install(app)
    app.add_url_rule("/it", view_func=lambda: abort(status))
    answer = app.test_client().get("/it")
    assert (answer.status_code, answer.content_type) == (status, MEDIA_TYPE)
    assert answer.json is not None
    assert answer.json["status"] == status
    assert answer.json["detail"]
    assert re.fullmatch(r"[0-9a-f]{16}", answer.json["request"])


def test_our_own_mistake_says_nothing_of_what_was_sent(caplog: pytest.LogCaptureFixture) -> None:
    app = Flask(__name__)
    responses.install(app)
    problems.install(app)

    def mistaken() -> str:
        raise KeyError("the mother said")

    app.add_url_rule("/it", view_func=mistaken)
    answer = app.test_client().get("/it")
    assert answer.status_code == 500
    assert "the mother said" not in answer.text + caplog.text
    assert "KeyError" in caplog.text
    assert "mistaken" in caplog.text


def no_more_room(ledger: Ledger) -> None:
    """Let no connection there is make the file any larger: SQLite's own full disk."""
    for database in ledger._connections._register.values():
        pages = database.conn.execute("PRAGMA page_count").fetchone()[0]
        database.conn.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_a_507_and_loses_nothing(alone: Front) -> None:
    kept = {alone.opened()["id"]}
    no_more_room(alone.ledger)
    while (answer := alone.post("/v1/referrals", CASE)).status_code == 201:
        kept.add(answer.json()["id"])
        no_more_room(alone.ledger)
    is_problem(answer, 507, "disk-full")
    listed = alone.get("/v1/referrals").json()["referrals"]
    assert {line["id"] for line in listed} == kept
    assert alone.ledger.verify().findings == ()


def test_a_record_that_cannot_be_read_is_a_503(alone: Front) -> None:
    sent = alone.opened()
    with alone.ledger._connections.writing() as database:
        database.conn.execute("UPDATE events SET content = '{\"by\": {}}' WHERE number = 1")
    is_problem(alone.get(f"/v1/referrals/{sent['id']}"), 503, "record-unreadable")
