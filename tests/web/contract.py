"""The example files of the wire contract.

``python -m tests.web.contract`` writes them again from the policy's own example and the real API: to be done,
and looked through, when a policy or the engine is meant to answer otherwise.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from tests.web.servers import Front, front
from triage_api.policy.cases import read_case as read_case_file
from triage_api.policy.load import roots

ROOT = Path(__file__).parents[2]
CASE_FILE = ROOT / "policies" / "ealing" / "examples" / "child-j-2015-06-24.yaml"
REQUEST = ROOT / "docs" / "examples" / "triage-request.json"
RESPONSE = ROOT / "docs" / "examples" / "triage-response.json"
CASE_FIELDS = ("policy", "received_at", "answers", "children", "adults", "incidents", "events")


def request_of(case_file: Path) -> dict[str, Any]:
    """A case file as the body of a request: without its title, its source and what is expected of it."""
    case, findings = read_case_file(case_file)
    assert case is not None, findings
    return {field: case[field] for field in CASE_FIELDS if field in case}


def shown(body: Any) -> str:
    """A body as the example files have it."""
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def answered(running: Front, body: Any) -> Any:
    """What the API answers."""
    answer = running.post("/v1/triage", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def write() -> None:
    """Write both files."""
    with (
        tempfile.TemporaryDirectory() as data,
        front(Path(data), policies=roots(None, os.environ)) as running,
    ):
        request = request_of(CASE_FILE)
        REQUEST.write_text(shown(request), encoding="utf-8")
        RESPONSE.write_text(shown(answered(running, request)), encoding="utf-8")


if __name__ == "__main__":
    write()
