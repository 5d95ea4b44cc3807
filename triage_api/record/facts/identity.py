"""By what a referral, and those in it, can be told from others; and who looked for them where."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact, Json


@dataclass(frozen=True, slots=True)
class SubjectLabelled(Fact):
    """What tells a child, an adult or an incident from others was given or corrected."""

    ref: str
    label: Json
    """What changes: name -> text, or ``None`` where it is not known any more."""
    words: str | None = None
    """Why; ``None``: it was given for the first time."""


KINDS: dict[str, type[Fact]] = {
    "subject_labelled": SubjectLabelled,
}
