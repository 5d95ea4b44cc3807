"""The basis on which a contact is told, and what keeps people safe, as the events have left it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage_api.record.entries import Person
from triage_api.record.facts import Deadline

AGREED = "agreed"
BASES = (AGREED, "told_not_asked", "not_told")
"""What can be said of the family's agreement."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A manager's reason for telling without agreement."""

    words: str
    by: Person
    recorded_at: datetime
    happened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sharing:
    """What was said of the family's agreement to one contact."""

    number: int
    """Of its event."""
    basis: str
    words: str
    by: Person
    recorded_at: datetime
    deadline: Deadline | None
    allowed: Allowed | None = None

    @property
    def is_settled(self) -> bool:
        """Whether they agree, or a manager has written down why it may be told without."""
        return self.settled_at is not None

    @property
    def settled_at(self) -> datetime | None:
        """When that was; ``None``: it waits."""
        if self.basis == AGREED:
            return self.recorded_at
        return None if self.allowed is None else self.allowed.happened_at or self.allowed.recorded_at


@dataclass(frozen=True, slots=True)
class Safety:
    """How the family can be reached safely, and what keeps others safe."""

    safe_to_contact: bool | None = None
    """``None``: nobody has said."""
    how: str | None = None
    staff: str | None = None
    do_not_say: tuple[str, ...] = ()
