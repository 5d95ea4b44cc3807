"""What rules, routes, ratings and tiers give, in small policies.

Each is read off a few random bytes, a byte a choice, which is ten times faster than drawing each; nought,
which hypothesis shrinks to, is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from tests.strategies.small import DESTINATIONS, HARMS, LADDER, RATINGS, STARTS, UNITS
from triage_api.policy.model import DoNot, Rag, Route, Then, Tier

T = TypeVar("T")

CONTACTED = ("school", "health_visitor", "parents", "police_cait", "police")
"""Contacts that rules ask for."""
OF_ONE_UNIT = CONTACTED[:-1]
"""The same without “the police”, which a rule that names the unit narrows to it."""
STANDING = ("school", "health_visitor", "police_csu")
"""Contacts that routes and ratings ask for."""
DUTIES = ("marac", "adult_safeguarding")
TIMINGS = ("soon", "later")
WARNINGS = ("Do not go alone.", "Ring first.")
BANNED = (DoNot("parents", "strategy_discussion"), DoNot("school", "strategy_discussion"))


class Chooser:
    """Choices read off random bytes, one after the other."""

    def __init__(self, noise: bytes) -> None:
        self.noise = iter(noise)

    def one(self, of: Sequence[T]) -> T:
        """One of these; the first of nought."""
        return of[next(self.noise) % len(of)]

    def optional(self, of: Sequence[T]) -> T | None:
        """One of these, or none."""
        return self.one((None, *of))

    def some(self, of: Sequence[T]) -> tuple[T, ...]:
        """None of these, one, or two."""
        drawn = (self.optional(of), self.optional(of))
        return tuple(dict.fromkeys(each for each in drawn if each is not None))

    def clocks(self) -> tuple[tuple[str, str], ...]:
        """A timing on a contact, or none."""
        contact, timing = self.optional(CONTACTED), self.one(TIMINGS)
        return () if contact is None else ((contact, timing),)


def _read_off(make: Callable[[Chooser], T], choices: int) -> st.SearchStrategy[T]:
    """What ``make`` makes of so many random bytes."""
    return st.binary(min_size=choices, max_size=choices).map(lambda noise: make(Chooser(noise)))


def consequences(contacted: Sequence[str] = CONTACTED) -> st.SearchStrategy[Then]:
    """Anything that a rule can ask for."""

    def then(choose: Chooser) -> Then:
        return Then(
            route=choose.optional(LADDER),
            rag=choose.optional(RATINGS),
            start=choose.optional(STARTS),
            harm=choose.some(HARMS),
            contacts=choose.some(contacted),
            clocks=choose.clocks(),
            duties=choose.some(DUTIES),
            destination=choose.optional(DESTINATIONS),
            tier=choose.optional(("universal", "universal_plus")),
            police_units=choose.some(UNITS),
            warnings=choose.some(WARNINGS),
            do_not=choose.some(BANNED),
            milestones=choose.some(("review",)),
            call_999=choose.one((False, False, True)),
        )

    return _read_off(then, 22)


def ladders(nested: bool) -> st.SearchStrategy[dict[str, Route]]:
    """The routes. A higher one never has a lower least rating: that is a thing for ``check`` to demand.

    ``nested``: what one route asks for every higher one does too.
    """

    def ladder(choose: Chooser) -> dict[str, Route]:
        found: dict[str, Route] = {}
        least = sorted(choose.one(range(len(RATINGS))) for _ in LADDER)
        below = Route("", "", 0, 0, "", (), "")
        for order, id in enumerate(LADDER):
            route = Route(id, id, order, order, RATINGS[least[order]], ("manager",), "before")
            contacts, duties = set(choose.some(STANDING)), set(choose.some(DUTIES))
            milestones = choose.some(("review",))
            below = replace(
                route,
                contacts=tuple(sorted(contacts | set(below.contacts if nested else ()))),
                duties=tuple(sorted(duties | set(below.duties if nested else ()))),
                milestones=milestones or (below.milestones if nested else ()),
            )
            found[id] = below
        return found

    return _read_off(ladder, 7 * len(LADDER))


def ratings() -> st.SearchStrategy[dict[str, Rag]]:
    """The ratings: what one starts every redder one starts too, without saying so."""

    def scale(choose: Chooser) -> dict[str, Rag]:
        return {
            id: Rag(id, id, order, contacts=choose.some(STANDING), clocks=choose.clocks())
            for order, id in enumerate(RATINGS)
        }

    return _read_off(scale, 4 * len(RATINGS))


def tiers(nested: bool) -> st.SearchStrategy[dict[str, Tier]]:
    """The health-visiting tiers. ``nested``: the higher has the clocks of the lower."""

    def pair(choose: Chooser) -> dict[str, Tier]:
        low, high = choose.clocks(), choose.clocks()
        return {
            "universal": Tier("universal", "universal", 0, low),
            "universal_plus": Tier("universal_plus", "universal_plus", 1, (*low, *high) if nested else high),
        }

    return _read_off(pair, 4)


def steps(ids: Sequence[str]) -> st.SearchStrategy[dict[str, str]]:
    """The step at which each of these holds."""
    return _read_off(lambda choose: {id: choose.one(ids) for id in ids}, len(ids))
