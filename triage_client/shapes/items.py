"""Items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Person


class Item(TypedDict):
    """One thing that is or was owed."""

    id: str
    kind: str
    what: str
    whose: Literal["ours", "theirs"]
    agency: str | None
    children: list[str]
    state: Literal[
        "to_do",
        "late",
        "held_back",
        "done",
        "done_late",
        "declined",
        "cancelled",
        "elsewhere",
        "withdrawn",
        "went_on",
    ]
    why_ended: str | None
    late: bool
    since: str
    clock: str | None
    started: str
    due: str | None
    done: str | None
    clocks: list[ItemClock]
    source: list[str]
    owner: Person | None


class ItemClock(TypedDict):
    """One clock that runs, or ran, on an item."""

    clock: str
    what: str
    within: str
    starts_on: str | None
    stood_in: str | None
    started: str
    due: str
    met: str | None
    late: bool
    whose: Literal["ours", "theirs"]
    source: list[str]
