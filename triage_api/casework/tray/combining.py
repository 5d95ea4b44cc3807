"""From items of the tray to one referral: a line for each child, and nothing of what was said lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from triage_api.casework.tray.arrivals import screening_question, sender_question
from triage_api.casework.tray.looking import case_of
from triage_api.policy.model import Policy, Question
from triage_api.record import (
    REFERRAL,
    Answered,
    ChildAdded,
    Fact,
    Handle,
    IncidentAdded,
    ItemTaken,
    ReferralOpened,
    SubjectLabelled,
    TrayItem,
    child_ref,
)
from triage_api.record.accounts import united
from triage_api.record.items import instant


@dataclass
class _Child:
    handle: Handle
    ref: str
    answers: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Apart:
    """That it is opened although there are open referrals of the same child, and why."""

    referrals: tuple[str, ...] = ()
    because: str | None = None


def combined(
    policy: Policy, items: Sequence[TrayItem], reference: str | None, practice: bool, apart: Apart
) -> list[Fact]:
    """The facts that open a referral from items, the first received first.

    Two items tell of the same child if they give the same case-system id, or the same initials and month of
    birth; a child of whom nothing is known is a line of its own, until a person says which child it is.
    """
    children: list[_Child] = []
    refs = {item.id: tuple(child.ref for child in _placed(children, item)) for item in items}
    whole: dict[str, list[Any]] = {}
    for item in items:
        case = case_of(policy, item)
        _add(whole, case["answers"])
        for place, ref in enumerate(refs[item.id]):
            child = next(one for one in children if one.ref == ref)
            _add(child.answers, case["children"][place]["answers"])
    return [
        ReferralOpened(policy.ref, items[0].received.received_at, practice, reference),
        *(_taken(item, refs[item.id], apart) for item in items),
        *_answers(policy, REFERRAL, whole),
        *(fact for child in children for fact in _child_facts(policy, child)),
        *_incidents(items),
        *areas_to_tell(items),
    ]


def _placed(children: list[_Child], item: TrayItem) -> list[_Child]:
    """The item's children among all, each new one added. Two children of one item are never one."""
    mine: list[_Child] = []
    for handle in item.children:
        child = next((one for one in children if one not in mine and _same(one.handle, handle)), None)
        if child is None:
            child = _Child(handle, child_ref(len(children)))
            children.append(child)
        child.handle = _both(child.handle, handle)
        mine.append(child)
    return mine


def _same(one: Handle, other: Handle) -> bool:
    if one.case_system_id is not None and other.case_system_id is not None:
        return one.case_system_id == other.case_system_id
    known = one.initials is not None and one.born is not None
    return known and (one.initials, one.born) == (other.initials, other.born)


def _both(one: Handle, other: Handle) -> Handle:
    return Handle(
        one.initials or other.initials, one.born or other.born, one.case_system_id or other.case_system_id
    )


def _add(answers: dict[str, list[Any]], given: Mapping[str, Any]) -> None:
    for question, answer in given.items():
        said = answers.setdefault(question, [])
        if answer not in said:
            said.append(answer)


def _answers(policy: Policy, about: str, answers: Mapping[str, list[Any]]) -> Iterator[Fact]:
    for question, said in answers.items():
        yield Answered(about, question, _united(policy, policy.questions[question], said))


def _united(policy: Policy, question: Question, said: list[Any]) -> Any:
    """What several items answered to one question: all accounts stand, and the policy reads the riskier.

    Who sent it, and what it is, are said of each item: for the whole it is the first, or the first by which
    it is a referral at all.
    """
    if len(said) == 1 or question == sender_question(policy):
        return said[0]
    if question == screening_question(policy):
        return next((one for one in said if one not in question.screens_out), said[0])
    return united(said)


def _child_facts(policy: Policy, child: _Child) -> Iterator[Fact]:
    handle = child.handle
    yield ChildAdded(child.ref, handle.initials, handle.born, handle.case_system_id)
    yield from _answers(policy, child.ref, child.answers)


def _incidents(items: Sequence[TrayItem]) -> Iterator[Fact]:
    """An incident for each set of police references that have one in common."""
    sets: list[dict[str, str]] = []
    for item in items:
        mine = {one.kind: one.value for one in item.received.references}
        same = next((known for known in sets if known.items() & mine.items()), None)
        if same is not None:
            same |= {kind: value for kind, value in mine.items() if kind not in same}
        elif mine:
            sets.append(mine)
    for place, references in enumerate(sets):
        ref = f"incident-{place + 1}"
        yield IncidentAdded(ref)
        yield SubjectLabelled(ref, references)


def areas_to_tell(items: Sequence[TrayItem]) -> Iterator[Fact]:
    """The other areas that are still to be told, with the clock that runs already."""
    return (replace(area.seen, of_item=item.id) for item in items for area in item.areas if area.told is None)


def _taken(item: TrayItem, refs: tuple[str, ...], apart: Apart) -> ItemTaken:
    return replace(taken(item, refs), apart_from=apart.referrals, apart_because=apart.because)


def taken(item: TrayItem, refs: tuple[str, ...]) -> ItemTaken:
    """The item as it arrived, for the record of its referral."""
    received = item.received
    return ItemTaken(
        item=item.id,
        received_at=received.received_at,
        source=received.source,
        words=received.words,
        children=refs,
        sent_at=received.sent_at,
        happened_at=received.happened_at,
        source_ref=received.source_ref,
        kind=received.kind,
        grade=received.grade,
        youngest=received.youngest,
        references=received.references,
    )


def first_received(items: Sequence[TrayItem]) -> list[TrayItem]:
    """The items, the first received first."""
    return sorted(items, key=lambda item: (instant(item.received.received_at), item.id))
