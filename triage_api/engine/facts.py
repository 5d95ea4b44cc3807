"""What the answers of one case say of a policy's tests: accounts that differ settled, gates decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from triage_api.engine.accounts import (
    has_value,
    is_given,
    is_unmentioned,
    option_bits,
    options_said,
    riskiest,
)
from triage_api.engine.case import Account, Accounts, Case, Days, Subject, Value
from triage_api.engine.compiler import FactId
from triage_api.engine.nodes import FALSE, UNDETERMINED, Compiled
from triage_api.engine.program import Program
from triage_api.engine.slots import Anchors, Marks, Slot
from triage_api.engine.states import FactKey, least_cost, truth
from triage_api.engine.views import Bits, Key, View
from triage_api.policy.model import About, AnswerKind, Span

REFERRAL = "referral"
UNNAMED_CHILD = "child"
"""The child that is meant while none has been added: “a child” in what is asked and why."""


_DIFFER = "Two accounts differ. The more worrying counts until somebody who may settles it."
_REFERRAL_ALONE = {About.REFERRAL: REFERRAL}
_NOBODY = View(_REFERRAL_ALONE, Bits())
_UNNAMED = Subject(UNNAMED_CHILD, About.CHILD, {})


class Standing(StrEnum):
    """How a question stands with one subject."""

    ANSWERED = "answered"
    NOT_MENTIONED = "not_mentioned"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"
    IMPRECISE = "imprecise"
    """Answered, but not finely enough for some test that matters; asked more finely."""
    DOES_NOT_APPLY = "does_not_apply"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An answer that another speaks against; it counts until a person settles it."""

    about: Key
    question: str
    words: str


class CaseFacts:
    """One case, read as bits. Answers `states.Facts` for it."""

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.case = case
        self.children = case.children or (_UNNAMED,)
        self.referral = Subject(REFERRAL, About.REFERRAL, case.answers)
        self.subjects = (self.referral, *self.children, *case.adults, *case.incidents)
        """The referral as a subject, then each child, adult and incident."""
        self.contradictions: list[Contradiction] = []
        self._limits: dict[tuple[Key, FactId], tuple[Value, ...]] = {}
        """Of a fact that is not exactly known: what it may be."""
        self._settlers: dict[Key, bool] | None = None
        self.unmentioned: list[tuple[Key, FactId]] = []
        """What nobody mentioned: it reads as no, and is not the same."""
        self.own: dict[Key, Bits] = {}
        self._answers: dict[tuple[Key, FactId, int], tuple[Marks, ...]] = {}
        self._perhaps_gated: set[tuple[Key, FactId]] = set()
        self._read()

    @cached_property
    def anchors(self) -> Anchors:
        """What dates are measured from, on the wall clock of the office."""
        receipt = self.case.received_at.astimezone(ZoneInfo(self.program.policy.office.zone)).date()
        return Anchors(receipt, self._latest_incident())

    @cached_property
    def _by_ref(self) -> Mapping[Key, Subject]:
        return {subject.ref: subject for subject in self.subjects}

    # ------------------------------------------------------------------ states.Facts

    def fact(self, bit: int) -> FactId:
        return self.program.compiler.atom(bit).fact

    def about(self, fact: FactId) -> About:
        return self.program.slots[fact].question.about

    def assumable(self, fact: FactId) -> int:
        return self.program.slots[fact].assumable

    def tests(self, fact: FactId) -> int:
        return self.program.slots[fact].bits

    def values(self, view: View, key: FactKey, tests: int) -> tuple[Marks, ...]:
        subject, fact = self.subject_key(view, key), key[1]
        answers = self.answers(view, key, tests)
        if (subject, fact) not in self._perhaps_gated:
            return answers
        return tuple(dict.fromkeys((*answers, (0, tests & self.program.slots[fact].bits))))

    def answers(self, view: View, key: FactKey, tests: int) -> tuple[Marks, ...]:
        subject, fact = self.subject_key(view, key), key[1]
        wanted = (subject, fact, tests & self.program.slots[fact].bits)
        if wanted not in self._answers:
            told_apart = ((true & tests, false & tests) for true, false in self._every_answer(subject, fact))
            self._answers[wanted] = tuple(dict.fromkeys(told_apart))
        return self._answers[wanted]

    def _every_answer(self, subject: Key, fact: FactId) -> tuple[Marks, ...]:
        key = (subject, fact, -1)
        if key not in self._answers:
            limits = self._limits.get((subject, fact))
            self._answers[key] = self.program.slots[fact].values(limits, self.anchors)
        return self._answers[key]

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
        bits = sum(slot.bits for slot in self.program.of_question[question])
        if accounts is None or not has_value(accounts):
            if self.own[subject].gated & bits or (not bits and self._closed(subject, question)):
                return Standing.DOES_NOT_APPLY
            return Standing.NOT_ASKED if accounts is None else Standing.NOT_KNOWN
        if self.own[subject].open & bits and any(isinstance(a.value, Span | Days) for a in accounts):
            return Standing.IMPRECISE
        if all(account.not_mentioned for account in accounts):
            closes = self.program.policy.questions[question].closes is not None
            return Standing.NOT_ASKED if closes else Standing.NOT_MENTIONED
        # As near as anybody knows: the rest of it is not known.
        limits = (self._limits.get((subject, slot.fact)) for slot in self.program.of_question[question])
        vague = any(limit is not None and len(limit) == 1 for limit in limits)
        return Standing.NOT_KNOWN if vague else Standing.ANSWERED

    def answers_of(self, subject: Key) -> Mapping[str, Accounts]:
        """What was answered about one subject."""
        return self._by_ref[subject].answers

    def subject(self, ref: Key) -> Subject:
        """The subject of that ref."""
        return self._by_ref[ref]

    def is_open(self, view: View, key: FactKey) -> bool:
        """Whether the fact is undetermined for want of asking, or of asking finely enough."""
        return self.standing(self.subject_key(view, key), key[1].question) in (
            Standing.NOT_ASKED,
            Standing.IMPRECISE,
        )

    def _closed(self, subject: Key, question: str) -> bool:
        """Whether the gate of a question that no rule tests is closed."""
        if question not in self.program.gates:
            return False
        return self.gate(question, self._by_ref[subject]) == FALSE

    # ------------------------------------------------------------------ what a rule and a gate see

    def view(self, child: Subject) -> View:
        """What a rule sees, judged for ``child``."""
        bits = self.own[REFERRAL].joined(self.own[child.ref])
        own = {About.REFERRAL: REFERRAL, About.CHILD: child.ref}
        if not self.program.blocks:
            return View(own, bits, judge=self)
        return View(
            own,
            bits,
            self._members(bits, self.case.adults),
            self._members(bits, self.case.incidents),
            judge=self,
        )

    def gate_view(self, subject: Subject) -> View:
        """What the gate of a question about ``subject`` sees."""
        bits = self._with_referral(subject)
        others = {
            About.CHILD: self.children,
            About.ADULT: self.case.adults,
            About.INCIDENT: self.case.incidents,
        }
        seen = {
            about: () if about is subject.about else self._members(bits, them)
            for about, them in others.items()
        }
        own = {**_REFERRAL_ALONE, subject.about: subject.ref}
        return View(own, bits, seen[About.ADULT], seen[About.INCIDENT], seen[About.CHILD], self)

    def gate(self, question: str, subject: Subject) -> int:
        """Whether the question's gate is TRUE, FALSE or UNDETERMINED for this subject."""
        gate = self.program.gates[question]
        if not gate.blocks and not gate.stands:
            # Most gates read the subject itself, and no view of everybody else need be made for them.
            return gate.node.kleene(_NOBODY, self._with_referral(subject), None)
        return truth(gate, self.gate_view(subject), self)

    def _with_referral(self, subject: Subject) -> Bits:
        """The bits of the subject and of the referral."""
        own = self.own[subject.ref]
        return own if subject.about is About.REFERRAL else self.own[REFERRAL].joined(own)

    def _members(self, bits: Bits, members: tuple[Subject, ...]) -> tuple[tuple[Key, Bits], ...]:
        return tuple((member.ref, bits.joined(self.own[member.ref])) for member in members)

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        for subject in self.subjects:
            self.own[subject.ref] = self._ungated(subject)
        if self.program.gates:
            for question in self.program.gates:
                about = self.program.policy.questions[question].about
                for subject in self.subjects:
                    if subject.about is about:
                        self._decide_gate(question, subject)

    def _ungated(self, subject: Subject) -> Bits:
        """The bits of one subject, as if every gate were open."""
        packed = self.program.packed
        sides = asked = 0
        rest = Bits()
        for question, accounts in subject.answers.items():
            if len(accounts) == 1 and question in packed and not accounts[0].not_mentioned:
                sides |= packed[question][accounts[0].value]
                continue
            for slot in self.program.of_question[question]:
                if slot.bits:
                    asked |= slot.bits
                    rest = rest.joined(self._answered(slot, accounts, subject.ref))
                    if not slot.fact.unlisted and is_unmentioned(slot, accounts):
                        self.unmentioned.append((subject.ref, slot.fact))
        size = self.program.packing
        lane = (1 << size) - 1
        not_asked = self.program.not_asked[subject.about]
        true = not_asked.true | rest.true | sides & lane
        false = not_asked.false | rest.false | sides >> size & lane
        risk = rest.risk | sides >> 2 * size & lane
        hold = rest.hold | sides >> 3 * size & lane
        find = rest.find | sides >> 4 * size & lane
        asked |= sides >> 5 * size & lane
        still_open = rest.open | not_asked.open & ~asked
        return Bits(true, false, risk, hold, find, still_open)

    def _decide_gate(self, question: str, subject: Subject) -> None:
        if has_value(subject.answers.get(question)):
            if self.gate(question, subject) == FALSE:
                self.contradictions.append(Contradiction(subject.ref, question, self._clash(question)))
            return
        gate = self.gate(question, subject)
        if gate == FALSE:
            own = self.own[subject.ref]
            bits = sum(slot.bits for slot in self.program.of_question[question])
            closed = own.determined(0, bits)
            self.own[subject.ref] = closed._replace(gated=closed.gated | bits)
        elif gate == UNDETERMINED:
            self._leave_open(question, subject)

    def _leave_open(self, question: str, subject: Subject) -> None:
        """It may turn out not to apply, and then every test of it is false: none is true whatever is said."""
        asked = question in subject.answers
        for slot in self.program.of_question[question]:
            self._perhaps_gated.add((subject.ref, slot.fact))
            not_asked = Bits(open=slot.bits).determined(0, slot.constant[1])
            own = self.own[subject.ref].determined(0, slot.bits)
            own = own._replace(false=own.false & ~slot.bits)
            self.own[subject.ref] = own.joined(slot.not_known_or_gated if asked else not_asked)

    def _clash(self, question: str) -> str:
        ask = self.program.policy.questions[question].ask
        return (
            f"“{ask}” was answered, although another answer says that it does not arise. "
            "It counts until somebody settles which is right."
        )

    def _answered(self, slot: Slot, accounts: Accounts, key: Key) -> Bits:
        """What an answer makes of the tests of one fact."""
        counting = self.counting(slot, accounts, key)
        if slot.fact.option is not None:
            return option_bits(slot, counting)
        if len(counting) == 1:
            return self._account(slot, counting[0], key)
        true = false = slot.bits
        for account in counting:
            bits = self._account(slot, account, key)
            true, false = true & bits.true, false & bits.false
        self._limits[key, slot.fact] = tuple(account.value or "no" for account in counting)
        # Neither of two accounts is the riskier here: each value that was given may be the one, at its worst.
        worst = Bits(risk=slot.assumable, find=slot.bits & ~slot.assumable)
        return worst.determined(true, false)

    def counting(self, slot: Slot, accounts: Accounts, key: Key) -> Accounts:
        """Of the accounts that differ, what counts: what settles them, else the riskiest reading; of one of
        several options every account."""
        if len(accounts) == 1:
            return accounts
        settling = [account for account in accounts if account.settles and self._may_settle(account)]
        if settling:
            return (settling[-1],)
        if self._differ(slot, accounts):
            differing = Contradiction(key, slot.question.id, _DIFFER)
            if differing not in self.contradictions:
                self.contradictions.append(differing)
        return accounts if slot.fact.option is not None else riskiest(slot, accounts)

    @staticmethod
    def _differ(slot: Slot, accounts: Accounts) -> bool:
        if slot.fact.option is not None:
            return len(options_said(slot, accounts)) > 1
        return len({(a.value, a.not_mentioned) for a in accounts if is_given(a)}) > 1

    def _account(self, slot: Slot, account: Account, key: Key) -> Bits:
        value = account.value
        if account.not_mentioned:
            return slot.unmentioned()
        if value is None:
            return slot.not_known
        if isinstance(value, str):
            return Bits() if slot.question.kind is AnswerKind.NOTE else slot.answered(value)
        true, false = slot.marks(value, self.anchors)
        undetermined = slot.bits & ~(true | false)
        if not undetermined:
            return Bits(true, false)
        self._limits[key, slot.fact] = (value,)
        within = slot.not_known if account.not_known else Bits(open=slot.bits)
        return within.determined(true, false)

    # ------------------------------------------------------------------ who settles, and when

    def _may_settle(self, account: Account) -> bool:
        """Whether whoever gave the account may put it above the others: not the person of concern, nor their
        partner, nor an adult of the case of whom that is not known."""
        if account.said_by not in {adult.ref for adult in self.case.adults}:
            return True
        if self._settlers is None:
            self._settlers = self._who_settles()
        return self._settlers[str(account.said_by)]

    def _who_settles(self) -> dict[Key, bool]:
        """For each adult of the case, whether they may settle: read as if none of them might."""
        barred = {adult.ref: False for adult in self.case.adults}
        condition = self.program.cannot_settle
        if condition is None:
            return barred
        unsettled = CaseFacts.__new__(CaseFacts)
        unsettled.__dict__.update(
            self.__dict__,
            contradictions=[],
            _limits={},
            _settlers=barred,
            own={},
            unmentioned=[],
            _perhaps_gated=set(),
            _answers={},
        )
        unsettled._read()
        return {
            adult.ref: truth(condition, unsettled.gate_view(adult), unsettled) == FALSE
            for adult in self.case.adults
        }

    def _latest_incident(self) -> Days | None:
        question = self.program.incident_date
        if question is None:
            return None
        given = [
            account.value
            for incident in self.case.incidents
            for account in incident.answers.get(question.id, ())
            if isinstance(account.value, Days)
        ]
        return max(given, key=lambda days: days.last, default=None)
