"""Who is away, and what one shift tells the next."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact


@dataclass(frozen=True, slots=True)
class Absent(Fact):
    """Somebody has gone home, is on leave or is ill: from now, until they are back."""

    person: str
    words: str


@dataclass(frozen=True, slots=True)
class Back(Fact):
    """They are here again."""

    person: str


@dataclass(frozen=True, slots=True)
class HandedOver(Fact):
    """Somebody offers all that they hold, as one."""

    id: str
    about_to_do: str
    waiting_for: str
    referrals: tuple[str, ...]
    to: str | None = None
    role: str | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True)
class HandOverAnswered(Fact):
    """Somebody accepted or declined it, by name."""

    id: str
    how: str
    words: str | None = None


KINDS: dict[str, type[Fact]] = {
    "absent": Absent,
    "back": Back,
    "handed_over": HandedOver,
    "hand_over_answered": HandOverAnswered,
}
