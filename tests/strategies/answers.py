"""Every form that an answer can take: a value, not known, both of them, not mentioned, two accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from tests.strategies.lines import HIGHEST_COUNT, words
from tests.strategies.small import RECEIVED_AT
from triage_api.engine.case import Account, Accounts, Days, Value
from triage_api.policy.model import AnswerKind, NotKnownReason, Question, Span
from triage_api.policy.model.measures import DAY, MONTH, UNBORN, YEAR

RECEIVED_ON = RECEIVED_AT.date()
IN_SPANS = (AnswerKind.NUMBER, AnswerKind.AGE, AnswerKind.DATE, AnswerKind.TIME)

ages = st.sampled_from(
    [
        Span(8 * MONTH, 9 * MONTH - 1),
        Span(17 * MONTH, 18 * MONTH - 1),
        Span(YEAR, 2 * YEAR - 1),
        Span(3 * YEAR, 3 * YEAR + DAY - 1),
        Span(6 * YEAR, 7 * YEAR - 1),
        UNBORN,
    ]
)
numbers = st.one_of(
    st.integers(0, HIGHEST_COUNT + 1).map(lambda number: Span(number, number)),
    st.tuples(st.integers(0, 2), st.integers(2, HIGHEST_COUNT + 1)).map(lambda two: Span(*two)),
    st.integers(0, HIGHEST_COUNT).map(lambda low: Span(low, None)),
)


@st.composite
def days(draw: st.DrawFn) -> Days:
    """A day near a turning point, or some days around it."""
    back = draw(st.sampled_from([-30, -1, 0, 1, 41, 42, 43, 44, 182, 183, 184, 400]))
    width = draw(st.sampled_from([0, 0, 3, 30]))
    first = RECEIVED_ON - timedelta(days=back)
    return Days(first, first + timedelta(days=width))


def values(question: Question) -> st.SearchStrategy[Value]:
    """Any answer with a value; of several, what was ticked."""
    if question.kind is AnswerKind.NUMBER:
        return numbers
    if question.kind is AnswerKind.AGE:
        return ages
    if question.kind in (AnswerKind.DATE, AnswerKind.TIME):
        return days()
    if question.kind is AnswerKind.SEVERAL:
        return st.frozensets(st.sampled_from(words(question)))
    return st.sampled_from(words(question))


def may_be_unmentioned(question: Question) -> bool:
    """Only a yes/no question that need not be asked in words."""
    return question.kind is AnswerKind.YES_NO and not question.net and question.closes is None


reasons = st.sampled_from(NotKnownReason)


@st.composite
def accounts_of_one(draw: st.DrawFn, question: Question) -> Account:
    """What one source said."""
    forms = ["value", "value", "value", "not known", "not known"]
    forms += ["not mentioned"] if may_be_unmentioned(question) else []
    forms += ["near"] if question.kind in IN_SPANS else []
    form = draw(st.sampled_from(forms))
    if form == "not known":
        return Account(not_known=draw(reasons))
    if form == "not mentioned":
        return Account(not_mentioned=True)
    account = Account(value=draw(values(question)))
    if form == "near":
        return replace(account, not_known=draw(reasons))
    return draw(_ticked(account, question)) if question.kind is AnswerKind.SEVERAL else account


@st.composite
def _ticked(draw: st.DrawFn, account: Account, question: Question) -> Account:
    """Of several: perhaps nothing else, perhaps options asked one by one."""
    assert isinstance(account.value, frozenset)
    unticked = [option for option in words(question) if option not in account.value]
    said = {option: draw(st.sampled_from(["nothing", "no", "not known"])) for option in unticked}
    return replace(
        account,
        nothing_else=draw(st.booleans()),
        no=frozenset(option for option, what in said.items() if what == "no"),
        options_not_known={option: draw(reasons) for option, what in said.items() if what == "not known"},
    )


@st.composite
def accounts(draw: st.DrawFn, question: Question, sayers: Sequence[str]) -> Accounts:
    """One account, or two that may differ, or one that settles the matter."""
    one = draw(accounts_of_one(question))
    if draw(st.integers(0, 7)) > 0:
        return (one,)
    other = draw(accounts_of_one(question))
    said_by = draw(st.sampled_from(["social-worker", *sayers]))
    return one, replace(other, said_by=said_by, settles=draw(st.booleans()))
