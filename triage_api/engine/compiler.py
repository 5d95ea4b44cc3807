"""A policy's conditions, compiled once into nodes over bits.

Every test of a policy gets a bit. One that stands inside an ``at_least`` gets a bit of its own there, since
an unknown counts differently in it: never in an ordinary count, always in a count of what is not ruled out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from triage_api.engine.nodes import (
    AllOf,
    Alone,
    AnyTest,
    Block,
    Compiled,
    Count,
    Literals,
    Measured,
    MeasuredTest,
    Negated,
    Node,
    Twice,
    single_bits,
)
from triage_api.engine.views import sum_of
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    Any,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    Counting,
    Expected,
    InTime,
    Is,
    Not,
    OneOf,
    Policy,
    Question,
    Test,
)


class Inside(Enum):
    """Where a test stands; the outermost ``at_least`` around it decides."""

    NOTHING = "nothing"
    COUNT = "count"
    """An ordinary ``at_least``: an unknown never adds to the count."""
    NOT_RULED_OUT = "not ruled out"
    """Whatever is not known counts."""


TRUE_OF_IT = OneOf(frozenset({"yes"}))
"""What is tested of an option (it is ticked) and of somebody not listed (the block is true of them)."""


class ToTheDay(Enum):
    """What is asked of each of two days that one is measured from the other: that it is known to the day."""

    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Atom:
    """One test of one fact in one place, and its bit."""

    bit: int
    fact: FactId
    expected: Expected | ToTheDay
    inside: Inside
    measured: bool = False
    """Whether it is a test of two facts: see `measured`."""


class FactId(NamedTuple):
    """A question, or one option of a question of which several may be ticked.

    ``unlisted``: not the answer to a closing question, but what that answer leaves open, which is whether a
    block is true of somebody who is not on the list. Answered yes, it is still one answer not known.
    """

    question: str
    option: str | None = None
    unlisted: bool = False


_JUDGED_TOGETHER = frozenset({Inside.NOTHING, Inside.COUNT})
"""A count of what is not ruled out judges its items one by one."""

BLOCK_MEMBERS: Mapping[type, tuple[str, About]] = {
    AnyAdult: ("adults", About.ADULT),
    AnyIncident: ("incidents", About.INCIDENT),
    AnyChild: ("children", About.CHILD),
}


@dataclass(slots=True)
class Compiler:
    """Gives out bits and compiles the conditions of one policy."""

    policy: Policy
    atoms: list[Atom] = field(default_factory=list)
    blocks: bool = False
    """Whether some condition has a block."""
    measured: list[MeasuredTest] = field(default_factory=list)
    """The tests of days that are measured from an incident."""
    _found_parts: dict[Node, Compiled] = field(default_factory=dict)
    _bits: dict[tuple[FactId, Expected | ToTheDay, Inside], int] = field(default_factory=dict)

    def compiled(self, condition: Condition) -> Compiled:
        """Compile one rule's condition, or one gate."""
        node = self._node(condition, Inside.NOTHING)
        compiled = self._standing(node, together=_JUDGED_TOGETHER)
        self.blocks |= compiled.blocks
        return replace(compiled, parts=self._parts(node)) if compiled.stands else compiled

    def _standing(self, node: Node, together: frozenset[Inside]) -> Compiled:
        """The node, with what stands in it, and of that what is judged together."""
        stands = Counter(_occurrences(node, frozenset(), self))
        joined = {bit: times for bit, times in stands.items() if self.atom(bit).inside in together}
        twice, joined_twice = self._twice(stands), self._twice(joined)
        return Compiled(node, sum(stands), sum(joined), has_block(node), joined_twice, twice)

    def _parts(self, node: Node) -> tuple[Compiled, ...]:
        """What must all be true, divided so that no fact stands in two parts; nothing where it is one."""
        if not isinstance(node, AllOf):
            return ()
        groups: list[tuple[list[Node], set[FactId]]] = []
        for item in node.items:
            items, facts = [item], {self.atom(bit).fact for bit in _occurrences(item, frozenset(), self)}
            for group in [group for group in groups if group[1] & facts]:
                items, facts = group[0] + items, facts | group[1]
                groups.remove(group)
            groups.append((items, facts))
        parts = [self._part(_together(items)) for items, _ in groups]
        # What has no fact twice needs no search: all of that is one part.
        plain = [
            item for part, (items, _) in zip(parts, groups, strict=True) if not part.stands for item in items
        ]
        parts = [part for part in parts if part.stands]
        if plain:
            parts.insert(0, self._part(_together(plain)))
        return tuple(parts) if len(parts) > 1 else ()

    def _part(self, node: Node) -> Compiled:
        if node not in self._found_parts:
            self._found_parts[node] = self._standing(node, together=_JUDGED_TOGETHER)
        return self._found_parts[node]

    def _twice(self, stands: Mapping[int, int]) -> tuple[Twice, ...]:
        """The facts that stand more than once."""
        found: dict[FactId, list[int]] = {}
        for bit in stands:
            if not self.atom(bit).measured:
                found.setdefault(self.atom(bit).fact, []).append(bit)
        each = (
            Twice(fact, self.about(bits[0]), sum(bits), sum(bit for bit in bits if stands[bit] > 1))
            for fact, bits in found.items()
        )
        return tuple(one for one in each if one.again or one.tests & (one.tests - 1))

    def atom(self, bit: int) -> Atom:
        """The test that has this bit."""
        return self.atoms[bit.bit_length() - 1]

    def about(self, bit: int) -> About:
        """Who the test is about."""
        return self.policy.questions[self.atom(bit).fact.question].about

    def _bit(
        self, fact: FactId, expected: Expected | ToTheDay, inside: Inside, *, measured: bool = False
    ) -> int:
        bit = self._bits.get((fact, expected, inside))
        if bit is None:
            bit = 1 << len(self.atoms)
            self._bits[fact, expected, inside] = bit
            self.atoms.append(Atom(bit, fact, expected, inside, measured))
        return bit

    def _node(self, condition: Condition, inside: Inside) -> Node:
        match condition:
            case Test():
                return self._test(condition, inside)
            case Is():
                return self._node(self.policy.definitions[condition.definition].when, inside)
            case All():
                return _all([self._node(item, inside) for item in condition.items])
            case Any():
                return _any([self._node(item, inside) for item in condition.items])
            case Not():
                return _not(self._node(condition.item, inside))
            case AtLeast():
                return self._at_least(condition, inside)
            case _:
                members, about = BLOCK_MEMBERS[type(condition)]
                return Block(members, self._node(condition.item, inside), self._more(about, inside))

    def _test(self, test: Test, inside: Inside) -> Node:
        if isinstance(test.expected, OneOf) and self._several(test):
            options = sorted(test.expected.values)
            return _any([Literals(self._option(test.question, option, inside), 0) for option in options])
        if isinstance(test.expected, InTime) and test.from_incident:
            return self._from_incident(FactId(test.question), test.expected, inside)
        return Literals(self._bit(FactId(test.question), test.expected, inside), 0)

    def _from_incident(self, day: FactId, expected: InTime, inside: Inside) -> Node:
        of = FactId(day_of_incident(self.policy).id)
        bit = self._bit(day, expected, inside, measured=True)
        known, of_known = (self._bit(fact, ToTheDay.KNOWN, inside) for fact in (day, of))
        test = MeasuredTest(bit, day, self.about(bit), of, expected, inside is Inside.COUNT)
        if test not in self.measured:
            self.measured.append(test)
        return Measured(bit, known, of_known)

    def _several(self, test: Test) -> bool:
        return self.policy.questions[test.question].kind is AnswerKind.SEVERAL

    def _option(self, question: str, option: str, inside: Inside) -> int:
        return self._bit(FactId(question, option), TRUE_OF_IT, inside)

    def _at_least(self, condition: AtLeast, inside: Inside) -> Node:
        if inside is Inside.NOTHING:
            known = condition.counting is Counting.KNOWN
            inside = Inside.COUNT if known else Inside.NOT_RULED_OUT
            if inside is Inside.NOT_RULED_OUT:
                return Count(condition.count, tuple(map(self._alone, condition.items)))
        return Count(condition.count, tuple(self._node(item, inside) for item in condition.items))

    def _alone(self, condition: Condition) -> Node:
        """An item of a count of what is not ruled out: judged by itself, whatever else the rule says."""
        node = self._node(condition, Inside.NOT_RULED_OUT)
        item = self._standing(node, together=frozenset(Inside))
        return Alone(item, self._standing(_not(node), together=frozenset(Inside))) if item.repeats else node

    def _more(self, about: About, inside: Inside) -> int:
        closing = closing_question(self.policy, about)
        return 0 if closing is None else self._bit(FactId(closing.id, unlisted=True), TRUE_OF_IT, inside)


def closing_question(policy: Policy, about: About) -> Question | None:
    """The question that closes the list of adults, or of incidents."""
    return next((question for question in policy.questions.values() if question.closes is about), None)


def day_of_incident(policy: Policy) -> Question:
    """The question that asks for an incident's day.

    Raises:
        LookupError: there is none; `check` lets no day be counted from an incident then.
    """
    for question in policy.questions.values():
        if question.day_of_incident:
            return question
    raise LookupError(f"{policy.id}: no question asks for the day of an incident")


def _all(items: list[Node]) -> Node:
    """All of the items, with their plain tests put together."""
    positive = negative = 0
    rest: list[Node] = []
    for item in items:
        if isinstance(item, Literals) and not (positive & item.positive or negative & item.negative):
            positive, negative = positive | item.positive, negative | item.negative
        elif isinstance(item, AllOf):
            rest.extend(item.items)
        else:
            rest.append(item)
    if positive or negative or not rest:
        rest.insert(0, Literals(positive, negative))
    return _together(rest)


def _together(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else AllOf(tuple(items))


def _any(items: list[Node]) -> Node:
    if len(items) == 1:
        return items[0]
    tests = [item for item in items if isinstance(item, Literals) and _is_single(item)]
    if len(tests) < len(items):
        return Count(1, tuple(items))
    return AnyTest(1, tuple(items), sum_of(t.positive for t in tests), sum_of(t.negative for t in tests))


def _not(item: Node) -> Node:
    if isinstance(item, Literals) and _is_single(item):
        return Literals(item.negative, item.positive)
    return item.item if isinstance(item, Negated) else Negated(item)


def _is_single(tests: Literals) -> bool:
    return tests.positive.bit_count() + tests.negative.bit_count() == 1


def has_block(node: Node) -> bool:
    """Whether it reads adults, incidents or children beside the subject itself."""
    match node:
        case AllOf() | Count():
            return any(map(has_block, node.items))
        case Negated():
            return has_block(node.item)
        case Alone():
            return node.item.blocks
        case _:
            return isinstance(node, Block)


def _occurrences(node: Node, members: frozenset[About], compiler: Compiler) -> Iterator[int]:
    """Each bit of the node, as often as it stands there.

    A fact of the referral or the child inside a block stands there for every adult, so more than once; so
    does the closing question of two blocks.
    """
    match node:
        case Literals():
            for bit in single_bits(node.positive | node.negative):
                yield bit
                if node.positive & node.negative & bit or (members and compiler.about(bit) not in members):
                    yield bit
        case AllOf() | Count():
            for item in node.items:
                yield from _occurrences(item, members, compiler)
        case Negated():
            yield from _occurrences(node.item, members, compiler)
        case Alone():
            yield from _occurrences(node.item.node, members, compiler)
        case Measured():
            # Each of the two days stands in it and in the other's value, so twice.
            yield from (node.test, node.day, node.day, node.of, node.of)
        case _:
            assert isinstance(node, Block), "there is no other node"
            about = next(about for name, about in BLOCK_MEMBERS.values() if name == node.members)
            yield from _occurrences(node.item, members | {about}, compiler)
            yield from single_bits(node.more)
