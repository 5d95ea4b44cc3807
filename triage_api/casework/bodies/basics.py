"""What all bodies are made of."""

from __future__ import annotations

from datetime import UTC, datetime

from triage_api.casework.judging import Json
from triage_api.record import Deadline, Person, Professional, Step


def person(person: Person) -> Json:
    """Who did it, and in which role."""
    return {"name": person.name, "role": person.role}


def professional(one: Professional) -> Json:
    """Somebody who works with the child."""
    return {"name": one.name, "role": one.role, "agency": one.agency}


def step(one: Step) -> Json:
    """Which event it was, who entered it, and when it happened."""
    return {"number": one.number, "by": person(one.by), "at": at(one.at)}


def at(instant: datetime | None) -> str | None:
    """An instant in UTC, to the second."""
    return None if instant is None else instant.astimezone(UTC).isoformat(timespec="seconds")


def late(one: Deadline | None, done: datetime | None, now: datetime) -> bool:
    """Whether it was not done by its deadline, to the second; never, where no time is set."""
    return one is not None and (done or now) > datetime.fromisoformat(one.due)


def deadline(one: Deadline | None) -> Json | None:
    """By when, of what, counted from when; ``None``: the policy sets no time for it."""
    if one is None:
        return None
    return {
        "clock": one.clock,
        "what": one.what,
        "within": one.within,
        "starts": one.starts,
        "due": one.due,
        "source": list(one.source),
    }
