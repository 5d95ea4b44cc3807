"""The state of a rule for one child: applies, assumed, holds, possible or ruled out (``semantics.md``)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from triage_api.engine.compiler import FactId
from triage_api.engine.kept import Kept
from triage_api.engine.nodes import NEVER, TRUE, UNDETERMINED, Compiled, Twice
from triage_api.engine.views import Bits, Given, Key, State, View
from triage_api.policy.model import About

FactKey = tuple[Key | None, FactId]
"""A fact: whose (``None``: the view's own), and which."""

Costed = tuple[int, frozenset[FactKey]]
"""How many answers not known it takes, and where it is one the facts any one of which would do."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's state, and for one that holds the facts any one of which could make it true."""

    state: State
    on: frozenset[FactKey] = frozenset()


class Facts(Protocol):
    """What is known of the facts behind the bits of one case."""

    @property
    def truths(self) -> Kept[int]:
        """Whether conditions are true, of those that were searched."""

    @property
    def costs(self) -> Kept[Costed]:
        """What it takes to make conditions true, of those that were searched."""

    @property
    def undetermined(self) -> Kept[tuple[FactKey, ...]]:
        """What can still matter to conditions."""

    def fact(self, bit: int) -> FactId:
        """The fact that the test reads."""

    def about(self, fact: FactId) -> About:
        """Who it is about."""

    def values(self, view: View, key: FactKey, tests: int) -> tuple[Given, ...]:
        """The values that the fact can still have and ``tests`` tell apart, each as the bits among these that
        it makes true and those it makes false. While its gate is open, not applying is one of them."""

    def answers(self, view: View, key: FactKey, tests: int) -> tuple[Given, ...]:
        """The same of the answers that could still be given."""

    def given(self, view: View, key: FactKey, value: Given) -> View:
        """The view in which the fact has that value."""

    def assumed(self, view: View, key: FactKey, value: Given, everywhere: bool) -> View:
        """The view in which it is assumed: not inside an ordinary ``at_least``, unless ``everywhere``."""

    def days(self, view: View, tests: int) -> tuple[Hashable, ...]:
        """The days between which ``tests`` measure, as they are known in the view."""

    def may_not_apply(self, view: View, key: FactKey) -> bool:
        """Whether the fact may turn out not to apply, because its gate is undetermined."""

    def tests(self, fact: FactId) -> int:
        """All its bits."""


def verdict(rule: Compiled, view: View, facts: Facts) -> Verdict:
    """Judge one rule by itself, over the values that its questions can still have."""
    value = truth(rule, view, facts)
    if value != UNDETERMINED:
        return Verdict(State.APPLIES if value == TRUE else State.RULED_OUT)
    cost, on = least_cost(rule, view, facts)
    if cost == 0:
        return Verdict(State.ASSUMED)
    if cost == 1 and (held := _holding(rule, view, facts, on)):
        return Verdict(State.HOLDS, held)
    return Verdict(State.POSSIBLE)


def truth(condition: Compiled, view: View, facts: Facts) -> int:
    """TRUE or FALSE if it is so for every value that the questions in it can still have."""
    value = condition.node.kleene(view, view.bits, None)
    if value != UNDETERMINED or not _repeated(condition, view):
        return value
    if condition.parts:
        return min(truth(part, view, facts) for part in condition.parts)
    stands = _as_it_stands(condition, view, facts)
    return facts.truths.once(
        stands, lambda: _over_its_values(condition, _what_it_sees(condition, view), facts)
    )


def _what_it_sees(condition: Compiled, view: View) -> View:
    """The view, without those whom the condition does not read: a search makes very many views of it."""
    return view if condition.blocks else view.alone()


def _over_its_values(condition: Compiled, view: View, facts: Facts) -> int:
    value = condition.node.kleene(view, view.bits, None)
    if value != UNDETERMINED or not (split := _repeated(condition, view)):
        return value
    first = split[0]
    found = {
        _over_its_values(condition, facts.given(view, first, value), facts)
        for value in facts.values(view, first, condition.together)
    }
    return found.pop() if len(found) == 1 else UNDETERMINED


def _holding(rule: Compiled, view: View, facts: Facts, on: frozenset[FactKey]) -> frozenset[FactKey]:
    """Of the facts one of which alone could make the rule true, those that hold the case: what says ``hold``
    holds by itself, any other beside something known to be true."""
    known = {
        _fact_key(view, facts, key, bit)
        for key, bit in rule.node.contributing(view, view.bits, None, True, False)
    }
    return frozenset(key for key in on if _says_hold(view, facts, key) or known - {key, _said(key)})


def _said(key: FactKey) -> FactKey:
    """Of somebody who is not listed, the answer that leaves it open; of any other fact the fact itself."""
    return key[0], key[1]._replace(unlisted=False)


def _says_hold(view: View, facts: Facts, key: FactKey) -> bool:
    bits = _bits(view, facts, key)
    return bool(facts.tests(key[1]) & bits.hold)


def least_cost(rule: Compiled, view: View, facts: Facts, everywhere: bool = False) -> Costed:
    """`Node.cost` of making the rule true, exact where a fact stands in it more than once as well.

    A fact read as risk takes whichever value makes the rule true; then one fact not known may be given a
    value; the rule must be true for every value of the rest. In that order: what is assumed may not depend
    on what is not known.
    """
    repeated = _repeated(rule, view)
    if repeated and rule.parts:
        return _all_of(least_cost(part, view, facts, everywhere) for part in rule.parts)
    if not repeated:
        cost, on = _plain_cost(rule, view, facts)
    elif rule.mask == rule.together:
        known = (everywhere, *_as_it_stands(rule, view, facts), *_why_not_known(rule, view))
        view = _what_it_sees(rule, view)
        return facts.costs.once(known, lambda: _assuming(rule, view, facts, repeated, {}, everywhere))
    else:
        cost, on = _assuming(rule, view, facts, repeated, {}, everywhere)
    if cost != 1 or rule.mask == rule.together:
        return cost, on
    # What is found out is known in a count of what is not ruled out too, and may be ruled out there.
    on = frozenset(key for key in on if _makes_true(rule, view, facts, key, everywhere))
    return (1, on) if on else (NEVER, on)


def _makes_true(rule: Compiled, view: View, facts: Facts, key: FactKey, everywhere: bool) -> bool:
    answers = facts.answers(view, key, rule.mask)
    return any(least_cost(rule, facts.given(view, key, one), facts, everywhere)[0] == 0 for one in answers)


def _plain_cost(rule: Compiled, view: View, facts: Facts) -> Costed:
    cost, on = rule.node.cost(view, view.bits, None, want=True)
    return cost, frozenset(_fact_key(view, facts, key, bit) for key, bit in on)


def _assuming(
    rule: Compiled,
    view: View,
    facts: Facts,
    repeated: list[FactKey],
    assumed: Mapping[FactKey, Given],
    everywhere: bool,
) -> Costed:
    """The least cost over the values of the repeated facts that are read as risk."""
    risks = (key for key in repeated if key not in assumed and _is_risk(rule, view, facts, key))
    first = next(risks, None)
    if first is None:
        return _giving_one(rule, view, facts, repeated, assumed)
    costs = [
        _assuming(
            rule,
            facts.assumed(view, first, value, everywhere),
            facts,
            repeated,
            {**assumed, first: value},
            everywhere,
        )
        for value in facts.answers(view, first, rule.together)
    ]
    return _best(costs)


def _giving_one(
    rule: Compiled,
    view: View,
    facts: Facts,
    repeated: list[FactKey],
    assumed: Mapping[FactKey, Given],
) -> Costed:
    """The least cost when at most one of the repeated facts that is not known is given a value."""
    costs = [_whatever(rule, view, facts)]
    for key in repeated if costs[0][0] else ():
        if _is_not_known(rule, view, facts, key):
            values = (assumed[key],) if key in assumed else facts.answers(view, key, rule.mask)
            if any(_whatever(rule, facts.given(view, key, value), facts)[0] == 0 for value in values):
                costs.append((1, frozenset({key})))
    return _best(costs)


def _whatever(rule: Compiled, view: View, facts: Facts) -> Costed:
    """The cost of making the rule true for every value of the facts still repeated in it.

    Each fact that stands in it once can only ever be wanted one way, so what is assumed of it is the same in
    every branch; the one fact that is given a value must be the same one in every branch that needs one.
    """
    repeated = _repeated(rule, view)
    if not repeated:
        if rule.node.kleene(view, view.bits, None) == TRUE:
            return 0, frozenset()
        return _plain_cost(rule, view, facts)
    first = repeated[0]
    common: frozenset[FactKey] | None = None
    for value in facts.values(view, first, rule.together):
        cost, on = _whatever(rule, facts.given(view, first, value), facts)
        if cost == 1:
            common = on if common is None else common & on
        if cost == NEVER or common == frozenset():
            return NEVER, frozenset()
    return (0, frozenset()) if common is None else (1, common)


def _best(costs: list[Costed]) -> Costed:
    least = min((cost for cost, _ in costs), default=NEVER)
    if least != 1:
        return least, frozenset()
    return 1, frozenset().union(*(on for cost, on in costs if cost == 1))


def _all_of(costs: Iterable[Costed]) -> Costed:
    """What it takes to make several conditions true that have no fact in common. Once that is more than one
    answer the rest need not be worked out."""
    found: Costed = (0, frozenset())
    for one in costs:
        if found[0] + one[0] >= NEVER:
            return NEVER, frozenset()
        found = one if one[0] else found
    return found


def _repeated(condition: Compiled, view: View) -> list[FactKey]:
    """The facts that are undetermined in more than one place of the condition, in this view."""
    return _undetermined_twice(condition.repeats, view)


def _undetermined_twice(stands: tuple[Twice, ...], view: View) -> list[FactKey]:
    found: list[FactKey] = []
    for fact, about, tests, again in stands:
        members = ((None, view.bits),) if view.is_own(about) else view.member_bits(about)
        for key, known in members:
            undetermined = tests & ~(known.true | known.false)
            # Two of its tests, or one that stands twice.
            if undetermined & (undetermined - 1 | again):
                found.append((key, fact))
    return found


def _bits(view: View, facts: Facts, key: FactKey) -> Bits:
    return view.bits_of(facts.about(key[1]), key[0])


def _is_risk(rule: Compiled, view: View, facts: Facts, key: FactKey) -> bool:
    # Of this rule's own tests alone: in another rule the same fact may count as not ruled out.
    return bool(facts.tests(key[1]) & rule.together & _bits(view, facts, key).risk)


def _is_not_known(rule: Compiled, view: View, facts: Facts, key: FactKey) -> bool:
    """Whether somebody was asked, and did not know; an answer of no effect settles nothing."""
    bits = _bits(view, facts, key)
    # Where whatever is not known counts, an answer of no effect is read as risk too: that is not meant here.
    return bool(facts.tests(key[1]) & rule.together & (bits.risk | bits.hold | bits.find))


def _fact_key(view: View, facts: Facts, key: Key | None, bit: int) -> FactKey:
    """A fact under the one name it has in this view, whichever block its test stands in."""
    fact = facts.fact(bit)
    return (None if view.is_own(facts.about(fact)) else key), fact


def undetermined_facts(condition: Compiled, view: View, facts: Facts) -> tuple[FactKey, ...]:
    """The undetermined facts that can still matter to a condition that is not false, each once, in its
    order."""
    if condition.parts:
        found = (undetermined_facts(part, view, facts) for part in condition.parts)
        return tuple([key for of_part in found for key in of_part])
    stands = _as_it_stands(condition, view, facts)
    return facts.undetermined.once(stands, lambda: tuple(_still_mattering(condition, view, facts)))


def _still_mattering(condition: Compiled, view: View, facts: Facts) -> list[FactKey]:
    view = _what_it_sees(condition, view)
    named = list(_undetermined(condition, view, facts))
    if not _undetermined_twice(condition.stands, view):
        # Each that the node names can turn it.
        return named
    most = MOST_STEPS_AMONG_DAYS if facts.days(view, condition.mask) else MOST_STEPS
    turning = _turning(condition, view, facts, frozenset(named), iter(range(most)))
    return [key for key in named if key in turning]


def _as_it_stands(condition: Compiled, view: View, facts: Facts) -> tuple[Hashable, ...]:
    """All that a search of a condition depends on: what is known of its tests, and the values that the facts
    which stand twice in it can still have."""
    mask, bits = condition.mask, view.bits
    stands: list[Hashable] = [condition, bits.true & mask, bits.false & mask]
    if condition.blocks:
        members = (*view.adults, *view.incidents, *view.children)
        stands += [(key, inside.true & mask, inside.false & mask) for key, inside in members]
    if condition.stands:
        twice = _undetermined_twice(condition.stands, view)
        stands += [(key, facts.answers(view, key, mask), facts.may_not_apply(view, key)) for key in twice]
        # A day that is measured from another stands twice.
        stands += facts.days(view, mask)
    return tuple(stands)


def _why_not_known(condition: Compiled, view: View) -> Iterator[Hashable]:
    """Of the tests that are undetermined, as what they are not known."""
    for bits in view.everybody:
        yield bits.risk & condition.mask, bits.hold & condition.mask, bits.find & condition.mask


def _undetermined(condition: Compiled, view: View, facts: Facts) -> Iterable[FactKey]:
    if condition.node.kleene(view, view.bits, None) != UNDETERMINED:
        # A node says what is open inside it; where it is decided as a whole, none of that can turn it.
        return ()
    undetermined = condition.node.undetermined(view, view.bits, None)
    return dict.fromkeys(_fact_key(view, facts, key, bit) for key, bit in undetermined)


MOST_STEPS = 32
"""Of a search for what can still matter in one rule. Past that all is taken to matter: it is asked rather
than left out, and a worker does not wait."""
MOST_STEPS_AMONG_DAYS = 4_096
"""The same of a rule that counts days from an incident: of each day many values are tried."""


def _turning(
    condition: Compiled, view: View, facts: Facts, wanted: frozenset[FactKey], steps: Iterator[int]
) -> frozenset[FactKey]:
    """Those of the facts ``wanted`` that turn the condition in this view, for some values of the others.

    Only what stands twice is given values: once none does, the node names exactly what can turn it.
    """
    if not wanted or next(steps, None) is None:
        return wanted
    twice = _undetermined_twice(condition.stands, view)
    if not twice:
        return wanted.intersection(_undetermined(condition, view, facts))
    first = twice[0]
    views = [facts.given(view, first, value) for value in facts.values(view, first, condition.mask)]
    found: frozenset[FactKey] = frozenset()
    for given in views:
        found |= _turning(condition, given, facts, wanted - found - {first}, steps)
    # Where one value comes out otherwise than another, one of them comes out otherwise than the first.
    if first in wanted and any(_differ(condition, views[0], each, facts, steps) for each in views[1:]):
        found |= {first}
    return found


def _differ(condition: Compiled, one: View, other: View, facts: Facts, steps: Iterator[int]) -> bool:
    """Whether the condition comes out otherwise in one view than in the other, for some values of what is
    undetermined in them."""
    if next(steps, None) is None:
        return True
    found = [condition.node.kleene(view, view.bits, None) for view in (one, other)]
    open_views = [view for view, value in zip((one, other), found, strict=True) if value == UNDETERMINED]
    if not open_views:
        return found[0] != found[1]
    twice = [key for view in open_views for key in _undetermined_twice(condition.stands, view)]
    if not twice and len(open_views) == 1:
        # What is open can come out either way.
        return True
    first = twice[0] if twice else next(iter(_undetermined(condition, open_views[0], facts)))
    return any(
        _differ(condition, facts.given(one, first, value), facts.given(other, first, value), facts, steps)
        for value in facts.values(open_views[0], first, condition.mask)
    )


def known_facts(condition: Compiled, view: View, facts: Facts) -> Iterable[FactKey]:
    """The known facts by which the condition is true, or nearly, each once, in its order."""
    known = condition.node.contributing(view, view.bits, None, True, True)
    return dict.fromkeys(_fact_key(view, facts, key, bit) for key, bit in known)
