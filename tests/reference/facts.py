"""What was answered in one case, fact by fact: readings, gates, lists that are open, who may settle."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from tests.reference.grounded import Fact, unlisted
from tests.reference.grounding import ground
from tests.reference.readings import NO, YES, Lacking, Reading, counted, read
from tests.reference.states import applies, ruled_out
from triage_api.engine.case import Account, Accounts, Case, Subject
from triage_api.policy.model import About, AnswerKind, Is, Policy, Question

UNNAMED = Subject("unnamed", About.CHILD, {})
"""Whom a referral without children is judged for: nothing about it was asked."""


def _is_given(account: Account) -> bool:
    return account.value is not None or account.not_mentioned


class Facts:
    """The facts of one case under one policy."""

    def __init__(self, policy: Policy, case: Case, settling_by_adults: bool = True) -> None:
        self.policy = policy
        self.case = case if case.children else replace(case, children=(UNNAMED,))
        self.received_on: date = case.received_at.astimezone(ZoneInfo(policy.office.zone)).date()
        self.settling_by_adults = settling_by_adults
        self.found: dict[Fact, str | int | date] = {}
        self.supposed: dict[Fact, date] = {}
        """Days that facts are read as, and at which days measured from them turn."""
        self.gates: dict[Fact, bool | None] = {}
        self.readings: dict[Fact, Reading] = {}

    def finding(self, fact: Fact, value: str | int | date) -> Facts:
        """The same facts, but that this one is found to be so; gates stay as they are."""
        other = copy.copy(self)
        other.found = {**self.found, fact: value}
        return other

    def supposing(self, days: Mapping[Fact, date]) -> Facts:
        """The same facts, while these are read as such days."""
        other = copy.copy(self)
        other.supposed = {**self.supposed, **days}
        return other

    def subjects(self, about: About) -> tuple[Subject, ...]:
        """Those of whom such questions are asked."""
        if about is About.REFERRAL:
            return (Subject("", About.REFERRAL, self.case.answers),)
        lists = {
            About.CHILD: self.case.children,
            About.ADULT: self.case.adults,
            About.INCIDENT: self.case.incidents,
        }
        return lists[about]

    def accounts(self, fact: Fact) -> Accounts:
        """What was said; nothing where it was not asked."""
        (subject,) = (one for one in self.subjects(fact.about) if one.ref == fact.ref)
        return subject.answers.get(fact.question, ())

    def reading(self, fact: Fact) -> Reading:
        """What a fact may be, whatever its gate."""
        if fact not in self.readings:
            self.readings[fact] = self._read(fact)
        return self.readings[fact]

    def _read(self, fact: Fact) -> Reading:
        if not fact.question:
            return self._unlisted(fact.about)
        accounts = self.accounts(fact)
        reading = read(
            self.policy.questions[fact.question], fact.option or None, counted(accounts, self.may_settle)
        )
        # Whatever became of it: a value that anybody once gave counts whatever the gate of its question says.
        return replace(reading, given=any(_is_given(account) for account in accounts))

    def gate(self, fact: Fact) -> bool | None:
        """Whether the question is asked at all; ``None`` while that is undetermined, which leaves it open."""
        whose = replace(fact, option="")
        if whose not in self.gates:
            self.gates[whose] = self._judge_gate(whose)
        return self.gates[whose]

    def _judge_gate(self, fact: Fact) -> bool | None:
        condition = self.policy.questions[fact.question].asked_when if fact.question else None
        if condition is None:
            return True
        node = ground(self, condition, {fact.about: fact.ref})
        if ruled_out(node, self):
            return False
        return True if applies(node, self) else None

    def may_settle(self, account: Account) -> bool:
        """Anybody may but an adult of the case who is, or may be, the person of concern or their partner.

        While we judge who that is, no adult of the case settles anything: nobody clears themselves.
        """
        if account.said_by not in {adult.ref for adult in self.case.adults}:
            return True
        if not self.settling_by_adults or self.policy.cannot_settle is None:
            return False
        plain = Facts(self.policy, self.case, settling_by_adults=False)
        barred = ground(plain, Is(self.policy.cannot_settle), {About.ADULT: str(account.said_by)})
        return ruled_out(barred, plain)

    def closing(self, about: About) -> Question | None:
        """The question that closes the list, if there is one."""
        closing = [question for question in self.policy.questions.values() if question.closes is about]
        return closing[0] if closing else None

    def closed_by(self, fact: Fact) -> Fact | None:
        """Of somebody not listed, the answer to the question that closes the list."""
        closing = None if fact.question else self.closing(fact.about)
        return None if closing is None else Fact(About.REFERRAL, "", closing.id)

    def is_open(self, about: About) -> bool:
        """Whether there may be somebody, or some incident, that is not on the list."""
        if self.closing(about) is None:
            return False
        fact = self.closed_by(unlisted(about))
        assert fact is not None
        if self._is_unanswered(fact):
            return self.gate(fact) is not False
        reading = self.reading(fact)
        return reading.values != frozenset({NO}) and (reading.given or self.gate(fact) is not False)

    def _unlisted(self, about: About) -> Reading:
        """That there is somebody not listed of whom a block is true."""
        fact = self.closed_by(unlisted(about))
        assert fact is not None
        reading = self.reading(fact)
        why = reading.why
        if reading.values == frozenset({YES}):
            why = self.policy.questions[fact.question].not_known
        if self._is_unanswered(fact):
            why = Lacking.NOT_ASKED
        return Reading(frozenset({YES, NO}), why, given=True)

    def _is_unanswered(self, fact: Fact) -> bool:
        """Not asked in words: that it was not mentioned closes no list."""
        return all(account.not_mentioned for account in self.accounts(fact))

    def kind(self, fact: Fact) -> AnswerKind:
        """What its answer looks like; of somebody not listed, yes or no."""
        return self.policy.questions[fact.question].kind if fact.question else AnswerKind.YES_NO
