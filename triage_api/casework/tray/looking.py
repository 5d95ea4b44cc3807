"""The first look: six questions at most, and how urgent the policy makes what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from triage_api.casework.answering import Given
from triage_api.casework.changes import judged
from triage_api.casework.judging import Json, fallen, standing
from triage_api.casework.members import must_be_permitted
from triage_api.casework.refusals import ConflictError, Fault, WrongError, wrong
from triage_api.casework.tray.arrivals import screening_question, sender_question
from triage_api.casework.tray.changes import ItemChange, must_wait
from triage_api.engine.answers import nearest
from triage_api.policy.model import About, AnswerKind, Permission, Policy, Question, Stage, read_age
from triage_api.record import REFERRAL, Glance, Handle, ItemLookedAt, TrayItem, child_ref
from triage_api.record.items import instant

STAGES = (Stage.SCREENING, Stage.FIRST_LOOK)


def first_look_questions(policy: Policy) -> dict[str, Question]:
    """What a first look may answer: the screening question, and those that order the tray."""
    return {one.id: one for one in policy.questions.values() if one.stage in STAGES}


def case_of(policy: Policy, item: TrayItem) -> Json:
    """A case of what is known of the item so far, as ``POST /v1/triage`` takes it."""
    received = item.received
    return {
        "policy": received.policy,
        "received_at": received.received_at,
        "answers": {**_as_received(policy, item), **answers_about(item, REFERRAL)},
        "children": [
            {"ref": ref, "answers": {**_age(policy, item, child), **answers_about(item, ref)}}
            for place, child in enumerate(item.children)
            if (ref := child_ref(place))
        ],
    }


def answers_about(item: TrayItem, about: str) -> dict[str, Any]:
    """What its first looks answered about the item itself or one child."""
    return {question: answer for (of, question), answer in item.answers.items() if of == about}


def _as_received(policy: Policy, item: TrayItem) -> dict[str, Any]:
    """What its line says in answer to questions of the policy: who sent it, and what it is."""
    sender, screening = sender_question(policy), screening_question(policy)
    said = {} if sender is None else {sender.id: item.received.source}
    if screening is not None and item.received.kind is not None:
        said[screening.id] = item.received.kind
    return said


def _age(policy: Policy, item: TrayItem, child: Handle) -> dict[str, str]:
    """The child's age, from the month of birth, or as the youngest's was given where there is no other."""
    question = next(
        (q for q in policy.questions.values() if (q.about, q.kind) == (About.CHILD, AnswerKind.AGE)), None
    )
    if question is None:
        return {}
    said = [] if child.born is None else [f"born {child.born}", f"unborn, due {child.born}"]
    if len(item.children) == 1 and item.received.youngest is not None:
        said.append(item.received.youngest)
    readable = (one for one in said if _is_age(one, item))
    return {question.id: first} if (first := next(readable, None)) is not None else {}


def _is_age(text: str, item: TrayItem) -> bool:
    try:
        read_age(text, _day(item))
    except ValueError:
        return False
    return True


def _day(item: TrayItem) -> date:
    return instant(item.received.received_at).date()


def look(change: ItemChange, given: Sequence[Given]) -> None:
    """Record a first look, or more answers of one.

    Raises:
        NotYoursError: the policy lets others look.
        ConflictError: somebody has dealt with the item; or an answer is changed so that less follows.
        WrongError: nothing is answered, or an answer cannot be read.
    """
    must_wait(change.item)
    must_be_permitted(change.member, change.policy, Permission.LOOK_FIRST, "A first look")
    policy, before = change.policy, change.item
    questions = first_look_questions(policy)
    if not given:
        remedy = f"A first look asks: {', '.join(questions)}."
        raise wrong("/answers", "nothing-answered", "Nothing is answered.", remedy)
    if faults := list(_faults(policy, before, given, questions)):
        raise WrongError(faults)
    answers = tuple(
        Glance(one.about, policy.was.get(one.question, one.question), one.answer) for one in given
    )
    after = replace(before, answers={**before.answers, **{(g.about, g.question): g.answer for g in answers}})
    body = _judged(policy, after, given)
    if any(_is_edit(before, one) for one in answers):
        _refuse_fall(policy, judged(case_of(policy, before), policy), body)
    stands = standing(policy, body)
    change.add(
        ItemLookedAt(
            answers, stands.policy_sha256, stands.route, stands.rag, stands.route_order, stands.rag_order
        )
    )


def _faults(
    policy: Policy, item: TrayItem, given: Sequence[Given], questions: Mapping[str, Question]
) -> Iterator[Fault]:
    refs = [REFERRAL, *(child_ref(place) for place in range(len(item.children)))]
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(given):
        question = policy.was.get(one.question, one.question)
        if one.about not in refs:
            what = f"There is nobody called “{one.about}” in this item."
            yield Fault(f"/answers/{place}/about", "unknown-ref", what, f"There are: {', '.join(refs)}.")
        if question not in questions:
            what = f"“{one.question}” is no question of the first look."
            remedy = f"Open a referral to answer it. {nearest(one.question, list(questions))}"
            yield Fault(f"/answers/{place}/question", "not-first-look", what, remedy)
        if (one.about, question) in seen:
            what = f"“{one.question}” of {one.about} is answered twice."
            yield Fault(f"/answers/{place}", "answered-twice", what, "Send one answer to it.")
        seen.add((one.about, question))


def _judged(policy: Policy, item: TrayItem, given: Sequence[Given]) -> Json:
    """What the policy says of the item; a mistake in an answer is shown where it was sent."""
    try:
        return judged(case_of(policy, item), policy)
    except WrongError as error:
        raise WrongError([replace(one, at=_sent_at(policy, one.at, given)) for one in error.faults]) from None


def _sent_at(policy: Policy, at: str, given: Sequence[Given]) -> str:
    """A pointer into the case as one into what was sent."""
    for place, one in enumerate(given):
        who = "" if one.about == REFERRAL else f"/children/{int(one.about.rpartition('-')[2]) - 1}"
        inside = f"{who}/answers/{policy.was.get(one.question, one.question)}"
        if at == inside or at.startswith(f"{inside}/"):
            return f"/answers/{place}/answer{at.removeprefix(inside)}"
    return at


def _is_edit(item: TrayItem, one: Glance) -> bool:
    """Whether the answer takes the place of one that said something else."""
    standing_answer = item.answers.get((one.about, one.question))
    return standing_answer is not None and standing_answer != one.answer


def _refuse_fall(policy: Policy, before: Json, after: Json) -> None:
    if fallen(policy, before, after):
        raise ConflictError(
            "lowers",
            "This lowers the outcome",
            "A first look puts the tray in order and lowers nothing. Open it as a referral, and change the "
            "answer there, with a reason.",
        )
