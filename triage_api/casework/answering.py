"""Answers: recorded with what they replace; one that lowers an outcome needs its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from triage_api.casework.changes import Change, judged, read
from triage_api.casework.judging import Json, fallen
from triage_api.casework.lowering import checked, recorded
from triage_api.casework.marks import highest, marks
from triage_api.casework.refusals import Fault, WrongError
from triage_api.engine import CaseError, read_case
from triage_api.engine.case import Account, Accounts, Case, Days
from triage_api.policy.model import Policy, Span
from triage_api.record import REFERRAL, Answered, Lowering, Referral

_LISTS = {"child": "children", "adult": "adults", "incident": "incidents"}


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was sent."""

    about: str
    question: str
    answer: Any


def answer(change: Change, given: Sequence[Given], lowering: Lowering | None) -> None:
    """Record answers. Those that are as they were recorded already change nothing.

    Raises:
        WrongError: an unknown ref or question, an answer in a wrong form, the same question twice.
        ConflictError: a child's route or rating falls because an answer was changed, and nothing says why.
    """
    policy, before = change.policy, change.referral
    _refuse_unknown_refs(before, given)
    facts = [fact for one in given if (fact := _fact(before, policy, one)) is not None]
    _refuse_twice(policy, given)
    change.add(*facts)
    if facts:
        _refuse_unreadable(change, given)
    edits = [fact for fact in facts if _is_edit(before, change.referral, policy, fact)]
    ways = _ways(change, before, edits)
    if reason := checked(policy, lowering, ways, None):
        _record_lowering(change, before, facts, edits, reason)


def _refuse_unknown_refs(referral: Referral, given: Sequence[Given]) -> None:
    refs = [REFERRAL, *(subject.ref for subject in referral.present)]
    faults = [
        Fault(
            f"/answers/{place}/about",
            "unknown-ref",
            f"There is nobody and nothing called “{one.about}” in this referral.",
            f"There are: {', '.join(refs)}.",
        )
        for place, one in enumerate(given)
        if one.about not in refs
    ]
    if faults:
        raise WrongError(faults)


def _refuse_twice(policy: Policy, given: Sequence[Given]) -> None:
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(given):
        at = (one.about, policy.was.get(one.question, one.question))
        if at in seen:
            raise WrongError(
                [
                    Fault(
                        f"/answers/{place}",
                        "answered-twice",
                        f"“{one.question}” of {one.about} is answered twice.",
                        "Send one answer to it.",
                    )
                ]
            )
        seen.add(at)


def _fact(referral: Referral, policy: Policy, one: Given) -> Answered | None:
    """What is to be recorded; ``None``: it stands like that already."""
    question = _recorded_as(referral, policy, one)
    standing = referral.answers.get((one.about, question))
    if standing is None:
        return Answered(one.about, question, one.answer)
    if standing.answer == one.answer:
        return None
    return Answered(one.about, question, one.answer, previous=standing.answer)


def _recorded_as(referral: Referral, policy: Policy, one: Given) -> str:
    """The question's id; its former one, if the referral was answered under that."""
    current = policy.was.get(one.question, one.question)
    parts = referral.identity.group(one.about)
    held = (question for part in parts for about, question in referral.answers if about == part)
    return next((question for question in held if policy.was.get(question, question) == current), current)


def _refuse_unreadable(change: Change, given: Sequence[Given]) -> None:
    try:
        read(change.referral.case, change.policy)
    except WrongError as error:
        places = _places(change.referral, change.policy, given)
        raise WrongError([replace(one, at=_placed(one, places)) for one in error.faults]) from None


def _places(referral: Referral, policy: Policy, given: Sequence[Given]) -> dict[str, str]:
    """Where an answer stands in the case -> where it stands in what was sent."""
    case = referral.case
    pointers = {REFERRAL: "/answers"}
    for field in _LISTS.values():
        pointers |= {subject["ref"]: f"/{field}/{place}/answers" for place, subject in enumerate(case[field])}
    return {
        f"{pointers[one.about]}/{_escaped(_recorded_as(referral, policy, one))}": f"/answers/{place}"
        for place, one in enumerate(given)
    }


def _placed(fault: Fault, places: Mapping[str, str]) -> str:
    """A pointer into the case as one into what was sent."""
    at = fault.at
    for inside, sent in places.items():
        if at == inside or at.startswith(f"{inside}/"):
            if fault.code in ("unknown-question", "wrong-subject"):
                return f"{sent}/question"
            return f"{sent}/answer{at.removeprefix(inside)}"
    return at


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _ways(change: Change, before: Referral, edits: Sequence[Answered]) -> list[str]:
    """In which ways the edits lower the outcome; what is merely found out is the price of not knowing."""
    if not edits:
        return []
    policy = change.policy
    lower = fallen(policy, judged(before.case, policy), change.judged())
    return [f"The route or the rating of {ref} falls because an answer was changed." for ref in lower]


def _record_lowering(
    change: Change, before: Referral, facts: Sequence[Answered], edits: Sequence[Answered], reason: Lowering
) -> None:
    """Make the facts again, the edits with the reason and the second view that they need."""
    shown = judged(before.case, change.policy)
    change.back_to(before)
    lowered_from = highest(marks(change.policy, before, shown))
    why, view = recorded(change, reason, lowered_from, shown)
    change.add(*(replace(fact, lowering=why, second_view=view) if fact in edits else fact for fact in facts))


def _is_edit(before: Referral, after: Referral, policy: Policy, fact: Answered) -> bool:
    """Whether the answer takes back something that was once said, rather than adding to it.

    Every earlier answer counts, so that “yes” cannot become “no” by way of “not known”.
    """
    if not any((part, fact.question) in before.answers for part in before.identity.group(fact.about)):
        return False
    now = _accounts(after.case, policy, fact)
    earlier = (_accounts(case, policy, fact) for case in _cases_before(before, after, fact))
    return not all(_adds_to(said, now) for said in earlier)


def _cases_before(before: Referral, after: Referral, fact: Answered) -> Iterator[Json]:
    """The case as it was, and with each earlier answer in its place: of the one that is answered, and of all
    that turned out to be one with it."""
    yield before.case
    for part in before.identity.group(fact.about):
        at = (part, fact.question)
        standing = before.answers.get(at)
        for answer in () if standing is None else standing.earlier:
            yield _with(after, at, answer)


def _with(referral: Referral, at: tuple[str, str], answer: Any) -> Json:
    """The referral's case with another answer in the place of this one."""
    answers = {**referral.answers, at: replace(referral.answers[at], answer=answer)}
    return replace(referral, answers=answers).case


def _accounts(case: Json, policy: Policy, fact: Answered) -> Accounts:
    """The accounts of one question in a case; none where the policy has changed and cannot read it."""
    try:
        read = read_case(case, policy)
    except CaseError:
        return ()
    return _answers_about(read, fact.about).get(policy.was.get(fact.question, fact.question), ())


def _answers_about(case: Case, about: str) -> Mapping[str, Accounts]:
    if about == REFERRAL:
        return case.answers
    subjects = (*case.children, *case.adults, *case.incidents)
    return next((subject.answers for subject in subjects if subject.ref == about), {})


def _adds_to(before: Accounts, now: Accounts) -> bool:
    """Whether everything that was said before still stands, as precisely or more so."""
    if not any(_says_something(account) for account in before):
        return True
    if any(account.settles for account in now if account not in before):
        return False
    return all(any(_refines(old, new) for new in now) for old in before)


def _says_something(account: Account) -> bool:
    return account.value is not None or bool(account.no) or account.nothing_else


def _refines(old: Account, new: Account) -> bool:
    """Whether ``new`` says all that ``old`` does."""
    if old.value is None and not old.no:
        return True
    if isinstance(old.value, frozenset) or old.no:
        ticked, now = old.value or frozenset(), new.value or frozenset()
        kept = isinstance(ticked, frozenset) and isinstance(now, frozenset) and ticked <= now
        closed = not old.nothing_else or (new.nothing_else and now == ticked)
        return kept and old.no <= new.no and closed
    if isinstance(old.value, Span):
        return isinstance(new.value, Span) and new.value.within(old.value)
    if isinstance(old.value, Days):
        return (
            isinstance(new.value, Days)
            and old.value.first <= new.value.first <= new.value.last <= old.value.last
        )
    return old.value == new.value
