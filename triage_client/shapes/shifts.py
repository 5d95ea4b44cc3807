"""Shifts handed over, absences and reassignments."""

from __future__ import annotations

from typing import TypedDict


class Said(TypedDict):
    """It is recorded."""

    id: str | None
    at: str
