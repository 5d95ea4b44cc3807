"""What was once worked out of a policy, kept for the next case that stands as this one does."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_KEPT = 20_000
"""At seven megabytes all is forgotten. England's 304 interviews keep 2,200 results of 350 bytes."""


class Kept(Generic[T]):
    """Results, each by all that it depends on: the same whether it was kept or not. Many cases begin alike,
    and one answer leaves most rules as they stood, so few are worked out twice."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._found: dict[Hashable, T] = {}

    def once(self, depends_on: Hashable, work_out: Callable[[], T]) -> T:
        """The result; worked out unless it was before."""
        found = self._found.get(depends_on)
        if found is None:
            found = work_out()
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[depends_on] = found
        return found
