"""A policy made ready for the engine, once: its conditions compiled, its outcomes ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from triage_api.engine.calendars import OfficeCalendar
from triage_api.engine.compiler import (
    BLOCK_MEMBERS,
    Atom,
    Compiler,
    FactId,
    closing_question,
    day_of_incident,
)
from triage_api.engine.kept import Kept
from triage_api.engine.levels import NONE, Level, Step
from triage_api.engine.nodes import Compiled, Literals
from triage_api.engine.slots import Slot
from triage_api.engine.views import NOTHING, Bits, Key, State
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    Any,
    AtLeast,
    Condition,
    Is,
    Not,
    Policy,
    Question,
    Rule,
    Stage,
    Test,
)


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A rule, compiled, and where what it gives stands on the policy's ladders (-1: it gives none)."""

    rule: Rule
    when: Compiled
    route: int
    rag: int
    held_route: int
    held_rag: int
    speaks: bool
    """Whether it says “call 999”, or that somebody must not be told yet."""
    names_units: bool
    """Whether it may name police units, itself or by the contacts that it asks for."""
    plain: Literals | None
    """The rule, if it is no more than tests of different facts."""


class Gated(NamedTuple):
    """A question that is asked only when its gate is so, and how its tests stand until then."""

    id: str
    about: About
    gate: Compiled
    bits: int
    """Its tests."""
    not_asked: Bits
    """The gate is undetermined, and nobody was asked."""
    not_known: Bits
    """The gate is undetermined, and somebody was asked and did not know."""


class Program:
    """One policy, compiled."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.route_ids = tuple(policy.routes)
        self.rag_ids = tuple(policy.rags)
        self.route_ranks = {route: rank for rank, route in enumerate(self.route_ids)}
        self.rag_ranks = {rag: rank for rank, rag in enumerate(self.rag_ids)}
        self.route_rags = tuple(self.rag_ranks[route.rag_at_least] for route in policy.routes.values())
        self.levels = tuple(
            tuple(Level(route, max(rag, least)) for rag in range(NONE, len(self.rag_ids)))
            for route, least in enumerate((NONE, *self.route_rags), start=NONE)
        )
        """By route and by rating, each counted from none: the level, with at least the rating that its route
        asks for."""
        self.base = self.route_ranks[policy.base_route]
        self.compiler = Compiler(policy)
        self.rules = tuple(self._ranked(rule) for rule in policy.rules.values())
        self.gives = tuple((rule.route, rule.rag, rule.held_route, rule.held_rag) for rule in self.rules)
        self.reaches = tuple((rule.route, self._reddest(rule)) for rule in self.rules)
        """The route and the rating that each rule could lead to, its route's own rating among them."""
        self.plain = tuple(self._plain())
        """Of the rules that are no more than tests of different facts: the place, the tests that must be
        true, and those that must be false."""
        plain = {place for place, _, _ in self.plain}
        self.compound = tuple((place, rule) for place, rule in enumerate(self.rules) if place not in plain)
        self.gates = {q.id: self.compiler.compiled(q.asked_when) for q in self._gated() if q.asked_when}
        self.cannot_settle = self._cannot_settle()
        self.not_empty = {
            q.closes: self.compiler.compiled(q.not_empty_when)
            for q in policy.questions.values()
            if q.closes is not None and q.not_empty_when is not None
        }
        """What must not be so while a list is closed and empty."""
        self.blocks = self.compiler.blocks
        self.ruled_out = dict.fromkeys(policy.rules, State.RULED_OUT)
        self.rule_ids = tuple(policy.rules)
        self.start_order = {start.id: start.order for start in policy.starts.values()}
        self.steps = tuple(
            tuple(Step(route, rag) for rag in (None, *self.rag_ids)) for route in (None, *self.route_ids)
        )
        """By route and by rating, each counted from none: the same by their ids."""
        self.screening = next((q for q in policy.questions.values() if q.stage is Stage.SCREENING), None)
        self.closing = {about: closing_question(policy, about) for about in (About.ADULT, About.INCIDENT)}
        self.slots = self._slots()
        self.of_question = self._by_question()
        self.bits_of = {id: sum(slot.bits for slot in slots) for id, slots in self.of_question.items()}
        """The tests of each question."""
        self.packing = len(self.compiler.atoms)
        self.packed = self._packed()
        self.not_asked = {about: self._not_asked(about) for about in About}
        self.gated = tuple(self._behind(id, gate) for id, gate in self.gates.items())
        self.arrangements = tuple(q for q in policy.questions.values() if q.stage is Stage.ARRANGEMENTS)
        self.always_asked = tuple(filter(is_always_asked, policy.questions.values()))
        self.calendar = OfficeCalendar(policy.office, policy.bank_holidays)
        self.order = {
            q.id: (policy.sections[q.section].order, place)
            for place, q in enumerate(policy.questions.values())
        }
        """Where each question stands: its section, then its place in the policy."""
        self._reading: dict[int, tuple[Ranked, ...]] = {}
        self.truths: Kept[int] = Kept()
        """Of conditions in which a fact stands twice."""
        self.costs: Kept[tuple[int, frozenset[tuple[Key | None, FactId]]]] = Kept()
        """What it takes to make them true."""
        self.undetermined: Kept[tuple[tuple[Key | None, FactId], ...]] = Kept()
        """The facts that can still matter to a condition."""

    def step(self, level: Level) -> Step:
        """A level by its ids."""
        return self.steps[level.route + 1][level.rag + 1]

    def reading(self, bits: int) -> tuple[Ranked, ...]:
        """The rules that read any of these tests; found once and kept, since an interview asks again and
        again of the same few facts."""
        if bits not in self._reading:
            self._reading[bits] = tuple(rule for rule in self.rules if rule.when.mask & bits)
        return self._reading[bits]

    def _ranked(self, rule: Rule) -> Ranked:
        when = self.compiler.compiled(rule.when)
        route = -1 if rule.then.route is None else self.route_ranks[rule.then.route]
        rag = -1 if rule.then.rag is None else self.rag_ranks[rule.then.rag]
        holding = self.policy.holding_routes, self.policy.holding_rags
        held_route = self._held(rule.then.route, holding[0], self.route_ranks)
        held_rag = self._held(rule.then.rag, holding[1], self.rag_ranks)
        speaks = rule.then.call_999 or bool(rule.then.do_not)
        plain = when.node if isinstance(when.node, Literals) and not when.repeats else None
        return Ranked(rule, when, route, rag, held_route, held_rag, speaks, self._names_units(rule), plain)

    def _names_units(self, rule: Rule) -> bool:
        contacts = (self.policy.contacts[contact] for contact in rule.then.contacts)
        return bool(rule.then.police_units) or any(one.unit or one.settled_by for one in contacts)

    def _reddest(self, rule: Ranked) -> int:
        return rule.rag if rule.route < 0 else max(rule.rag, self.route_rags[rule.route])

    def _plain(self) -> Iterator[tuple[int, int, int]]:
        for place, rule in enumerate(self.rules):
            if rule.plain is not None:
                yield place, rule.plain.positive, rule.plain.negative

    @staticmethod
    def _held(step: str | None, holding: Mapping[str, str], ranks: Mapping[str, int]) -> int:
        """The step at which the rule holds: never above what it gives; -1 if it gives or holds none."""
        if step is None or step not in holding:
            return -1
        return min(ranks[step], ranks[holding[step]])

    def _gated(self) -> list[Question]:
        """The gated questions, each after every gated question that its gate reads."""
        gated = {q.id: q for q in self.policy.questions.values() if q.asked_when is not None}
        ordered: dict[str, Question] = {}

        def place(question: Question) -> None:
            if question.id in ordered or question.asked_when is None:
                return
            for read in questions_of(question.asked_when, self.policy):
                if read in gated and read != question.id:
                    place(gated[read])
            ordered[question.id] = question

        for question in gated.values():
            place(question)
        return list(ordered.values())

    def _cannot_settle(self) -> Compiled | None:
        name = self.policy.cannot_settle
        return None if name is None else self.compiler.compiled(self.policy.definitions[name].when)

    def _slots(self) -> dict[FactId, Slot]:
        atoms: dict[FactId, list[Atom]] = {}
        for atom in self.compiler.atoms:
            if not atom.measured:
                atoms.setdefault(atom.fact, []).append(atom)
        for question in self.policy.questions.values():
            if question.kind is AnswerKind.SEVERAL:
                for choice in question.choices:
                    atoms.setdefault(FactId(question.id, choice.id), [])
            else:
                atoms.setdefault(FactId(question.id), [])
        return {
            fact: Slot(fact, self.policy.questions[fact.question], tests) for fact, tests in atoms.items()
        }

    def _packed(self) -> dict[str, dict[object, int]]:
        """For each question with one answer of a few: by that answer (``None``: not known), the bits that it
        makes true, false, risk, hold and find, and those that were asked, side by side in one number. See
        `said`."""
        found: dict[str, dict[object, int]] = {}
        for fact, slot in self.slots.items():
            if fact.option is None and slot.by_value:
                answers = {value: slot.answered(value) for value in slot.by_value}
                by_answer = found.setdefault(fact.question, {})
                for answer, bits in [*answers.items(), (None, slot.not_known)]:
                    by_answer[answer] = by_answer.get(answer, 0) | self._side_by_side(bits, slot.bits)
        return found

    def _side_by_side(self, bits: Bits, asked: int) -> int:
        size = self.packing
        sides = (bits.true, bits.false, bits.risk, bits.hold, bits.find, asked)
        return sum(side << size * place for place, side in enumerate(sides))

    def _by_question(self) -> dict[str, tuple[Slot, ...]]:
        found: dict[str, tuple[Slot, ...]] = {}
        for fact, slot in self.slots.items():
            found[fact.question] = (*found.get(fact.question, ()), slot)
        return found

    def _not_asked(self, about: About) -> Bits:
        """The bits of a subject of whom nothing was asked, as if every gate were open."""
        bits = NOTHING
        for slot in self.slots.values():
            if slot.question.about is about:
                bits = bits.joined(slot.not_asked)
        return bits

    def _behind(self, id: str, gate: Compiled) -> Gated:
        bits = self.bits_of[id]
        not_asked = not_known = NOTHING
        for slot in self.of_question[id]:
            not_asked, not_known = (
                not_asked.joined(slot.not_asked_or_gated),
                not_known.joined(slot.not_known_or_gated),
            )
        return Gated(id, self.policy.questions[id].about, gate, bits, not_asked, not_known)


def questions_of(condition: Condition, policy: Policy) -> Iterator[str]:
    """The ids of the questions that a condition reads, through its definitions too."""
    match condition:
        case Test():
            yield condition.question
            if condition.from_incident:
                yield day_of_incident(policy).id
        case Is():
            yield from questions_of(policy.definitions[condition.definition].when, policy)
        case All() | Any() | AtLeast():
            for item in condition.items:
                yield from questions_of(item, policy)
        case Not():
            yield from questions_of(condition.item, policy)
        case _:
            yield from questions_of(condition.item, policy)
            closing = closing_question(policy, BLOCK_MEMBERS[type(condition)][1])
            if closing is not None:
                yield closing.id


def is_net(question: Question) -> bool:
    """Whether it is always asked in words: a net, or what closes a list."""
    return question.net or question.closes is not None


def is_always_asked(question: Question) -> bool:
    """Whether it is asked whatever else is known, unless its gate is closed."""
    if question.stage is Stage.ARRANGEMENTS:
        return False
    opening = question.stage in (Stage.SCREENING, Stage.FIRST_LOOK)
    return opening or question.sweep or is_net(question)


MOST_PROGRAMS = 16
_programs: dict[int, Program] = {}
"""By the identity of the policy: to hash a whole one would cost more than judging a case. A program holds its
policy, so that no other can come to have the same."""


def program_of(policy: Policy) -> Program:
    """The compiled policy; compiled on the first call and kept for the next."""
    program = _programs.get(id(policy))
    if program is None:
        if len(_programs) >= MOST_PROGRAMS:
            _programs.clear()
        program = _programs[id(policy)] = Program(policy)
    return program
