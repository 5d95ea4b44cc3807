"""On what basis something is shared, and what keeps people safe while it is."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact


@dataclass(frozen=True, slots=True)
class SharingSaid(Fact):
    """Whether the family agrees that a contact is told: ``agreed``, ``told_not_asked`` or ``not_told``."""

    contact: str
    basis: str
    words: str
    deadline: Deadline | None = None
    """By when a manager has written down whether it may be told all the same; ``None``: nobody has to."""


@dataclass(frozen=True, slots=True)
class SharingAllowed(Fact):
    """A manager wrote down why it may be told without the family's agreement."""

    contact: str
    words: str


@dataclass(frozen=True, slots=True)
class SafetySaid(Fact):
    """How the family can be reached safely, and what keeps others safe. Each replaces what was said."""

    safe_to_contact: bool | None
    """``None``: nothing new was said of it."""
    how: str | None
    """A safe time and way; or why there is none."""
    staff: str | None
    """What whoever goes there must know."""
    do_not_say: tuple[str, ...] = ()
    """What not to say, and to whom; added to what was said before."""


KINDS: dict[str, type[Fact]] = {
    "sharing_said": SharingSaid,
    "sharing_allowed": SharingAllowed,
    "safety_said": SafetySaid,
}
