"""What facts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = Any
"""A JSON value, as `json` reads it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one event says. Once recorded, a kind keeps its name and its fields.

    Answers, recommendations and obligations are kept in the form that ``docs/api.md`` gives them: what was
    sent and what was shown is the record, and a later reading of it must not change it.
    """


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when it must have happened, worked out when it was recorded: no later calendar changes it."""

    clock: str
    """An id of the policy's ``work_clocks``, or of a stage of disagreement."""
    what: str
    within: str
    starts: str
    """ISO 8601."""
    due: str
    """ISO 8601."""
    source: tuple[str, ...] = ()
    """Where the time comes from: “scr-child-j 2.2.11”."""


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody who works with the child. The agency is one of the policy's, or another in words."""

    name: str
    role: str
    agency: str


@dataclass(frozen=True, slots=True)
class Stood:
    """How things stood when something was lowered: what whoever lowered it was shown."""

    route: str | None
    """What it was lowered from: the most protective that was recommended, or that held."""
    rag: str | None
    route_order: int
    rag_order: int
    high_water_route: str | None
    high_water_rag: str | None
    open_questions: Json
    """Everything that was not known or not asked then: ``question``, ``about``, ``ask``, ``why_open``."""
    not_checked: tuple[str, ...] = ()
    """The children and adults whose history nobody had checked then, by ref."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """Why somebody lowered an outcome: a code of the policy, their own words, and what they were shown."""

    code: str
    words: str
    stood: Stood | None = None
    """``None`` until it is recorded."""


@dataclass(frozen=True, slots=True)
class SecondView:
    """The second view that a lowering needs."""

    before: bool
    """Before it takes effect; else afterwards."""
    by: tuple[str, ...]
    """Roles that may give it; never its author."""
    deadline: Deadline | None = None
