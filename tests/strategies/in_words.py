"""A policy and a case as few lines as they need: what a failed claim shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from triage_api.engine.case import Account, Accounts, Case
from triage_api.policy.model import (
    All,
    AtLeast,
    Condition,
    InSpan,
    Is,
    Not,
    OneOf,
    Policy,
    Question,
    Test,
)
from triage_api.policy.model import Any as Either


def condition_in_words(condition: Condition) -> str:
    """The condition on one line."""
    if isinstance(condition, Test):
        return f"{condition.question}: {_expected(condition)}"
    if isinstance(condition, Is):
        return f"is {condition.definition}"
    if isinstance(condition, Not):
        return f"not({condition_in_words(condition.item)})"
    if isinstance(condition, All | Either | AtLeast):
        name = type(condition).__name__
        if isinstance(condition, AtLeast):
            name = f"AtLeast {condition.count} {condition.counting}"
        return f"{name}[{', '.join(condition_in_words(item) for item in condition.items)}]"
    return f"{type(condition).__name__}({condition_in_words(condition.item)})"


def _expected(test: Test) -> str:
    if isinstance(test.expected, OneOf):
        return str(sorted(test.expected.values))
    if isinstance(test.expected, InSpan):
        return f"{test.expected.span.low} to {test.expected.span.high}"
    return repr(test.expected)


def policy_in_words(policy: Policy) -> Iterator[str]:
    """Its questions, definitions and rules, and what the ladder and the scales give."""
    yield from (f"question {_question(question)}" for question in policy.questions.values())
    for definition in policy.definitions.values():
        yield f"definition {definition.id} ({definition.polarity}): {condition_in_words(definition.when)}"
    for rule in policy.rules.values():
        yield f"rule {rule.id}: {condition_in_words(rule.when)} -> {_differing(rule.then)}"
    for route in policy.routes.values():
        holds = f"{route.rag_at_least}, holds at {policy.holding_routes.get(route.id)}"
        yield f"route {route.id}: {holds} {route.contacts} {route.duties} {route.milestones}"
    for rag in policy.rags.values():
        yield f"RAG {rag.id}: holds at {policy.holding_rags.get(rag.id)} {rag.contacts} {rag.clocks}"
    yield f"tiers {[(tier.id, tier.clocks) for tier in policy.tiers.values()]}"
    yield f"base {policy.base_route}, cannot settle: {policy.cannot_settle}"


def _question(question: Question) -> str:
    words: list[str] = [question.id, question.about, question.kind, question.polarity]
    words += [question.not_known, question.stage]
    words += [f"{choice.id}={choice.level}" for choice in question.choices]
    words += ["sweep"] * question.sweep + [f"closes {question.closes}"] * (question.closes is not None)
    gate = question.asked_when
    return " ".join(words) + ("" if gate is None else f", asked when {condition_in_words(gate)}")


def case_in_words(case: Case) -> Iterator[str]:
    """A line for each of whom anything was, or was not, answered."""
    yield f"referral: {_answers(case.answers.items())}"
    for subject in (*case.children, *case.adults, *case.incidents):
        yield f"{subject.about} {subject.ref}: {_answers(subject.answers.items())}"


def _answers(answers: Any) -> str:
    return "; ".join(f"{question} = {_accounts(accounts)}" for question, accounts in answers)


def _accounts(accounts: Accounts) -> str:
    return " / ".join(str(_differing(account)) for account in accounts)


def _differing(thing: Any) -> dict[str, Any]:
    """The fields that say something; a value that is nothing ticked does."""
    found = {field.name: getattr(thing, field.name) for field in fields(thing)}
    return {
        name: value
        for name, value in found.items()
        if value or (isinstance(thing, Account) and name == "value" and value is not None)
    }


def in_words(thing: Any) -> Iterator[str]:
    """Whatever a claim was made of: policies, cases, and what holds them."""
    if isinstance(thing, Policy):
        yield from policy_in_words(thing)
    elif isinstance(thing, Case):
        yield "the case"
        yield from case_in_words(thing)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from in_words(part)
    else:
        for field in fields(thing):
            if isinstance(getattr(thing, field.name), Case):
                yield from (field.name, *case_in_words(getattr(thing, field.name)))
