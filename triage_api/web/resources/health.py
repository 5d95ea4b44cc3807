"""Is it up, and can it work? For whoever watches the server; says nothing of what is recorded."""

from __future__ import annotations

from flask import Response, jsonify

from triage_api.storage import StorageError
from triage_api.web.blueprints import Resource
from triage_api.web.problems import problem
from triage_api.web.services import services

health = Resource("health", "Is it up, and can it work?")


@health.at("/health/live")
@health.gives("Health")
def live() -> Response:
    """Whether it is up."""
    return jsonify({"status": "live"})


@health.at("/health/ready")
@health.gives("Health", problems=[503])
def ready() -> Response:
    """Whether it can work: the record can be read, and there is a policy to serve."""
    found = services()
    try:
        found.ledger.lines(None, None, 1, ("", found.settings.clock()))
    except StorageError as error:
        return problem(503, "not-ready", "Not ready", str(error))
    if not found.catalogue.ids():
        return problem(503, "not-ready", "Not ready", "There is no policy in any of the folders of policies.")
    trouble = [_words(one.ref, one.served) for one in found.catalogue.trouble()]
    return jsonify(
        {"status": "ready", "trouble": trouble + [words for words in (found.ledger.trouble,) if words]}
    )


def _words(ref: str, served: str | None) -> str:
    return f"The policy {ref} has errors: " + (
        f"{served} is served as it was before." if served else "it is not served."
    )
