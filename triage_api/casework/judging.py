"""What the policy says of a referral, now and once it is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from triage_api.engine import CaseError, triage
from triage_api.policy.model import OUR_JUDGEMENT, All, Policy, Rule, SourceRef, Then
from triage_api.record import Recommended, Referral

Json = dict[str, Any]


class Policies(Protocol):
    """Whoever decides what is served."""

    def policy(self, ref: str) -> Policy | None:
        """The policy ``id`` or ``id@version``; ``None``: it is not served."""

    def why_not(self, ref: str) -> str:
        """Why it is not served, for the person who can mend it."""


@dataclass(frozen=True, slots=True)
class Level:
    """How protective, and how urgent: orders of the policy. Too early to say is as low as its base route."""

    route: int
    rag: int

    def falls_below(self, other: Level) -> bool:
        """Whether the route or the rating is lower."""
        return self.route < other.route or self.rag < other.rag


def level_of(policy: Policy, step: Mapping[str, Any]) -> Level:
    """The level of anything with a ``route`` and a ``rag``."""
    route = policy.routes[step["route"] or policy.base_route]
    rag = policy.rags[step["rag"] or route.rag_at_least]
    return Level(route.order, rag.order)


def fallen(
    policy: Policy, before: Json, after: Json, one: Callable[[str], str] = lambda ref: ref
) -> list[str]:
    """The refs of the children whose route or rating is lower than before; ``referral`` if its own is.

    ``one`` is what a child is called now, where it turned out to be one with another.
    """
    levels = {child["ref"]: level_of(policy, child) for child in after["children"]}
    found = [
        child["ref"]
        for child in before["children"]
        if one(child["ref"]) in levels and levels[one(child["ref"])].falls_below(level_of(policy, child))
    ]
    whole = level_of(policy, after).falls_below(level_of(policy, before))
    return [*found, "referral"] if whole and not found else found


def standing(policy: Policy, body: Json) -> Recommended:
    """How the recommendation stands, for the record."""
    route, rag = body["route"], body["rag"]
    return Recommended(
        policy_sha256=policy.sha256,
        route=route,
        rag=rag,
        route_order=-1 if route is None else policy.routes[route].order,
        rag_order=-1 if rag is None else policy.rags[rag].order,
        provisional=body["provisional"],
    )


def owed(policy: Policy, referral: Referral, body: Json) -> Json:
    """What is owed once the referral is decided: what is recommended, and what the decision adds to it.

    A decision above the recommendation brings the contacts, duties and clocks of its own route and rating. It
    does so as one more rule, which always applies: so they are counted like all others.
    """
    decision = referral.decision
    if decision is None or decision.decided.route is None or decision.decided.rag is None:
        return body
    decided = Level(decision.decided.route_order, decision.decided.rag_order)
    if not level_of(policy, body).falls_below(decided):
        return body
    return triage(referral.case, _as_decided(Same(policy), decision.decided.route, decision.decided.rag))


class Same:
    """A policy told from others by being that very one."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.policy is other.policy

    def __hash__(self) -> int:
        return id(self.policy)


@lru_cache(maxsize=64)
def _as_decided(same: Same, route: str, rag: str) -> Policy:
    rule = Rule(
        id="as-decided",
        title="As it was decided",
        when=All(()),
        then=Then(route=route, rag=rag),
        because="A person decided so.",
        source=(SourceRef(OUR_JUDGEMENT),),
    )
    return replace(same.policy, rules={**same.policy.rules, rule.id: rule})


@dataclass(frozen=True, slots=True)
class View:
    """The recommendation of a referral, or why there is none now."""

    policy: Policy | None
    recommendation: Json | None
    trouble: str | None = None

    @property
    def zone(self) -> str:
        """The clock that times are told by in words."""
        return "Europe/London" if self.policy is None else self.policy.office.zone


def viewed(policies: Policies, referral: Referral) -> View:
    """What the policy says of a referral. One that cannot be used must not keep anybody from the record."""
    policy = policies.policy(referral.policy)
    if policy is None:
        return View(None, None, policies.why_not(referral.policy))
    try:
        return View(policy, triage(referral.case, policy))
    except CaseError as error:
        problems = " ".join(f"{problem.at}: {problem.what}" for problem in error.problems)
        return View(policy, None, f"The policy {policy.ref} has changed and cannot read this. {problems}")
