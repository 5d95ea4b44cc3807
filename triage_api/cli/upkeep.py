"""``triage-api verify`` and ``openapi``."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from triage_api.cli.serving import FINE, failed
from triage_api.cli.tokens import opened
from triage_api.web.app import close, create_app
from triage_api.web.resources.description import document
from triage_api.web.settings import Settings


def verify(data: Path | None) -> int:
    """Say whether the record is as it was written."""
    with opened(data) as ledger:
        verdict = ledger.verify()
    for finding in verdict.findings:
        print(finding)
    if verdict.findings:
        return failed("The record is not as it was written. Keep the file as it is.")
    counts = f"{verdict.events} events, {verdict.purged} of them purged"
    print(f"{counts}: as written, up to event {verdict.anchored}.")
    return FINE


def openapi() -> int:
    """Print the OpenAPI document. It tells of the program, so it needs neither a record nor a policy."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), policies=()))
        try:
            with app.app_context():
                print(json.dumps(document(), indent=2, ensure_ascii=False))
        finally:
            close(app)
    return FINE
