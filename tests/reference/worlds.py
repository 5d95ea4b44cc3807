"""Every way in which undetermined facts could come out, over the values that a rule tells apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from tests.reference.days import anchors_at_edges, edges, shifted_edges, window
from tests.reference.grounded import Between, Fact, Literal
from tests.reference.readings import Why
from triage_api.engine.case import Days
from triage_api.policy.model import InSpan, InTime, OneOf, Span

if TYPE_CHECKING:
    from tests.reference.facts import Facts


class DoesNotApply:
    """What a fact is while its gate is false: every test of it is false."""


DOES_NOT_APPLY = DoesNotApply()

Value = str | int | date | DoesNotApply
World = Mapping[Fact, Value]


def is_met(literal: Literal, world: World) -> bool:
    """Whether the test is met where all its facts are known. Of several options, by one of them."""
    return any(_meets(literal, world[fact], world) for fact in literal.facts)


def _meets(literal: Literal, value: Value, world: World) -> bool:
    expected = literal.expected
    if isinstance(value, DoesNotApply):
        return False
    if isinstance(expected, OneOf):
        return value in expected.values
    if isinstance(expected, InSpan):
        assert isinstance(value, int)
        return Span(value, value).within(expected.span)
    assert isinstance(value, date)
    if isinstance(expected, Between):
        return expected.first <= value <= expected.last
    (anchor,) = literal.anchors
    incident = world[anchor]
    if not isinstance(incident, date):
        return False
    first, last = window(expected, incident)
    return first <= value <= last


def may_be(facts: Facts, fact: Fact, literals: Sequence[Literal]) -> tuple[Value, ...]:
    """One of each kind of value that the fact may have and these literals tell apart."""
    if fact in facts.found:
        return (facts.found[fact],)
    if facts.reading(fact).given or facts.gate(fact) is True:
        return answers(facts, fact, literals)
    if facts.gate(fact) is False:
        return (DOES_NOT_APPLY,)
    return (*answers(facts, fact, literals), DOES_NOT_APPLY)


def answers(facts: Facts, fact: Fact, literals: Sequence[Literal]) -> tuple[str | int | date, ...]:
    """One of each kind of answer that the fact may have and these literals tell apart."""
    values = facts.reading(fact).values
    about_it = [literal for literal in literals if fact in literal.facts]
    spans = [value for value in values if isinstance(value, Span)]
    days = [value for value in values if isinstance(value, Days)]
    words = [value for value in values if isinstance(value, str)]
    if spans:
        return tuple(sorted({number for span in spans for number in _numbers(span, about_it)}))
    if days:
        return tuple(sorted({day for span in days for day in _days(facts, fact, span, literals)}))
    alike = {tuple(_names(literal, word) for literal in about_it): word for word in sorted(words)}
    return tuple(sorted(alike.values()))


def _names(literal: Literal, word: str) -> bool:
    assert isinstance(literal.expected, OneOf)
    return word in literal.expected.values


def _numbers(span: Span, literals: Iterable[Literal]) -> Iterator[int]:
    """The lowest number of the span, and every number in it at which a test turns."""
    assert span.low is not None, "numbers and ages begin somewhere"
    turning = {span.low}
    for literal in literals:
        assert isinstance(literal.expected, InSpan)
        asked = literal.expected.span
        turning |= {asked.low} if asked.low is not None else set()
        turning |= {asked.high + 1} if asked.high is not None else set()
    return (number for number in turning if Span(number, number).within(span))


def _days(facts: Facts, fact: Fact, span: Days, literals: Sequence[Literal]) -> Iterator[date]:
    """The first and last day, and every day between them at which a test turns."""
    turning = {*_own_turning_days(facts, fact, literals), *_shifted(facts, fact, literals)}
    for literal in literals:
        if isinstance(literal.expected, InTime) and fact in literal.anchors:
            (dated,) = literal.facts
            days = {*_own_turning_days(facts, dated, literals), *_shifted(facts, dated, literals)}
            turning.update(anchors_at_edges(literal.expected, days))
    return (day for day in turning if span.first <= day <= span.last)


def _shifted(facts: Facts, fact: Fact, literals: Sequence[Literal]) -> Iterator[date]:
    """Where the tests that measure it from an incident turn, for what is known of each incident's day."""
    for literal in literals:
        if isinstance(literal.expected, InTime) and fact in literal.facts:
            for anchor in literal.anchors:
                yield from shifted_edges(literal.expected, _own_turning_days(facts, anchor, literals))


def _own_turning_days(facts: Facts, fact: Fact, literals: Sequence[Literal]) -> Iterator[date]:
    """The same, of the tests that are measured from the day of receipt."""
    yield from (day for day in (facts.found.get(fact), facts.supposed.get(fact)) if isinstance(day, date))
    for span in facts.reading(fact).values:
        assert isinstance(span, Days)
        yield from (span.first, span.last)
    for literal in literals:
        if isinstance(literal.expected, Between) and fact in literal.facts:
            yield from edges(literal.expected.first, literal.expected.last)


class Worlds:
    """The facts that some literals are about: which of them are undetermined, and every way out."""

    def __init__(self, facts: Facts, about: Iterable[Literal], told_apart_by: Iterable[Literal]) -> None:
        self.facts = facts
        self.literals = tuple(told_apart_by)
        named = {fact for literal in about for fact in (*literal.facts, *literal.anchors)}
        self.cells = {fact: may_be(facts, fact, self.literals) for fact in sorted(named)}
        self.undetermined = tuple(fact for fact, values in self.cells.items() if len(values) > 1)

    def all(self) -> Iterator[dict[Fact, Value]]:
        """Every way out."""
        for values in product(*self.cells.values()):
            yield dict(zip(self.cells, values, strict=True))

    def not_known(self, *kinds: Why) -> tuple[Fact, ...]:
        """The undetermined facts that are not known, of these kinds."""
        return tuple(fact for fact in self.undetermined if self.facts.reading(fact).why in kinds)

    def assigned(self, chosen: Sequence[Fact]) -> Iterator[dict[Fact, Value]]:
        """Every answer that these facts could have."""
        for values in product(*(answers(self.facts, fact, self.literals) for fact in chosen)):
            yield dict(zip(chosen, values, strict=True))
