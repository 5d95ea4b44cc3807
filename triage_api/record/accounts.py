"""What several said of one thing, as one answer of several accounts: none is lost, and the riskier counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any


def united(said: Sequence[Any]) -> Any:
    """One answer of all that was said, in the order in which it was recorded; what was said twice in the same
    way stands once, where it was said last.

    An account settles the matter only against what was recorded before it: whoever gave it cannot have known
    what came later, and must not silence it.
    """
    if len(said) == 1:
        return said[0]
    accounts: list[Any] = []
    for answer in said:
        for one in accounts_of(answer):
            accounts = [*(other for other in accounts if other != one), one]
    *earlier, last = accounts
    told = _distinct([*(_settling_nothing(one) for one in earlier), last])
    return last if len(told) == 1 else {"accounts": told}


def accounts_of(answer: Any) -> list[Any]:
    """The accounts of an answer: itself, where it is one."""
    if isinstance(answer, Mapping) and "accounts" in answer:
        return list(answer["accounts"])
    return [answer]


def told_by(answer: Any, one: Callable[[str], str]) -> Any:
    """The answer with each who gave an account called what they are called now: who was merged into a person
    of concern is that person."""
    if not isinstance(answer, Mapping):
        return answer
    if "accounts" in answer:
        return {**answer, "accounts": [told_by(account, one) for account in answer["accounts"]]}
    said_by = answer.get("said_by")
    return {**answer, "said_by": one(said_by)} if isinstance(said_by, str) else answer


def _settling_nothing(account: Any) -> Any:
    if not isinstance(account, Mapping):
        return account
    return {name: value for name, value in account.items() if name != "settles"}


def _distinct(accounts: Sequence[Any]) -> list[Any]:
    return [one for place, one in enumerate(accounts) if one not in accounts[:place]]
