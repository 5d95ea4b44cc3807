"""In which ways a decision lowers, in words, and from what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage_api.casework.judging import Json, Level, level_of
from triage_api.casework.marks import Mark, highest, marks
from triage_api.policy.model import PointValue, Policy
from triage_api.record import Proposal, Referral


@dataclass(frozen=True, slots=True)
class Weighed:
    """A decision beside what it is weighed against."""

    policy: Policy
    referral: Referral
    shown: Json
    """The recommendation."""
    route: str | None
    rag: str | None
    dropped: tuple[str, ...]
    value: PointValue | None = None
    proposal: Proposal | None = None
    """What was proposed at this decision point."""

    @property
    def level(self) -> Level:
        """What is decided; “not a referral” is as low as the policy's base."""
        return level_of(self.policy, {"route": self.route, "rag": self.rag})

    @property
    def closes_early(self) -> bool:
        """Whether the case would be closed while the interview is unfinished and could still raise it.

        A route whose lowering the policy lets nobody make alone is action, not closing: it may be decided at
        any time, and what is answered afterwards still counts.
        """
        if self.route is None or not self.shown["provisional"]:
            return False
        acts = self.policy.routes[self.route].second_view == "before"
        return not acts and self.level.falls_below(level_of(self.policy, self.shown["ceiling"]))

    @property
    def proposed(self) -> PointValue | None:
        """The proposed value, where what is decided is below it."""
        if self.value is None or self.proposal is None or self.value.order >= self.proposal.value_order:
            return None
        values = self.policy.casework.decision_points[self.proposal.point].values
        return next((one for one in values if one.id == self.proposal.value), None)


def ways(weighed: Weighed) -> Iterator[str]:
    """In which ways it lowers."""
    for mark in marks(weighed.policy, weighed.referral, weighed.shown):
        yield from _below(weighed, mark)
    if weighed.route is not None:
        yield from _below_its_least(weighed, weighed.route)
    if weighed.closes_early:
        ceiling = weighed.policy.routes[weighed.shown["ceiling"]["route"]].title
        yield f"Not everything that could raise it has been asked: it could still be {ceiling}."
    roles = {contact["id"]: contact["role"] for contact in weighed.shown["required_contacts"]}
    for contact in weighed.dropped:
        yield f"It drops a required contact: {roles[contact]}."
    if weighed.proposed is not None and weighed.proposal is not None:
        yield f"It is below what {weighed.proposal.by.name} proposed, {weighed.proposed.title}."


def _below(weighed: Weighed, mark: Mark) -> Iterator[str]:
    policy = weighed.policy
    if weighed.level.route < mark.level.route:
        yield f"Its route is below {mark.what}, {_route_title(policy, mark)}."
    if weighed.level.rag < mark.level.rag:
        yield f"Its rating is below {mark.what}, {_rag_title(policy, mark)}."


def _below_its_least(weighed: Weighed, route: str) -> Iterator[str]:
    least = weighed.policy.rags[weighed.policy.routes[route].rag_at_least]
    recommended = level_of(weighed.policy, weighed.shown)
    if recommended.rag <= weighed.level.rag < least.order:
        title = weighed.policy.routes[route].title
        yield f"Its rating is below {least.title}, the least for {title}."


def _route_title(policy: Policy, mark: Mark) -> str:
    route = policy.routes.get(mark.route or policy.base_route)
    return (route or policy.routes[policy.base_route]).title


def _rag_title(policy: Policy, mark: Mark) -> str:
    least = policy.routes[policy.base_route].rag_at_least
    return policy.rags[least if mark.rag is None or mark.rag not in policy.rags else mark.rag].title


def lowered_from(weighed: Weighed) -> Mark:
    """The highest that it is lowered from: while it closes early, that is the ceiling."""
    policy, shown = weighed.policy, weighed.shown
    found = marks(policy, weighed.referral, shown)
    if weighed.closes_early:
        ceiling = shown["ceiling"]
        found.append(Mark(level_of(policy, ceiling), ceiling["route"], ceiling["rag"], "the ceiling"))
    return highest(found)
