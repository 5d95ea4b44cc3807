"""Timeline."""

from __future__ import annotations

from typing import Literal, TypedDict


class Timeline(TypedDict):
    """What happened, was done and was due, by date."""

    days: list[Day]


class Day(TypedDict):
    date: str
    lines: list[TimelineLine]


TimelineLine = TypedDict(
    "TimelineLine",
    {
        "at": str,
        "kind": Literal["happened", "done", "due"],
        "what": str,
        "by": str | None,
        "item": str | None,
        "for": str | None,
        "whose": str | None,
        "clock": str | None,
        "within": str | None,
        "from": str | None,
        "stood_in": str | None,
        "started": str | None,
        "due": str | None,
        "met": str | None,
        "outcome": Literal[
            "in_time",
            "late",
            "missing",
            "to_do",
            "held_back",
            "declined",
            "cancelled",
            "elsewhere",
            "withdrawn",
            "went_on",
            None,
        ],
        "source": list[str],
    },
)
"""Something that happened, was done, or was due. An item is on a line for each of its clocks."""
