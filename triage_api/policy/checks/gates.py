"""A question that does not apply reads as false, so its ``not`` as true: the rule must ask for the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage_api.policy.checks.walk import Line, lines
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import (
    All,
    Any,
    Condition,
    Definition,
    InSpan,
    Is,
    OneOf,
    Policy,
    Test,
)


def check_negated_gates(policy: Policy, report: Report) -> None:
    """Check every rule through the definitions that it uses. Definitions must have no cycle."""
    seen: set[tuple[str, str]] = set()
    for rule in policy.rules.values():
        for line in lines(rule.when, policy.definitions):
            if isinstance(line.item, Test) and not line.positive:
                _check(rule.id, line, line.item, policy, report, seen)


def _check(
    rule: str, line: Line, test: Test, policy: Policy, report: Report, seen: set[tuple[str, str]]
) -> None:
    gate = policy.questions[test.question].asked_when
    if gate is None or implied(gate, line.beside, policy.definitions) or (str(test.place), rule) in seen:
        return
    seen.add((str(test.place), rule))
    report.error(
        Code.NEEDS_GATE,
        test.place,
        f"The rule “{rule}” is true where “{test.question}” is not asked at all.",
        f"Write beside the “not:” what “asked_when” of “{test.question}” asks for: it stands at "
        f"{policy.questions[test.question].place}.",
    )


def implied(gate: Condition, held: Iterable[Condition], definitions: Mapping[str, Definition]) -> bool:
    """Whether what is held surely makes the gate true, as far as its wording shows."""
    facts = list(_facts(held, definitions))
    return _implied(gate, facts, definitions)


def _facts(held: Iterable[Condition], definitions: Mapping[str, Definition]) -> Iterator[Condition]:
    """What is held, and what that consists of."""
    for condition in held:
        yield condition
        if isinstance(condition, All):
            yield from _facts(condition.items, definitions)
        elif isinstance(condition, Is) and condition.definition in definitions:
            yield from _facts([definitions[condition.definition].when], definitions)


def _implied(gate: Condition, facts: list[Condition], definitions: Mapping[str, Definition]) -> bool:
    if gate in facts:
        return True
    match gate:
        case All(items=items):
            return all(_implied(item, facts, definitions) for item in items)
        case Any(items=items):
            return any(_implied(item, facts, definitions) for item in items)
        case Is(definition=id) if id in definitions:
            return _implied(definitions[id].when, facts, definitions)
        case Test():
            return any(isinstance(fact, Test) and _stronger(fact, gate) for fact in facts)
    return False


def _stronger(fact: Test, gate: Test) -> bool:
    if fact.question != gate.question:
        return False
    match fact.expected, gate.expected:
        case OneOf(values=fewer), OneOf(values=more):
            return fewer <= more
        case InSpan(span=narrow), InSpan(span=wide):
            return narrow.within(wide)
    return False
