"""How high an outcome stands: a route and a rating, each by its place on the policy's ladder."""

from __future__ import annotations

from typing import NamedTuple

NONE = -1
"""No route, or no rating: too early to say."""


class Level(NamedTuple):
    """A route and a rating, each by its place; `NONE` where there is none."""

    route: int = NONE
    rag: int = NONE

    def raised(self, route: int, rag: int) -> Level:
        """The more protective of the two, on each axis."""
        return Level(max(self.route, route), max(self.rag, rag))


class Step(NamedTuple):
    """A route and a rating by id; ``None`` while it is too early to say."""

    route: str | None
    rag: str | None
