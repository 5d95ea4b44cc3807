"""Deciding: a named person, of the role that the policy names for the route, in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage_api.casework.changes import Change
from triage_api.casework.judging import Json, Level, level_of
from triage_api.casework.libraries import libraries
from triage_api.casework.lowering import checked, second_view
from triage_api.casework.members import must_have
from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission, Policy, Route
from triage_api.record import REFERRAL, Decided, Happened, Lowering, Referral, SecondView


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it was sent."""

    route: str | None
    """``None``, with ``rag``: not a referral."""
    rag: str | None
    reasons: str
    lowering: Lowering | None = None
    dropped: tuple[str, ...] = ()


def decide(change: Change, ruling: Ruling) -> None:
    """Record the decision, with the recommendation that was shown.

    Raises:
        WrongError: unknown ids, no reasons, or reasons that are not the decider's own.
        NotYoursError: the policy names other roles for this route.
        ConflictError: it lowers and nothing says why; or there is nothing to be decided yet.
    """
    policy, shown = change.policy, change.judged()
    if faults := [*_unknown(policy, shown, ruling), *own_words(ruling.reasons, "/reasons", "Reasons", shown)]:
        raise WrongError(faults)
    route = policy.routes[ruling.route or policy.base_route]
    must_have(change.member, _deciders(change, route), policy.roles, f"Deciding “{route.title}”")
    _refuse_undecidable(change.referral, shown, ruling)
    ways = list(_ways(policy, change.referral, shown, ruling))
    lowering = checked(ruling.lowering, ways, shown)
    change.add(
        Decided(
            route=ruling.route,
            rag=ruling.rag,
            route_order=-1 if ruling.route is None else route.order,
            rag_order=-1 if ruling.rag is None else policy.rags[ruling.rag].order,
            reasons=ruling.reasons.strip(),
            recommendation=shown,
            policy_sha256=policy.sha256,
            libraries=libraries(policy),
            lowers=tuple(ways),
            lowering=lowering,
            dropped=ruling.dropped,
            second_view=_second_view(policy, change.referral, shown, ruling) if lowering else None,
            sent_by=_sent_by(policy, change.referral),
        )
    )
    _start_clocks(change)


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


def _ways(policy: Policy, referral: Referral, shown: Json, ruling: Ruling) -> Iterator[str]:
    """In which ways the decision lowers, in words."""
    yield from _below_overtaken(policy, referral, ruling)
    if ruling.route is not None and ruling.rag is not None:
        yield from _below(policy, shown, ruling.route, ruling.rag)
    roles = {contact["id"]: contact["role"] for contact in shown["required_contacts"]}
    for contact in ruling.dropped:
        yield f"It drops a required contact: {roles[contact]}."


def _below_overtaken(policy: Policy, referral: Referral, ruling: Ruling) -> Iterator[str]:
    """Below what the recommendation had risen to, even if it has fallen again since."""
    risen = referral.overtaken
    if risen is None:
        return
    route = -1 if ruling.route is None else policy.routes[ruling.route].order
    rag = -1 if ruling.rag is None else policy.rags[ruling.rag].order
    if route < risen.route_order:
        title = policy.routes[risen.route or policy.base_route].title
        yield f"Its route is below the one that overtook the last decision, {title}."
    if rag < risen.rag_order:
        rag_title = _rag_title(policy, {"rag": risen.rag})
        yield f"Its rating is below the one that overtook the last decision, {rag_title}."


def _below(policy: Policy, shown: Json, route: str, rag: str) -> Iterator[str]:
    decided = Level(policy.routes[route].order, policy.rags[rag].order)
    recommended = level_of(policy, shown)
    if decided.route < recommended.route:
        yield f"Its route is below the recommended one, {policy.routes[shown['route']].title}."
    least = policy.rags[policy.routes[route].rag_at_least]
    if decided.rag < recommended.rag:
        yield f"Its rating is below the recommended one, {_rag_title(policy, shown)}."
    elif decided.rag < least.order:
        yield f"Its rating is below {least.title}, the least for {policy.routes[route].title}."
    if _closes_early(policy, shown, route, decided):
        yield (
            "Not everything that could raise it has been asked: it could still be "
            f"{policy.routes[shown['ceiling']['route']].title}."
        )


def _rag_title(policy: Policy, shown: Json) -> str:
    return policy.rags[shown["rag"] or policy.routes[policy.base_route].rag_at_least].title


def _closes_early(policy: Policy, shown: Json, route: str, decided: Level) -> bool:
    """Whether the case would be closed while the interview is unfinished and could still raise it.

    A route whose lowering the policy lets nobody make alone is action, not closing: it may be decided at any
    time, and what is answered afterwards still counts.
    """
    acts = policy.routes[route].second_view == "before"
    return bool(shown["provisional"]) and not acts and decided.falls_below(level_of(policy, shown["ceiling"]))


def _second_view(policy: Policy, referral: Referral, shown: Json, ruling: Ruling) -> SecondView:
    """As the policy says of the route that was lowered from: while provisional, that is the ceiling; and
    never below what overtook the last decision."""
    route = policy.routes[ruling.route or policy.base_route]
    decided = Level(route.order, policy.rags[ruling.rag or route.rag_at_least].order)
    early = _closes_early(policy, shown, route.id, decided)
    lowered_from = shown["ceiling"]["route"] if early else shown["route"]
    risen = referral.overtaken
    routes = [policy.routes.get(id or policy.base_route) for id in (lowered_from, risen and risen.route)]
    return second_view(policy, max((one for one in routes if one), key=lambda one: one.order).id)
