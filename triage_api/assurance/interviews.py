"""How long an interview is: a case's answers given one at a time to whatever is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from triage_api.engine import Case, evaluate
from triage_api.engine.case import Account, Accounts, Subject
from triage_api.engine.facts import REFERRAL
from triage_api.engine.interview import NextQuestion
from triage_api.policy.model import AnswerKind, NotKnownReason, Policy, Question

MOST_ASKED = 400
"""More questions than any interview: the engine would be asking in a circle."""


@dataclass(frozen=True, slots=True)
class Walked:
    """One interview, walked to the end of its decision stage."""

    asked: tuple[tuple[str, str], ...]
    """(about, question), in the order asked; one answered twice, more finely, stands twice."""
    unprepared: tuple[tuple[str, str], ...]
    """Asked, and the case has no answer to it: answered *not known*."""

    @property
    def answers(self) -> int:
        """How many answers it took."""
        return len(self.asked)


def walk(policy: Policy, case: Case) -> Walked:
    """Answer what is asked from ``case`` until the decision stage is finished.

    The children, adults and incidents of the case are there from the beginning; what is asked and not
    answered in the case is not known.
    """
    walker = _Walker(policy, case)
    for _ in walker:
        pass
    return Walked(tuple(walker.asked), tuple(walker.unprepared))


def steps(policy: Policy, case: Case) -> Iterator[Case]:
    """The case as it stands before each question of its interview."""
    return iter(_Walker(policy, case))


class _Walker:
    def __init__(self, policy: Policy, case: Case) -> None:
        self.policy = policy
        self.case = case
        self.asked: list[tuple[str, str]] = []
        self.unprepared: list[tuple[str, str]] = []

    def __iter__(self) -> Iterator[Case]:
        told = _untold(self.case)
        while len(self.asked) < MOST_ASKED:
            evaluation = evaluate(self.policy, told)
            if evaluation.not_a_referral or not evaluation.provisional:
                return
            yield told
            told = self._answer(told, evaluation.interview.next_questions()[0])
        raise RuntimeError(f"asked {MOST_ASKED} questions and not finished: {self.asked[-3:]}")

    def _answer(self, told: Case, first: NextQuestion) -> Case:
        question = first.question.id
        self.asked.append((first.about, question))
        answer = _answers_of(self.case, first.about).get(question)
        already = _answers_of(told, first.about).get(question)
        if first.option is not None and already is not None:
            answer = (replace(already[0], no=already[0].no | {first.option}),)
        elif answer is None or already is not None:
            self.unprepared.append(self.asked[-1])
            answer = _not_known(first.question)
        return _told(told, first.about, question, answer)


def _untold(case: Case) -> Case:
    """The case before anything was asked."""

    def bare(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
        return tuple(replace(subject, answers={}) for subject in subjects)

    return replace(
        case,
        answers={},
        children=bare(case.children),
        adults=bare(case.adults),
        incidents=bare(case.incidents),
    )


def _answers_of(case: Case, about: str) -> dict[str, Accounts]:
    if about == REFERRAL:
        return dict(case.answers)
    members = (*case.children, *case.adults, *case.incidents)
    return next((dict(subject.answers) for subject in members if subject.ref == about), {})


def _not_known(question: Question) -> Accounts:
    if question.kind is AnswerKind.SEVERAL and question.sweep:
        return (Account(value=frozenset()),)
    return (Account(not_known=NotKnownReason.NOBODY_KNOWS),)


def _told(case: Case, about: str, question: str, accounts: Accounts) -> Case:
    def with_it(subject: Subject) -> Subject:
        if subject.ref != about:
            return subject
        return replace(subject, answers={**subject.answers, question: accounts})

    if about == REFERRAL:
        return replace(case, answers={**case.answers, question: accounts})
    return replace(
        case,
        children=tuple(map(with_it, case.children)),
        adults=tuple(map(with_it, case.adults)),
        incidents=tuple(map(with_it, case.incidents)),
    )


def quantile(counts: Sequence[int], share: float) -> int:
    """The smallest count that at least ``share`` of the counts do not exceed.

    Raises:
        ValueError: there are none.
    """
    if not counts:
        raise ValueError("no counts")
    ordered = sorted(counts)
    place = max(0, -int(-share * len(ordered) // 1) - 1)
    return ordered[place]
