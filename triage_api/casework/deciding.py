"""Deciding: a named person, of the role that the policy names for the route, in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage_api.casework.arriving import refuse_unspoken
from triage_api.casework.changes import Change
from triage_api.casework.judging import Json
from triage_api.casework.libraries import libraries
from triage_api.casework.lowering import checked, recorded
from triage_api.casework.members import must_have
from triage_api.casework.obligations import drop
from triage_api.casework.points import Point, point_of
from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.casework.ways import Weighed, lowered_from, ways
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission, Policy, Route
from triage_api.record import REFERRAL, Decided, Happened, Lowering, Referral


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it was sent."""

    route: str | None
    """``None``, with ``rag``: not a referral."""
    rag: str | None
    reasons: str
    lowering: Lowering | None = None
    dropped: tuple[str, ...] = ()
    point: str | None = None
    """When in the case it is decided; ``None``: it is the first decision."""
    value: str | None = None
    """What is decided of that point's own question."""


def decide(change: Change, ruling: Ruling) -> None:
    """Record the decision, with the recommendation that was shown.

    Raises:
        WrongError: unknown ids, no reasons, or reasons that are not the decider's own.
        NotYoursError: the policy names other roles for this route.
        ConflictError: it lowers and nothing says why; there is nothing to be decided yet; or the child comes
            from elsewhere and nobody has spoken to the sender.
    """
    policy, shown = change.policy, change.judged()
    if faults := [*_unknown(policy, shown, ruling), *own_words(ruling.reasons, "/reasons", "Reasons", shown)]:
        raise WrongError(faults)
    point = point_of(change, ruling.point, ruling.value)
    _refuse_others(change, ruling, point)
    _refuse_undecidable(change.referral, shown, ruling)
    refuse_unspoken(change, ruling.route)
    weighed = Weighed(
        policy, change.referral, shown, ruling.route, ruling.rag, ruling.dropped, point.value, point.proposal
    )
    decided = _decided(change, ruling, weighed, point)
    change.add(decided)
    if decided.second_view is None or not decided.second_view.before:
        drop(change, ruling.dropped, of=change.referral.version)
    _start_clocks(change)


def _decided(change: Change, ruling: Ruling, weighed: Weighed, point: Point) -> Decided:
    found = tuple(ways(weighed))
    lowering = checked(change.policy, ruling.lowering, found, weighed.shown)
    view = None
    if lowering is not None:
        above = weighed.proposed
        before = above is not None and above.second_view == "before"
        lowering, view = recorded(change, lowering, lowered_from(weighed), weighed.shown, before=before)
    return Decided(
        route=ruling.route,
        rag=ruling.rag,
        route_order=-1 if ruling.route is None else weighed.level.route,
        rag_order=-1 if ruling.rag is None else weighed.level.rag,
        reasons=ruling.reasons.strip(),
        recommendation=weighed.shown,
        policy_sha256=change.policy.sha256,
        libraries=libraries(change.policy),
        lowers=found,
        lowering=lowering,
        dropped=ruling.dropped,
        second_view=view,
        sent_by=_sent_by(change.policy, change.referral),
        point=point.id,
        value=None if point.value is None else point.value.id,
        value_order=-1 if point.value is None else point.value.order,
        not_checked=change.referral.not_checked,
    )


def _refuse_others(change: Change, ruling: Ruling, point: Point) -> None:
    """Both the route and what is decided of the point itself are for the roles that the policy names."""
    policy = change.policy
    route = policy.routes[ruling.route or policy.base_route]
    must_have(change.member, _deciders(change, route), policy.roles, f"Deciding “{route.title}”")
    if point.value is not None:
        must_have(change.member, point.value.decided_by, policy.roles, f"Deciding “{point.value.title}”")


def _deciders(change: Change, route: Route) -> tuple[str, ...]:
    """The roles that may decide this route now. What was overtaken is answered by whoever may answer that, or
    by those who decide the graver of the two routes."""
    policy, overtaken = change.policy, change.referral.overtaken
    if overtaken is None:
        return route.decided_by
    risen = policy.routes.get(overtaken.route or policy.base_route, route)
    graver = max(route, risen, key=lambda one: one.order)
    return (*policy.casework.roles_for(Permission.ANSWER_OVERTAKEN), *graver.decided_by)


def _sent_by(policy: Policy, referral: Referral) -> str | None:
    """Who sent it, as the policy's own question was answered; ``None``: it was not, or not as one answer."""
    returns = policy.casework.returns
    given = None if returns is None else referral.answers.get((REFERRAL, returns.sent_by))
    answer = None if given is None else given.answer
    value = answer.get("value") if isinstance(answer, dict) else answer
    return value if isinstance(value, str) else None


DECIDED = "decided"
"""The event of a policy that clocks which run from the decision start on."""


def _start_clocks(change: Change) -> None:
    """Record that it was decided, for the clocks; the first time, since no clock starts anew."""
    happened = {one.event for one in change.referral.happened}
    if DECIDED in change.policy.events and DECIDED not in happened:
        at = change.signed.happened_at or change.signed.at
        change.add(Happened(DECIDED, at.isoformat(timespec="seconds")))


def _unknown(policy: Policy, shown: Json, ruling: Ruling) -> Iterator[Fault]:
    named = [("route", ruling.route, list(policy.routes)), ("rag", ruling.rag, list(policy.rags))]
    for field, value, known in named:
        if value is not None and value not in known:
            what = f"There is no {field} “{value}” in {policy.ref}."
            yield Fault(f"/{field}", f"unknown-{field}", what, nearest(value, known))
    if (ruling.route is None) != (ruling.rag is None):
        missing = "route" if ruling.route is None else "rag"
        yield Fault(f"/{missing}", "missing-field", f"A decision has a {missing}.", "Give both, or neither.")
    required = [contact["id"] for contact in shown["required_contacts"]]
    for place, contact in enumerate(ruling.dropped):
        if contact not in required:
            what = f"“{contact}” is not among the required contacts."
            yield Fault(f"/dropped/{place}", "unknown-contact", what, nearest(contact, required or ["none"]))


def _refuse_undecidable(referral: Referral, shown: Json, ruling: Ruling) -> None:
    if ruling.route is None and referral.news:
        raise ConflictError(
            "news-is-a-referral",
            "News came, and it is never filed as no referral",
            "Answer what the news touches, then decide a route and a rating.",
        )
    if ruling.route is None and not shown["not_a_referral"]:
        raise ConflictError(
            "is-a-referral",
            "This is a referral",
            "It can be filed as none only by its screening answer. Decide a route and a rating.",
        )
    if ruling.route is not None and not shown["children"]:
        raise ConflictError(
            "no-child",
            "There is no child in it",
            "Add the child it is about, even if all that is known is that there is one.",
        )
