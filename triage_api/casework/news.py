"""News on an open case: never filed, asked over the existing answers, and acknowledged by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from triage_api.casework.answering import Given, answer
from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.members import must_be_permitted
from triage_api.casework.opening import refuse_future
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, NotYoursError, WrongError
from triage_api.casework.words import own_words
from triage_api.engine.answers import HOW_KNOWN, nearest
from triage_api.policy.model import Permission, WorkClock
from triage_api.record import Lowering, News, NewsAcknowledged, NewsArrived


@dataclass(frozen=True, slots=True)
class Told:
    """News as it was sent."""

    words: str
    said_by: str
    how_known: str
    received_at: datetime | None = None
    """When it reached us; ``None``: now."""
    to: str | None = None
    answers: Sequence[Given] = field(default=())
    lowering: Lowering | None = None


def record_news(change: Change, told: Told) -> None:
    """Record it, with the answers that it brings.

    Raises:
        WrongError: no words, nobody who said it, or answers that cannot be read.
        ConflictError: its answers lower the outcome, and nothing says why.
    """
    if faults := list(_faults(told)):
        raise WrongError(faults)
    received = (told.received_at or change.signed.at).astimezone(UTC)
    refuse_future(received, change.signed.at, "/received_at")
    change.add(
        NewsArrived(
            words=told.words.strip(),
            said_by=told.said_by.strip(),
            how_known=told.how_known,
            received_at=received.isoformat(timespec="seconds"),
            to=told.to,
            deadline=deadline(change.policy, WorkClock.NEWS_ACKNOWLEDGED, received),
        )
    )
    if told.answers:
        answer(change, told.answers, told.lowering)


def _faults(told: Told) -> Iterator[Fault]:
    yield from own_words(told.words, "/words", "The news")
    if not told.said_by.strip():
        yield Fault("/said_by", "blank", "It does not say who said it.", "Say who: “mother”, “police”.")
    if told.how_known not in HOW_KNOWN:
        what = f"“{told.how_known}” does not say how it is known."
        yield Fault("/how_known", "wrong-value", what, nearest(told.how_known, HOW_KNOWN))


def acknowledge_news(change: Change, of: int, words: str, changes_no_answer: bool) -> None:
    """Record that whoever is signed in knows of it, and what they do about it.

    Raises:
        NotFoundError: there is no such news.
        NotYoursError: it is for somebody else, and a manager's role does not cover for them.
        ConflictError: it was acknowledged; or nobody has said what it changes.
        WrongError: the words are missing.
    """
    news = _news(change, of)
    if news.acknowledged is not None:
        raise ConflictError("given-already", "It was acknowledged", f"By {news.acknowledged.by.name}.")
    must_be_permitted(change.member, change.policy, Permission.ACKNOWLEDGE_NEWS, "Acknowledging news")
    _refuse_others(change, news)
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    if not news.answers and not changes_no_answer:
        raise ConflictError(
            "nothing-asked",
            "Nobody has asked what it changes",
            "Give the answers that it brings. If it touches nothing that was asked, "
            "send “changes_no_answer”: true.",
        )
    change.add(NewsAcknowledged(of, words.strip(), changes_no_answer))


def _news(change: Change, of: int) -> News:
    for one in change.referral.news:
        if one.number == of:
            return one
    numbers = ", ".join(str(one.number) for one in change.referral.news) or "none"
    raise NotFoundError("no-such-news", "Not found", f"There is no news {of}. There are: {numbers}.")


def _refuse_others(change: Change, news: News) -> None:
    """News for a named person is theirs to acknowledge, or that of whoever may act for the absent."""
    covers = change.member.has_one_of(change.policy.casework.roles_for(Permission.REASSIGN))
    if news.to is not None and news.to != change.member.person.name and not covers:
        raise NotYoursError(
            "named-for-another",
            "Not yours to do",
            f"The news is for {news.to}. They acknowledge it, or a manager who acts for them.",
        )
