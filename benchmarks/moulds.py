"""A history as a mould: its texts cut where a day, a child, a reference or a person stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from benchmarks.histories import CRIME, MANAGER, PLACE, REFERENCE, SENIOR, SOURCE_REF, WORKER, History
from triage_api.storage.projections import VIEWS

MONDAY = date(2026, 3, 2)
"""The first day of the week that is shipped."""
STAFF = (WORKER, MANAGER, SENIOR)
OWN = (*STAFF, PLACE, SOURCE_REF, CRIME, REFERENCE)
DAY = r"20\d\d-\d\d-\d\d"


class Cut:
    """A text, cut where something of one history alone stands."""

    def __init__(self, text: str, own: re.Pattern[str]) -> None:
        self._parts = own.split(text)

    @property
    def own(self) -> list[str]:
        """What stands there."""
        return self._parts[1::2]

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with other values there."""
        parts = self._parts[:]
        parts[1::2] = [values[part] for part in parts[1::2]]
        return "".join(parts)


Cell = Cut | str | int | float | None


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a history."""

    day: int
    """Days after `MONDAY`."""
    time: str
    """The rest of when it was recorded."""
    stream: str
    number: int
    kind: str
    content: Cut
    look: tuple[Cell, ...] | None
    """The row of who looked at what; ``None``: it is no look."""


class Mould:
    """One history, ready to be written again."""

    def __init__(self, history: History) -> None:
        self.history = history
        own = _pattern(history)
        looks = iter(sorted(history.rows["views"], key=lambda row: (row["at"], row["stream"], row["number"])))
        self.steps = tuple(
            Step(
                _day(event.recorded_at),
                event.recorded_at[10:],
                event.stream,
                event.number,
                event.kind,
                Cut(event.content, own),
                tuple(_cells(next(looks), own)) if event.stream.startswith(VIEWS) else None,
            )
            for event in history.events
        )
        self.rows = {
            table: [tuple(_cells(row, own)) for row in rows]
            for table, rows in history.rows.items()
            if table not in ("views", "tray_words")
        }
        self._days = {part for cut in self._cuts() for part in cut.own if re.fullmatch(DAY, part)}
        self.moved = lru_cache(maxsize=8)(self._moved)

    def _cuts(self) -> Iterator[Cut]:
        yield from (step.content for step in self.steps)
        rows = [row for rows in self.rows.values() for row in rows]
        rows += [step.look for step in self.steps if step.look is not None]
        yield from (cell for row in rows for cell in row if isinstance(cell, Cut))

    def _moved(self, weeks: int) -> dict[str, str]:
        """Each day of it, so many weeks later: with the days of the week the office hours stay."""
        by = timedelta(weeks=weeks)
        return {day: (date.fromisoformat(day) + by).isoformat() for day in self._days}


def _pattern(history: History) -> re.Pattern[str]:
    """What a history has of its own, as it was said and as it is compared."""
    said = [history.item, *OWN, *([history.referral] if history.referral else [])]
    for child in history.children:
        said += [child.initials or "", child.born or "", child.case_system_id or ""]
    forms = {form for text in said for form in (text, text.casefold())} - {""}
    return re.compile(f"({DAY}|{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})")


def _day(recorded_at: str) -> int:
    return (date.fromisoformat(recorded_at[:10]) - MONDAY).days


def _cells(row: Mapping[str, Any], own: re.Pattern[str]) -> Iterator[Cell]:
    for value in row.values():
        yield Cut(value, own) if isinstance(value, str) and own.search(value) else value
