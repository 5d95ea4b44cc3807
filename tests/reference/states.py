"""The state of one rule: what is true in every way out, in none, and what one answer more would make true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from tests.reference.grounded import Both, Count, Fact, Grounded, Literal, Neither, literals, outer_literals
from tests.reference.readings import Lacking
from tests.reference.worlds import DOES_NOT_APPLY, World, Worlds, answers, is_met
from triage_api.policy.model import Counting, NotKnown

if TYPE_CHECKING:
    from tests.reference.facts import Facts

Judge = Callable[[Grounded], bool]


class State(StrEnum):
    """Of a rule, for one child; from the least to the most protective."""

    RULED_OUT = "ruled_out"
    POSSIBLE = "possible"
    HOLDS = "holds"
    ASSUMED = "assumed"
    APPLIES = "applies"


@dataclass(frozen=True)
class View:
    """One way out, as a condition is judged in it.

    A count of what is not ruled out is not of one world: it takes the items that ``counts`` takes, and under
    a ``not`` those that ``denies`` takes. ``inside`` is the view inside an ordinary ``at_least``, where
    nothing is assumed; without one it is this.
    """

    world: World
    counts: Judge
    denies: Judge
    inside: View | None = None

    def negated(self) -> View:
        """Under a ``not``."""
        return View(self.world, self.denies, self.counts, self.inside and self.inside.negated())


def is_true(node: Grounded, view: View) -> bool:
    """Whether a condition is true in a view."""
    if isinstance(node, Literal):
        return is_met(node, view.world)
    if isinstance(node, Neither):
        return not is_true(node.item, view.negated())
    if isinstance(node, Count) and node.counting is Counting.NOT_RULED_OUT:
        return sum(view.counts(item) for item in node.items) >= node.count
    if isinstance(node, Count):
        return sum(is_true(item, view.inside or view) for item in node.items) >= node.count
    found = (is_true(item, view) for item in node.items)
    return all(found) if isinstance(node, Both) else any(found)


def applies(node: Grounded, facts: Facts) -> bool:
    """True in every way out; a count of what is not ruled out takes only what is known to be true."""
    known, could = _known(facts), _could(facts)
    return all(is_true(node, View(world, known, could)) for world in _worlds(node, facts).all())


def ruled_out(node: Grounded, facts: Facts) -> bool:
    """False in every way out; a count of what is not ruled out takes whatever could be true."""
    known, could = _known(facts), _could(facts)
    return not any(is_true(node, View(world, could, known)) for world in _worlds(node, facts).all())


def assumed_at_least(node: Grounded, facts: Facts) -> bool:
    """True whatever else comes out, for some reading of what is treated as risk."""
    return _true_for_some(node, facts, (NotKnown.TREAT_AS_RISK,), everywhere=False)


def wants_only_what_is_not_known(node: Grounded, facts: Facts) -> bool:
    """True whatever the answers not asked, for some reading of those that are not known."""
    return _true_for_some(node, facts, tuple(NotKnown), everywhere=True)


def _true_for_some(node: Grounded, facts: Facts, kinds: tuple[NotKnown, ...], everywhere: bool) -> bool:
    """``everywhere``: what is not known is read so inside an ordinary ``at_least`` too."""
    assumable, undeniable = _assumable(facts), _undeniable(facts)
    known, could = _known(facts), _could(facts)
    worlds = _worlds(node, facts)

    def view(world: World, reading: World) -> View:
        inside = None if everywhere else View(world, known, could)
        return View({**world, **reading}, assumable, undeniable, inside)

    def worlds_beside(reading: World) -> Worlds:
        days = {fact: value for fact, value in reading.items() if isinstance(value, date)}
        return _worlds(node, facts.supposing(days)) if days else worlds

    return any(
        all(is_true(node, view(world, reading)) for world in worlds_beside(reading).all())
        for reading in worlds.assigned(worlds.not_known(*kinds))
    )


def _worlds(node: Grounded, facts: Facts) -> Worlds:
    """Every way out for a condition, but for what only a count of what is not ruled out asks."""
    return Worlds(facts, outer_literals(node), _all_literals(node))


def _all_literals(node: Grounded) -> Iterator[Literal]:
    return (literal for literal, _ in literals(node))


def _known(facts: Facts) -> Judge:
    return cache(lambda item: applies(item, facts))


def _could(facts: Facts) -> Judge:
    return cache(lambda item: not ruled_out(item, facts))


def _assumable(facts: Facts) -> Judge:
    return cache(lambda item: wants_only_what_is_not_known(item, facts))


def _undeniable(facts: Facts) -> Judge:
    """Under a ``not``, what is not known is read so that the item is false."""
    return cache(lambda item: not wants_only_what_is_not_known(Neither(item), facts))


def holds(node: Grounded, facts: Facts) -> bool:
    """Whether one answer that is not known could make it true by itself, and something gives cause to ask."""
    told_apart = tuple(_all_literals(node))
    worlds = Worlds(facts, told_apart, told_apart)
    return any(
        (facts.reading(fact).why is NotKnown.HOLD or known_beside(node, facts, fact))
        and any(
            assumed_at_least(node, facts.finding(fact, value)) for value in answers(facts, fact, told_apart)
        )
        for fact in worlds.not_known(NotKnown.TREAT_AS_RISK, NotKnown.HOLD, NotKnown.FIND_OUT)
    )


def known_beside(node: Grounded, facts: Facts, fact: Fact) -> bool:
    """Whether some test of another fact is known, and speaks for the rule; each of several options is one."""
    return any(
        _speaks(replace(literal, facts=(told,)), negated, facts, fact)
        for literal, negated in literals(node)
        for told in literal.facts
    )


def _speaks(literal: Literal, negated: bool, facts: Facts, beside: Fact) -> bool:
    """True where the rule wants it true, or false where it wants it false and the question does apply."""
    others = [fact for fact in literal.facts if fact not in (beside, facts.closed_by(beside))]
    worlds = Worlds(facts, (literal,), (literal,))
    found = {is_met(literal, world) for world in worlds.all()}
    applying = any(worlds.cells[fact] != (DOES_NOT_APPLY,) for fact in others) and all(
        worlds.cells[fact] != (DOES_NOT_APPLY,) for fact in literal.anchors
    )
    return bool(others) and applying and found == {not negated}


def lacks(node: Grounded, facts: Facts) -> tuple[Fact, ...]:
    """The facts that were not asked, or not finely enough, and on which the condition may yet turn."""
    told_apart = tuple(_all_literals(node))
    worlds = Worlds(facts, told_apart, told_apart)
    return tuple(fact for fact in worlds.not_known(*Lacking) if _matters(node, worlds, fact))


def _matters(node: Grounded, worlds: Worlds, fact: Fact) -> bool:
    """Whether, were all else known, it could still turn the condition."""
    return any(
        len({is_true_in(node, {**world, fact: value}) for value in worlds.cells[fact]}) > 1
        for world in worlds.all()
    )


def is_true_in(node: Grounded, world: World) -> bool:
    """Whether a condition is true where everything is known, and both countings count alike."""
    if isinstance(node, Literal):
        return is_met(node, world)
    if isinstance(node, Neither):
        return not is_true_in(node.item, world)
    found = [is_true_in(item, world) for item in node.items]
    if isinstance(node, Count):
        return sum(found) >= node.count
    return all(found) if isinstance(node, Both) else any(found)


def state(node: Grounded, facts: Facts) -> State:
    """Of a rule, for the child that it was grounded for."""
    if applies(node, facts):
        return State.APPLIES
    if ruled_out(node, facts):
        return State.RULED_OUT
    if assumed_at_least(node, facts):
        return State.ASSUMED
    return State.HOLDS if holds(node, facts) else State.POSSIBLE
