"""The policies that are served, and everything that asking their questions needs."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from flask import Response

from triage_api.casework.changes import served
from triage_api.casework.refusals import NotFoundError
from triage_api.policy.model import Policy
from triage_api.web.blueprints import Resource
from triage_api.web.policy_words import questions_body
from triage_api.web.resources.referrals import as_json
from triage_api.web.services import services

policies = Resource("policies", "Which policies are served, and what they ask.")


@policies.at("/policies")
@policies.gives("Policies")
def list_policies() -> Response:
    """The policies served, and what is wrong with those that are not, or not as their files stand."""
    found = services()
    today = found.settings.clock().astimezone(UTC).date()
    listed = [{**policy_body(one), "in_force": one.in_force_on(today)} for one in found.catalogue.served()]
    trouble = [
        {"policy": one.ref, "served": one.served, "errors": list(one.errors)}
        for one in found.catalogue.trouble()
    ]
    return as_json({"policies": listed, "trouble": trouble})


@policies.at("/policies/<id>/questions")
@policies.gives("Questions", problems=[404, 503])
def read_questions(id: str) -> Response:
    """Sections and questions with their words, and the words for everything that can be recommended."""
    catalogue = services().catalogue
    if id.partition("@")[0] not in catalogue.ids():
        there = ", ".join(catalogue.ids()) or "none"
        raise NotFoundError("no-such-policy", "Not found", f"There is no policy “{id}”. There are: {there}.")
    policy = served(catalogue, id)
    return as_json({"policy": policy_body(policy), **questions_body(policy)})


def policy_body(policy: Policy) -> dict[str, Any]:
    """A policy as one line."""
    return {
        "id": policy.id,
        "version": policy.version,
        "title": policy.title,
        "status": "draft" if policy.adopted is None else "adopted",
        "sha256": policy.sha256,
        "in_force_from": policy.in_force_from.isoformat(),
        "in_force_until": None if policy.in_force_until is None else policy.in_force_until.isoformat(),
    }
