"""What is owed because of a decision, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Json, Lowering, SecondView


@dataclass(frozen=True, slots=True)
class ContactIssued(Fact):
    """A required contact is owed from now on, until a person discharges or cancels it."""

    contact: str
    body: Json


@dataclass(frozen=True, slots=True)
class ContactChanged(Fact):
    """A later recommendation added to it or brought it forward; ``body`` is the whole of it."""

    contact: str
    body: Json


@dataclass(frozen=True, slots=True)
class ContactProgressed(Fact):
    """What became of it: ``sent``, ``received``, ``accepted``, ``attempted``, ``made``, ``child_seen``,
    ``declined``, ``escalated``, ``cancelled``, or ``to_do``: it was not done after all."""

    contact: str
    state: str
    spoke_to: str | None = None
    words: str | None = None
    lowering: Lowering | None = None
    """Where what is still recommended is cancelled."""
    second_view: SecondView | None = None
    of: int | None = None
    """The number of the decision that dropped it: it stands and falls with that."""


@dataclass(frozen=True, slots=True)
class ContactExtended(Fact):
    """Somebody gave one clock of a contact more time; the time that it had is kept."""

    contact: str
    timing: str
    was_due: str
    """ISO 8601."""
    due: str
    """ISO 8601."""
    lowering: Lowering
    second_view: SecondView


@dataclass(frozen=True, slots=True)
class DutyIssued(Fact):
    """A parallel duty is owed from now on."""

    duty: str
    body: Json


@dataclass(frozen=True, slots=True)
class DutyChanged(Fact):
    """A later recommendation added to it or brought it forward."""

    duty: str
    body: Json


@dataclass(frozen=True, slots=True)
class DutyProgressed(Fact):
    """What became of it: as `ContactProgressed`, without ``child_seen``."""

    duty: str
    state: str
    words: str | None = None
    spoke_to: str | None = None
    deadline: Deadline | None = None
    """By when whoever it was sent to has said that they have it."""


KINDS: dict[str, type[Fact]] = {
    "contact_issued": ContactIssued,
    "contact_changed": ContactChanged,
    "contact_progressed": ContactProgressed,
    "contact_extended": ContactExtended,
    "duty_issued": DutyIssued,
    "duty_changed": DutyChanged,
    "duty_progressed": DutyProgressed,
}
