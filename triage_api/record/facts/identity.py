"""By what a referral, and those in it, can be told from others; and who looked for them where."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Json


@dataclass(frozen=True, slots=True)
class SubjectLabelled(Fact):
    """What tells a child, an adult or an incident from others was given or corrected."""

    ref: str
    label: Json
    """What changes: name -> text, or ``None`` where it is not known any more."""
    words: str | None = None
    """Why; ``None``: it was given for the first time."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing that is still to be found out of a referral, or of somebody in it."""

    what: str
    """``reference``, ``case_system_id``."""
    about: str
    """``referral``, or a ref."""
    since: str
    """ISO 8601."""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class IdentityPending(Fact):
    """These are still to be found out from now on; each by its own clock."""

    pending: tuple[Pending, ...]


@dataclass(frozen=True, slots=True)
class ReferenceGiven(Fact):
    """The case system's reference of the referral was put in, or corrected."""

    reference: str
    previous: str | None = None
    words: str | None = None
    """Why it was corrected; ``None``: it was given for the first time."""


KINDS: dict[str, type[Fact]] = {
    "subject_labelled": SubjectLabelled,
    "identity_pending": IdentityPending,
    "reference_given": ReferenceGiven,
}
