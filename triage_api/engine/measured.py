"""Days measured from the day of an incident: tests of two facts.

Every other test compares one fact with a constant, and its bit stands with whose answer it is. One of these
has a bit for each incident, made of both days as they are known; beside it, each of the two days has a bit
that is true once it is known to the day. A search gives days to both, so that the test is decided by what
they are and never by how nearly each of them is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from triage_api.engine.accounts import has_value
from triage_api.engine.case import Days
from triage_api.engine.nodes import FALSE, TRUE, MeasuredTest
from triage_api.engine.slots import ANY_DAY, back_from, in_time
from triage_api.engine.views import NO_DAY, Bits, Given, Key, Members, View
from triage_api.policy.model import About, Back, InTime

if TYPE_CHECKING:
    from triage_api.engine.compiler import FactId
    from triage_api.engine.facts import CaseFacts

ONE_DAY = timedelta(days=1)


class MeasuredDays:
    """The days of one case, as far as some are measured from others."""

    def __init__(self, facts: CaseFacts) -> None:
        self._facts = facts
        self._tests = tuple(facts.program.compiler.measured)

    def seen(self, view: View) -> View:
        """The view, with what the days in it make of these tests."""

        def with_tests(about: About) -> Members:
            return tuple(
                (ref, self._with_tests(view, {**view.own, about: ref}, bits))
                for ref, bits in view.member_bits(about)
            )

        return view._replace(
            bits=self._with_tests(view, view.own, view.bits),
            adults=with_tests(About.ADULT),
            incidents=with_tests(About.INCIDENT),
            children=with_tests(About.CHILD),
        )

    def _with_tests(self, view: View, whose: Mapping[About, Key], bits: Bits) -> Bits:
        """``bits``, with those of each test of which both days are of somebody in ``whose``."""
        true = false = gated = 0
        for test in self._tests:
            if test.about in whose and About.INCIDENT in whose:
                days = self._days(view, whose[test.about], test.day, test.counted)
                of = self._days(view, whose[About.INCIDENT], test.of, test.counted)
                met = {in_time(test.expected, day, anchor) for day in days for anchor in of}
                true |= test.bit if met == {True} else 0
                false |= test.bit if met == {False} else 0
                gated |= test.bit if (NO_DAY,) in (days, of) else 0
        return bits.determined(true, false, gated)

    def _days(self, view: View, subject: Key, fact: FactId, counted: bool = True) -> tuple[Days, ...]:
        """What the day may be: as a search gave it, or as it was answered. ``counted``: inside an ordinary
        count, where nothing is assumed."""
        given = view.days.get((subject, fact))
        day = None if given is None else given.counted if counted else given.day
        return self.of(subject, fact) if day is None else (day,)

    def of(self, subject: Key, fact: FactId) -> tuple[Days, ...]:
        """What the day may be, as it was answered; `NO_DAY`: the question may turn out not to apply."""
        accounts = self._facts.answers_of(subject).get(fact.question, ())
        if not has_value(accounts):
            gate = self._facts.gate(fact.question, subject)
            if gate == FALSE:
                return (NO_DAY,)
            return (ANY_DAY,) if gate == TRUE else (ANY_DAY, NO_DAY)
        counting = self._facts.said.counting(self._facts.program.slots[fact], accounts)
        return tuple(one.value for one in counting if isinstance(one.value, Days)) or (ANY_DAY,)

    def stands(self, view: View, mask: int) -> tuple[object, ...]:
        """All that a search of some tests depends on beside the bits: the days as answered, and as given."""
        return tuple(
            (subject.ref, fact, view.days.get((subject.ref, fact)), self.of(subject.ref, fact))
            for test in self._tests
            if test.bit & mask
            for about, fact in ((test.about, test.day), (About.INCIDENT, test.of))
            for subject in self._facts.subjects
            if subject.about is about
        )

    # ------------------------------------------------------------------ the days that a search tries

    def tried(self, view: View, subject: Key, fact: FactId, tests: int) -> tuple[Given, ...]:
        """The days that the fact may still be and ``tests`` tell apart; none where no such test reads it."""
        reading = [test for test in self._tests if test.bit & tests and fact in (test.day, test.of)]
        if not reading:
            return ()
        turning = set(self._turning(view, subject, fact, tests))
        for test in reading:
            if fact == test.day:
                turning.update(self._tested(view, subject, test, tests))
            else:
                for other in self._others(view, subject, About.INCIDENT, test.about):
                    for day in {
                        *self._turning(view, other, test.day, tests),
                        *self._tested(view, other, test, tests),
                    }:
                        turning.update(_incident_near(test.expected, day))
        spans = self._days(view, subject, fact)
        exact = sorted(day for day in turning if any(span.first <= day <= span.last for span in spans))
        slot, receipt = self._facts.program.slots[fact], self._facts.said.receipt
        days = (Days(day, day) for day in exact)
        marks = ((slot.marks(day, receipt), day) for day in days)
        return tuple(Given(true & tests, false & tests, day) for (true, false), day in marks)

    def _tested(self, view: View, subject: Key, test: MeasuredTest, tests: int) -> Iterator[date]:
        """The days at which the tested day turns, for what is known of each incident's: all of them, because
        what one incident says of the day says something of every other."""
        for other in self._tests:
            if other.bit & tests and other.day == test.day:
                for incident in self._others(view, subject, test.about, About.INCIDENT):
                    for day in self._turning(view, incident, test.of, tests):
                        yield from _edges(other.expected, day)

    def _others(self, view: View, subject: Key, about: About, wanted: About) -> Iterator[Key]:
        """Whose day the other may be: of the same incident, of the view's own, or of any that is listed."""
        if about is wanted:
            yield subject
        elif wanted in view.own:
            yield view.own[wanted]
        else:
            yield from (one.ref for one in self._facts.subjects if one.about is wanted)

    def _turning(self, view: View, subject: Key, fact: FactId, tests: int) -> Iterator[date]:
        """The first and last day that it may be, and each at which a test measured from receipt turns."""
        for counted in (False, True):
            for span in self._days(view, subject, fact, counted):
                if span != NO_DAY:
                    yield from (span.first, span.last)
        for atom in self._facts.program.slots[fact].atoms:
            if atom.bit & tests and isinstance(atom.expected, InTime):
                yield from _edges(atom.expected, self._facts.said.receipt)


def _edges(expected: InTime, anchor: date) -> Iterator[date]:
    """The first day that meets the test, and the first that no longer does."""
    if expected.earliest is not None:
        yield back_from(anchor, expected.earliest)
    if expected.latest is not None:
        yield back_from(anchor, expected.latest) + ONE_DAY


def _incident_near(expected: InTime, day: date) -> Iterator[date]:
    """The first day of an incident for which ``day`` meets the test, and the first for which it no longer
    does.

    Months are of unequal length: there it is somewhere among the days around.
    """
    for back, after in ((expected.latest, 0), (expected.earliest, 1)):
        if back is not None:
            ahead = back_from(day, Back(days=-back.days, months=-back.months))
            around = range(-4, 5) if back.months else (after,)
            yield from (ahead + timedelta(days=step) for step in around)
