"""How much of what arrived waits, and how old it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from triage_api.casework.judging import Json
from triage_api.record.items import instant

HOUR, DAY = 3600, 86400
"""Seconds."""


def since(then: str, until: datetime, seconds: int) -> float:
    """How long ago that was, in units of so many seconds."""
    return round((until - instant(then)).total_seconds() / seconds, 1)


def counts_body(counts: Mapping[str, Any], now: datetime) -> Json:
    """How much waits. What was not looked at stands first, with the true age of the oldest, in hours."""
    oldest = counts["oldest"]
    return {
        "not_looked_at": counts["not_looked_at"],
        "oldest_hours": None if oldest is None else since(oldest, now, HOUR),
        "not_looked_at_late": counts["not_looked_at_late"],
        "looked_at": counts["looked_at"],
        "by_rag": [{"rag": rag, "items": count} for rag, count in counts["by_rag"]],
        "waiting_late": counts["waiting_late"],
        "areas_to_tell": counts["areas_to_tell"],
        "areas_to_tell_late": counts["areas_to_tell_late"],
    }
