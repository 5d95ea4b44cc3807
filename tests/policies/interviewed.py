"""Interviews of the shipped policies to their end, each question answered by whoever is given."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.policies.shipped import case_of, shipped
from triage_api.assurance.interviews import MOST_ASKED
from triage_api.engine import Recommendation, evaluate, recommended
from triage_api.engine.facts import REFERRAL
from triage_api.policy.model import AnswerKind, Polarity, Question

NOT_KNOWN: dict[str, Any] = {"not_known": "nobody knows"}
NOT_MENTIONED: dict[str, Any] = {"not_mentioned": True}

Answerer = Callable[[Question], Any]
"""Answers a question as a body would."""


def to_the_end(
    body: dict[str, Any], answer: Answerer, id: str = "england", can_wait: bool = False
) -> Recommendation:
    """What comes out once everything that is asked beyond ``body`` has been answered. ``can_wait``: what can
    wait until after the decision too."""
    body = copy.deepcopy(body)
    for _ in range(MOST_ASKED):
        evaluation = evaluate(shipped(id), case_of(body, id))
        following = evaluation.interview.next_question()
        over = evaluation.not_a_referral or not evaluation.provisional
        if following is None or (over and not can_wait):
            return recommended(evaluation)
        _put(body, following.about, following.question, answer)
    raise AssertionError(f"asked {MOST_ASKED} questions and not finished")


def _put(body: dict[str, Any], about: str, question: Question, answer: Answerer) -> None:
    answers = body["answers"] if about == REFERRAL else _subject(body, about)["answers"]
    if question.id not in answers:
        answers[question.id] = answer(question)
    elif answers[question.id] == NOT_MENTIONED:
        # Not mentioned, and it alone would change the route: asked in words, the answer is no.
        answers[question.id] = "no"
    elif question.kind is AnswerKind.SEVERAL:
        # What was ticked is given; an option asked in words beyond it is answered no.
        answers[question.id] = {"value": answers[question.id], "nothing_else": True}
    else:
        answers[question.id] = {"value": answers[question.id], **NOT_KNOWN}


def _subject(body: dict[str, Any], ref: str) -> dict[str, Any]:
    members = [*body["children"], *body["adults"], *body["incidents"]]
    return next(member for member in members if member["ref"] == ref)


def not_known(question: Question) -> Any:
    """Nobody can tell us."""
    return NOT_KNOWN


def reassuring(question: Question) -> Any:
    """The answer that worries least; not known where the policy alone can say which that is."""
    protective = question.polarity is Polarity.PROTECTIVE
    match question.kind:
        case AnswerKind.SEVERAL:
            return {"value": [], "nothing_else": True}
        case AnswerKind.YES_NO:
            return "yes" if protective else "no"
        case AnswerKind.CHOICE:
            return question.choices[-1 if protective else 0].id
        case _:
            return NOT_KNOWN


def not_mentioned(question: Question) -> Any:
    """What we were told did not touch on it; where that is no answer, what worries least."""
    may_be = question.kind is AnswerKind.YES_NO and not question.net and question.closes is None
    return NOT_MENTIONED if may_be else reassuring(question)


def worst(question: Question) -> Any:
    """The answer that worries most."""
    protective = question.polarity is Polarity.PROTECTIVE
    match question.kind:
        case AnswerKind.YES_NO:
            return "no" if protective else "yes"
        case AnswerKind.CHOICE:
            return question.choices[0 if protective else -1].id
        case _:
            return reassuring(question)


def a_case(
    child: dict[str, Any],
    referral: dict[str, Any] | None = None,
    adults: int = 1,
    incidents: tuple[dict[str, Any], ...] = (),
    policy: str = "england",
) -> dict[str, Any]:
    """A body: a worry about one child, nothing ticked that is not given."""
    return {
        "policy": policy,
        "received_at": "2026-03-04T10:00:00+00:00",
        "answers": {"kind": "worry", "danger_now": "no", "adults": [], **(referral or {})},
        "children": [{"ref": "child-1", "answers": {"hurt": [], "outside": [], **child}}],
        "adults": [{"ref": f"adult-{number + 1}", "answers": {}} for number in range(adults)],
        "incidents": [
            {"ref": f"incident-{number + 1}", "answers": dict(answers)}
            for number, answers in enumerate(incidents)
        ],
    }
