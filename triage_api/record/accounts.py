"""What several said of one thing, as one answer of several accounts: none is lost, and the riskier counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def united(said: Sequence[Any]) -> Any:
    """One answer of all that was said; what was said twice in the same way stands once."""
    accounts: list[Any] = []
    for answer in said:
        accounts += [one for one in accounts_of(answer) if one not in accounts]
    return said[0] if len(said) == 1 else accounts[0] if len(accounts) == 1 else {"accounts": accounts}


def accounts_of(answer: Any) -> list[Any]:
    """The accounts of an answer: itself, where it is one."""
    if isinstance(answer, Mapping) and "accounts" in answer:
        return list(answer["accounts"])
    return [answer]
