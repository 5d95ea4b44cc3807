"""What is known in one case: what its answers say, gates decided. Whole, or from an earlier case that differs
from it in few answers."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from enum import StrEnum

from triage_api.engine.accounts import has_value
from triage_api.engine.case import Accounts, Case, Days, Subject
from triage_api.engine.compiler import FactId
from triage_api.engine.kept import Kept
from triage_api.engine.measured import MeasuredDays
from triage_api.engine.nodes import FALSE, TRUE, UNDETERMINED, Compiled
from triage_api.engine.program import Gated, Program
from triage_api.engine.said import Said, WhoSettles
from triage_api.engine.states import Costed, FactKey, least_cost, truth
from triage_api.engine.told import Told, told_since
from triage_api.engine.views import NO_DAY, Bits, Given, GivenDay, Key, Members, View
from triage_api.policy.model import About, Span

REFERRAL = "referral"
UNNAMED_CHILD = "child"
"""The child that is meant while none has been added: “a child” in what is asked and why."""


_REFERRAL_ALONE = {About.REFERRAL: REFERRAL}
_NOBODY = View(_REFERRAL_ALONE, Bits())
_UNNAMED = Subject(UNNAMED_CHILD, About.CHILD, {})
ALL = -1
"""Every test."""


class Standing(StrEnum):
    """How a question stands with one subject."""

    ANSWERED = "answered"
    NOT_MENTIONED = "not_mentioned"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    IMPRECISE = "imprecise"
    """Answered, but not finely enough for some test that matters; asked more finely."""
    DOES_NOT_APPLY = "does_not_apply"


class CaseFacts:
    """One case, read as bits. Answers `states.Facts` for it."""

    def __init__(
        self,
        program: Program,
        case: Case,
        before: CaseFacts | None = None,
        who_settles: WhoSettles | None = None,
    ) -> None:
        """``before``: an earlier case. Where this one differs from it in answers alone, only what they touch
        is read. ``who_settles``: by default as the policy says."""
        self.program = program
        self.case = case
        self.children = case.children or (_UNNAMED,)
        self.referral = Subject(REFERRAL, About.REFERRAL, case.answers)
        self.subjects = (self.referral, *self.children, *case.adults, *case.incidents)
        """The referral as a subject, then each child, adult and incident."""
        self._answers: dict[tuple[Key, FactId, int], tuple[Given, ...]] = {}
        self._with_referral: dict[Key, Bits] = {}
        self._by_ref: dict[Key, Subject] | None = None
        self._measured = MeasuredDays(self) if program.compiler.measured else None
        told = None if before is None else self._told_since(before)
        if before is None or told is None:
            self.said = Said(program, case, self.subjects, who_settles or _who_settles)
            self.own = dict(self.said.bits)
            self._gates: dict[tuple[str, Key], int] = {}
            self.changed = ALL
        else:
            self.said = before.said.told(case, told)
            self.own = dict(before.own)
            self._gates = dict(before._gates)
            self.changed = self._tell(told)
        """The tests that may stand otherwise than in the case before."""
        self._decide_gates(set() if told is None else {(subject.ref, question) for subject, question in told})

    # ------------------------------------------------------------------ what was told since an earlier case

    def _told_since(self, before: CaseFacts) -> list[Told] | None:
        """The answers that are others than before; ``None`` where more than answers is, or an answer touches
        others, and all is to be read."""
        same = before.program is self.program and before.case.received_at == self.case.received_at
        if not same or before.said.settlers is not None:
            return None
        return told_since(before.subjects, self.subjects)

    def _tell(self, told: Collection[Told]) -> int:
        """Put what was told in place of what stood there; the tests that it is about."""
        changed = 0
        for subject, question in told:
            bits = self.program.bits_of[question]
            self.own[subject.ref] = self.own[subject.ref].replaced(bits, self.said.bits[subject.ref])
            changed |= bits
        return changed

    # ------------------------------------------------------------------ gates

    def those(self, about: About) -> tuple[Subject, ...]:
        """The subjects of one kind."""
        if about is About.CHILD:
            return self.children
        if about is About.ADULT:
            return self.case.adults
        return self.case.incidents if about is About.INCIDENT else (self.referral,)

    def _decide_gates(self, told: Collection[tuple[Key, str]]) -> None:
        """Decide each gate that reads something changed, or whose own question was told."""
        for gated in self.program.gated:
            reads_changed = self.changed == ALL or gated.gate.mask & self.changed
            for subject in self.those(gated.about):
                if reads_changed or (subject.ref, gated.id) in told:
                    self._decide_gate(gated, subject)

    def _decide_gate(self, gated: Gated, subject: Subject) -> None:
        key = (gated.id, subject.ref)
        value = self._judged(gated.gate, subject)
        earlier = self._gates.get(key, TRUE)
        self._gates[key] = value
        if value != earlier:
            self.changed |= gated.bits
        if value == earlier == TRUE or has_value(subject.answers.get(gated.id)):
            return
        own = self.own[subject.ref]
        if value == FALSE:
            self.own[subject.ref] = own.determined(0, gated.bits, gated.bits)
        else:
            self.own[subject.ref] = own.replaced(gated.bits, self._behind(gated, subject, value))
        if subject is self.referral:
            self._with_referral.clear()
        else:
            self._with_referral.pop(subject.ref, None)

    def _behind(self, gated: Gated, subject: Subject, gate: int) -> Bits:
        """How the tests of a question to which nobody gave a value stand behind a gate that is not shut.
        While it is undetermined the question may turn out not to apply, and then every test of it is false:
        none is true whatever is said."""
        if gate == TRUE:
            return self.said.bits[subject.ref]
        return gated.not_known if gated.id in subject.answers else gated.not_asked

    def _judged(self, gate: Compiled, subject: Subject) -> int:
        if not gate.blocks and not gate.stands:
            # Most gates read the subject itself, and no view of everybody else need be made for them.
            return gate.node.kleene(_NOBODY, self._seen(subject), None)
        return truth(gate, self.gate_view(gate, subject), self)

    def gate(self, question: str, subject: Key) -> int:
        """Whether the question's gate is TRUE, FALSE or UNDETERMINED for this subject; TRUE: it has none."""
        return self._gates.get((question, subject), TRUE)

    def subject(self, ref: Key) -> Subject:
        """The subject of that ref."""
        if self._by_ref is None:
            self._by_ref = {subject.ref: subject for subject in self.subjects}
        return self._by_ref[ref]

    # ------------------------------------------------------------------ states.Facts

    @property
    def truths(self) -> Kept[int]:
        return self.program.truths

    @property
    def costs(self) -> Kept[Costed]:
        return self.program.costs

    @property
    def undetermined(self) -> Kept[tuple[FactKey, ...]]:
        return self.program.undetermined

    def fact(self, bit: int) -> FactId:
        return self.program.compiler.atom(bit).fact

    def about(self, fact: FactId) -> About:
        return self.program.slots[fact].question.about

    def tests(self, fact: FactId) -> int:
        return self.program.slots[fact].bits

    def values(self, view: View, key: FactKey, tests: int) -> tuple[Given, ...]:
        answers = self.answers(view, key, tests)
        if not self.may_not_apply(view, key):
            return answers
        day = NO_DAY if answers[0].day else None
        return tuple(dict.fromkeys((*answers, Given(0, tests & self.program.slots[key[1]].bits, day))))

    def may_not_apply(self, view: View, key: FactKey) -> bool:
        subject, question = self.subject_key(view, key), key[1].question
        undetermined = self.gate(question, subject) == UNDETERMINED
        return undetermined and not has_value(self.answers_of(subject).get(question))

    def answers(self, view: View, key: FactKey, tests: int) -> tuple[Given, ...]:
        subject, fact = self.subject_key(view, key), key[1]
        wanted = (subject, fact, tests & self.program.slots[fact].bits)
        if wanted not in self._answers:
            told_apart = (
                Given(true & tests, false & tests) for true, false in self._every_answer(subject, fact)
            )
            self._answers[wanted] = tuple(dict.fromkeys(told_apart))
        tried = () if self._measured is None else self._measured.tried(view, subject, fact, tests)
        return tried or self._answers[wanted]

    def _every_answer(self, subject: Key, fact: FactId) -> tuple[tuple[int, int], ...]:
        limits = self.said.limits.get((subject, fact))
        return self.program.slots[fact].values(limits, self.said.receipt)

    def given(self, view: View, key: FactKey, value: Given) -> View:
        # What was assumed of it stays so: only what is still undetermined, inside a count, is given.
        known = view.bits_of(self.about(key[1]), key[0])
        rest = ~(known.true | known.false)
        told = view.determined(key[0], value.true & rest, value.false & rest)
        return self._with_day(told, key, value, assumed=False)

    def assumed(self, view: View, key: FactKey, value: Given, everywhere: bool) -> View:
        slot = self.program.slots[key[1]]
        tests = slot.bits if everywhere else slot.assumable
        told = view.determined(key[0], value.true & tests, value.false & tests)
        return self._with_day(told, key, value, assumed=not everywhere)

    def _with_day(self, view: View, key: FactKey, value: Given, assumed: bool) -> View:
        if value.day is None:
            return view
        assert self._measured is not None, "no other search gives days"
        whose = (self.subject_key(view, key), key[1])
        before = view.days.get(whose)
        day = GivenDay(value.day if before is None else before.day, None if assumed else value.day)
        return self._measured.seen(view._replace(days={**view.days, whose: day}))

    def days(self, view: View, tests: int) -> tuple[Hashable, ...]:
        return () if self._measured is None else self._measured.stands(view, tests)

    def subject_key(self, view: View, key: FactKey) -> Key:
        """Whose fact it is."""
        if key[0] is not None:
            return key[0]
        return view.own[self.about(key[1])]

    # ------------------------------------------------------------------ nodes.Judge

    def truth(self, condition: Compiled, view: View) -> int:
        return truth(condition, view, self)

    def is_free(self, condition: Compiled, view: View) -> bool:
        return least_cost(condition, view.all_as_risk(), self, everywhere=True)[0] == 0

    # ------------------------------------------------------------------ how a question stands

    def standing(self, subject: Key, question: str) -> Standing:
        """How the question stands with the subject; an imprecise answer is one that some test needs finer."""
        accounts = self.answers_of(subject).get(question)
        bits = self.program.bits_of[question]
        if accounts is None or not has_value(accounts):
            if self._does_not_apply(subject, question):
                return Standing.DOES_NOT_APPLY
            return Standing.NOT_ASKED if accounts is None else Standing.NOT_KNOWN
        if self.own[subject].open & bits and any(isinstance(a.value, Span | Days) for a in accounts):
            return Standing.IMPRECISE
        if all(account.not_mentioned for account in accounts):
            closes = self.program.policy.questions[question].closes is not None
            return Standing.NOT_ASKED if closes else Standing.NOT_MENTIONED
        # As near as anybody knows: the rest of it is not known.
        limits = (self.said.limits.get((subject, slot.fact)) for slot in self.program.of_question[question])
        vague = any(limit is not None and len(limit) == 1 for limit in limits)
        return Standing.NOT_KNOWN if vague else Standing.ANSWERED

    def answers_of(self, subject: Key) -> Mapping[str, Accounts]:
        """What was answered about one subject."""
        return self.subject(subject).answers

    def is_open(self, view: View, key: FactKey) -> bool:
        """Whether the fact is undetermined for want of asking, or of asking finely enough."""
        subject, question = self.subject_key(view, key), key[1].question
        if question not in self.answers_of(subject):
            return not self._does_not_apply(subject, question)
        return self.standing(subject, question) in (Standing.NOT_ASKED, Standing.IMPRECISE)

    def _does_not_apply(self, subject: Key, question: str) -> bool:
        """Whether the gate of a question to which nobody gave a value is closed."""
        return self.gate(question, subject) == FALSE

    # ------------------------------------------------------------------ what a rule and a gate see

    def view(self, child: Subject) -> View:
        """What a rule sees, judged for ``child``."""
        bits = self._seen(child)
        own = {About.REFERRAL: REFERRAL, About.CHILD: child.ref}
        if not self.program.blocks:
            return View(own, bits, judge=self)
        view = View(
            own,
            bits,
            self._members(bits, self.case.adults),
            self._members(bits, self.case.incidents),
            judge=self,
        )
        return view if self._measured is None else self._measured.seen(view)

    def gate_view(self, gate: Compiled, subject: Subject) -> View:
        """What the gate of a question about ``subject`` sees."""
        bits = self._seen(subject)
        own = {**_REFERRAL_ALONE, subject.about: subject.ref}
        view = View(own, bits, judge=self)
        if gate.blocks:
            adults, incidents, children = (
                () if about is subject.about else self._members(bits, self.those(about))
                for about in (About.ADULT, About.INCIDENT, About.CHILD)
            )
            view = View(own, bits, adults, incidents, children, self)
        return view if self._measured is None else self._measured.seen(view)

    def _seen(self, subject: Subject) -> Bits:
        """The bits of the subject and of the referral."""
        seen = self._with_referral.get(subject.ref)
        if seen is None:
            own = self.own[subject.ref]
            seen = own if subject.about is About.REFERRAL else own.joined(self.own[REFERRAL])
            self._with_referral[subject.ref] = seen
        return seen

    def _members(self, bits: Bits, members: tuple[Subject, ...]) -> Members:
        return tuple((member.ref, bits.joined(self.own[member.ref])) for member in members)

    # ------------------------------------------------------------------ what does not arise, what is silent

    def behind_closed_gates(self) -> Iterator[tuple[Key, str]]:
        """Whose questions, and which, do not arise."""
        return ((ref, question) for (question, ref), gate in self._gates.items() if gate == FALSE)

    @property
    def unmentioned(self) -> Iterator[tuple[Key, FactId]]:
        """What nobody mentioned: it reads as no, and is not the same."""
        for ref, question in self.as_answered(self.said.unmentioned):
            for fact in self.said.unmentioned[ref, question]:
                yield ref, fact

    def as_answered(self, some: Collection[tuple[Key, str]]) -> Iterator[tuple[Key, str]]:
        """Some of the answers, each by whose it is and its question, in the order of the case."""
        if some:
            for subject in self.subjects:
                for question in subject.answers:
                    if (subject.ref, question) in some:
                        yield subject.ref, question


def _who_settles(program: Program, case: Case) -> Mapping[Key, bool]:
    """For each adult of the case, whether they may settle: judged as if none of them might."""
    condition = program.cannot_settle
    if condition is None:
        return _nobody(program, case)
    unsettled = CaseFacts(program, case, who_settles=_nobody)
    return {
        adult.ref: truth(condition, unsettled.gate_view(condition, adult), unsettled) == FALSE
        for adult in case.adults
    }


def _nobody(program: Program, case: Case) -> Mapping[Key, bool]:
    return {adult.ref: False for adult in case.adults}
