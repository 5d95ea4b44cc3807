"""The description is true: every route is in it and in docs/api.md, and what is answered is as it says."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

import triage_api.web
from tests.web.described import faults
from tests.web.routes import Route, every_route
from tests.web.servers import CASE, Front

ROUTES = every_route(Path(tempfile.mkdtemp()))
API = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def described(served: Front) -> dict[str, Any]:
    """The OpenAPI document."""
    document: dict[str, Any] = served.get("/v1/openapi.json", role=None).json()
    return document


@pytest.mark.parametrize("route", [pytest.param(route, id=str(route)) for route in ROUTES])
def test_every_route_is_in_docs_api_md(route: Route) -> None:
    assert f"`{route.documented}`" in API


def test_docs_api_md_names_no_route_that_is_not_there() -> None:
    written = re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /v1/[^`?]*)`", API)
    assert set(written) == {route.documented for route in ROUTES}


def test_every_field_that_a_component_has_is_in_docs_api_md(described: dict[str, Any]) -> None:
    names = {
        name for one in described["components"]["schemas"].values() for name in one.get("properties", {})
    }
    missing = sorted(name for name in names if f"`{name}`" not in API and f'"{name}"' not in API)
    assert missing == []


@pytest.mark.parametrize("route", [pytest.param(route, id=str(route)) for route in ROUTES])
def test_every_route_is_described(described: dict[str, Any], route: Route) -> None:
    operation = described["paths"][route.described][route.method.lower()]
    assert operation["summary"]
    if route.method == "POST":
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        assert schema["$ref"].rpartition("/")[2] in described["components"]["schemas"]


def test_no_body_is_called_as_an_answer_is() -> None:
    assets = Path(triage_api.web.__file__).parent / "assets" / "components"
    answers = [name for file in assets.iterdir() for name in json.loads(file.read_text(encoding="utf-8"))]
    assert [name for name in answers if name.endswith("Body")] == []
    assert sorted(name for name in set(answers) if answers.count(name) > 1) == []


def test_it_is_openapi_3_1_and_asks_for_a_token(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["security"] == [{"token": []}]


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    text = str(described)
    names = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert names <= described["components"]["schemas"].keys()
    assert len(names) > 20
    assert "#/components/responses/" not in text


def test_it_is_the_same_when_it_is_asked_for_again(served: Front, described: dict[str, Any]) -> None:
    assert served.get("/v1/openapi.json").json() == described


def whole(served: Front) -> dict[str, Any]:
    """A referral in which everything has happened, as its last state; and every other kind of answer."""
    child = {"ref": "child-1", "answers": {"age": "8 months", "bruise": "yes"}}
    state = served.opened(answers={"kind": "worry", "family_asks": "no"}, children=[child])
    at = f"/v1/referrals/{state['id']}"
    lowering = {"code": "other", "words": "I have seen the child myself."}
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("worker", "children", {"initials": "KM"}),
        ("worker", "adults", {"label": "father"}),
        ("worker", "incidents", {"label": "23 June"}),
        ("worker", "answers", {"answers": [{"about": "adult-1", "question": "violent", "answer": "yes"}]}),
        (
            "worker",
            "answers",
            {"answers": [{"about": "child-1", "question": "bruise", "answer": "no"}], "lowering": lowering},
        ),
        (
            "manager",
            "decisions",
            {"route": "early_help", "rag": "red", "reasons": "The aunt has moved in.", "lowering": lowering},
        ),
        ("worker", "events", {"event": "passed_on", "at": "2026-11-20T10:00:00Z"}),
        ("worker", "contacts/police/sharing", {"basis": "not_told", "words": "She would be in danger."}),
        ("worker", "safety", {"safe_to_contact": True, "how": "At nine, by text.", "do_not_say": ["Where."]}),
        ("worker", "contacts/police", {"state": "made", "with": "PC Lee, front desk"}),
        ("worker", "duties/marac", {"state": "attempted"}),
        ("worker", "disagreements", {"words": "She is not safe there tonight.", "immediate_risk": True}),
        (
            "worker",
            "offers",
            {"to": {"name": "second manager", "role": "manager"}, "words": "He knows the family."},
        ),
        (
            "worker",
            "news",
            {
                "words": "The boyfriend is in the flat again.",
                "said_by": "the landlord",
                "how_known": "saw",
                "received_at": "2026-11-23T09:00:00Z",
                "to": "A worker",
                "answers": [{"about": "child-1", "question": "bruise", "answer": "yes"}],
                "happened_at": "2026-11-22T20:00:00Z",
            },
        ),
    ]
    for role, path, body in steps:
        version = served.get(at).json()["version"]
        answer = served.post(f"{at}/{path}", body, role=role, version=version)
        assert answer.status_code == 200, answer.text
    known = {"of": served.get(at).json()["news"][0]["number"], "words": "I am on my way to the flat now."}
    version = served.get(at).json()["version"]
    answer = served.post(f"{at}/news/acknowledgements", known, version=version)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_is_answered_is_as_described(served: Front, described: dict[str, Any]) -> None:
    components = described["components"]["schemas"]
    state = whole(served)
    assert state["overtaken"] is not None
    at = f"/v1/referrals/{state['id']}"
    second = {"of": state["lowerings"][-1]["number"], "agrees": True, "words": "I have read the whole file."}
    other = served.post(f"{at}/second-views", second, role="second manager", version=state["version"])
    assert other.status_code == 403
    answers = {
        "Referral": [state],
        "Obligations": [served.get(f"{at}/contacts").json()],
        "Asks": [served.get("/v1/asks?agency=health").json(), served.get("/v1/asks?agency=police").json()],
        "NewsOfReferral": [served.get(f"{at}/news").json()],
        "Events": [served.get(f"{at}/events").json()],
        "Practice": [
            served.get("/v1/reports/practice?policy=hallamshire", role="manager").json(),
            served.get("/v1/reports/practice?policy=hallamshire&reader=team&by=role", role="manager").json(),
        ],
        "Timeline": [served.get(f"{at}/timeline").json()],
        "Print": [
            served.get(f"{at}/print").json(),
            served.get(f"{at}/print?kind=family").json(),
            served.get(f"{at}/contacts/police/print").json(),
        ],
        "Referrals": [served.get("/v1/referrals").json()],
        "Policies": [served.get("/v1/policies").json()],
        "Questions": [served.get("/v1/policies/hallamshire/questions").json()],
        "Recommendation": [
            served.post("/v1/triage", CASE).json(),
            served.post("/v1/triage", state["case"]).json(),
        ],
        "Member": [served.get("/v1/me").json()],
        "Health": [served.get("/v1/health/live").json(), served.get("/v1/health/ready").json()],
        "Problem": [served.get("/v1/nowhere").json(), served.post("/v1/triage", {}).json(), other.json()],
    }
    found = [
        f"{name}{fault}"
        for name, bodies in answers.items()
        for body in bodies
        for fault in faults(body, components[name], components)
    ]
    assert found == []


def test_the_page_needs_nothing_from_elsewhere(served: Front) -> None:
    answer = served.get("/v1/docs", role=None)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert not re.findall(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", answer.text)
    (nonce,) = set(re.findall(r"""nonce="(\w+)""", answer.text))
    assert f"script-src 'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
    assert nonce not in served.get("/v1/docs", role=None).text
