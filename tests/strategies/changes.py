"""A case and the same case otherwise: something found out, a riskier answer, or all in another order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from hypothesis import strategies as st

from tests.reference.facts import Facts
from tests.reference.grounded import Fact
from tests.strategies.answers import IN_SPANS, accounts_of_one, may_be_unmentioned, values
from tests.strategies.lines import HIGHEST_COUNT, words
from tests.strategies.small import NOT_KNOWN, NOT_MENTIONED, said
from triage_api.engine.case import Account, Accounts, Case, Days, Subject
from triage_api.policy.model import About, AnswerKind, NotKnownReason, Polarity, Policy, Question, Span

T = TypeVar("T")


@dataclass(frozen=True)
class Spot:
    """Where one answer stands in a case."""

    about: About
    ref: str
    question: Question

    def read(self, case: Case) -> Accounts:
        """What stands there; nothing if it was not asked."""
        (answers,) = [
            answers for about, ref, answers in _answers(case) if (about, ref) == (self.about, self.ref)
        ]
        return answers.get(self.question.id, ())

    def written(self, case: Case, accounts: Accounts) -> Case:
        """The case with this answer there."""
        if self.about is About.REFERRAL:
            return replace(case, answers={**case.answers, self.question.id: accounts})
        return replace(
            case,
            children=tuple(self._changed(child, accounts) for child in case.children),
            adults=tuple(self._changed(adult, accounts) for adult in case.adults),
            incidents=tuple(self._changed(incident, accounts) for incident in case.incidents),
        )

    def _changed(self, subject: Subject, accounts: Accounts) -> Subject:
        if (subject.about, subject.ref) != (self.about, self.ref):
            return subject
        return replace(subject, answers={**subject.answers, self.question.id: accounts})


def _answers(case: Case) -> Iterator[tuple[About, str, Mapping[str, Accounts]]]:
    yield About.REFERRAL, "", case.answers
    for subject in (*case.children, *case.adults, *case.incidents):
        yield subject.about, subject.ref, subject.answers


def spots(policy: Policy, case: Case) -> list[Spot]:
    """Every answer that there is, or could be."""
    return [
        Spot(about, ref, question)
        for about, ref, _ in _answers(case)
        for question in policy.questions.values()
        if question.about is about
    ]


@st.composite
def found_out(draw: st.DrawFn, policy: Policy, case: Case) -> Case | None:
    """The case with one answer not known, not asked or not precise replaced by a value inside it.

    A question that does not apply is not open: to answer it contradicts its gate.
    """
    facts = Facts(policy, case)
    open_spots = [
        spot
        for spot in spots(policy, case)
        if _is_open(spot, spot.read(case))
        and facts.gate(Fact(spot.about, spot.ref, spot.question.id)) is not False
    ]
    if not open_spots:
        return None
    spot = draw(st.sampled_from(open_spots))
    return spot.written(case, draw(_found(spot.question, spot.read(case))))


def _is_open(spot: Spot, accounts: Accounts) -> bool:
    """Whether there is something to find out; accounts that differ are settled, which is something else."""
    if len(accounts) != 1:
        return not accounts
    (account,) = accounts
    if spot.question.kind is AnswerKind.SEVERAL or account.value is None:
        return not account.not_mentioned
    return spot.question.kind in IN_SPANS


@st.composite
def _found(draw: st.DrawFn, question: Question, accounts: Accounts) -> Accounts:
    """A value inside what was said before."""
    before = accounts[0] if accounts else Account(not_known=NotKnownReason.NOBODY_KNOWS)
    value = before.value
    if isinstance(value, Span):
        known = value.high if value.high is not None else (value.low or 0) + HIGHEST_COUNT
        exact = draw(
            st.integers(value.low or 0, known) if question.kind is AnswerKind.NUMBER else _edges(value)
        )
        return said(Span(exact, exact))
    if isinstance(value, Days):
        day = draw(st.sampled_from([value.first, value.last]))
        return said(Days(day, day))
    if question.kind is not AnswerKind.SEVERAL:
        return said(draw(values(question)))
    ticked = value if isinstance(value, frozenset) else frozenset[str]()
    more = draw(st.sets(st.sampled_from(words(question))))
    return said(
        ticked | {option for option in more if _is_undecided(question, before, option)}, nothing_else=True
    )


def _edges(span: Span) -> st.SearchStrategy[int]:
    """The lowest, the highest and a middle one of what may be without end."""
    assert span.low is not None
    high = span.low + HIGHEST_COUNT if span.high is None else span.high
    return st.sampled_from([span.low, (span.low + high) // 2, high])


def _is_undecided(question: Question, before: Account, option: str) -> bool:
    """Whether it may still come out that the option is so."""
    if before.value is None or option in before.options_not_known:
        return True
    return not (before.nothing_else or question.sweep or option in before.no)


@dataclass(frozen=True)
class Riskier:
    """Two cases that differ in one answer, which in the second is riskier."""

    spot: Spot
    before: Case
    after: Case


@st.composite
def riskier(draw: st.DrawFn, policy: Policy, case: Case) -> Riskier:
    """A case with one answer, and with a riskier one; of yes/no, no, not mentioned, not known and yes."""
    ordered = [spot for spot in spots(policy, case) if _is_ordered(spot.question)]
    spot = draw(st.sampled_from(ordered))
    low, high = draw(_two_answers(spot.question))
    return Riskier(spot, spot.written(case, low), spot.written(case, high))


def _is_ordered(question: Question) -> bool:
    """Whether it says which of two answers is the riskier."""
    polarised = question.polarity in (Polarity.RISK, Polarity.PROTECTIVE)
    return polarised and question.kind in (
        AnswerKind.YES_NO,
        AnswerKind.CHOICE,
        AnswerKind.SEVERAL,
        AnswerKind.NUMBER,
    )


def _two_answers(question: Question) -> st.SearchStrategy[tuple[Accounts, Accounts]]:
    """An answer, and one at least as risky."""
    if question.kind is AnswerKind.SEVERAL:
        return _two_ticks(question)
    ladder = _from_no_to_yes(question)
    if question.polarity is Polarity.PROTECTIVE:
        ladder = ladder[::-1]
    two = st.lists(st.integers(0, len(ladder) - 1), min_size=2, max_size=2, unique=True).map(sorted)
    return two.map(lambda places: (ladder[places[0]], ladder[places[1]]))


def _from_no_to_yes(question: Question) -> list[Accounts]:
    """From the lowest answer to the highest. Not known is between those two alone."""
    if question.kind is AnswerKind.NUMBER:
        return [said(Span(number, number)) for number in range(HIGHEST_COUNT + 2)]
    if question.kind is AnswerKind.CHOICE:
        levels = sorted(question.choices, key=lambda choice: choice.level)
        lowest, highest = said(levels[0].id), said(levels[-1].id)
        return [lowest, NOT_KNOWN, highest]
    unmentioned = [NOT_MENTIONED] if may_be_unmentioned(question) else []
    return [said("no"), *unmentioned, NOT_KNOWN, said("yes")]


@st.composite
def _two_ticks(draw: st.DrawFn, question: Question) -> tuple[Accounts, Accounts]:
    """Of several: one option no or not known, and not known or ticked; the others alike."""
    account = draw(accounts_of_one(question).filter(lambda account: isinstance(account.value, frozenset)))
    option = draw(st.sampled_from(words(question)))
    states = ["no", "not known", "ticked"]
    if question.polarity is Polarity.PROTECTIVE:
        states.reverse()
    low, high = sorted(draw(st.lists(st.integers(0, 2), min_size=2, max_size=2, unique=True)))
    return (_with(account, option, states[low]),), (_with(account, option, states[high]),)


def _with(account: Account, option: str, state: str) -> Account:
    """The account, with one option so."""
    assert isinstance(account.value, frozenset)
    not_known = {each: why for each, why in account.options_not_known.items() if each != option}
    reason = {option: NotKnownReason.NOBODY_KNOWS} if state == "not known" else {}
    return replace(
        account,
        value=account.value | {option} if state == "ticked" else account.value - {option},
        no=account.no | {option} if state == "no" else account.no - {option},
        options_not_known={**not_known, **reason},
    )


@st.composite
def reordered(draw: st.DrawFn, policy: Policy, case: Case) -> tuple[Policy, Case]:
    """The same policy and case, with rules, answers and people in another order."""
    subjects = {
        name: tuple(draw(st.permutations([_shuffled(draw, one) for one in getattr(case, name)])))
        for name in ("children", "adults", "incidents")
    }
    other = replace(case, answers=_reordered(draw, case.answers), **subjects)  # type: ignore[arg-type]
    return replace(policy, rules=_reordered(draw, policy.rules)), other


def _reordered(draw: st.DrawFn, mapping: Mapping[str, T]) -> dict[str, T]:
    return dict(draw(st.permutations(list(mapping.items()))))


def _shuffled(draw: st.DrawFn, subject: Subject) -> Subject:
    return replace(subject, answers=_reordered(draw, subject.answers))
