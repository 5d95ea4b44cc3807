"""What no example exercises: rules, and the conditions in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage_api.engine import Evaluation
from triage_api.engine.compiler import Atom, ToTheDay
from triage_api.engine.nodes import single_bits
from triage_api.engine.program import Program, Ranked, program_of
from triage_api.engine.views import State
from triage_api.policy.model import AnswerKind, InSpan, InTime, OneOf, Policy, Rule
from triage_api.policy.phrased import ages_in_words, dates_in_words, numbers_in_words


@dataclass(frozen=True, slots=True)
class Untested:
    """One test of a rule that no example makes true, or none makes false."""

    rule: Rule
    test: str
    never: str
    """``true`` or ``false``."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a policy its examples exercise."""

    rules: int
    exercised: int
    never_applied: tuple[Rule, ...]
    untested: tuple[Untested, ...]

    @property
    def share(self) -> float:
        """Of the rules, those that apply in some example; 1 for a policy without rules."""
        return self.exercised / self.rules if self.rules else 1.0


def coverage(policy: Policy, evaluations: Iterable[Evaluation]) -> Coverage:
    """Which rules apply in some example, and which of their tests come out both ways."""
    program = program_of(policy)
    applied: set[str] = set()
    true = false = 0
    for evaluation in evaluations:
        incidents = (bits for judged in evaluation.judged for _, bits in judged.view.incidents)
        for bits in (*evaluation.facts.own.values(), *incidents):
            true |= bits.true
            false |= bits.false
        for judged in evaluation.judged:
            applied.update(rule.rule.id for rule in judged.rules(program, State.APPLIES))
    untested = [found for rule in program.rules for found in _untested(rule, true, false, program)]
    never = tuple(rule for rule in policy.rules.values() if rule.id not in applied)
    return Coverage(len(policy.rules), len(policy.rules) - len(never), never, tuple(untested))


def never_applied(policy: Policy, rules: Iterable[Rule], evaluations: Iterable[Evaluation]) -> list[Rule]:
    """Those of the rules that apply in none of the cases, which are judged no further than is needed."""
    program = program_of(policy)
    left = {rule.id: rule for rule in rules}
    for evaluation in evaluations:
        for judged in evaluation.judged:
            for applied in judged.rules(program, State.APPLIES):
                left.pop(applied.rule.id, None)
        if not left:
            break
    return list(left.values())


def _untested(ranked: Ranked, true: int, false: int, program: Program) -> Iterator[Untested]:
    seen: set[tuple[str, str]] = set()
    for never, known in (("true", true), ("false", false)):
        for bit in single_bits(ranked.when.mask & ~known):
            atom = program.compiler.atom(bit)
            # That somebody may not have been described is no line of any file, nor that a day is known.
            if atom.fact.unlisted or isinstance(atom.expected, ToTheDay):
                continue
            test = in_words(atom, program.policy)
            if (test, never) not in seen:
                seen.add((test, never))
                yield Untested(ranked.rule, test, never)


def in_words(atom: Atom, policy: Policy) -> str:
    """A test as a threshold file writes it, near enough to find it."""
    name = atom.fact.question
    if atom.fact.option is not None:
        return f"{name}: {atom.fact.option}"
    match atom.expected:
        case OneOf(values):
            return f"{name}: {', '.join(sorted(values))}"
        case InSpan(span):
            said = ages_in_words if policy.questions[name].kind is AnswerKind.AGE else numbers_in_words
            return f"{name}: {said(span)}"
        case InTime():
            return f"{name}: {dates_in_words(atom.expected)}"
        case ToTheDay():
            return f"{name}: known to the day"
