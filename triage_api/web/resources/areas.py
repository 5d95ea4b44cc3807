"""Other areas where the child of a referral lives: acted on here first, passed on second."""

from __future__ import annotations

from typing import Any

from flask import Response

from triage_api.casework.areas import see_area, tell_area
from triage_api.web.blueprints import Resource
from triage_api.web.preconditions import changed
from triage_api.web.resources.tray import PROBLEMS, AreaSchema, PassingSchema, passing

areas = Resource("areas", "Other areas where the child lives, each told by voice, to a named person.")


@areas.at("/referrals/<id>/other-areas", "POST")
@areas.takes(AreaSchema)
@areas.gives("Referral", problems=PROBLEMS)
def post_area(body: dict[str, Any], id: str) -> Response:
    """Note that the child lives in another area."""
    area, words = body["area"], body["words"]
    return changed(body, id, lambda change: see_area(change, area, words))


@areas.at("/referrals/<id>/other-areas/<int:number>", "POST")
@areas.takes(PassingSchema)
@areas.gives("Referral", problems=PROBLEMS)
def post_passing(body: dict[str, Any], id: str, number: int) -> Response:
    """Note which named person of the other area has it."""
    told = passing(body, number)
    return changed(body, id, lambda change: tell_area(change, told))
