"""What it is for one outcome to be no less protective than another: axis by axis, thing by thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage_api.policy.model import Policy

STATES = ("ruled_out", "possible", "holds", "assumed", "applies")
CALLS = (None, "find_out_now", "now")
UNITED = ("contacts", "clocks", "duties", "harm", "do_not", "warnings", "milestones")


class Scale:
    """Ranks of one policy. ``None``, too early to say, is below all."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.base = (self.route(policy.base_route), self.rag(policy.routes[policy.base_route].rag_at_least))

    def route(self, id: str | None) -> int:
        """How protective a route is."""
        return -1 if id is None else self.policy.routes[id].order

    def rag(self, id: str | None) -> int:
        """How urgent a rating is."""
        return -1 if id is None else self.policy.rags[id].order

    def of(self, axes: Any, lift: bool = False) -> tuple[int, int]:
        """The ranks of route and RAG. ``lift``: the base, which does not stand yet, counts."""
        route, rag = self.route(axes.route), self.rag(axes.rag)
        return (max(route, self.base[0]), max(rag, self.base[1])) if lift else (route, rag)


def at_most(lower: tuple[int, int], higher: tuple[int, int]) -> bool:
    """On both axes."""
    return lower[0] <= higher[0] and lower[1] <= higher[1]


def lowered(policy: Policy, before: Any, after: Any) -> Iterator[str]:
    """Everything in which ``after`` is less protective than ``before``, in words.

    A riskier answer can open questions, and until they are asked the base does not stand: that is no
    lowering, and what the base's route and rating ask for is not missed while that is so.
    """
    if CALLS.index(after.call_999) < CALLS.index(before.call_999):
        yield f"999: {before.call_999} became {after.call_999}"
    reopened = after.provisional and not before.provisional
    if not reopened and not set(before.police_units) <= set(after.police_units):
        yield f"police units: {before.police_units} became {after.police_units}"
    for child_before, child_after in zip(before.children, after.children, strict=True):
        yield from (
            f"{child_before.ref}: {what}" for what in _lowered(policy, child_before, child_after, reopened)
        )


def _lowered(policy: Policy, before: Any, after: Any, reopened: bool) -> Iterator[str]:
    scale = Scale(policy)
    for rule, state in before.states.items():
        if STATES.index(str(after.states[rule])) < STATES.index(str(state)):
            yield f"{rule}: {state} became {after.states[rule]}"
    for name in ("floor", "ceiling"):
        if not at_most(scale.of(getattr(before, name)), scale.of(getattr(after, name), lift=reopened)):
            yield f"{name}: {getattr(before, name)} became {getattr(after, name)}"
    if not at_most(scale.of(before), scale.of(after, lift=reopened)):
        yield f"route, RAG: {before.route}, {before.rag} became {after.route}, {after.rag}"
    yield from _lost(policy, before, after, reopened)


def _lost(policy: Policy, before: Any, after: Any, reopened: bool) -> Iterator[str]:
    """What was asked for and no longer is."""
    for name, ordered in (("start", policy.starts), ("tier", policy.tiers)):
        ids = [None, *ordered]
        if ids.index(getattr(after, name)) < ids.index(getattr(before, name)):
            yield f"{name}: {getattr(before, name)} became {getattr(after, name)}"
    for name in UNITED:
        missing = set(getattr(before, name)) - set(getattr(after, name))
        if missing and not reopened:
            yield f"{name}: {sorted(missing)} lost"
