"""What a test of each kind of question may ask, in small policies."""

from __future__ import annotations

from hypothesis import strategies as st

from triage_api.policy.model import (
    Anchor,
    AnswerKind,
    Back,
    Expected,
    InSpan,
    InTime,
    OneOf,
    Question,
    Span,
    Test,
)
from triage_api.policy.model.measures import MONTH, UNBORN, YEAR

HIGHEST_COUNT = 4

AGES = (
    Span(0, 12 * MONTH - 1),
    Span(0, 18 * MONTH - 1),
    Span(18 * MONTH, None),
    Span(YEAR, 5 * YEAR - 1),
    Span(5 * YEAR, None),
    UNBORN,
    Span(UNBORN.low, 12 * MONTH - 1),
)

TIMES = (
    InTime(Back(days=42), Back()),
    InTime(None, Back(days=43)),
    InTime(Back(months=6), Back()),
    InTime(None, Back(days=-1)),
    InTime(None, Back(months=6)),
)

AFTER_THE_INCIDENT = (
    InTime(Back(days=-1), None, Anchor.INCIDENT),
    InTime(Back(), Back(days=-2), Anchor.INCIDENT),
    InTime(None, Back(days=1), Anchor.INCIDENT),
    InTime(Back(months=1), Back(), Anchor.INCIDENT),
)


def words(question: Question) -> tuple[str, ...]:
    """The answers of a question that is answered in words."""
    return tuple(choice.id for choice in question.choices) or ("yes", "no")


def spans() -> st.SearchStrategy[Span]:
    """“At least 2”, “at most 2”, “from 1 to 2”."""
    number = st.integers(0, HIGHEST_COUNT)
    least = st.integers(1, HIGHEST_COUNT)  # “At least 0” is met by every number.
    ranges = st.tuples(number, number).map(lambda two: Span(min(two), max(two)))
    return st.one_of(least.map(lambda low: Span(low, None)), number.map(lambda high: Span(0, high)), ranges)


def expectations(question: Question) -> st.SearchStrategy[Expected]:
    """Anything that the question can be tested for, but a day counted from an incident: of those a rule has
    one, which `policies.counting_from_incidents` sees to."""
    if question.kind is AnswerKind.NUMBER:
        return spans().map(InSpan)
    if question.kind is AnswerKind.AGE:
        return st.sampled_from(AGES).map(InSpan)
    if question.kind in (AnswerKind.DATE, AnswerKind.TIME):
        return st.sampled_from(TIMES)
    # Never every answer: `check` warns of such a line, which asks no more than whether the question applies.
    # Of several, ticking any of them is a test.
    every = question.kind is AnswerKind.SEVERAL
    most = len(words(question)) - (0 if every else 1)
    chosen = st.sets(st.sampled_from(words(question)), min_size=1, max_size=most)
    return chosen.map(lambda chosen: OneOf(frozenset(chosen)))


def lines(question: Question) -> st.SearchStrategy[Test]:
    """Any line about the question."""
    return expectations(question).map(lambda expected: Test(question.id, expected))


@st.composite
def risky_expectations(draw: st.DrawFn, question: Question) -> Expected:
    """Upward closed: what is true of an answer is true of every higher one. Ages and dates: any."""
    if question.kind is AnswerKind.NUMBER:
        return InSpan(Span(draw(st.integers(1, HIGHEST_COUNT)), None))
    if question.kind in (AnswerKind.AGE, AnswerKind.DATE, AnswerKind.TIME):
        return draw(expectations(question))
    if question.kind is AnswerKind.YES_NO:
        return OneOf(frozenset({"yes"}))
    if question.kind is AnswerKind.SEVERAL:
        return OneOf(frozenset(draw(st.sets(st.sampled_from(words(question)), min_size=1))))
    # Never the lowest: a test that every answer meets asks whether the question applies, which is no risk.
    level = draw(st.sampled_from([choice.level for choice in question.choices if choice.level > 0]))
    return OneOf(frozenset(choice.id for choice in question.choices if choice.level >= level))
