"""How long an interview is: a case's answers given one at a time to whatever is asked."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from triage_api.engine import Case, Evaluation, evaluate
from triage_api.engine.case import Account, Accounts, Days, Subject
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


def walk(policy: Policy, case: Case, turns: Turns | None = None) -> Walked:
    """Answer what is asked from ``case`` until the decision stage is finished.

    The children, adults and incidents of the case are there from the beginning; what is asked and not
    answered in the case is not known. Many cases walked with the same ``turns`` take less time.
    """
    walker = _Walker(case, turns or Turns(policy))
    for _ in walker:
        pass
    return Walked(tuple(walker.asked), tuple(walker.unprepared))


def steps(policy: Policy, case: Case) -> Iterator[Case]:
    """The case as it stands before each question of its interview."""
    return iter(_Walker(case, Turns(policy)))


@dataclass(slots=True)
class _Turn:
    """A point that interviews reach with the same answers."""

    asks: NextQuestion | None = None
    is_known: bool = False
    after: dict[Hashable, _Turn] = field(default_factory=dict)


class Turns:
    """What one policy asks after which answers. Interviews that begin alike share their turns."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._latest: Evaluation | None = None
        self._first: dict[Hashable, _Turn] = {}

    def first(self, case: Case) -> _Turn:
        """Where the interview of a case like this begins. The day of receipt counts where a day was given."""
        people = tuple((one.ref, one.about) for one in _members(case))
        answers = [case.answers, *(one.answers for one in _members(case))]
        accounts = (one for given in answers for found in given.values() for one in found)
        has_days = any(isinstance(one.value, Days) for one in accounts)
        return self._first.setdefault((people, case.received_at if has_days else None), _Turn())

    def ask(self, told: Case, turn: _Turn) -> NextQuestion | None:
        """What is asked when ``told`` has been told; ``None``: the decision stage is finished."""
        if not turn.is_known:
            turn.asks, turn.is_known = self._asked(told), True
        return turn.asks

    def _asked(self, told: Case) -> NextQuestion | None:
        # A case differs from the one before it in one answer, and from that of another interview in a few.
        self._latest = evaluation = evaluate(self._policy, told, self._latest)
        if evaluation.not_a_referral or not evaluation.provisional:
            return None
        return evaluation.interview.next_question()


class _Walker:
    def __init__(self, case: Case, turns: Turns) -> None:
        self.case = case
        self.turns = turns
        self.asked: list[tuple[str, str]] = []
        self.unprepared: list[tuple[str, str]] = []

    def __iter__(self) -> Iterator[Case]:
        told, turn = _untold(self.case), self.turns.first(self.case)
        while len(self.asked) < MOST_ASKED:
            asks = self.turns.ask(told, turn)
            if asks is None:
                return
            yield told
            accounts = self._answer(told, asks)
            told = _told(told, asks.about, asks.question.id, accounts)
            turn = turn.after.setdefault(_token(accounts), _Turn())
        raise RuntimeError(f"asked {MOST_ASKED} questions and not finished: {self.asked[-3:]}")

    def _answer(self, told: Case, first: NextQuestion) -> Accounts:
        question = first.question.id
        self.asked.append((first.about, question))
        answer = _answers_of(self.case, first.about).get(question)
        already = _answers_of(told, first.about).get(question)
        if first.option is not None and already is not None:
            return (replace(already[0], no=already[0].no | {first.option}),)
        if answer is None or already is not None:
            self.unprepared.append(self.asked[-1])
            return _not_known(first.question)
        return answer


def _token(accounts: Accounts) -> Hashable:
    """What of an answer the engine reads: all but its wording."""
    return tuple(
        (
            one.value,
            one.not_known,
            one.not_mentioned,
            one.nothing_else,
            one.no,
            tuple(one.options_not_known.items()),
            one.said_by,
            one.settles,
        )
        for one in accounts
    )


def _members(case: Case) -> tuple[Subject, ...]:
    return (*case.children, *case.adults, *case.incidents)


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
    return next((dict(subject.answers) for subject in _members(case) if subject.ref == about), {})


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
