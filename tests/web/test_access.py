"""Nothing is answered without a token but what says so; nothing that was entered is in the log."""

from __future__ import annotations

import logging
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from tests.web.routes import Route, every_route
from tests.web.servers import CASE, Front, front
from triage_api.record import Person, Signed, TokenRevoked
from triage_api.web.access import OPEN
from triage_api.web.responses import HEADERS

ROUTES = every_route(Path(tempfile.mkdtemp()))
ANYBODYS = {"/v1/health/live", "/v1/health/ready", "/v1/openapi.json", "/v1/docs"}


def test_four_routes_are_anybodys() -> None:
    assert {route.rule for route in ROUTES if route.endpoint in OPEN} == ANYBODYS
    assert len(OPEN) == len(ANYBODYS)


@pytest.mark.parametrize("route", [pytest.param(route, id=str(route)) for route in ROUTES])
def test_a_route_without_a_token(served: Front, route: Route) -> None:
    answer = served.ask(route.method, route.path, {} if route.method == "POST" else None, role=None)
    assert answer.status_code == (200 if route.rule in ANYBODYS else 401)


@pytest.mark.parametrize("path", ["/", "/v1/nowhere", "/v1/referrals/x/y/z"])
def test_no_address_is_told_from_another_without_a_token(served: Front, path: str) -> None:
    answer = served.get(path, role=None)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


WRONG = {
    "another token": "Bearer not-a-token",
    "no token": "Bearer",
    "blank": "Bearer  ",
    "another scheme": "Basic d29ya2VyOng=",
    "the token alone": "not-a-token",
    "not ASCII": "Bearer tøken",
}


@pytest.mark.parametrize("header", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_token(served: Front, header: str) -> None:
    answer = requests.get(served.url + "/v1/me", headers={"Authorization": header.encode()}, timeout=10)
    assert answer.status_code == 401


def test_a_revoked_token_opens_nothing(alone: Front) -> None:
    assert alone.get("/v1/me").status_code == 200
    (token,) = alone.ledger.tokens()
    with alone.ledger.writing() as pen:
        pen.tokens([TokenRevoked(token.token)], Signed(Person("tests", "operator"), datetime.now(UTC)))
    assert alone.get("/v1/me").status_code == 401


def test_no_token_is_kept_in_clear(alone: Front, tmp_path: Path) -> None:
    token = alone.token("worker")
    held = b"".join(path.read_bytes() for path in (tmp_path / "alone").iterdir())
    assert token.encode() not in held


def test_who_is_signed_in(served: Front) -> None:
    assert served.get("/v1/me", role="manager").json() == {
        "name": "A manager",
        "role": "manager",
        "all_roles": False,
        "practice": False,
    }


def test_an_embedded_api_has_one_user_and_is_practice(tmp_path: Path) -> None:
    with front(tmp_path, secret="one launch") as running:
        signed_in = {"Authorization": "Bearer one launch"}
        assert running.get("/v1/me", role=None, headers=signed_in).json() == {
            "name": "practice",
            "role": "practice",
            "all_roles": True,
            "practice": True,
        }
        opened = running.post("/v1/referrals", CASE, role=None, headers=signed_in)
        assert opened.json()["practice"] is True
        assert running.get("/v1/me").status_code == 401


@pytest.mark.parametrize("path", ["/v1/me", "/v1/docs", "/v1/nowhere", "/v1/openapi.json"])
def test_every_response_is_guarded(served: Front, path: str) -> None:
    answer = served.get(path)
    for name, value in HEADERS.items():
        if name != "Content-Security-Policy":
            assert answer.headers[name] == value
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Server" not in answer.headers
    assert len(answer.headers["X-Request-Id"]) == 16


SECRETS = ("Katie", "KM", "2014-10", "violet", "indigo", "grandmother", "Ms Okafor", "unsaid", "1234567")


def test_nothing_that_was_entered_is_in_the_log(alone: Front, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    state = alone.opened(answers={"kind": "worry"}, reference="1234567")
    at = f"/v1/referrals/{state['id']}"

    def post(path: str, body: object, role: str = "worker", status: int = 200) -> None:
        version = alone.get(at).json()["version"]
        answer = alone.post(f"{at}/{path}", body, version=version, role=role)
        assert answer.status_code == status, answer.text

    hungry = {"about": "child-1", "question": "hungry", "answer": {"value": "yes", "said_by": "grandmother"}}
    post("children", {"initials": "KM", "born": "2014-10", "case_system_id": "1234567"})
    post("adults", {"label": "violet's father"})
    post("answers", {"answers": [hungry]})
    post("answers", {"answers": [{**hungry, "answer": "Katie said so"}]}, status=422)
    post("answers", {"answers": [{**hungry, "question": "Katie"}]}, status=422)
    post(
        "decisions",
        {"route": "strategy", "rag": "red", "reasons": "Katie told her indigo unsaid things."},
        "manager",
    )
    post("contacts/school", {"state": "made", "with": "Ms Okafor, head"})
    alone.get("/v1/referrals/Katie")
    alone.get("/v1/Katie?violet=indigo")
    alone.post("/v1/triage", raw=b'{"Katie": unsaid}')
    # The test's own client logs in this process too; a server's is never there.
    logged = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith("urllib3"))
    assert logged.count("/v1/referrals/<id>") >= 10
    assert [word for word in SECRETS if word in logged] == []
    assert alone.token("worker") not in logged


def test_the_log_says_what_was_asked_and_how_it_went(served: Front, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "triage_api.requests")
    answer = served.get("/v1/referrals/nobody")
    assert f"{answer.headers['X-Request-Id']} GET /v1/referrals/<id> 404" in caplog.text
