"""Who is away, and the hand-overs from shift to shift, as pure functions of their events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from triage_api.record.entries import Entry, Person
from triage_api.record.facts import Absent, Back, HandedOver, HandOverAnswered

PEOPLE = "-people"
"""The stream of what is said of people who work here; no referral's id begins like this."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away."""

    person: str
    since: datetime
    words: str
    said_by: Person


@dataclass(frozen=True, slots=True)
class HandOver:
    """What one person handed to the next."""

    said: HandedOver
    by: Person
    at: datetime
    answer: str | None = None
    """``accepted`` or ``declined``."""
    answered_by: Person | None = None
    answered_at: datetime | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """As the events have left them."""

    absent: Mapping[str, Absence] = field(default_factory=dict)
    """By name; only who is away now."""
    hand_overs: Mapping[str, HandOver] = field(default_factory=dict)

    def latest_from(self, name: str) -> HandOver | None:
        """The last hand-over that somebody made."""
        made = [one for one in self.hand_overs.values() if one.by.name == name]
        return made[-1] if made else None


def people_of(entries: Iterable[Entry]) -> People:
    """The people, as these events leave them."""
    people = People()
    for entry in entries:
        people = _after(people, entry)
    return people


def _after(people: People, entry: Entry) -> People:
    at = entry.at
    match entry.fact:
        case Absent(person, words):
            away = Absence(person, at, words, entry.by)
            return replace(people, absent={**people.absent, person: away})
        case Back(person):
            rest = {name: away for name, away in people.absent.items() if name != person}
            return replace(people, absent=rest)
        case HandedOver() as said:
            made = HandOver(said, entry.by, at)
            return replace(people, hand_overs={**people.hand_overs, said.id: made})
        case HandOverAnswered(id, how, words) if id in people.hand_overs:
            answered = replace(
                people.hand_overs[id], answer=how, answered_by=entry.by, answered_at=at, words=words
            )
            return replace(people, hand_overs={**people.hand_overs, id: answered})
        case _:
            return people
