"""Which clocks run, since when, and until when."""

from __future__ import annotations

from datetime import datetime

from triage_api.engine.case import Case
from triage_api.engine.durations import due
from triage_api.engine.program import Program
from triage_api.engine.recommendation import Clock


class Clocks:
    """The clocks of one case."""

    def __init__(self, program: Program, case: Case) -> None:
        self.program = program
        self.received_at = case.received_at
        self._clocks: dict[tuple[str, str | None], Clock] = {}
        self._happened: dict[tuple[str, str | None], datetime] = {}
        self._last: dict[tuple[str, str | None], datetime] = {}
        self._of_contacts = any(event.contact for event in case.events)
        for event in case.events:
            key = (event.event, event.contact)
            self._happened[key] = min(event.at, self._happened.get(key, event.at))
            self._last[key] = max(event.at, self._last.get(key, event.at))

    def happened(self, event: str, contact: str | None = None) -> datetime | None:
        """When it first happened, of this contact or of the whole referral; ``None`` if it has not."""
        of_contact = self._happened.get((event, contact))
        return self._happened.get((event, None)) if of_contact is None else of_contact

    def clock(self, timing_id: str, contact: str | None = None) -> Clock:
        """The clock of one timing. An event that has not happened is stood in for by the nearest of its
        forerunners that has, so that there is always a time by which it is due."""
        of = contact if self._of_contacts else None
        known = self._clocks.get((timing_id, of))
        if known is None:
            timing = self.program.policy.timings[timing_id]
            event, at = self._started(timing.starts_on, contact)
            if timing.recurring and event == timing.starts_on:
                # What recurs goes on from the last time; any other clock never begins anew.
                at = self._last.get((event, contact), self._last.get((event, None), at))
            stood_in_by = None if event == timing.starts_on else event
            due_at = due(at, timing.within, self.program.calendar)
            known = self._clocks[timing_id, of] = Clock(timing, timing.starts_on, at, stood_in_by, due_at)
        return known

    def _started(self, event: str, contact: str | None) -> tuple[str, datetime]:
        at = self.happened(event, contact)
        if at is not None:
            return event, at
        before = self.program.policy.events[event].after
        return (event, self.received_at) if before is None else self._started(before, contact)
