"""News on an open case, and overtaken decisions, as their events have left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage_api.record.entries import Person
from triage_api.record.facts import Deadline


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who knows of the news, and what they do about it."""

    words: str
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
    changes_no_answer: bool


@dataclass(frozen=True, slots=True)
class News:
    """News, with its three times: when it happened, when it reached us, when it was recorded."""

    number: int
    """Of its event."""
    words: str
    said_by: str
    how_known: str
    received_at: str
    to: str | None
    deadline: Deadline | None
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
    answers: int = 0
    """How many answers have been given since; none: nobody has asked what it changes."""
    acknowledged: Acknowledged | None = None


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A decision that the recommendation rose above: open until somebody decides again.

    Its route and rating are the highest that it rose to, each for itself, and never fall: that the answers
    changed back ends nothing.
    """

    number: int
    """Of the event that began it."""
    raised: int
    """Of the event by which it last rose: an earlier decision cannot answer that."""
    decision: int
    """The last decision that it overtook."""
    was_route: str | None
    was_rag: str | None
    route: str | None
    rag: str | None
    route_order: int
    rag_order: int
    to: str
    since: datetime
    deadline: Deadline | None
    answered_by: int | None = None
    """The number of the decision that ended it."""
    answered_at: datetime | None = None
