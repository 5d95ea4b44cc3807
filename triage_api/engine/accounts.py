"""What the accounts of a fact say, and which of several that differ count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from triage_api.engine.case import Account, Accounts, Days
from triage_api.engine.slots import Slot
from triage_api.engine.views import Bits
from triage_api.policy.model import Polarity, Span

NO, YES = "no", "yes"

_RISKIER: Mapping[Polarity, Callable[[Iterable[float]], float]] = {
    Polarity.RISK: max,
    Polarity.PROTECTIVE: min,
}
"""Which end of what was said is the riskier; a neutral question, and one whose definitions carry the
polarity, has none."""


def is_given(account: Account) -> bool:
    """Whether the account says something: a value, or that it was not mentioned."""
    return account.value is not None or account.not_mentioned


def has_value(accounts: Accounts | None) -> bool:
    """Whether any of the accounts says something."""
    return accounts is not None and any(map(is_given, accounts))


def riskiest(slot: Slot, accounts: Accounts) -> Accounts:
    """Of accounts that differ, what counts: one account, the riskiest reading of them all; or several, where
    the question does not say which of what they give is the riskier."""
    valued = [account for account in accounts if account.value is not None]
    if not valued:
        # Somebody who does not know says more than somebody who did not mention it.
        return next(((account,) for account in accounts if not account.not_mentioned), accounts[:1])
    nearly = next((account.not_known for account in valued if account.not_known), None)
    pick = _RISKIER.get(slot.question.polarity)
    spans = [account.value for account in valued if isinstance(account.value, Span)]
    if spans and pick is not None:
        return (replace(valued[0], value=_riskiest(spans, pick), not_known=nearly),)
    given = [account for account in accounts if is_given(account)]
    if pick is not None and not isinstance(valued[0].value, Days):
        worst = pick(map(slot.level, given))
        given = [account for account in given if slot.level(account) == worst]
    if len({account.value or NO for account in given}) == 1:
        return (replace(given[0], not_known=nearly),)
    return tuple(given)


def _riskiest(spans: Sequence[Span], pick: Callable[[Iterable[float]], float]) -> Span:
    """The highest (or lowest) that the number may be, as nearly as it is known."""
    low = pick(float("-inf") if span.low is None else span.low for span in spans)
    high = pick(float("inf") if span.high is None else span.high for span in spans)
    return Span(None if low == float("-inf") else int(low), None if high == float("inf") else int(high))


def option_bits(slot: Slot, accounts: Accounts) -> Bits:
    """One option of several. Ticked by anybody counts; in a protective question, not ticked by anybody."""
    said = options_said(slot, accounts)
    if not said:
        return slot.not_known
    riskier, other = (NO, YES) if slot.question.polarity is Polarity.PROTECTIVE else (YES, NO)
    return Bits(*slot.by_value[riskier if riskier in said else other])


def options_said(slot: Slot, accounts: Accounts) -> frozenset[str]:
    """What the accounts say of the option: yes, no, both, or nothing where none of them knows."""
    said = (_said(slot, account) for account in accounts)
    return frozenset(word for word in said if word is not None)


def _said(slot: Slot, account: Account) -> str | None:
    """Ticked; no; ``None``: not known; or, in a sweep, not mentioned, which reads as no."""
    option = slot.fact.option
    if not is_given(account):
        return None
    if isinstance(account.value, frozenset) and option in account.value:
        return YES
    if option in account.options_not_known:
        return None
    unticked_is_no = account.nothing_else or slot.question.sweep or account.not_mentioned
    return NO if unticked_is_no or option in account.no else None


def is_unmentioned(slot: Slot, accounts: Accounts) -> bool:
    """Whether what we were told did not touch on it."""
    option = slot.fact.option
    if option is None:
        return all(account.not_mentioned for account in accounts)
    return slot.question.sweep and all(
        isinstance(account.value, frozenset)
        and not account.nothing_else
        and option not in account.value | account.no | account.options_not_known.keys()
        for account in accounts
    )
