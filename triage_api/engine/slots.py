"""What each possible answer to a question says of the tests on it, worked out once a policy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from triage_api.engine.case import Account, Days, Value
from triage_api.engine.compiler import Atom, FactId, Inside, ToTheDay
from triage_api.engine.views import NO_DAY, Bits
from triage_api.policy.model import (
    AnswerKind,
    Back,
    InSpan,
    InTime,
    NotKnown,
    OneOf,
    Question,
    Span,
)
from triage_api.policy.model.measures import ANY_AGE, ANY_NUMBER

Marks = tuple[int, int]
"""The bits that a value makes true, and those that it makes false."""

YES_NO = ("no", "yes")
"""From the lower level to the higher."""
ANY_DAY = Days(date(1900, 1, 1), date(2200, 12, 31))


class Slot:
    """One fact of a policy: the tests on it, and what each answer makes of them."""

    def __init__(self, fact: FactId, question: Question, atoms: Iterable[Atom]) -> None:
        self.fact = fact
        self.question = question
        self.atoms = tuple(atoms)
        self.bits = sum(atom.bit for atom in self.atoms)
        counted = sum(atom.bit for atom in self.atoms if atom.inside is Inside.COUNT)
        forgiving = sum(atom.bit for atom in self.atoms if atom.inside is Inside.NOT_RULED_OUT)
        self.to_the_day = sum(atom.bit for atom in self.atoms if isinstance(atom.expected, ToTheDay))
        self.assumable = self.bits & ~counted
        self.by_value: dict[str, Marks] = {value: self._discrete(value) for value in self._domain()}
        self.constant = self._constant()
        unknown = self._unknown(question.not_known, counted, forgiving)
        self.not_known = unknown.determined(*self.constant)
        always, never = self.constant
        self.not_asked = Bits(open=self.bits).determined(*self.constant)
        # A test that every answer meets is open until the gate is decided, whatever anybody answers.
        self.not_known_or_gated = unknown.determined(always, never)._replace(true=0, open=always)
        self.not_asked_or_gated = Bits(open=self.bits).determined(0, never)

    def _domain(self) -> tuple[str, ...]:
        """Every value of a yes/no, a choice or an option; none of a measure or a note."""
        if self.question.kind is AnswerKind.CHOICE:
            return tuple(choice.id for choice in self.question.choices)
        return YES_NO if self.question.kind in (AnswerKind.YES_NO, AnswerKind.SEVERAL) else ()

    def _discrete(self, value: str) -> Marks:
        true = sum(a.bit for a in self.atoms if isinstance(a.expected, OneOf) and value in a.expected.values)
        return true, self.bits & ~true

    def _unknown(self, not_known: NotKnown, counted: int, forgiving: int) -> Bits:
        """The bits of an answer not known. Inside an ordinary count nothing is assumed; in a count of what is
        not ruled out, whatever is not known counts."""
        free = self.bits & ~forgiving
        by_kind = {
            NotKnown.TREAT_AS_RISK: Bits(risk=self.bits & ~counted, find=self.bits & counted),
            NotKnown.HOLD: Bits(risk=forgiving, hold=free),
            NotKnown.FIND_OUT: Bits(risk=forgiving, find=free),
            NotKnown.NO_EFFECT: Bits(risk=forgiving),
        }
        return by_kind[not_known]

    def _constant(self) -> Marks:
        """A test that every value meets, or none, is true or false whatever the answer."""
        measured = self.question.kind in (AnswerKind.NUMBER, AnswerKind.AGE)
        classes = self.by_value.values() or (self.classes if measured else ())
        true = false = self.bits if classes else 0
        for made_true, made_false in classes:
            true, false = true & made_true, false & made_false
        return true, false

    def answered(self, value: str) -> Bits:
        """The bits of a yes/no or a choice."""
        if self.fact.unlisted and value == "yes":
            # Somebody is there who has not been described: the list is open still.
            return self.not_known
        return Bits(*self.by_value[value])

    def unmentioned(self) -> Bits:
        """The bits of what was not mentioned: it reads as no, but closes no list."""
        return Bits(open=self.bits) if self.fact.unlisted else self.answered("no")

    def marks(self, value: Value, receipt: date) -> Marks:
        """The tests that are true, and those that are false, for the whole of a measure."""
        true = false = 0
        for atom in self.atoms:
            verdict = _met(atom, value, receipt)
            true |= atom.bit if verdict is True else 0
            false |= atom.bit if verdict is False else 0
        return true, false

    def values(self, limits: tuple[Value, ...] | None, receipt: date) -> tuple[Marks, ...]:
        """The classes of values within one of ``limits`` (``None``: any value) that the tests tell apart."""
        if self.by_value:
            words = self.by_value if limits is None or self.fact.unlisted else map(str, limits)
            return tuple(dict.fromkeys(self.by_value[word] for word in words))
        if limits is None and not self._dated():
            return tuple(self.classes)
        exact = (value for limit in limits or (None,) for value in self._exact(limit, receipt))
        return tuple(dict.fromkeys(self.marks(value, receipt) for value in exact))

    def representatives(self) -> tuple[Span, ...]:
        """Of a number or an age, the lowest of each class of values that the tests tell apart."""
        return tuple(self.classes.values())

    @cached_property
    def classes(self) -> dict[Marks, Span]:
        """Of a number or an age: each class of values that the tests tell apart, and its lowest."""
        found: dict[Marks, Span] = {}
        for value in self._numbers(None):
            found.setdefault(self.marks(value, date.min), value)
        return found

    def _exact(self, limit: Value | None, receipt: date) -> list[Days] | list[Span]:
        return self._days(limit, receipt) if self._dated() else self._numbers(limit)

    def _dated(self) -> bool:
        return self.question.kind in (AnswerKind.DATE, AnswerKind.TIME)

    def _numbers(self, limit: Value | None) -> list[Span]:
        within = limit if isinstance(limit, Span) else ANY_AGE if self._is_age() else ANY_NUMBER
        edges = {within.low, within.high}
        for span in [atom.expected.span for atom in self.atoms if isinstance(atom.expected, InSpan)]:
            edges |= set() if span.low is None else {span.low, span.low - 1}
            edges |= set() if span.high is None else {span.high, span.high + 1}
        exact = (Span(edge, edge) for edge in sorted(edge for edge in edges if edge is not None))
        return [span for span in exact if span.within(within)]

    def _is_age(self) -> bool:
        return self.question.kind is AnswerKind.AGE

    def _days(self, limit: Value | None, receipt: date) -> list[Days]:
        within = limit if isinstance(limit, Days) else ANY_DAY
        edges = {within.first, within.last}
        for test in [atom.expected for atom in self.atoms if isinstance(atom.expected, InTime)]:
            for back in (test.earliest, test.latest):
                if back is not None:
                    edge = back_from(receipt, back)
                    edges |= {edge + timedelta(days=step) for step in (-1, 0, 1)}
        return [Days(edge, edge) for edge in sorted(edges) if within.first <= edge <= within.last]

    def level(self, account: Account) -> float:
        """How high an account's answer in words stands: the highest is the riskiest of a risk question, the
        lowest of a protective one."""
        if self.question.choices:
            return next(choice.level for choice in self.question.choices if choice.id == account.value)
        return float(account.value == "yes")


def _met(atom: Atom, value: Value, receipt: date) -> bool | None:
    """Whether a measure meets a test: ``None`` where it does for some of what it may be."""
    expected = atom.expected
    if isinstance(expected, InSpan) and isinstance(value, Span):
        return True if value.within(expected.span) else None if value.meets(expected.span) else False
    if isinstance(expected, InTime) and isinstance(value, Days):
        return in_time(expected, value, Days(receipt, receipt))
    if isinstance(expected, ToTheDay) and isinstance(value, Days):
        return True if value.first == value.last else None
    raise TypeError(f"{atom.fact.question}: {expected} does not test {value}")


def in_time(expected: InTime, day: Days, anchor: Days) -> bool | None:
    """Whether a day meets a test of time counted from another: ``None`` where it does for some of the days
    that either may be. What is no day at all meets none."""
    if NO_DAY in (day, anchor):
        return False
    after = before = True
    if expected.earliest is not None:
        if day.last < back_from(anchor.first, expected.earliest):
            return False
        after = day.first >= back_from(anchor.last, expected.earliest)
    if expected.latest is not None:
        if day.first > back_from(anchor.last, expected.latest):
            return False
        before = day.last <= back_from(anchor.first, expected.latest)
    return True if after and before else None


def back_from(day: date, back: Back) -> date:
    """The day that is so far back; a month is the same day of the month, or its last."""
    months = day.year * 12 + day.month - 1 - back.months
    first = date(months // 12, months % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    longest = (following - first).days
    return first.replace(day=min(day.day, longest)) - timedelta(days=back.days)
