"""News, what it is asked over, and what overtook a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage_api.casework.bodies.basics import at, deadline, late, person
from triage_api.casework.judging import Json
from triage_api.policy.model import About, Policy, Question
from triage_api.record import REFERRAL, News, Overtaking, Referral


def news_body(one: News, now: datetime) -> Json:
    """News, and who knows of it."""
    known = one.acknowledged
    return {
        "number": one.number,
        "words": one.words,
        "said_by": one.said_by,
        "how_known": one.how_known,
        "happened_at": at(one.happened_at),
        "received_at": one.received_at,
        "recorded_at": at(one.recorded_at),
        "by": person(one.by),
        "to": one.to,
        "answers": one.answers,
        "deadline": deadline(one.deadline),
        "late": late(one.deadline, None if known is None else known.happened_at or known.recorded_at, now),
        "acknowledged": known
        and {
            "words": known.words,
            "by": person(known.by),
            "recorded_at": at(known.recorded_at),
            "happened_at": at(known.happened_at),
            "changes_no_answer": known.changes_no_answer,
        },
    }


def overtaken_body(one: Overtaking | None, now: datetime) -> Json | None:
    """What the recommendation rose to above the decision; ``None``: nothing overtakes it."""
    if one is None:
        return None
    return {
        "number": one.number,
        "decision": one.decision,
        "was": {"route": one.was_route, "rag": one.was_rag},
        "rose_to": {"route": one.route, "rag": one.rag},
        "to": one.to,
        "since": at(one.since),
        "deadline": deadline(one.deadline),
        "late": late(one.deadline, one.answered_at, now),
    }


def asked_over(policy: Policy, referral: Referral) -> list[Json]:
    """The short interview for news: each of its questions about each subject, with the answer that stands."""
    news = policy.casework.news
    questions = () if news is None else news.ask
    return [line for id in questions for line in _asked(policy.questions[id], referral)]


def _asked(question: Question, referral: Referral) -> Iterator[Json]:
    refs = (
        [REFERRAL]
        if question.about is About.REFERRAL
        else [subject.ref for subject in referral.present if subject.about == question.about.value]
    )
    for ref in refs:
        stands = referral.answers.get((ref, question.id))
        yield {
            "question": question.id,
            "about": ref,
            "ask": question.ask,
            "answer": None if stands is None else stands.answer,
        }
