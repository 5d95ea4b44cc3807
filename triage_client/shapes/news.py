"""News."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person, Step


class NewsAcknowledged(TypedDict):
    words: str
    by: Person
    recorded_at: str
    happened_at: str | None
    changes_no_answer: bool


class News(TypedDict):
    """News on an open case, with its three times."""

    number: int
    words: str
    said_by: str
    how_known: Literal["saw", "told", "record", "opinion"]
    happened_at: str | None
    received_at: str
    recorded_at: str
    by: Person
    to: str | None
    answers: int
    deadline: Deadline | None
    late: bool
    acknowledged: NewsAcknowledged | None


class Overtaken(TypedDict):
    """The recommendation has risen above the decision, and nobody has decided again."""

    number: int
    decision: int
    was: Step
    rose_to: Step
    to: str
    since: str
    deadline: Deadline | None
    late: bool


class NewsOfReferralAsk(TypedDict):
    question: str
    about: str
    ask: str
    answer: Any


class NewsOfReferral(TypedDict):
    """The news that came, and what is asked when more comes."""

    news: list[News]
    ask: list[NewsOfReferralAsk]
