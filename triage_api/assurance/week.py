"""What a policy makes of a representative week: a report on its thresholds, never a target for workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage_api.assurance.interviews import Turns, quantile, walk
from triage_api.engine import Case, Evaluation, evaluate
from triage_api.engine.openings import openings
from triage_api.policy.header import and_above
from triage_api.policy.model import Policy

EVERY = 8
"""One interview in so many is walked to its end unless all are asked for: a walk asks every question."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the week beside the band that the policy states for it."""

    name: str
    value: float
    of: int
    """How many referrals it was counted over."""
    band: tuple[float, float] | None

    @property
    def is_outside(self) -> bool:
        """Whether there is a band and the figure is outside it."""
        return self.band is not None and not self.band[0] <= self.value <= self.band[1]


@dataclass(frozen=True, slots=True)
class Week:
    """What came out of the week's referrals."""

    referrals: int
    routes: Mapping[str, int]
    """Route -> how many ended there; what is no referral is under an empty name."""
    measures: tuple[Measure, ...]


def measured(policy: Policy, cases: Sequence[Case], *, whole: bool = False) -> Week:
    """The week under a policy. ``whole``: every interview is walked to its end, not one in `EVERY`."""
    evaluations = [evaluate(policy, case) for case in cases]
    routes = Counter(_route(policy, one) for one in evaluations)
    measures = [*_shares(policy, evaluations, routes), *_counts(policy, evaluations, 1 if whole else EVERY)]
    return Week(len(evaluations), {id: routes[id] for id in ("", *policy.routes)}, tuple(measures))


def _route(policy: Policy, one: Evaluation) -> str:
    """Where it ends; what is still too early to say stands at the base."""
    if one.not_a_referral:
        return ""
    highest = max((outcome.level.route for outcome in one.outcomes), default=-1)
    return next((id for id, route in policy.routes.items() if route.order == highest), policy.base_route)


def _shares(policy: Policy, evaluations: Sequence[Evaluation], routes: Counter[str]) -> Iterator[Measure]:
    total = len(evaluations)
    for route in policy.routes.values():
        above = sum(routes[id] for id, other in policy.routes.items() if other.order >= route.order)
        if route.id != policy.base_route:
            yield _share(policy, and_above(route.id), above, total)
    yield _share(policy, "raised-by-unknowns", sum(map(_is_raised, evaluations)), total)
    signed = sum(routes[id] for id, route in policy.routes.items() if route.second_view == "before")
    yield _share(policy, "second-signature", signed, total)


def _share(policy: Policy, name: str, count: int, total: int) -> Measure:
    return Measure(name, round(100 * count / total, 1) if total else 0.0, total, policy.bands.get(name))


def _is_raised(one: Evaluation) -> bool:
    """Whether a child's route stands higher than what is known gives."""
    return any(outcome.level.route > outcome.floor.route for outcome in one.outcomes)


def _counts(policy: Policy, evaluations: Sequence[Evaluation], every: int) -> Iterator[Measure]:
    enquiries = [sum(one.due is not None for one in openings(each).questions) for each in evaluations]
    yield _count(policy, "enquiries-a-case", enquiries, 0.5)
    turns = Turns(policy)
    lengths = [walk(policy, one.case, turns).answers for one in evaluations[::every]]
    yield _count(policy, "interview-median", lengths, 0.5)
    yield _count(policy, "interview-nine-in-ten", lengths, 0.9)


def _count(policy: Policy, name: str, counts: Sequence[int], share: float) -> Measure:
    value = quantile(counts, share) if counts else 0
    return Measure(name, value, len(counts), policy.bands.get(name))
