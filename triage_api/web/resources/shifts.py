"""Hand-over at the end of a shift, absence, and the page for those who work tonight."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import fields, validate

from triage_api.record import Watch
from triage_api.storage import Reply
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.bodies import Text, WriteSchema
from triage_api.web.preconditions import asked
from triage_api.web.resources.owners import ReceiverSchema, WatchSchema, receiver_of
from triage_api.web.services import services

shifts = Resource("hand-over", "From one shift to the next: offered as one, accepted by name.")

PROBLEMS = [400, 403, 404, 409, 413, 415, 422, 503, 507]


class WatchedSchema(WatchSchema):
    """What those who work tonight must know of one referral."""

    referral = Text(40, required=True, words="The id of the referral.")


class HandOverSchema(WriteSchema):
    """All that you hold, offered as one."""

    to = fields.Nested(ReceiverSchema, metadata={"description": "A person; or else team."})
    team = Text(40, words="A team of the policy: one of its people takes it.")
    about_to_do = fields.String(required=True, metadata={"description": "What you were about to do."})
    waiting_for = fields.String(required=True, metadata={"description": "What you are waiting for."})
    watch = fields.List(
        fields.Nested(WatchedSchema),
        load_default=[],
        validate=validate.Length(0, 200),
        metadata={"description": "Needed for each referral that goes to those who work out of hours."},
    )


class HandOverAnswerSchema(WriteSchema):
    """Whether you take it, all of it."""

    id = Text(40, required=True, words="Of the hand-over.")
    how = fields.String(required=True, validate=validate.OneOf(("accepted", "declined")))
    words = fields.String(metadata={"description": "Needed where it is declined."})


class ReturnSchema(WriteSchema):
    """They are here again."""

    person = Text(120, required=True, words="As they sign in.")


class AbsenceSchema(ReturnSchema):
    """Somebody has gone home, is on leave or is ill."""

    words = fields.String(required=True, metadata={"description": "Why they are away."})


class ReassignmentSchema(AbsenceSchema):
    """All that an absent person holds, in one action."""

    to = fields.Nested(ReceiverSchema, metadata={"description": "A person; or team. Neither: you keep it."})
    team = Text(40, words="A team of the policy.")


@shifts.at("/hand-over", "POST")
@shifts.takes(HandOverSchema)
@shifts.gives("Said", problems=PROBLEMS)
def post_hand_over(body: dict[str, Any]) -> Response:
    """Offer all that you hold. You own it until it is accepted."""
    watch = {one["referral"]: Watch(one["fear"], one["if_called"], one["do_not"]) for one in body["watch"]}
    request, to = asked(body.get("happened_at")), receiver_of(body)
    return _answered(
        services().shifts.hand_over(request, to, body["about_to_do"], body["waiting_for"], watch)
    )


@shifts.at("/hand-over/answers", "POST")
@shifts.takes(HandOverAnswerSchema)
@shifts.gives("Said", problems=PROBLEMS)
def post_hand_over_answer(body: dict[str, Any]) -> Response:
    """Accept a hand-over by name, or decline it: all of it."""
    request = asked(body.get("happened_at"))
    return _answered(services().shifts.answer(request, body["id"], body["how"], body.get("words")))


@shifts.at("/hand-over/<person>")
@shifts.gives("Page")
def read_hand_over(person: str) -> Response:
    """One page: what somebody holds, what they were about to do, and what they wait for."""
    found = services()
    return _page(found.shifts.page(person, member(), found.settings.clock()))


@shifts.at("/absences", "POST")
@shifts.takes(AbsenceSchema)
@shifts.gives("Said", problems=PROBLEMS)
def post_absence(body: dict[str, Any]) -> Response:
    """Say that somebody is away: what they own is an alarm on the board."""
    request = asked(body.get("happened_at"))
    return _answered(services().shifts.leave(request, body["person"], body["words"]))


@shifts.at("/absences/ends", "POST")
@shifts.takes(ReturnSchema)
@shifts.gives("Said", problems=PROBLEMS)
def post_return(body: dict[str, Any]) -> Response:
    """Say that somebody is here again."""
    return _answered(services().shifts.come_back(asked(body.get("happened_at")), body["person"]))


@shifts.at("/reassignments", "POST")
@shifts.takes(ReassignmentSchema)
@shifts.gives("Said", problems=PROBLEMS)
def post_reassignment(body: dict[str, Any]) -> Response:
    """Take over all that an absent person holds, and offer it on."""
    receiver = receiver_of(body) if "to" in body or "team" in body else None
    request = asked(body.get("happened_at"))
    return _answered(services().shifts.reassign(request, body["person"], receiver, body["words"]))


@shifts.at("/referrals/<id>/watch-list")
@shifts.gives("Page", problems=[404])
def read_watch_list(id: str) -> Response:
    """One page for tonight: what to fear, what to do if called, what not to do, and who decided."""
    found = services()
    return _page(found.desk.watch_page(id, member(), found.settings.clock()))


def _page(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")


def _answered(reply: Reply) -> Response:
    return Response(reply.body, reply.status, content_type="application/json")
