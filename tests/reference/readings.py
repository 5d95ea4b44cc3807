"""One fact, as its accounts leave it: the values that it may have, and why if there are several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import inf

from triage_api.engine.case import Account, Accounts, Days
from triage_api.policy.model import AnswerKind, NotKnown, Polarity, Question, Span
from triage_api.policy.model.measures import ANY_AGE, ANY_NUMBER

YES, NO = "yes", "no"

ANY_DAY = Days(date(1900, 1, 1), date(2199, 12, 31))


class Lacking(Enum):
    """Why a fact has more than one value, where nobody said that it is not known."""

    NOT_ASKED = "not asked"
    IMPRECISE = "imprecise"


Why = NotKnown | Lacking
"""An answer not known is named by what its question declares."""

Given = str | Span | Days
"""What one account gives: a word, or a number or a day as precisely as it is known."""

Values = frozenset[Given]
"""Every value that a fact may have. An option of several is ``yes`` (ticked) or ``no``."""


@dataclass(frozen=True)
class Reading:
    """What one fact may be. ``why`` matters only where a test finds more than one value."""

    values: Values
    why: Why
    given: bool
    """Somebody gave a value, or did not mention it: it counts whatever the gate says."""


def everything(question: Question) -> Values:
    """Every answer that there is."""
    if question.kind is AnswerKind.AGE:
        return frozenset({ANY_AGE})
    if question.kind is AnswerKind.NUMBER:
        return frozenset({ANY_NUMBER})
    if question.kind in (AnswerKind.DATE, AnswerKind.TIME):
        return frozenset({ANY_DAY})
    if question.kind is AnswerKind.CHOICE:
        return frozenset(choice.id for choice in question.choices)
    return frozenset({YES, NO})


def counted(accounts: Accounts, may_settle: Callable[[Account], bool]) -> Accounts:
    """The accounts that count: the last that settles the matter, or else all of them."""
    settling = [account for account in accounts if account.settles and may_settle(account)]
    return tuple(settling[-1:]) or accounts


def read(question: Question, option: str | None, accounts: Accounts) -> Reading:
    """The reading of the fact, from the accounts that count; none at all is *not asked*."""
    if not accounts:
        return Reading(everything(question), Lacking.NOT_ASKED, given=False)
    if option is not None:
        return _read_option(question, option, accounts)
    valued = [account for account in accounts if account.value is not None]
    silent = [account for account in accounts if account.not_mentioned]
    if valued:
        return _riskier(question, [_read_value(question, account) for account in [*valued, *silent]])
    if len(silent) == len(accounts):
        return _read_value(question, silent[0])
    return Reading(everything(question), question.not_known, given=False)


def _read_value(question: Question, account: Account) -> Reading:
    """What one account says: its value, and *no* for what it does not mention."""
    value = NO if account.value is None else account.value
    assert not isinstance(value, frozenset), "options are read one by one"
    why = Lacking.IMPRECISE if account.not_known is None else question.not_known
    return Reading(frozenset({value}), why, given=True)


def _riskier(question: Question, readings: Sequence[Reading]) -> Reading:
    """Of answers that differ, the riskier; where the question does not say which that is, all of them."""
    why = max((reading.why for reading in readings), key=lambda why: isinstance(why, NotKnown))
    given = [value for reading in readings for value in reading.values]
    if len(set(given)) == 1:
        return Reading(frozenset(given), why, given=True)
    spans = [value for value in given if isinstance(value, Span)]
    if spans and question.polarity in RISKIER:
        return Reading(frozenset({_riskiest(spans, RISKIER[question.polarity])}), why, given=True)
    if question.polarity in RISKIER and question.kind in (AnswerKind.YES_NO, AnswerKind.CHOICE):
        worst = RISKIER[question.polarity](_level(question, value) for value in given)
        given = [value for value in given if _level(question, value) == worst]
    return Reading(frozenset(given), NotKnown.TREAT_AS_RISK, given=True)


RISKIER: Mapping[Polarity, Callable[[Iterable[float]], float]] = {
    Polarity.RISK: max,
    Polarity.PROTECTIVE: min,
}


def _riskiest(spans: Sequence[Span], pick: Callable[[Iterable[float]], float]) -> Span:
    """The highest (or lowest) of numbers that are known as nearly as that."""
    low = pick(-inf if span.low is None else span.low for span in spans)
    high = pick(inf if span.high is None else span.high for span in spans)
    return Span(None if low == -inf else int(low), None if high == inf else int(high))


def _level(question: Question, value: Given) -> int:
    """How high an answer in words stands in its question."""
    levels = {choice.id: choice.level for choice in question.choices} or {NO: 0, YES: 1}
    return levels[str(value)]


def _read_option(question: Question, option: str, accounts: Accounts) -> Reading:
    """One option of several. Ticked by anybody counts; in a protective question, not ticked by anybody."""
    said = {_said_of(question, option, account) for account in accounts} - {None}
    first, second = (NO, YES) if question.polarity is Polarity.PROTECTIVE else (YES, NO)
    if first in said or second in said:
        return Reading(frozenset({first if first in said else second}), Lacking.IMPRECISE, given=True)
    return Reading(frozenset({YES, NO}), question.not_known, given=False)


def _said_of(question: Question, option: str, account: Account) -> str | None:
    """What one account says of one option; nothing if it is not known."""
    if account.value is None and not account.not_mentioned:
        return None
    if isinstance(account.value, frozenset) and option in account.value:
        return YES
    if option in account.options_not_known:
        return None
    unticked_is_no = account.nothing_else or question.sweep or account.not_mentioned
    return NO if unticked_is_no or option in account.no else None
