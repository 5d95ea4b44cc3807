"""Conditions, compiled: each says of a view whether it is true, and what it would take to make it so.

``kleene`` is 2 true, 1 undetermined, 0 false. It is exact where no fact stands twice in the condition;
`states` splits a fact that does by its values.

``cost`` is how many answers not known it would take, beside those read as risk, to make the condition true
(or false) whatever every other open answer turns out to be: 0, 1, or `NEVER`, with the facts any one of which
would do where it is 1. That number is the whole of *assumed* (0) and *holding* (1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from triage_api.engine.views import Bits, Key, View
from triage_api.policy.model import About, InTime

if TYPE_CHECKING:
    from triage_api.engine.compiler import FactId

FALSE, UNDETERMINED, TRUE = 0, 1, 2
NEVER = 2
"""More than one answer, or one that nobody was asked: no matter which."""

Fact = tuple[Key | None, int]
"""A fact that a test reads: the adult, incident or child of a block (``None``: the view's own), and the
bit."""

Cost = tuple[int, frozenset[Fact]]
FREE: Cost = (0, frozenset())
NEVER_COST: Cost = (NEVER, frozenset())


class Node(Protocol):
    """A compiled condition."""

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        """FALSE, UNDETERMINED or TRUE."""

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        """What it takes to make it ``want``, for certain."""

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        """The undetermined facts that can still matter to it, outermost first."""

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        """The facts whose tests are known, and known to help it be ``want``.

        With ``why``, only those by which it is so: where one adult meets a block, that adult's and not what
        another nearly met.
        """


def single_bits(mask: int) -> Iterator[int]:
    """Each bit that is set, as a mask of its own, lowest first."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _literal_cost(true: int, undetermined: int, bits: Bits, key: Key | None, of_all: bool) -> Cost:
    """The cost of every (``of_all``) or any one of some literals, of which some are true and some
    undetermined.

    With ``of_all`` the false ones have been ruled out by the caller.
    """
    unknown = undetermined & (bits.hold | bits.find)
    if of_all:
        if undetermined & ~(bits.risk | unknown) or unknown & (unknown - 1):
            return NEVER_COST
        return (1, frozenset({(key, unknown)})) if unknown else FREE
    if true or undetermined & bits.risk:
        return FREE
    return (1, frozenset((key, bit) for bit in single_bits(unknown))) if unknown else NEVER_COST


@dataclass(frozen=True, slots=True)
class Literals:
    """Tests that must all be true (``positive``), and tests that must all be false (``negative``)."""

    positive: int
    negative: int

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        if self.positive & bits.false or self.negative & bits.true:
            return FALSE
        met = not self.positive & ~bits.true and not self.negative & ~bits.false
        return TRUE if met else UNDETERMINED

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        undetermined = (self.positive | self.negative) & ~(bits.true | bits.false)
        against = self.positive & bits.false | self.negative & bits.true
        if want:
            return NEVER_COST if against else _literal_cost(0, undetermined, bits, key, of_all=True)
        return _literal_cost(against, undetermined, bits, key, of_all=False)

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        for bit in single_bits((self.positive | self.negative) & ~(bits.true | bits.false)):
            yield key, bit

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        false = bits.false & ~bits.gated
        known = (
            self.positive & bits.true | self.negative & false
            if want
            else self.positive & false | self.negative & bits.true
        )
        for bit in single_bits(known):
            yield key, bit


class MeasuredTest(NamedTuple):
    """A test of two facts (see `measured`): its bit, the day that is tested, whose it is, the incident's."""

    bit: int
    day: FactId
    about: About
    of: FactId
    expected: InTime
    counted: bool
    """Whether it stands inside an ordinary count."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A day measured from the day of an incident."""

    test: int
    day: int
    """The bit of the tested day: it is known to the day."""
    of: int
    """The same of the incident's."""

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        return TRUE if self.test & bits.true else FALSE if self.test & bits.false else UNDETERMINED

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        # What is not known of it is found by giving days to both facts, which stand twice for that reason.
        return FREE if self.kleene(view, bits, key) == (TRUE if want else FALSE) else NEVER_COST

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        for bit in (self.day, self.of):
            if bit & ~(bits.true | bits.false):
                yield key, bit

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        if self.test & (bits.true if want else bits.false & ~bits.gated):
            yield key, self.day
            if why:
                yield key, self.of


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every item is true."""

    items: tuple[Node, ...]

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        least = TRUE
        for item in self.items:
            value = item.kleene(view, bits, key)
            if value == FALSE:
                return FALSE
            least = min(least, value)
        return least

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        costs = (item.cost(view, bits, key, want) for item in self.items)
        return _sum(costs) if want else _cheapest(list(costs))

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        for item in self.items:
            if item.kleene(view, bits, key) == UNDETERMINED:
                yield from item.undetermined(view, bits, key)

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        for item in self.items:
            yield from item.contributing(view, bits, key, want, why)


@dataclass(frozen=True, slots=True)
class Negated:
    """The item is false."""

    item: Node

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        return TRUE - self.item.kleene(view, bits, key)

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        return self.item.cost(view, bits, key, not want)

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        return self.item.undetermined(view, bits, key)

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        return self.item.contributing(view, bits, key, not want, why)


@dataclass(frozen=True, slots=True)
class Count:
    """At least ``count`` of the items are true. ``any`` is a count of one.

    The bits of what stands in it say what an unknown may do here: see `compiler`.
    """

    count: int
    items: tuple[Node, ...]

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        true = possible = 0
        for item in self.items:
            value = item.kleene(view, bits, key)
            true += value == TRUE
            possible += value != FALSE
        return TRUE if true >= self.count else UNDETERMINED if possible >= self.count else FALSE

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        needed = self.count if want else len(self.items) - self.count + 1
        costs = [item.cost(view, bits, key, want) for item in self.items]
        return _cheapest_of(costs, needed)

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        for item in self.items:
            if item.kleene(view, bits, key) == UNDETERMINED:
                yield from item.undetermined(view, bits, key)

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        met = [item for item in self.items if want and item.kleene(view, bits, key) == TRUE]
        for item in met if why and met else self.items:
            yield from item.contributing(view, bits, key, want, why)


@dataclass(frozen=True, slots=True)
class AnyTest(Count):
    """Any one of several single tests: a count of one whose truth is read off the bits at once."""

    positive: int
    """Those that count when they are true."""
    negative: int
    """Those that count when they are false."""

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        if self.positive & bits.true or self.negative & bits.false:
            return TRUE
        return UNDETERMINED if self.positive & ~bits.false or self.negative & ~bits.true else FALSE


class Twice(NamedTuple):
    """A fact that stands more than once in a condition."""

    fact: FactId
    about: About
    tests: int
    """Its tests."""
    again: int
    """Of these, each that stands more than once itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A condition as a node, with the facts that stand in it more than once. Equal to itself alone."""

    node: Node
    mask: int
    """All its bits."""
    together: int
    """Those whose facts come out one way in all of it: without what stands in a count of what is not ruled
    out, whose items are judged one by one."""
    blocks: bool
    """Whether it reads adults, incidents or children beside the subject itself."""
    repeats: tuple[Twice, ...] = ()
    """The facts that stand more than once in what is judged together."""
    stands: tuple[Twice, ...] = ()
    """The same of all of it."""
    parts: tuple[Compiled, ...] = ()
    """Where it is several conditions that must all be true and no fact stands in two of them: each of these.
    What is worked out of one does for every condition that has it."""


class Judge(Protocol):
    """Judges a condition exactly, where facts stand in it more than once."""

    def truth(self, condition: Compiled, view: View) -> int:
        """TRUE or FALSE if it is so for every value that the questions in it can still have."""

    def is_free(self, condition: Compiled, view: View) -> bool:
        """Whether it could be true of what is not known, whatever the answers to what was not asked."""


@dataclass(frozen=True, slots=True)
class Alone:
    """An item of a count of what is not ruled out in which some fact stands more than once."""

    item: Compiled
    denied: Compiled
    """Its opposite."""

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        return _judge(view).truth(self.item, view.inside(key, bits))

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        wanted = self.item if want else self.denied
        return FREE if _judge(view).is_free(wanted, view.inside(key, bits)) else NEVER_COST

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        return self.item.node.undetermined(view, bits, key)

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        return self.item.node.contributing(view, bits, key, want, why)


def _judge(view: View) -> Judge:
    assert view.judge is not None, "a rule with such a count is judged in the view of a case"
    return view.judge


@dataclass(frozen=True, slots=True)
class Block:
    """The item is true of one and the same adult (incident, child), or of one who is not listed.

    ``more`` is the bit of the closing question: “any other adult ...?”. An open list is that one answer.
    """

    members: str
    """The view's ``adults``, ``incidents`` or ``children``."""
    item: Node
    more: int

    def kleene(self, view: View, bits: Bits, key: Key | None) -> int:
        most = UNDETERMINED if self.more & ~(bits.true | bits.false) else FALSE
        for member, inside in getattr(view, self.members):
            value = self.item.kleene(view, inside, member)
            if value == TRUE:
                return TRUE
            most = max(most, value)
        return TRUE if self.more & bits.true else most

    def cost(self, view: View, bits: Bits, key: Key | None, want: bool) -> Cost:
        costs = [self.item.cost(view, inside, member, want) for member, inside in getattr(view, self.members)]
        if self.more:
            costs.append(Literals(self.more, 0).cost(view, bits, None, want))
        return _cheapest(costs) if want else _sum(costs)

    def undetermined(self, view: View, bits: Bits, key: Key | None) -> Iterator[Fact]:
        for member, inside in getattr(view, self.members):
            if self.item.kleene(view, inside, member) == UNDETERMINED:
                yield from self.item.undetermined(view, inside, member)
        yield from Literals(self.more, 0).undetermined(view, bits, None)

    def contributing(self, view: View, bits: Bits, key: Key | None, want: bool, why: bool) -> Iterator[Fact]:
        members = getattr(view, self.members)
        met = [one for one in members if want and self.item.kleene(view, one[1], one[0]) == TRUE]
        for member, inside in met if why and met else members:
            yield from self.item.contributing(view, inside, member, want, why)


def _sum(costs: Iterable[Cost]) -> Cost:
    """Everything in ``costs`` must be paid; once that is more than one answer, the rest need not be told."""
    found = FREE
    for one in costs:
        if found[0] + one[0] >= NEVER:
            return NEVER_COST
        found = one if one[0] else found
    return found


def _cheapest(costs: list[Cost]) -> Cost:
    """Any one of ``costs`` will do."""
    return _cheapest_of(costs, 1)


def _cheapest_of(costs: list[Cost], needed: int) -> Cost:
    """Any ``needed`` of ``costs`` will do."""
    free = sum(cost == 0 for cost, _ in costs)
    if free >= needed:
        return FREE
    single = frozenset().union(*(facts for cost, facts in costs if cost == 1))
    return (1, single) if single and free == needed - 1 else NEVER_COST
