"""An event as it stands in the record: a fact, who entered it, when it was recorded and when it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from triage_api.record.facts import KINDS, Fact

_NAMES = {fact: name for name, fact in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Person:
    """Who did it, and the role they did it in."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes, when it is recorded, and when it happened if they said so."""

    by: Person
    at: datetime
    """UTC."""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of one stream; a stream is a referral."""

    stream: str
    number: int
    """Counts the stream's events from 1."""
    recorded_at: datetime
    """UTC."""
    by: Person
    fact: Fact
    happened_at: datetime | None = None
    """When it happened, if whoever entered it said so."""

    @property
    def at(self) -> datetime:
        """When it happened; when it was recorded, if nobody said."""
        return self.happened_at or self.recorded_at

    @property
    def kind(self) -> str:
        """The name of its kind in the record."""
        return _NAMES[type(self.fact)]


def is_referral(stream: str) -> bool:
    """Whether a stream of this name is a referral: its id begins with a year, and no other stream's does."""
    return stream[:1].isdigit()


def numbered(stream: str, after: int, facts: Sequence[Fact], signed: Signed) -> list[Entry]:
    """These facts as the events of a stream that follow its event ``after``; 0: the first."""
    return [
        Entry(stream, number, signed.at, signed.by, fact, signed.happened_at)
        for number, fact in enumerate(facts, after + 1)
    ]
