"""Do a policy's examples still come out as its leads expect?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from triage_api.engine import CaseError, Evaluation, Recommendation, evaluate, read_case, recommended
from triage_api.engine.openings import openings
from triage_api.engine.views import State
from triage_api.policy.cases import Written
from triage_api.policy.examples import Example, held_back
from triage_api.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Examined:
    """One example, run. ``failures`` are sentences; none means that it came out as expected."""

    example: Example
    evaluation: Evaluation | None
    """``None``: its case could not be read."""
    recommendation: Recommendation | None
    failures: tuple[str, ...]


def examine(policy: Policy, example: Example) -> Examined:
    """Run one example and hold the outcome against what it expects."""
    try:
        evaluation = evaluate(policy, read_case(example.body, policy))
    except CaseError as error:
        failures = tuple(unread(example.body, error))
        return Examined(example, None, None, failures)
    recommendation = recommended(evaluation)
    compare = _Comparison(policy, evaluation, recommendation)
    return Examined(example, evaluation, recommendation, tuple(compare.failures(example.expect)))


def unread(body: Written, error: CaseError) -> Iterator[str]:
    """What the engine cannot read of a case, each where it was written."""
    for problem in error.problems:
        yield f"{body.place(problem.at)}: {problem.what} {problem.remedy} [{problem.code}]"


class _Comparison:
    """What came out, held against ``expect:``."""

    def __init__(self, policy: Policy, evaluation: Evaluation, one: Recommendation) -> None:
        self.evaluation = evaluation
        self.one = one
        self.ranks = {
            "route": {name: rank for rank, name in enumerate(policy.routes)},
            "rag": {name: rank for rank, name in enumerate(policy.rags)},
        }

    def failures(self, expect: Mapping[str, object]) -> Iterator[str]:
        for key, wanted in expect.items():
            if key in _EXACT:
                yield from self._exact(key, _EXACT[key](self.one), wanted)
            elif key.endswith(("_at_least", "_at_most")):
                yield from self._bound(key, str(wanted))
            elif key.startswith("not_"):
                yield from self._none_of(key, key.removeprefix("not_"), wanted)
            else:
                yield from self._all_of(key, wanted)

    @staticmethod
    def _exact(key: str, came_out: object, wanted: object) -> Iterator[str]:
        if _as_text(came_out) != _as_text(wanted):
            yield f"{key}: expected {_as_text(wanted)}, came out {_as_text(came_out)}."

    def _bound(self, key: str, wanted: str) -> Iterator[str]:
        axis, _, side = key.partition("_at_")
        came_out = getattr(self.one, axis)
        rank = self.ranks[axis].get(came_out or "", -1)
        limit = self.ranks[axis][wanted]
        if rank < limit if side == "least" else rank > limit:
            yield f"{axis}: expected {wanted} at {side}, came out {came_out}."

    def _all_of(self, key: str, wanted: object) -> Iterator[str]:
        found = self._found(key)
        missing = sorted(set(_as_list(wanted)) - found)
        if missing:
            instead = f" Came out: {', '.join(sorted(found))}." if key == "do_not" and found else ""
            yield f"{key}: {self._named(key, missing)} expected, and not there.{instead}"

    def _none_of(self, key: str, what: str, unwanted: object) -> Iterator[str]:
        there = sorted(set(_as_list(unwanted)) & self._found(what))
        if there:
            yield f"{key}: {self._named(what, there)} came out, and should not."

    def _named(self, what: str, ids: Iterable[str]) -> str:
        """The ids; of rules with how far they came, the furthest for any child."""
        if what != "rules":
            return ", ".join(ids)
        return ", ".join(f"{id} ({self._state(id).replace('_', ' ')})" for id in ids)

    def _state(self, rule: str) -> State:
        states = {child.states[rule] for child in self.one.children}
        return next((state for state in State if state in states), State.RULED_OUT)

    def _found(self, what: str) -> set[str]:
        one = self.one
        match what:
            case "harm":
                return {harm for child in one.children for harm in child.harm}
            case "contacts":
                return _contacts(one)
            case "do_not":
                return {held_back(held.contact, held.until) for held in one.do_not}
            case "held_back":
                return {held.contact for held in one.do_not}
            case "duties":
                return {duty.duty.id for duty in one.duties}
            case "police_units":
                return set(one.police_units)
            case "rules":
                return {reason.rule.id for reason in one.reasons}
            case "enquiries":
                found = openings(self.evaluation).questions
                return {question.fact.question for question in found if question.due is not None}
            case _:
                raise KeyError(what)


def _contacts(one: Recommendation) -> set[str]:
    """The required contacts; “the police” is there when a unit that meets it is."""
    found = {contact.contact.id for contact in one.contacts}
    return found | {
        contact.id for contact in one.policy.contacts.values() if found.intersection(contact.settled_by)
    }


_EXACT: Mapping[str, Callable[[Recommendation], object]] = {
    "route": lambda one: one.route,
    "rag": lambda one: one.rag,
    "start": lambda one: one.start,
    "provisional": lambda one: one.provisional,
    "destination": lambda one: one.destination,
    "not_a_referral": lambda one: one.not_a_referral,
    "tier": lambda one: max((child.tier or "" for child in one.children), default="") or None,
    "floor": lambda one: one.floor.route,
    "ceiling": lambda one: one.ceiling.route,
}


def _as_text(value: object) -> str:
    """As the example file writes it: ``yes``, ``no``, ``none``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _as_list(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
