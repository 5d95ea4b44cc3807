"""What one account of a fact says, and which of several that differ counts."""

from __future__ import annotations

from triage_api.engine.case import Account, Accounts, Days
from triage_api.engine.slots import Slot
from triage_api.engine.views import Bits
from triage_api.policy.model import Polarity


def is_given(account: Account) -> bool:
    """Whether the account says something: a value, or that it was not mentioned."""
    return account.value is not None or account.not_mentioned


def has_value(accounts: Accounts | None) -> bool:
    """Whether any of the accounts says something."""
    return accounts is not None and any(map(is_given, accounts))


def riskiest(slot: Slot, valued: Accounts) -> Accounts:
    """Of accounts that differ, the riskier; all of them where neither is: a neutral question, one whose
    definitions carry the polarity, or a day."""
    if not isinstance(valued[0].value, Days):
        if slot.question.polarity is Polarity.RISK:
            return (max(valued, key=slot.level),)
        if slot.question.polarity is Polarity.PROTECTIVE:
            return (min(valued, key=slot.level),)
    return valued


def united(option: str, accounts: Accounts) -> Account:
    """Accounts of several options, for one of them: ticked by anybody counts, then what anybody ruled out."""
    ticked = [a for a in accounts if isinstance(a.value, frozenset) and option in a.value]
    denied = [a for a in accounts if isinstance(a.value, frozenset) and (option in a.no or a.nothing_else)]
    return (ticked or denied or list(accounts))[0]


def option_bits(slot: Slot, option: str, account: Account) -> Bits:
    """One option of several: ticked; no; not known; or, in a sweep, not mentioned, which reads as no."""
    if account.value is None:
        return slot.not_known
    assert isinstance(account.value, frozenset)
    if option in account.value:
        return Bits(*slot.by_value["yes"])
    if option in account.options_not_known:
        return slot.not_known
    if option in account.no or account.nothing_else or slot.question.sweep:
        return Bits(*slot.by_value["no"])
    return slot.not_known


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
