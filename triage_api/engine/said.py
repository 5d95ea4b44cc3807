"""What the answers of one case say of a policy's tests, as if every gate were open: accounts that differ
settled, each test read off what counts of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date
from zoneinfo import ZoneInfo

from triage_api.engine.accounts import is_given, is_unmentioned, option_bits, options_said, riskiest
from triage_api.engine.case import Account, Accounts, Case, Subject, Value
from triage_api.engine.compiler import FactId
from triage_api.engine.program import Program
from triage_api.engine.slots import Slot
from triage_api.engine.views import NOTHING, Bits, Key
from triage_api.policy.model import AnswerKind

WhoSettles = Callable[[Program, Case], Mapping[Key, bool]]
"""Says of each adult of a case whether they may put their account above the others."""


class Said:
    """The answers of one case, read as bits; by subject."""

    def __init__(
        self, program: Program, case: Case, subjects: Iterable[Subject], who_settles: WhoSettles
    ) -> None:
        self.program = program
        self.case = case
        self.limits: dict[tuple[Key, FactId], tuple[Value, ...]] = {}
        """Of a fact that is not exactly known: what it may be."""
        self.differing: set[tuple[Key, str]] = set()
        """The questions to which accounts differ that nobody has settled."""
        self.unmentioned: dict[tuple[Key, str], tuple[FactId, ...]] = {}
        """What nobody mentioned: it reads as no, and is not the same."""
        self.settlers: Mapping[Key, bool] | None = None
        """Which adults of the case may settle; ``None`` where no adult settles anything."""
        self._who_settles = who_settles
        self._receipt: date | None = None
        self.bits: dict[Key, Bits] = {subject.ref: self._of_subject(subject) for subject in subjects}

    def told(self, case: Case, answers: Iterable[tuple[Subject, str]]) -> Said:
        """The same of a case in which only these answers (whose, the question) are others: nothing else is
        read again."""
        said = copy(self)
        said.case = case
        said.limits, said.differing = dict(self.limits), set(self.differing)
        said.unmentioned, said.bits = dict(self.unmentioned), dict(self.bits)
        for subject, question in answers:
            said._read_again(subject, question)
        return said

    @property
    def receipt(self) -> date:
        """The day of receipt on the wall clock of the office: what days are measured from."""
        if self._receipt is None:
            zone = ZoneInfo(self.program.policy.office.zone)
            self._receipt = self.case.received_at.astimezone(zone).date()
        return self._receipt

    # ------------------------------------------------------------------ one subject, one question, one fact

    def _of_subject(self, subject: Subject) -> Bits:
        """All the answers about one subject. Of most of them the bits were put side by side in one number
        when the policy was compiled (`Program.packed`), so they are united a question at a time."""
        not_asked = self.program.not_asked[subject.about]
        if not subject.answers:
            return not_asked
        packed = self.program.packed
        sides = asked = 0
        rest = NOTHING
        for question, accounts in subject.answers.items():
            by_answer = packed.get(question)
            if by_answer is not None and len(accounts) == 1 and not accounts[0].not_mentioned:
                sides |= by_answer[accounts[0].value]
            else:
                asked |= self.program.bits_of[question]
                rest = rest.joined(self._of_question(subject, question, accounts))
        size = self.program.packing
        lane = (1 << size) - 1
        asked |= sides >> 5 * size
        return Bits(
            not_asked.true | rest.true | sides & lane,
            not_asked.false | rest.false | sides >> size & lane,
            rest.risk | sides >> 2 * size & lane,
            rest.hold | sides >> 3 * size & lane,
            rest.find | sides >> 4 * size & lane,
            rest.open | not_asked.open & ~asked,
        )

    def _of_question(self, subject: Subject, question: str, accounts: Accounts) -> Bits:
        """What the answer to one question says of the tests on it."""
        bits = Bits()
        unmentioned: list[FactId] = []
        for slot in self.program.of_question[question]:
            if slot.bits:
                bits = bits.joined(self._of_fact(slot, accounts, subject.ref))
                if not slot.fact.unlisted and is_unmentioned(slot, accounts):
                    unmentioned.append(slot.fact)
        if unmentioned:
            self.unmentioned[subject.ref, question] = tuple(unmentioned)
        return bits

    def _read_again(self, subject: Subject, question: str) -> None:
        key = (subject.ref, question)
        self.differing.discard(key)
        self.unmentioned.pop(key, None)
        for slot in self.program.of_question[question]:
            self.limits.pop((subject.ref, slot.fact), None)
        accounts = subject.answers.get(question)
        not_asked = self.program.not_asked[subject.about]
        bits = not_asked if accounts is None else self._of_question(subject, question, accounts)
        self.bits[subject.ref] = self.bits[subject.ref].replaced(self.program.bits_of[question], bits)

    def _of_fact(self, slot: Slot, accounts: Accounts, key: Key) -> Bits:
        """What an answer makes of the tests of one fact."""
        counting = self.counting(slot, accounts)
        if len(accounts) > 1 and not self._settling(accounts) and _differ(slot, accounts):
            self.differing.add((key, slot.question.id))
        if slot.fact.option is not None:
            return option_bits(slot, counting)
        if len(counting) == 1:
            return self._of_account(slot, counting[0], key)
        true = false = slot.bits
        for account in counting:
            bits = self._of_account(slot, account, key)
            true, false = true & bits.true, false & bits.false
        self.limits[key, slot.fact] = tuple(account.value or "no" for account in counting)
        # Known to the day by each of them, and still not known which.
        true &= ~slot.to_the_day
        # Neither of two accounts is the riskier here: each value that was given may be the one, at its worst.
        worst = Bits(risk=slot.assumable, find=slot.bits & ~slot.assumable)
        return worst.determined(true, false)

    def _of_account(self, slot: Slot, account: Account, key: Key) -> Bits:
        value = account.value
        if account.not_mentioned:
            return slot.unmentioned()
        if value is None:
            return slot.not_known
        if isinstance(value, str):
            return Bits() if slot.question.kind is AnswerKind.NOTE else slot.answered(value)
        true, false = slot.marks(value, self.receipt)
        undetermined = slot.bits & ~(true | false)
        if not undetermined:
            return Bits(true, false)
        self.limits[key, slot.fact] = (value,)
        within = slot.not_known if account.not_known else Bits(open=slot.bits)
        return within.determined(true, false)

    # ------------------------------------------------------------------ which of several accounts counts

    def counting(self, slot: Slot, accounts: Accounts) -> Accounts:
        """Of the accounts that differ, what counts: what settles them, else the riskiest reading; of one of
        several options every account."""
        if len(accounts) == 1:
            return accounts
        settling = self._settling(accounts)
        if settling:
            return settling
        return accounts if slot.fact.option is not None else riskiest(slot, accounts)

    def _settling(self, accounts: Accounts) -> Accounts:
        """The last that settles the matter; none where it is not settled."""
        settling = [account for account in accounts if account.settles and self._may_settle(account)]
        return tuple(settling[-1:])

    def _may_settle(self, account: Account) -> bool:
        """Whether whoever gave the account may put it above the others: not the person of concern, nor their
        partner, nor an adult of the case of whom that is not known."""
        if account.said_by not in {adult.ref for adult in self.case.adults}:
            return True
        if self.settlers is None:
            self.settlers = self._who_settles(self.program, self.case)
        return self.settlers[str(account.said_by)]


def _differ(slot: Slot, accounts: Accounts) -> bool:
    if slot.fact.option is not None:
        return len(options_said(slot, accounts)) > 1
    return len({(a.value, a.not_mentioned) for a in accounts if is_given(a)}) > 1
