"""What rules give one child, by the states that they are in; and the shape of a whole recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tests.reference.grounded import Grounded
from tests.reference.states import State
from triage_api.policy.model import Policy, Rag, Route, Rule, Start, Then, Tier

Clock = tuple[str, str]
"""A contact and a timing put on it."""


class Axes(NamedTuple):
    """A route and a RAG."""

    route: str | None
    rag: str | None


@dataclass(frozen=True)
class ChildOutcome:
    """What the policy says of one child."""

    ref: str
    route: str | None
    rag: str | None
    start: str | None
    harm: tuple[str, ...]
    tier: str | None
    floor: Axes
    ceiling: Axes
    states: dict[str, State]
    contacts: frozenset[str]
    clocks: frozenset[Clock]
    duties: frozenset[str]
    do_not: frozenset[tuple[str, str]]
    warnings: tuple[str, ...]
    milestones: frozenset[str]


@dataclass(frozen=True)
class Recommended:
    """What the policy says of a referral, without times and sentences."""

    route: str | None
    rag: str | None
    start: str | None
    destination: str | None
    provisional: bool
    not_a_referral: str | None
    call_999: str | None
    floor: Axes
    ceiling: Axes
    children: tuple[ChildOutcome, ...]
    police_units: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """Every rule of the policy, for one child."""

    ref: str
    grounded: Mapping[str, Grounded]
    states: Mapping[str, State]
    wanting_only_what_is_not_known: frozenset[str]
    """Possible rules that could come true though nothing not asked is asked."""


def highest(ordered: Mapping[str, Route | Rag | Start | Tier], ids: Iterable[str | None]) -> str | None:
    """The one that stands highest, if there is any."""
    return max((id for id in ids if id is not None), key=lambda id: ordered[id].order, default=None)


def axes(policy: Policy, routes: Iterable[str | None], rags: Iterable[str | None]) -> Axes:
    """The highest route, and the reddest rating that it or a rule asks for."""
    route = highest(policy.routes, routes)
    least = None if route is None else policy.routes[route].rag_at_least
    return Axes(route, highest(policy.rags, [least, *rags]))


def in_state(policy: Policy, judged: Judged, *states: State) -> list[Rule]:
    """The rules that are in one of these states."""
    return [rule for rule in policy.rules.values() if judged.states[rule.id] in states]


def in_full(policy: Policy, judged: Judged) -> list[Rule]:
    """The rules that give all that they say."""
    return in_state(policy, judged, State.APPLIES, State.ASSUMED)


def held(policy: Policy, rule: Rule) -> Axes:
    """The route and RAG at which a rule holds: the policy's step, never above what the rule would give."""
    return Axes(
        _step(policy.routes, policy.holding_routes, rule.then.route),
        _step(policy.rags, policy.holding_rags, rule.then.rag),
    )


def _step(
    ordered: Mapping[str, Route] | Mapping[str, Rag], steps: Mapping[str, str], id: str | None
) -> str | None:
    if id is None or id not in steps:
        return None
    return min(steps[id], id, key=lambda step: ordered[step].order)


def reached(policy: Policy, judged: Judged, base_stands: bool) -> Axes:
    """The route and RAG of the outcome."""
    full = in_full(policy, judged)
    holding = [held(policy, rule) for rule in in_state(policy, judged, State.HOLDS)]
    base = [policy.base_route] if base_stands else []
    return axes(
        policy,
        [*base, *(rule.then.route for rule in full), *(route for route, _ in holding)],
        [*(rule.then.rag for rule in full), *(rag for _, rag in holding)],
    )


def outcome(policy: Policy, judged: Judged, base_stands: bool) -> ChildOutcome:
    """All that the rules give this child, united."""
    full = in_full(policy, judged)
    speaking = in_state(policy, judged, State.APPLIES, State.ASSUMED, State.HOLDS)
    route, rag = reached(policy, judged, base_stands)
    tier = highest(policy.tiers, (rule.then.tier for rule in full))
    routes = [policy.routes[route]] if route is not None else []
    rags = [each for each in policy.rags.values() if rag is not None and each.order <= policy.rags[rag].order]
    tiers = [policy.tiers[tier]] if tier is not None else []
    thens = [rule.then for rule in full]
    wanting: list[Then | Route | Rag] = [*thens, *routes, *rags]
    clocking: list[Then | Rag | Tier] = [*thens, *rags, *tiers]
    serving: list[Then | Route] = [*thens, *routes]
    wanted = {contact for source in wanting for contact in source.contacts}
    clocks = {clock for source in clocking for clock in source.clocks}
    harms = {harm for rule in speaking for harm in rule.then.harm}
    warnings = {warning for rule in speaking for warning in rule.then.warnings}
    forbidden = {ban for rule in speaking for ban in rule.then.do_not}
    return ChildOutcome(
        ref=judged.ref,
        route=route,
        rag=rag,
        start=highest(policy.starts, (then.start for then in thens)),
        harm=tuple(harm for harm in policy.harms if harm in harms),
        tier=tier,
        floor=_floor(policy, judged, base_stands),
        ceiling=_ceiling(policy, judged),
        states=dict(judged.states),
        contacts=settled(policy, judged, wanted),
        clocks=frozenset(clocks | _carried_over(policy, judged, wanted, clocks)),
        duties=frozenset(duty for source in serving for duty in source.duties),
        do_not=frozenset((ban.contact, ban.until) for ban in forbidden),
        warnings=tuple(sorted(warnings)),
        milestones=frozenset(id for source in wanting for id in source.milestones),
    )


def _carried_over(policy: Policy, judged: Judged, wanted: set[str], clocks: set[Clock]) -> set[Clock]:
    """The clocks on a wanted contact whose unit is not said, on those that it stands for."""
    return {
        (each, timing)
        for contact, timing in clocks
        if contact in wanted
        for each in stood_for(policy, judged, contact)
    }


def _floor(policy: Policy, judged: Judged, base_stands: bool) -> Axes:
    """The base, if it stands, and what applies."""
    applying = [rule.then for rule in in_state(policy, judged, State.APPLIES)]
    base = [policy.base_route] if base_stands else []
    return axes(policy, [*base, *(then.route for then in applying)], (then.rag for then in applying))


def _ceiling(policy: Policy, judged: Judged) -> Axes:
    """The base, and every rule that is not ruled out."""
    open_yet = [rule.then for rule in policy.rules.values() if judged.states[rule.id] is not State.RULED_OUT]
    return axes(
        policy, [policy.base_route, *(then.route for then in open_yet)], (then.rag for then in open_yet)
    )


def settled(policy: Policy, judged: Judged, contacts: Iterable[str]) -> frozenset[str]:
    """The contacts, those whose unit is not said replaced by those that it may be."""
    return frozenset(each for contact in contacts for each in stood_for(policy, judged, contact))


def stood_for(policy: Policy, judged: Judged, contact: str) -> frozenset[str]:
    """The contacts that one stands for: those that rules require or whose unit they name, or else all.

    A contact whose unit is said stands for itself.
    """
    rules = in_full(policy, judged)
    named = {each for rule in rules for each in rule.then.contacts}
    units = {unit for rule in rules for unit in rule.then.police_units}
    may_be = policy.contacts[contact].settled_by
    known = {each for each in may_be if each in named or policy.contacts[each].unit in units}
    return frozenset(known or may_be or {contact})
