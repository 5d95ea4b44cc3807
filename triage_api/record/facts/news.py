"""News on a case that is open, and decisions that it, or anything else, overtakes."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact


@dataclass(frozen=True, slots=True)
class NewsArrived(Fact):
    """Somebody told us something new. The answers that it brings are events of their own."""

    words: str
    said_by: str
    how_known: str
    """``saw``, ``told``, ``record`` or ``opinion``."""
    received_at: str
    """ISO 8601: when it reached us."""
    to: str | None = None
    """The named worker or manager who has to know of it; ``None``: the case has none yet."""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class NewsAcknowledged(Fact):
    """A named person knows of it: the news with the number ``of``."""

    of: int
    words: str
    """What they do about it."""
    changes_no_answer: bool = False
    """They looked, and it touches nothing that was asked."""


@dataclass(frozen=True, slots=True)
class Overtaken(Fact):
    """The recommendation rose above the decision with the number ``decision``, or rose further above it."""

    decision: int
    was_route: str | None
    """As it was decided; ``None``: not a referral."""
    was_rag: str | None
    route: str | None
    """As it is recommended now."""
    rag: str | None
    route_order: int
    rag_order: int
    to: str
    """Whose it is: whoever decided."""
    deadline: Deadline | None = None
    """Counted from the first rise: a further one gives nobody more time."""


KINDS: dict[str, type[Fact]] = {
    "news_arrived": NewsArrived,
    "news_acknowledged": NewsAcknowledged,
    "overtaken": Overtaken,
}
