"""From a policy's condition to what it says of these people: definitions in full, blocks one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.reference.days import window
from tests.reference.grounded import (
    Between,
    Both,
    Count,
    Either,
    Fact,
    Grounded,
    Literal,
    Neither,
    unlisted,
)
from tests.reference.readings import YES
from triage_api.policy.model import (
    About,
    All,
    Anchor,
    AnswerKind,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    InTime,
    Is,
    Not,
    OneOf,
    Test,
)

if TYPE_CHECKING:
    from tests.reference.facts import Facts

Env = Mapping[About, str]
"""Whom the lines are about: the child that the rule is judged for, the adult of the block."""

TICKED = OneOf(frozenset({YES}))


def ground(facts: Facts, condition: Condition, env: Env) -> Grounded:
    """The condition of these subjects."""
    if isinstance(condition, Test):
        return _ground_test(facts, condition, env)
    if isinstance(condition, Is):
        return ground(facts, facts.policy.definitions[condition.definition].when, env)
    if isinstance(condition, Not):
        return Neither(ground(facts, condition.item, env))
    if isinstance(condition, AnyAdult):
        return _ground_block(facts, condition.item, env, About.ADULT)
    if isinstance(condition, AnyIncident):
        return _ground_block(facts, condition.item, env, About.INCIDENT)
    if isinstance(condition, AnyChild):
        return _ground_block(facts, condition.item, env, About.CHILD)
    items = tuple(ground(facts, item, env) for item in condition.items)
    if isinstance(condition, AtLeast):
        return Count(condition.count, items, condition.counting)
    return Both(items) if isinstance(condition, All) else Either(items)


def _ground_block(facts: Facts, item: Condition, env: Env, about: About) -> Grounded:
    """True of one of those listed, or of somebody who is not."""
    items = [ground(facts, item, {**env, about: subject.ref}) for subject in facts.subjects(about)]
    if facts.is_open(about):
        items.append(Literal(TICKED, (unlisted(about),)))
    return Either(tuple(items))


def _ground_test(facts: Facts, test: Test, env: Env) -> Grounded:
    question = facts.policy.questions[test.question]
    ref = "" if question.about is About.REFERRAL else env[question.about]
    if question.kind is AnswerKind.SEVERAL:
        assert isinstance(test.expected, OneOf)
        options = sorted(test.expected.values)
        return Literal(TICKED, tuple(Fact(question.about, ref, question.id, option) for option in options))
    fact = Fact(question.about, ref, question.id)
    if not isinstance(test.expected, InTime):
        return Literal(test.expected, (fact,))
    if test.expected.anchor is Anchor.RECEIPT:
        return Literal(Between(*window(test.expected, facts.received_on)), (fact,))
    anchor = Fact(About.INCIDENT, env[About.INCIDENT], _day_of_incident(facts))
    return Literal(test.expected, (fact,), (anchor,))


def _day_of_incident(facts: Facts) -> str:
    (id,) = (question.id for question in facts.policy.questions.values() if question.day_of_incident)
    return id
