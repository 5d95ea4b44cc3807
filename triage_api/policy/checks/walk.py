"""Goes through conditions line by line: what stands where, under how many “not”, and beside what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage_api.policy.model import (
    All,
    Any,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    Definition,
    Is,
    Not,
    Place,
    Policy,
    Test,
)

Block = AnyAdult | AnyIncident | AnyChild
NO_DEFINITIONS: Mapping[str, Definition] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One test, one ``is``, one count or one block, where it stands."""

    item: Test | Is | AtLeast | Block
    positive: bool
    """Under no ``not``, or under an even number of them."""
    beside: tuple[Condition, ...]
    """What must be true as well for the whole to be true."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.item.place


def lines(condition: Condition, definitions: Mapping[str, Definition] = NO_DEFINITIONS) -> list[Line]:
    """Every line. With ``definitions``, which must have no cycle, those of its definitions too."""
    found: list[Line] = []
    _collect(found, condition, True, (), definitions)
    return found


def _collect(
    found: list[Line],
    condition: Condition,
    positive: bool,
    beside: tuple[Condition, ...],
    definitions: Mapping[str, Definition],
) -> None:
    if not isinstance(condition, (All, Any, Not)):
        found.append(Line(condition, positive, beside))
    if isinstance(condition, Test):
        return
    is_positive = positive is not isinstance(condition, Not)
    for item, others in _inside(condition, definitions):
        _collect(found, item, is_positive, beside + others if positive and others else beside, definitions)


def _inside(
    condition: Condition, definitions: Mapping[str, Definition]
) -> Iterator[tuple[Condition, tuple[Condition, ...]]]:
    """Each condition that this one consists of, with those that must be true together with it."""
    match condition:
        case All(items=items):
            for number, item in enumerate(items):
                yield item, (*items[:number], *items[number + 1 :])
        case Any(items=items) | AtLeast(items=items):
            yield from ((item, ()) for item in items)
        case Not(item=item) | AnyAdult(item=item) | AnyIncident(item=item) | AnyChild(item=item):
            yield item, ()
        case Is(definition=id) if id in definitions:
            yield definitions[id].when, ()


def every_line(policy: Policy) -> list[Line]:
    """Every line of every condition: of rules, definitions, questions and impossible combinations."""
    return [line for condition in _conditions(policy) for line in lines(condition)]


def every_list(policy: Policy) -> Iterator[All | Any | AtLeast]:
    """Every list of conditions: what stands together, ``any``, ``all`` and what is counted."""
    for condition in _conditions(policy):
        yield from _lists(condition)


def _lists(condition: Condition) -> Iterator[All | Any | AtLeast]:
    if isinstance(condition, (All, Any, AtLeast)):
        yield condition
    for item, _ in _inside(condition, NO_DEFINITIONS):
        yield from _lists(item)


def _conditions(policy: Policy) -> Iterator[Condition]:
    yield from (rule.when for rule in policy.rules.values())
    yield from (definition.when for definition in policy.definitions.values())
    for question in policy.questions.values():
        yield from (one for one in (question.asked_when, question.not_empty_when) if one is not None)
    yield from (never.when for never in policy.never)
