"""The wire contract: the example files are what the API and the command really take and answer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.contract import CASE_FILE, REQUEST, RESPONSE, answered, request_of, shown
from tests.web.described import faults
from tests.web.servers import Front, front
from triage_api.policy.load import roots

AGAIN = "if that is meant, write the examples again: python -m tests.web.contract"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A server of the policies that Front Door ships."""
    with front(tmp_path_factory.mktemp("shipped"), policies=roots(None, {})) as running:
        yield running


def test_the_request_is_the_policys_own_example() -> None:
    assert REQUEST.read_text(encoding="utf-8") == shown(request_of(CASE_FILE)), AGAIN


def test_the_api_answers_the_example(shipped: Front) -> None:
    request = json.loads(REQUEST.read_text(encoding="utf-8"))
    assert shown(answered(shipped, request)) == RESPONSE.read_text(encoding="utf-8"), AGAIN


@pytest.mark.parametrize("case", [CASE_FILE, REQUEST], ids=["the case file", "the request"])
def test_the_command_gives_the_same_body(case: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "triage_api.cli.policy",
        "recommend",
        "ealing",
        "--answers",
        str(case),
        "--json",
    ]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert shown(json.loads(run.stdout)) == RESPONSE.read_text(encoding="utf-8"), AGAIN


def test_the_example_is_as_described(shipped: Front) -> None:
    components = shipped.get("/v1/openapi.json").json()["components"]["schemas"]
    response = json.loads(RESPONSE.read_text(encoding="utf-8"))
    assert list(faults(response, components["Recommendation"], components)) == []


def test_a_referral_of_the_same_case_is_recommended_the_same(shipped: Front) -> None:
    request = json.loads(REQUEST.read_text(encoding="utf-8"))
    opened = shipped.post("/v1/referrals", request).json()
    assert shown(opened["recommendation"]) == RESPONSE.read_text(encoding="utf-8"), AGAIN
    assert opened["practice"] is True
