"""One fact, as its accounts leave it: the values that it may have, and why if there are several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import reduce

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

Values = frozenset[str] | Span | Days
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
        return ANY_AGE
    if question.kind is AnswerKind.NUMBER:
        return ANY_NUMBER
    if question.kind in (AnswerKind.DATE, AnswerKind.TIME):
        return ANY_DAY
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
    assert not isinstance(value, frozenset)
    values: Values = frozenset({value}) if isinstance(value, str) else value
    why = Lacking.IMPRECISE if account.not_known is None else question.not_known
    return Reading(values, why, given=True)


def _riskier(question: Question, readings: Sequence[Reading]) -> Reading:
    """Of answers that differ, the riskier; where the question does not say which that is, all of them."""
    why = max((reading.why for reading in readings), key=lambda why: isinstance(why, NotKnown))
    if all(reading.values == readings[0].values for reading in readings):
        return Reading(readings[0].values, why, given=True)
    values = [reading.values for reading in readings]
    ordered = question.polarity in (Polarity.RISK, Polarity.PROTECTIVE)
    if ordered and question.kind in (AnswerKind.NUMBER, AnswerKind.AGE):
        return Reading(
            reduce(_higher if question.polarity is Polarity.RISK else _lower, values), why, given=True
        )
    if ordered and question.kind in (AnswerKind.YES_NO, AnswerKind.CHOICE):
        pick = max if question.polarity is Polarity.RISK else min
        worst = pick(_level(question, value) for value in values)
        values = [value for value in values if _level(question, value) == worst]
    return Reading(reduce(_united, values), NotKnown.TREAT_AS_RISK, given=True)


def _higher(one: Values, other: Values) -> Values:
    """The higher of two numbers that are known as nearly as that."""
    assert isinstance(one, Span)
    assert isinstance(other, Span)
    lows = [low for low in (one.low, other.low) if low is not None]
    endless = one.high is None or other.high is None
    return Span(max(lows, default=None), None if endless else max(one.high or 0, other.high or 0))


def _lower(one: Values, other: Values) -> Values:
    """The lower of two numbers that are known as nearly as that."""
    assert isinstance(one, Span)
    assert isinstance(other, Span)
    highs = [high for high in (one.high, other.high) if high is not None]
    endless = one.low is None or other.low is None
    return Span(None if endless else min(one.low or 0, other.low or 0), min(highs, default=None))


def _level(question: Question, values: Values) -> int:
    """How high an answer of one value stands in its question."""
    assert isinstance(values, frozenset)
    (value,) = values
    levels = {choice.id: choice.level for choice in question.choices}
    return levels.get(value, int(value == YES))


def _united(one: Values, other: Values) -> Values:
    """All that either may be; of numbers and days, and all between."""
    if isinstance(one, Span) and isinstance(other, Span):
        return one.joined(other)
    if isinstance(one, Days) and isinstance(other, Days):
        return Days(min(one.first, other.first), max(one.last, other.last))
    assert isinstance(one, frozenset)
    assert isinstance(other, frozenset)
    return one | other


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
