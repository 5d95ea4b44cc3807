"""From the states of the rules to one child's outcome: four axes, a floor and a ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from triage_api.engine.facts import CaseFacts
from triage_api.engine.levels import NONE, Level
from triage_api.engine.nodes import FALSE, TRUE
from triage_api.engine.program import Program, Ranked
from triage_api.engine.states import least_cost, truth, verdict
from triage_api.engine.views import Bits, State, View, sum_of
from triage_api.policy.model import DoNot


class Judged(NamedTuple):
    """Every rule of a policy, judged for one child."""

    view: View
    alive: tuple[tuple[int, State], ...]
    """The place of each rule that is not ruled out, and its state, in the policy's order."""

    def ranked(self, program: Program) -> Iterator[tuple[Ranked, State]]:
        """The rules that are not ruled out, each with its state."""
        for place, state in self.alive:
            yield program.rules[place], state

    def rules(self, program: Program, *states: State) -> Iterator[Ranked]:
        """The rules in one of these states, in the policy's order."""
        for place, state in self.alive:
            if state in states:
                yield program.rules[place]


def judge(facts: CaseFacts, view: View) -> Judged:
    """Judge every rule for the child of ``view``."""
    alive = _judge_plain(facts.program, view.bits)
    if facts.program.compound:
        not_known = _not_known(view)
        for place, rule in facts.program.compound:
            state = _state(rule, view, facts, not_known)
            if state is not State.RULED_OUT:
                alive.append((place, state))
        alive.sort(key=itemgetter(0))
    return Judged(view, tuple(alive))


def judge_again(facts: CaseFacts, view: View, before: Judged) -> Judged:
    """`judge`, where only the tests in ``facts.changed`` stand otherwise than they did before."""
    program, changed = facts.program, facts.changed
    alive = [(place, state) for place, state in before.alive if not program.rules[place].when.mask & changed]
    not_known = _not_known(view)
    for place, rule in enumerate(program.rules):
        if rule.when.mask & changed:
            state = _state(rule, view, facts, not_known)
            if state is not State.RULED_OUT:
                alive.append((place, state))
    alive.sort(key=itemgetter(0))
    return Judged(view, tuple(alive))


def _not_known(view: View) -> int:
    """The tests that an answer not known leaves undetermined, of anybody in the view."""
    return sum_of(bits.risk | bits.hold | bits.find for bits in view.everybody)


def _state(rule: Ranked, view: View, facts: CaseFacts, not_known: int) -> State:
    """A rule's state. One that reads nothing not known can be neither assumed nor hold: where it is neither
    true nor false it waits for what was not asked, and what it would cost need not be worked out."""
    if rule.when.mask & not_known:
        return verdict(rule.when, view, facts).state
    value = truth(rule.when, view, facts)
    return State.APPLIES if value == TRUE else State.RULED_OUT if value == FALSE else State.POSSIBLE


def _judge_plain(program: Program, bits: Bits) -> list[tuple[int, State]]:
    """`states.verdict` for rules whose tests must all be true or all be false, each of another fact: by far
    the most common, so their states are read off the bits, in one loop without a call."""
    true, false, risk, hold, find, _, gated = bits
    not_known = risk | hold | find
    alive: list[tuple[int, State]] = []
    for place, positive, negative in program.plain:
        if positive & false or negative & true:
            continue
        unknown = positive & ~true | negative & ~false
        lacking = unknown & ~risk
        if not unknown:
            state = State.APPLIES
        elif unknown & ~not_known:
            state = State.POSSIBLE
        elif not lacking:
            state = State.ASSUMED
        elif lacking & (lacking - 1) or not (lacking & hold or positive & true or negative & false & ~gated):
            state = State.POSSIBLE
        else:
            state = State.HOLDS
        alive.append((place, state))
    return alive


class Outcome(NamedTuple):
    """What all the rules together say of one child, whether or not everything was asked."""

    floor: Level
    level: Level
    ceiling: Level


def outcome(program: Program, judged: Judged, base: bool) -> Outcome:  # noqa: C901 - one loop, for speed
    """Unite the rules. ``base``: whether the base route stands, or it is too early for it."""
    floor_route = route = program.base if base else NONE
    ceiling_route = program.base
    floor_rag = rag = ceiling_rag = NONE
    for place, state in judged.alive:
        given_route, given_rag, held_route, held_rag = program.gives[place]
        # Compared by hand: this runs for every rule of every case, and `max` costs a call each.
        if given_route > ceiling_route:
            ceiling_route = given_route
        if given_rag > ceiling_rag:
            ceiling_rag = given_rag
        if state is State.POSSIBLE:
            continue
        if state is State.HOLDS:
            given_route, given_rag = held_route, held_rag
        if given_route > route:
            route = given_route
        if given_rag > rag:
            rag = given_rag
        if state is State.APPLIES:
            if given_route > floor_route:
                floor_route = given_route
            if given_rag > floor_rag:
                floor_rag = given_rag
    levels = program.levels
    return Outcome(
        levels[floor_route + 1][floor_rag + 1],
        levels[route + 1][rag + 1],
        levels[ceiling_route + 1][ceiling_rag + 1],
    )


def do_nots(judged: Judged, program: Program) -> frozenset[DoNot]:
    """What must not be done: asked for by rules that apply, are assumed or hold."""
    rules = judged.rules(program, State.APPLIES, State.ASSUMED, State.HOLDS)
    return frozenset(do_not for rule in rules for do_not in rule.rule.then.do_not)


def call_999(judged: Judged, program: Program, facts: CaseFacts) -> str | None:
    """``now`` if a rule that says so applies; ``find_out_now`` if only what is not known stands between."""
    found: str | None = None
    for rule, state in judged.ranked(program):
        if not rule.rule.then.call_999:
            continue
        if state is State.APPLIES:
            return "now"
        if state in (State.ASSUMED, State.HOLDS) or wants_only_answers(rule, judged.view, facts):
            found = "find_out_now"
    return found


def wants_only_answers(rule: Ranked, view: View, facts: CaseFacts) -> bool:
    """Whether a rule could be true of what is not known, whatever the answers to what was not asked."""
    told = view.all_as_risk()
    return least_cost(rule.when, told, facts, everywhere=True)[0] == 0
