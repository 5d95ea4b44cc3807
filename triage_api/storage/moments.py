"""Instants as they stand in the tables."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(instant: str) -> str:
    """An instant in UTC to the second, so that text sorts as time does."""
    return datetime.fromisoformat(instant).astimezone(UTC).isoformat(timespec="seconds")
