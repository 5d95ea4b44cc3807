"""What to ask next, and why now. A pure function of the case: whatever was answered, in whatever order.

Screening, the first look, what only the caller can tell, the sweeps; then whatever can still change the
route, the rating, the words “call 999” or what must not be done, the gravest first and a topic to its end;
then the nets. What cannot change any of these is not asked. After that what can be left: the arrangements,
and what may still add a contact or a duty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from triage_api.engine.case import Subject
from triage_api.engine.facts import CaseFacts
from triage_api.engine.levels import Level
from triage_api.engine.nodes import FALSE, TRUE, UNDETERMINED
from triage_api.engine.outcomes import Judged, do_nots
from triage_api.engine.program import Program, Ranked, is_always_asked, is_net
from triage_api.engine.slots import Slot
from triage_api.engine.states import FactKey, truth, undetermined_facts
from triage_api.engine.views import Key, State, View, sum_of
from triage_api.policy.model import DoNot, Question, Rag, Route, Stage, Then

_BY_STEP = attrgetter("route", "rag")
NAMED = 3
"""How many contacts and duties are named in why a question is asked beside the outcome."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question to ask, about whom, and why now."""

    question: Question
    about: Key
    why: str
    option: str | None = None
    """Of several: the one option to ask in words."""


class Child(NamedTuple):
    """One child as the interview sees it: the rules judged, and where the outcome stands."""

    judged: Judged
    level: Level


@dataclass(frozen=True)
class _Said:
    """What one child's rules say already, worked out when the first rule that speaks is met."""

    judged: Judged
    program: Program

    @cached_property
    def calls_now(self) -> bool:
        """Whether “call 999 now” is said."""
        return any(rule.rule.then.call_999 for rule in self.judged.rules(self.program, State.APPLIES))

    @cached_property
    def forbidden(self) -> frozenset[DoNot]:
        """What must not be done."""
        return do_nots(self.judged, self.program)


class _Live(NamedTuple):
    """A question that can still change an outcome, and the rules through which it can."""

    question: Question
    about: Key
    rules: Sequence[tuple[Ranked, int]]
    """Each with how many answers it still lacks."""
    gravest: Ranked
    """The first of the rules that lead to the highest step."""

    @property
    def step(self) -> tuple[int, int]:
        """The highest step that it can lead to: route, then rating."""
        return self.gravest.route, self.gravest.rag


class _Due(NamedTuple):
    """The ids of the contacts and the duties that one child's outcome asks for."""

    contacts: set[str]
    duties: set[str]


class Interview:
    """What there is still to ask in one case."""

    def __init__(self, facts: CaseFacts, children: Sequence[Child]) -> None:
        self.facts = facts
        self.program = facts.program
        self.children = children
        self._asks: dict[tuple[str, Key], tuple[tuple[str, Key], ...]] = {}

    def unfinished(self) -> bool:
        """Whether the decision stage is: some question not asked must be, or can change the outcome."""
        return any(True for _ in self._required()) or bool(self.live)

    def next_question(self) -> NextQuestion | None:
        """The one to ask now; ``None``: there is nothing to ask. For going through very many interviews."""
        return next(self._in_order(), None)

    def next_questions(self) -> list[NextQuestion]:
        """Everything to ask as things stand, in order; the first is the one to ask now."""
        return list(self._next)

    @cached_property
    def _next(self) -> tuple[NextQuestion, ...]:
        # Kept, because the recommendation and what is open are both told from it.
        found: dict[tuple[str, Key, str | None], NextQuestion] = {}
        for asked in self._in_order():
            found.setdefault((asked.question.id, asked.about, asked.option), asked)
        return tuple(found.values())

    def _in_order(self) -> Iterator[NextQuestion]:
        required = list(self._required())
        opening = [asked for asked in required if asked.question.stage in (Stage.SCREENING, Stage.FIRST_LOOK)]
        yield from sorted(opening, key=lambda asked: asked.question.stage is Stage.FIRST_LOOK)
        live = sorted(self.live.values(), key=self._place)
        yield from (self._reasoned(one) for one in live if one.question.from_caller)
        yield from (asked for asked in required if asked.question.sweep)
        yield from (self._reasoned(one) for one in self._by_topic(live) if not is_net(one.question))
        yield from self._unmentioned()
        yield from required
        yield from (self._reasoned(one) for one in live)
        yield from self._arrangements()
        if not required and not live:
            yield from self._beside()

    # ------------------------------------------------------------------ what must be asked whatever else is
    # known

    def _required(self) -> Iterator[NextQuestion]:
        """Screening, the first look, the sweeps, the nets and what closes a list, in the policy's order."""
        for question in self.program.always_asked:
            for subject in self._subjects(question):
                for asked, about in self._asks_for(question, subject):
                    ask = self.program.policy.questions[asked]
                    yield NextQuestion(ask, about, ask.why or _WHY_ALWAYS[_kind(question)])

    def _subjects(self, question: Question) -> Iterator[Subject]:
        return (subject for subject in self.facts.subjects if subject.about is question.about)

    def _asks_for(self, question: Question, subject: Subject) -> tuple[tuple[str, Key], ...]:
        """What to ask so that the question is asked: itself, or what its gate waits for; nothing once it is
        answered or does not apply."""
        key = (question.id, subject.ref)
        if key not in self._asks:
            self._asks[key] = tuple(self._found_asks(question, subject))
        return self._asks[key]

    def _found_asks(self, question: Question, subject: Subject) -> Iterator[tuple[str, Key]]:
        if question.id in subject.answers:
            return
        before: tuple[tuple[str, Key], ...] = ()
        if question.id in self.program.gates:
            gate = self.facts.gate(question.id, subject.ref)
            if gate == FALSE:
                return
            if gate == UNDETERMINED:
                before = tuple(dict.fromkeys(self._gate_asks(question, subject)))
        yield from before or [(question.id, subject.ref)]

    def _gate_asks(self, question: Question, subject: Subject) -> Iterator[tuple[str, Key]]:
        """The questions not asked that a question's gate waits for, themselves askable."""
        gate = self.program.gates[question.id]
        view = self.facts.gate_view(gate, subject)
        for key in undetermined_facts(gate, view, self.facts):
            if self.facts.is_open(view, key):
                yield from self._to_ask(view, key)

    def _to_ask(self, view: View, key: FactKey) -> Iterator[tuple[str, Key]]:
        """The question to ask for an open fact: itself, or what its gate waits for."""
        ref = self.facts.subject_key(view, key)
        subject = self.facts.subject(ref)
        if key[1].question in subject.answers:
            yield key[1].question, ref
        else:
            yield from self._asks_for(self.program.policy.questions[key[1].question], subject)

    # ------------------------------------------------------------------ what can change the outcome

    @cached_property
    def live(self) -> dict[tuple[str, Key], _Live]:
        """The questions not asked through which some rule could still raise some child's outcome."""
        return self._asked_through(self._raising)

    def _asked_through(self, rules_of: Callable[[Child], Iterable[Ranked]]) -> dict[tuple[str, Key], _Live]:
        """The questions not asked on which some of these rules still turn for some child."""
        found: dict[tuple[str, Key], list[tuple[Ranked, int]]] = {}
        for child in self.children:
            view = child.judged.view
            not_asked = sum_of(bits.open for bits in view.everybody)
            # Many rules read the same fact: what to ask for it is worked out once for each child.
            through: dict[FactKey, list[list[tuple[Ranked, int]]]] = {}
            for rule in rules_of(child) if not_asked else ():
                if not rule.when.mask & not_asked:
                    continue
                facts = undetermined_facts(rule.when, view, self.facts)
                lacking = (rule, len(facts))
                for key in facts:
                    if key not in through:
                        through[key] = [found.setdefault(ask, []) for ask in self._open_asks(view, key)]
                    for rules in through[key]:
                        if not rules or rules[-1] is not lacking:
                            rules.append(lacking)
        return {ask: self._live(ask, rules) for ask, rules in found.items()}

    def _live(self, ask: tuple[str, Key], rules: Sequence[tuple[Ranked, int]]) -> _Live:
        gravest = max((rule for rule, _ in rules), key=_BY_STEP)
        return _Live(self.program.policy.questions[ask[0]], ask[1], rules, gravest)

    def _open_asks(self, view: View, key: FactKey) -> Iterator[tuple[str, Key]]:
        """What to ask for an undetermined fact: nothing where it was asked already."""
        return self._to_ask(view, key) if self.facts.is_open(view, key) else iter(())

    def _raising(self, child: Child) -> Iterator[Ranked]:
        """The rules that could still become true and would then change the child's outcome."""
        level = child.level
        said = _Said(child.judged, self.program)
        for place, state in child.judged.alive:
            if state is State.APPLIES:
                continue
            route, rag = self.program.reaches[place]
            rule = self.program.rules[place]
            if route > level.route or rag > level.rag or (rule.speaks and _says_more(said, rule)):
                yield rule

    def _place(self, live: _Live) -> tuple[object, ...]:
        """Gravest first; then the question whose answer is likeliest to settle the most rules at that
        step."""
        return (
            [-rank for rank in live.step],
            -_settles(live),
            self.program.order[live.question.id],
            live.about,
        )

    def _by_topic(self, live: Sequence[_Live]) -> Iterator[_Live]:
        """The questions a topic at a time: a topic begun first, then the one that can lead to the gravest
        step.

        Within a topic one child, adult or incident at a time.
        """
        topics: dict[tuple[str, Key], list[_Live]] = {}
        for one in live:
            topics.setdefault((one.question.section, one.about), []).append(one)
        begun = [topic for topic in topics if self._is_begun(*topic)]
        for topic in [*begun, *(topic for topic in topics if topic not in begun)]:
            yield from topics[topic]

    def _is_begun(self, section: str, about: Key) -> bool:
        questions = self.program.policy.questions
        return any(
            questions[answered].section == section and not is_always_asked(questions[answered])
            for answered in self.facts.answers_of(about)
        )

    def _reasoned(self, live: _Live) -> NextQuestion:
        return NextQuestion(live.question, live.about, self._why(live))

    def _why(self, live: _Live) -> str:
        """“It decides between a strategy discussion and an assessment.”"""
        rule = live.gravest
        now = max(child.level.route for child in self.children)
        if rule.rule.then.call_999:
            return "It decides whether to call 999 now."
        if rule.route > now:
            return f"It decides between {self._named(now)} and {self._named(rule.route)}."
        if rule.rule.then.do_not:
            return "It decides who must not be told yet."
        return "It decides how fast this must go."

    def _named(self, route: int) -> str:
        """A route's title inside a sentence."""
        title = self.program.policy.routes[self.program.route_ids[route]].title
        return title[:1].lower() + title[1:]

    # ------------------------------------------------------------------ what was not mentioned

    def _unmentioned(self) -> Iterator[NextQuestion]:
        """What nobody mentioned, where it alone would change a route: asked in words."""
        for ref, fact in self.facts.unmentioned:
            slot = self.program.slots[fact]
            if self._would_raise(slot, self.facts.subject(ref)):
                why = "Nobody mentioned it, and by itself it would change the route."
                yield NextQuestion(slot.question, ref, why, fact.option)

    def _would_raise(self, slot: Slot, subject: Subject) -> bool:
        true, false = slot.by_value["yes"]
        for child in self.children:
            view = child.judged.view
            if view.own.get(subject.about, subject.ref) != subject.ref:
                continue
            key = None if view.is_own(subject.about) else subject.ref
            higher = [rule for rule in self.program.reading(slot.bits) if rule.route > child.level.route]
            if not higher:
                continue
            told = view.determined(key, true, false)
            if any(truth(rule.when, told, self.facts) == TRUE for rule in higher):
                return True
        return False

    # ------------------------------------------------------------------ arrangements

    def _arrangements(self) -> Iterator[NextQuestion]:
        for question in self.program.arrangements:
            for subject in self._subjects(question):
                for asked, about in self._asks_for(question, subject):
                    ask = self.program.policy.questions[asked]
                    yield NextQuestion(ask, about, ask.why or "The contacts of this result need it.")

    # ------------------------------------------------------------------ what may be needed beside the outcome

    def _beside(self) -> Iterator[NextQuestion]:
        """Once the outcome stands: what decides whether somebody else must be contacted, or another duty runs
        beside it. Where a child is in danger now nothing can raise the outcome, and a duty to report, or a
        school that must hear of it, would not be asked about at all."""
        found = self._asked_through(self._adding)
        due = [self._due(child) for child in self.children] if found else []
        for one in sorted(found.values(), key=self._place):
            gravest_first = sorted((rule for rule, _ in one.rules), key=_BY_STEP, reverse=True)
            more = dict.fromkeys(
                title for rule in gravest_first for each in due for title in self._more(rule.rule.then, each)
            )
            yield NextQuestion(one.question, one.about, f"It may also call for: {_and_others(list(more))}.")

    def _adding(self, child: Child) -> Iterator[Ranked]:
        """The rules that could still become true and would then add a contact or a duty."""
        due = self._due(child)
        for place, state in child.judged.alive:
            rule = self.program.rules[place]
            then = rule.rule.then
            adds = not due.contacts.issuperset(then.contacts) or not due.duties.issuperset(then.duties)
            if adds and state is not State.APPLIES:
                yield rule

    def _due(self, child: Child) -> _Due:
        """What the child's outcome asks for already."""
        rules = child.judged.rules(self.program, State.APPLIES, State.ASSUMED)
        policy, level = self.program.policy, child.level
        routes = [policy.routes[route] for route in self.program.route_ids[level.route : level.route + 1]]
        rags = [policy.rags[rag] for rag in self.program.rag_ids[: level.rag + 1]]
        giving: list[Then | Route] = [*(rule.rule.then for rule in rules), *routes]
        asking: list[Then | Route | Rag] = [*giving, *rags]
        return _Due(
            {contact for one in asking for contact in one.contacts},
            {duty for one in giving for duty in one.duties},
        )

    def _more(self, then: Then, due: _Due) -> Iterator[str]:
        """What a rule would add to what is due, in words."""
        policy = self.program.policy
        yield from (policy.contacts[contact].role for contact in then.contacts if contact not in due.contacts)
        yield from (policy.duties[duty].title for duty in then.duties if duty not in due.duties)


def _and_others(names: list[str]) -> str:
    """The first few, and that there are others: it is read in one line of a conversation."""
    named, others = names[:NAMED], len(names) - NAMED
    return "; ".join([*named, f"{others} more"] if others > 0 else named)


def _settles(live: _Live) -> float:
    """How much of what is open one answer is likely to settle: a rule that lacks little weighs more than one
    that lacks much, and one at a lower step half as much. `benchmarks/questions.py` holds it to the
    optimum."""
    step = live.step
    return sum(0.5**lacking * (1 if (rule.route, rule.rag) == step else 0.5) for rule, lacking in live.rules)


def _says_more(said: _Said, rule: Ranked) -> bool:
    """Whether the rule would say “call 999”, or what must not be done, where nothing says it yet."""
    if rule.rule.then.call_999 and not said.calls_now:
        return True
    return not said.forbidden.issuperset(rule.rule.then.do_not)


def _kind(question: Question) -> str:
    if question.stage in (Stage.SCREENING, Stage.FIRST_LOOK):
        return question.stage.value
    return "sweep" if question.sweep else "net"


_WHY_ALWAYS = {
    "screening": "Everything else depends on what this is.",
    "first_look": "The first look puts the queue in order, the most urgent first.",
    "sweep": "Every grave topic is asked about, whatever the referral is about.",
    "net": "It is always asked in words: nobody volunteers it.",
}
