"""What is still to be found out of a referral and of those in it, and what was put right since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage_api.record.entries import Person
from triage_api.record.facts import Pending

REFERENCE = "reference"
CASE_SYSTEM_ID = "case_system_id"


@dataclass(frozen=True, slots=True)
class Awaited:
    """One thing that is, or was, still to be found out."""

    number: int
    """Of the event that said so."""
    pending: Pending
    found_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has found it out."""
        return self.found_at is None


@dataclass(frozen=True, slots=True)
class Correction:
    """What stood before, what stands since, and why."""

    number: int
    """Of its event."""
    about: str
    """``referral``, or a ref."""
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    words: str | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """As the events have left it."""

    awaited: tuple[Awaited, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """What was replaced or taken back; what was given for the first time is none."""
    since: Mapping[str, datetime] = field(default_factory=dict)
    """When the referral, and each that is in it, came to be here; by ref."""

    def open(self, what: str, about: str) -> Awaited | None:
        """What is still to be found out of one of them; ``None``: nothing of that kind."""
        return next(
            (
                one
                for one in self.awaited
                if one.is_open and (one.pending.what, one.pending.about) == (what, about)
            ),
            None,
        )
