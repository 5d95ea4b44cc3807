"""What is still open: who can find it out and by when, what it costs not to know, what an answer would
change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from triage_api.engine.case import Account, Case, Subject
from triage_api.engine.clocks import Clocks
from triage_api.engine.durations import due
from triage_api.engine.evaluate import Evaluation
from triage_api.engine.facts import REFERRAL, UNNAMED_CHILD, CaseFacts, Standing
from triage_api.engine.levels import Level, Step
from triage_api.engine.outcomes import Judged, judge_again, outcome
from triage_api.engine.states import known_facts, undetermined_facts, verdict
from triage_api.engine.views import Key, State
from triage_api.policy.model import About, AnswerKind, NotKnownReason, Question, Span
from triage_api.policy.model.measures import MONTH, WEEK, YEAR

ASSUMED, HOLD, ENQUIRY, NOTED, ASK = "assumed", "hold", "enquiry", "noted", "ask"
_LOOKED_AHEAD = 3
"""Of the questions we are still to ask, for how many the next answer is tried out: those asked next."""
_NOT_FOUND_OUT = (Standing.NOT_KNOWN, Standing.NOT_ASKED, Standing.IMPRECISE)
_WEIGHT = {ASSUMED: 3, HOLD: 3, ENQUIRY: 1, NOTED: 0, ASK: 0}


@dataclass(frozen=True, slots=True)
class OpenFact:
    """One thing not known or not asked: a question, or one option of several, about somebody."""

    about: Key
    question: str
    option: str | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something still open, and what it does."""

    fact: OpenFact
    question: Question
    why_open: str
    reason: NotKnownReason | None
    effect: str
    price: str
    due: datetime | None
    """``None``: it is noted, and nobody is asked to find it out; or we are still to ask it ourselves."""


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What the outcome would become if one thing were known."""

    fact: OpenFact
    answer: str
    then: Step
    direction: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Openings:
    """All that is open in one case."""

    questions: tuple[OpenQuestion, ...]
    would_change: tuple[WouldChange, ...]


def openings(evaluation: Evaluation) -> Openings:
    """Everything open in a case that has been judged. Each answer that it could have is tried in turn, so
    this costs an evaluation for each; the outcome itself does not wait for it."""
    return _Openings(evaluation).found()


@dataclass(slots=True)
class _Weighed:
    """An open fact, what it does, and how much it would settle."""

    effect: str
    route: int
    rules: int = 1
    demanded: bool = False
    """Whether a rule asks for it in so many words."""

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        return self.demanded, _WEIGHT[self.effect], self.route, self.rules


class _Openings:
    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.facts: CaseFacts = evaluation.facts
        self.policy = evaluation.program.policy
        self.clocks = Clocks(evaluation.program, evaluation.case)
        self.now = evaluation.level

    def found(self) -> Openings:
        weighed: dict[OpenFact, _Weighed] = {}
        asked_for: set[OpenFact] = set()
        for judged in self.evaluation.judged:
            for_child = self._weighed(judged)
            ranked = sorted(for_child, key=lambda fact: for_child[fact].rank, reverse=True)
            asked_for.update(ranked[: self.policy.most_enquiries])
            for fact, found in for_child.items():
                if fact not in weighed or found.rank > weighed[fact].rank:
                    weighed[fact] = found
        unknown = sorted(weighed, key=lambda fact: weighed[fact].rank, reverse=True)
        changes = {fact: list(self._changes(fact)) for fact in unknown}
        questions = [
            self._question(fact, weighed[fact].effect if fact in asked_for else NOTED, changes[fact])
            for fact in unknown
        ]
        to_ask = [fact for fact in self._not_asked() if fact not in weighed]
        for place, fact in enumerate(to_ask):
            changes[fact] = list(self._changes(fact)) if place < _LOOKED_AHEAD else []
            questions.append(self._question(fact, ASK, changes[fact]))
        return Openings(tuple(questions), tuple(change for found in changes.values() for change in found))

    # ------------------------------------------------------------------ what is not known, and what it does

    def _weighed(self, judged: Judged) -> dict[OpenFact, _Weighed]:
        """The answers not known that some rule for this child still waits for."""
        found: dict[OpenFact, _Weighed] = {}
        for rule, state in judged.ranked(self.facts.program):
            if state is State.APPLIES:
                continue
            held = verdict(rule.when, judged.view, self.facts).on if state is State.HOLDS else frozenset()
            for key in undetermined_facts(rule.when, judged.view, self.facts):
                subject = self.facts.subject_key(judged.view, key)
                if self.facts.standing(subject, key[1].question) is Standing.NOT_KNOWN or key[1].option:
                    if self.facts.is_open(judged.view, key):
                        continue
                    effect = _effect(state, key in held)
                    _weigh(found, OpenFact(subject, key[1].question, key[1].option), effect, rule.route)
        self._add_demanded(judged, found)
        return found

    def _add_demanded(self, judged: Judged, found: dict[OpenFact, _Weighed]) -> None:
        """What rules ask to be found out: what is not known, and what is known and is the very trouble, such
        as a child whom nobody has seen. These come before what the rules only wait for."""
        for rule in judged.rules(self.facts.program, State.APPLIES, State.ASSUMED, State.HOLDS):
            trouble = {key[1].question for key in known_facts(rule.when, judged.view, self.facts)}
            for question in rule.rule.then.enquiries:
                for subject in self._subjects(judged, self.policy.questions[question].about):
                    standing = self.facts.standing(subject.ref, question)
                    if standing in _NOT_FOUND_OUT or question in trouble:
                        _weigh(found, OpenFact(subject.ref, question), ENQUIRY, rule.route, demanded=True)

    def _subjects(self, judged: Judged, about: About) -> Iterator[Subject]:
        for subject in self.facts.subjects:
            if subject.about is about and (
                about is not About.CHILD or subject.ref == judged.view.own[About.CHILD]
            ):
                yield subject

    def _not_asked(self) -> list[OpenFact]:
        if self.evaluation.not_a_referral:
            return []
        live = self.evaluation.interview.live
        asked = ((one.question.id, one.about) for one in self.evaluation.interview.next_questions())
        return [OpenFact(about, question) for question, about in asked if (question, about) in live]

    # ------------------------------------------------------------------ in words

    def _question(self, fact: OpenFact, effect: str, changes: list[WouldChange]) -> OpenQuestion:
        question = self.policy.questions[fact.question]
        standing = self.facts.standing(fact.about, fact.question)
        accounts = self.facts.answers_of(fact.about).get(fact.question, ())
        reason = next((account.not_known for account in accounts if account.not_known), None)
        due_at = None if effect in (ASK, NOTED) else self._due(question)
        why_open = standing.value if standing in _NOT_FOUND_OUT else "asked_for"
        if fact.option is not None and effect != ASK:
            why_open = Standing.NOT_KNOWN.value
        return OpenQuestion(fact, question, why_open, reason, effect, self._price(effect, changes), due_at)

    def _due(self, question: Question) -> datetime:
        if question.find_out_within is None:
            return self.clocks.clock(self.policy.enquiries_within).due
        received_at = self.evaluation.case.received_at
        return due(received_at, question.find_out_within, self.evaluation.program.calendar)

    def _price(self, effect: str, changes: list[WouldChange]) -> str:
        """The price of not knowing, in a sentence."""
        down = [change for change in changes if change.direction == "down"]
        up = [change for change in changes if change.direction == "up"]
        sentences = []
        if down and effect != ASK:
            lowest = min(down, key=lambda change: self._ranks(change.then))
            sentences.append(
                f"Not knowing keeps this at {self._words(self.evaluation.program.step(self.now))}; "
                f"if the answer is “{lowest.answer}” it would be {self._words(lowest.then)}."
            )
        if up:
            highest = max(up, key=lambda change: self._ranks(change.then))
            sentences.append(f"If the answer is “{highest.answer}” it would be {self._words(highest.then)}.")
        if not sentences and effect != ASK:
            sentences.append("By itself it would not change the route or the rating.")
        return " ".join(sentences)

    def _words(self, one: Step) -> str:
        route = "no route yet" if one.route is None else self.policy.routes[one.route].title.lower()
        return route if one.rag is None else f"{route}, {self.policy.rags[one.rag].title.lower()}"

    def _ranks(self, one: Step) -> tuple[int, int]:
        program = self.evaluation.program
        return program.route_ranks.get(one.route or "", -1), program.rag_ranks.get(one.rag or "", -1)

    # ------------------------------------------------------------------ what an answer would change

    def _changes(self, fact: OpenFact) -> Iterator[WouldChange]:
        question = self.policy.questions[fact.question]
        for answer, account in self._answers(fact, question):
            level = self._level(_answered(self.evaluation.case, fact, account))
            if level == self.now:
                continue
            down = level.route <= self.now.route and level.rag <= self.now.rag
            evidence = self._evidence(question) if down else ""
            then = self.evaluation.program.step(level)
            yield WouldChange(fact, answer, then, "down" if down else "up", evidence)

    def _level(self, case: Case) -> Level:
        """The referral's outcome if the case were this; whether the base stands is taken as it is now."""
        program = self.evaluation.program
        facts = CaseFacts(program, case, before=self.facts)
        level = Level()
        for child, before in zip(facts.children, self.evaluation.judged, strict=True):
            judged = judge_again(facts, facts.view(child), before)
            found = outcome(program, judged, base=not self.evaluation.provisional).level
            level = level.raised(found.route, found.rag)
        return level

    def _answers(self, fact: OpenFact, question: Question) -> Iterator[tuple[str, Account]]:
        """Each answer that it could have, in words and as an account. A date has too many to try."""
        if fact.option is not None:
            options = self._options(fact)
            yield "yes", replace(options, value=_ticked(options) | {fact.option})
            yield "no", replace(options, no=options.no | {fact.option})
        elif question.kind is AnswerKind.YES_NO:
            for value in ("yes", "no"):
                yield value, Account(said=value, value=value)
        elif question.kind is AnswerKind.CHOICE:
            for choice in question.choices:
                yield choice.label, Account(said=choice.label, value=choice.id)
        elif question.kind in (AnswerKind.NUMBER, AnswerKind.AGE):
            for slot in self.evaluation.program.of_question[question.id]:
                for span in slot.representatives():
                    yield _measure(span, question.kind), Account(said="", value=span)

    def _options(self, fact: OpenFact) -> Account:
        accounts = self.facts.answers_of(fact.about).get(fact.question, ())
        given = accounts[0] if accounts else Account(value=frozenset())
        if given.value is None:
            given = replace(given, value=frozenset(), not_known=None)
        rest = {option: why for option, why in given.options_not_known.items() if option != fact.option}
        return replace(given, options_not_known=rest)

    @staticmethod
    def _evidence(question: Question) -> str:
        """What it takes to lower an outcome, and who must give it."""
        who = question.who_can_find_out or "somebody who saw it or holds the record"
        return f"Needs to come from {who}; never from the person of concern or their partner."


def _effect(state: State, holds_on_it: bool) -> str:
    if state is State.HOLDS:
        return HOLD if holds_on_it else ASSUMED
    return ASSUMED if state is State.ASSUMED else ENQUIRY


def _weigh(
    found: dict[OpenFact, _Weighed], fact: OpenFact, effect: str, route: int, demanded: bool = False
) -> None:
    if fact not in found:
        found[fact] = _Weighed(effect, route, demanded=demanded)
        return
    known = found[fact]
    known.rules += 1
    known.demanded |= demanded
    if (_WEIGHT[effect], route) > (_WEIGHT[known.effect], known.route):
        known.effect, known.route = effect, route


def _ticked(account: Account) -> frozenset[str]:
    return account.value if isinstance(account.value, frozenset) else frozenset()


def _measure(span: Span, kind: AnswerKind) -> str:
    """A number or an age in words; an age by the largest unit that says it exactly."""
    low = span.low or 0
    if kind is AnswerKind.NUMBER:
        return str(low)
    if low < 0:
        return "unborn"
    unit, name = next(
        ((u, n) for u, n in ((YEAR, "year"), (MONTH, "month"), (WEEK, "week")) if low % u == 0), (16, "day")
    )
    amount = low // unit
    return f"{amount} {name}" + ("" if amount == 1 else "s")


def _answered(case: Case, fact: OpenFact, account: Account) -> Case:
    """The case with one answer in place of what stands there."""

    def with_it(subject: Subject) -> Subject:
        if subject.ref != fact.about:
            return subject
        return replace(subject, answers={**subject.answers, fact.question: (account,)})

    if fact.about == REFERRAL:
        return replace(case, answers={**case.answers, fact.question: (account,)})
    children = case.children or (
        (Subject(UNNAMED_CHILD, About.CHILD, {}),) if fact.about == UNNAMED_CHILD else ()
    )
    return replace(
        case,
        children=tuple(map(with_it, children)),
        adults=tuple(map(with_it, case.adults)),
        incidents=tuple(map(with_it, case.incidents)),
    )
