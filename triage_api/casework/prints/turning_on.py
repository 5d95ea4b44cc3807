"""Which other answers a clash turns on: those that say that a question does not arise, or that somebody is
there who was not put down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage_api.casework.judging import Json
from triage_api.engine.recommendation import Clash
from triage_api.policy.model import (
    All,
    Any,
    AtLeast,
    Condition,
    Definition,
    Is,
    Policy,
    Question,
    Test,
)


def turns_on(policy: Policy | None, clash: Json) -> frozenset[str]:
    """The ids of the questions; none where accounts differ, or where the policy cannot be read."""
    asked = (
        None if policy is None else policy.questions.get(policy.was.get(clash["question"], clash["question"]))
    )
    if policy is None or asked is None or _kind(clash, asked) == Clash.ACCOUNTS_DIFFER:
        return frozenset()
    condition = asked.not_empty_when if _kind(clash, asked) == Clash.CLOSED_EMPTY else asked.asked_when
    return frozenset() if condition is None else frozenset(_questions(condition, policy.definitions))


def _kind(clash: Json, asked: Question) -> str:
    """The kind; of what was kept without one, by its words: where accounts differ they name no question."""
    if "kind" in clash:
        return str(clash["kind"])
    if asked.ask not in clash["words"]:
        return Clash.ACCOUNTS_DIFFER
    return Clash.DOES_NOT_ARISE if asked.closes is None else Clash.CLOSED_EMPTY


def _questions(condition: Condition, definitions: Mapping[str, Definition]) -> Iterator[str]:
    match condition:
        case Test():
            yield condition.question
        case Is():
            yield from _questions(definitions[condition.definition].when, definitions)
        case All() | Any() | AtLeast():
            for item in condition.items:
                yield from _questions(item, definitions)
        case _:
            yield from _questions(condition.item, definitions)
