"""Who is signed in."""

from __future__ import annotations

from flask import Response, jsonify

from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.services import services

me = Resource("me", "Who is signed in.")


@me.at("/me")
@me.gives("Member")
def signed_in() -> Response:
    """Who is signed in, in which role, and whether all they do is practice."""
    one = member()
    return jsonify(
        {
            "name": one.person.name,
            "role": one.person.role,
            "all_roles": one.all_roles,
            "practice": services().settings.practice,
        }
    )
