"""A whole recommendation: each child judged by itself, the most protective of them the referral's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.reference.facts import Facts
from tests.reference.grounded import Fact
from tests.reference.grounding import ground
from tests.reference.outcome import Axes, Judged, Recommended, highest, in_full, in_state, outcome, settled
from tests.reference.states import State, state, wants_only_what_is_not_known
from tests.reference.unfinished import is_unfinished
from triage_api.engine.case import Case
from triage_api.policy.model import About, Policy


def recommend(policy: Policy, case: Case) -> Recommended:
    """What the policy says of the case. Nothing in it depends on the order of rules, answers or people."""
    facts = Facts(policy, case)
    judged = [_judge(policy, facts, child.ref) for child in facts.case.children]
    screened = _screened_out(policy, facts, judged)
    provisional = screened is None and is_unfinished(policy, facts, judged)
    children = tuple(outcome(policy, child, not provisional) for child in judged)
    return Recommended(
        route=highest(policy.routes, (child.route for child in children)),
        rag=highest(policy.rags, (child.rag for child in children)),
        start=highest(policy.starts, (child.start for child in children)),
        destination=_destination(policy, judged),
        provisional=provisional,
        not_a_referral=screened,
        call_999=_call_999(policy, judged),
        floor=_highest_of_each(policy, [child.floor for child in children]),
        ceiling=_highest_of_each(policy, [child.ceiling for child in children]),
        children=children,
        police_units=_police_units(policy, judged, [child.contacts for child in children]),
    )


def _judge(policy: Policy, facts: Facts, ref: str) -> Judged:
    grounded = {rule.id: ground(facts, rule.when, {About.CHILD: ref}) for rule in policy.rules.values()}
    states = {rule: state(node, facts) for rule, node in grounded.items()}
    wanting = frozenset(
        rule
        for rule, node in grounded.items()
        if states[rule] is State.POSSIBLE and wants_only_what_is_not_known(node, facts)
    )
    return Judged(ref, grounded, states, wanting)


def _highest_of_each(policy: Policy, children: Sequence[Axes]) -> Axes:
    """The highest route and the reddest rating, each by itself."""
    route = highest(policy.routes, (route for route, _ in children))
    return Axes(route, highest(policy.rags, (rag for _, rag in children)))


def _screened_out(policy: Policy, facts: Facts, judged: Sequence[Judged]) -> str | None:
    """The screening answer that makes this no referral, unless some rule says otherwise."""
    if any(in_state(policy, child, State.APPLIES, State.ASSUMED, State.HOLDS) for child in judged):
        return None
    for question in policy.questions.values():
        reading = facts.reading(Fact(About.REFERRAL, "", question.id)) if question.screens_out else None
        if reading is not None and reading.given and len(reading.values) == 1:
            return next((str(value) for value in reading.values if value in question.screens_out), None)
    return None


def _destination(policy: Policy, judged: Sequence[Judged]) -> str | None:
    """What the rule with the highest route names; of several, or of none, the first in the policy's list."""
    ordered = list(policy.destinations)
    named = [
        (-1 if rule.then.route is None else policy.routes[rule.then.route].order, -ordered.index(destination))
        for child in judged
        for rule in in_full(policy, child)
        if (destination := rule.then.destination) is not None
    ]
    return ordered[-max(named)[1]] if named else next(iter(ordered), None)


def _call_999(policy: Policy, judged: Sequence[Judged]) -> str | None:
    """Said of a rule that applies; of one that could for what is not known, to find that out."""
    calling = [(child, rule.id) for child in judged for rule in policy.rules.values() if rule.then.call_999]
    if any(child.states[rule] is State.APPLIES for child, rule in calling):
        return "now"
    if any(_may_come_true(child, rule) for child, rule in calling):
        return "find_out_now"
    return None


def _may_come_true(child: Judged, rule: str) -> bool:
    """Assumed, holding, or possible for want only of what is not known."""
    return child.states[rule] in (State.ASSUMED, State.HOLDS) or rule in child.wanting_only_what_is_not_known


def _police_units(
    policy: Policy, judged: Sequence[Judged], contacts: Sequence[frozenset[str]]
) -> tuple[str, ...]:
    """The units that are required, and those that may be, because something is not known."""
    found = {
        unit
        for child, required in zip(judged, contacts, strict=True)
        for unit in (*_units_of(policy, required), *_units_named(policy, child))
    }
    return tuple(unit for unit in policy.units if unit in found)


def _units_of(policy: Policy, contacts: frozenset[str]) -> Iterator[str | None]:
    return (policy.contacts[contact].unit for contact in contacts)


def _units_named(policy: Policy, child: Judged) -> Iterator[str | None]:
    """By rules: those that give all that they say, and those that may come true."""
    for rule in policy.rules.values():
        if child.states[rule.id] in (State.APPLIES, State.ASSUMED):
            yield from rule.then.police_units
        elif _may_come_true(child, rule.id):
            yield from rule.then.police_units
            yield from _units_of(policy, settled(policy, child, rule.then.contacts))
