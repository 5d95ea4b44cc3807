"""Random conditions: every kind of the model, over the questions at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from tests.strategies.lines import lines, risky_expectations
from triage_api.policy.model import (
    About,
    All,
    Any,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    Counting,
    Definition,
    Is,
    Not,
    Polarity,
    Question,
    Test,
)

BLOCKS: Mapping[About, type[AnyAdult | AnyIncident | AnyChild]] = {
    About.ADULT: AnyAdult,
    About.INCIDENT: AnyIncident,
    About.CHILD: AnyChild,
}


@dataclass(frozen=True)
class Scope:
    """What a line may be about here, and what may still be nested."""

    questions: tuple[Question, ...]
    abouts: frozenset[About]
    definitions: tuple[tuple[Definition, frozenset[About]], ...] = ()
    """Each with whom its lines are about."""
    blocks: frozenset[About] = frozenset({About.ADULT, About.INCIDENT})
    depth: int = 2
    countings: tuple[Counting, ...] = tuple(Counting)

    def inside(self, about: About) -> Scope:
        """Inside a block; one in another is enough."""
        return replace(self, abouts=self.abouts | {about}, blocks=frozenset(), depth=self.depth - 1)

    def counted(self) -> Scope:
        """Inside a count: no count of what is not ruled out stands there, which `check` refuses."""
        return replace(self.deeper(), countings=(Counting.KNOWN,))

    def deeper(self) -> Scope:
        """One level down."""
        return replace(self, depth=self.depth - 1)

    def here(self) -> list[Question]:
        """The questions that a line may be about."""
        return [question for question in self.questions if question.about in self.abouts]

    def spoken_for_here(self, about: About | None = None) -> list[Question]:
        """Those of them, of one kind if so asked, that a line of `risk_of` may stand for here: the gate that
        goes beside a negated one may bring blocks, and a block stands in no other and in no gate of its own
        kind."""
        return [
            question
            for question in self.here()
            if about in (None, question.about)
            and (
                question.asked_when is None
                or question.polarity is not Polarity.PROTECTIVE
                or _blocks_in(question.asked_when) <= self.blocks - self.abouts
            )
        ]

    def defined_here(self) -> list[Definition]:
        """The definitions whose lines may stand here."""
        return [definition for definition, abouts in self.definitions if abouts <= self.abouts]

    def blocks_here(self) -> list[About]:
        """The blocks that would have something to be about."""
        return [
            about
            for about in BLOCKS
            if about in self.blocks - self.abouts and any(q.about is about for q in self.questions)
        ]


def conditions(scope: Scope) -> st.SearchStrategy[Condition]:
    """Any condition."""
    leaves: list[st.SearchStrategy[Condition]] = []
    if scope.here():
        leaves += [st.sampled_from(scope.here()).flatmap(lines)] * 2
    if scope.defined_here():
        leaves.append(st.sampled_from(scope.defined_here()).map(lambda one: Is(one.id)))
    leaves += [_block(scope, about) for about in scope.blocks_here()]
    if not leaves:
        return st.just(All(()))
    if scope.depth <= 0:
        return st.one_of(leaves)
    return st.one_of([*leaves, *[_joined(scope)] * 3, _negation(scope), _counted(scope)])


@st.composite
def _block(draw: st.DrawFn, scope: Scope, about: About) -> Condition:
    return BLOCKS[about](draw(_lines(scope.inside(about), about)))


@st.composite
def _lines(draw: st.DrawFn, scope: Scope, about: About) -> Condition:
    """One line about the one that the block is of, and perhaps another condition beside it."""
    line = draw(st.sampled_from([q for q in scope.questions if q.about is about]).flatmap(lines))
    return All((line, draw(conditions(scope)))) if draw(st.booleans()) else line


@st.composite
def _negation(draw: st.DrawFn, scope: Scope) -> Condition:
    return Not(draw(conditions(scope.deeper())))


@st.composite
def _joined(draw: st.DrawFn, scope: Scope) -> Condition:
    items = tuple(draw(st.lists(conditions(scope.deeper()), min_size=2, max_size=3)))
    return All(items) if draw(st.booleans()) else Any(items)


@st.composite
def _counted(draw: st.DrawFn, scope: Scope) -> Condition:
    items = tuple(draw(st.lists(conditions(scope.counted()), min_size=2, max_size=3)))
    return AtLeast(draw(st.integers(1, len(items))), items, draw(st.sampled_from(scope.countings)))


def _blocks_in(condition: Condition) -> frozenset[About]:
    """Whom the blocks of a condition are about; it names no definition."""
    match condition:
        case Test() | Is():
            return frozenset()
        case AnyAdult(item) | AnyIncident(item) | AnyChild(item):
            about = next(about for about, block in BLOCKS.items() if isinstance(condition, block))
            return _blocks_in(item) | {about}
        case Not(item):
            return _blocks_in(item)
        case _:
            return frozenset(about for item in condition.items for about in _blocks_in(item))


def risks(scope: Scope) -> st.SearchStrategy[Condition]:
    """A condition that a riskier answer never makes false: what ``check`` accepts."""
    leaves: list[st.SearchStrategy[Condition]] = []
    if spoken_for := scope.spoken_for_here():
        leaves += [st.sampled_from(spoken_for).flatmap(risk_of)] * 2
    if scope.defined_here():
        leaves.append(st.sampled_from(scope.defined_here()).map(_towards_risk))
    leaves += [
        _risky_block(scope, about)
        for about in scope.blocks_here()
        if scope.inside(about).spoken_for_here(about)
    ]
    if not leaves:
        return st.just(All(()))
    if scope.depth <= 0:
        return st.one_of(leaves)
    return st.one_of([*leaves, *[_risky_group(scope)] * 4])


@st.composite
def risk_of(draw: st.DrawFn, question: Question) -> Condition:
    """A line that speaks for risk: of a protective question, negated, and with its gate beside it."""
    line = Test(question.id, draw(risky_expectations(question)))
    if question.polarity is not Polarity.PROTECTIVE:
        return line
    return Not(line) if question.asked_when is None else All((question.asked_when, Not(line)))


def _towards_risk(definition: Definition) -> Condition:
    named = Is(definition.id)
    return Not(named) if definition.polarity is Polarity.PROTECTIVE else named


@st.composite
def _risky_block(draw: st.DrawFn, scope: Scope, about: About) -> Condition:
    inside = scope.inside(about)
    line = draw(st.sampled_from(inside.spoken_for_here(about)).flatmap(risk_of))
    return BLOCKS[about](All((line, draw(risks(inside)))) if draw(st.booleans()) else line)


@st.composite
def _risky_group(draw: st.DrawFn, scope: Scope) -> Condition:
    counting = draw(st.none() | st.sampled_from(scope.countings))
    inner = scope.deeper() if counting is None else scope.counted()
    items = tuple(draw(st.lists(risks(inner), min_size=2, max_size=3)))
    if counting is not None:
        return AtLeast(draw(st.integers(1, len(items))), items, counting)
    return All(items) if draw(st.booleans()) else Any(items)
