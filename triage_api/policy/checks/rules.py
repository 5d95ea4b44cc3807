"""What a rule asks for, counts and cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from triage_api.policy.build import Built
from triage_api.policy.checks.walk import Line, lines
from triage_api.policy.codes import Code
from triage_api.policy.conditions import possible_answers
from triage_api.policy.findings import Report
from triage_api.policy.model import (
    AnswerKind,
    AtLeast,
    NotKnown,
    OneOf,
    Policy,
    Question,
    Rule,
    Test,
)

_ONE_ANSWER = (AnswerKind.YES_NO, AnswerKind.CHOICE)


def check_rules(built: Built, said: list[Line], report: Report) -> None:
    """Check every rule, and every count and test anywhere. Definitions must have no cycle."""
    policy = built.policy
    for line in said:
        if isinstance(line.item, AtLeast):
            _check_count(line.item, policy, report)
        elif isinstance(line.item, Test):
            _check_test(line.item, policy, report)
    asked = {id: lines(rule.when, policy.definitions) for id, rule in policy.rules.items()}
    for id, rule in policy.rules.items():
        _check_no_effect(rule, asked[id], policy, report)
        _check_statutory(rule, built, report)
    _check_duties(policy, {id: _questions(found) for id, found in asked.items()}, report)


def _check_count(count: AtLeast, policy: Policy, report: Report) -> None:
    most = _most(count, policy)
    if count.count > most:
        report.error(
            Code.IMPOSSIBLE_COUNT,
            count.place,
            f"{count.count} are counted, of which no more than {most} can be true together.",
            "Lower the count, or add what else counts.",
        )


def _most(count: AtLeast, policy: Policy) -> int:
    """How many of the items can be true together: of tests of one choice, those of one answer."""
    answers: dict[str, Counter[str]] = {}
    others = 0
    for item in count.items:
        if isinstance(item, Test) and policy.questions[item.question].kind in _ONE_ANSWER:
            assert isinstance(item.expected, OneOf)
            answers.setdefault(item.question, Counter()).update(item.expected.values)
        else:
            others += 1
    return others + sum(max(counted.values()) for counted in answers.values())


def _check_test(test: Test, policy: Policy, report: Report) -> None:
    if _is_always_true(test, policy):
        report.warning(
            Code.ALWAYS_TRUE,
            test.place,
            f"This line names every answer to “{test.question}”.",
            "Delete the line, or the answers that should not count.",
        )


def _is_always_true(test: Test, policy: Policy) -> bool:
    question = policy.questions[test.question]
    return (
        isinstance(test.expected, OneOf)
        and question.kind in _ONE_ANSWER
        and len(test.expected.values) == len(possible_answers(question))
    )


def _check_no_effect(rule: Rule, found: list[Line], policy: Policy, report: Report) -> None:
    if not (rule.then.route or rule.then.contacts or rule.then.police_units):
        return
    for line in found:
        for question in _read(line, policy):
            if question.not_known is NotKnown.NO_EFFECT and question.kind is not AnswerKind.NOTE:
                report.error(
                    Code.NO_EFFECT,
                    line.place,
                    f"“{question.id}” has “not_known: no_effect”; “{rule.id}” gives a route or a contact by "
                    "it.",
                    f"Write “find_out” (or more) under “not_known” of “{question.id}”, or leave the line "
                    "out.",
                )


def _read(line: Line, policy: Policy) -> Iterator[Question]:
    """The questions whose answers a line reads: of days counted from an incident, that for its day too."""
    if isinstance(line.item, Test):
        yield policy.questions[line.item.question]
        if line.item.from_incident:
            yield from (one for one in policy.questions.values() if one.day_of_incident)


def _check_statutory(rule: Rule, built: Built, report: Report) -> None:
    sources = built.policy.sources
    if rule.statutory and not any(ref.id in sources and sources[ref.id].verified for ref in rule.source):
        report.error(
            Code.STATUTORY_SOURCE,
            rule.place,
            f"“{rule.id}” is statutory and cites no source that is verified.",
            "Read the source and mark it “verified: yes”, or delete “statutory: yes”.",
        )


def _check_duties(policy: Policy, asked: Mapping[str, frozenset[str]], report: Report) -> None:
    """A duty to somebody else stands beside some rule that asks the same things on the child's behalf."""
    for_child = frozenset[str]().union(
        *(asked[id] for id, rule in policy.rules.items() if _is_for_child(rule))
    )
    for id, rule in policy.rules.items():
        if rule.then.duties and not _is_for_child(rule) and asked[id].isdisjoint(for_child):
            report.warning(
                Code.DUTY_ALONE,
                rule.place,
                f"“{id}” asks for a duty to somebody else, and no rule asks for anything for the child.",
                "Write a rule that says which route, rating or contact it means for the child.",
            )


def _is_for_child(rule: Rule) -> bool:
    return bool(rule.then.route or rule.then.rag or rule.then.contacts)


def _questions(found: list[Line]) -> frozenset[str]:
    return frozenset(line.item.question for line in found if isinstance(line.item, Test))
