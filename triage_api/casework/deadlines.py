"""Casework's own clocks: by when, worked out once, when something is recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from triage_api.engine.calendars import OfficeCalendar
from triage_api.engine.durations import due
from triage_api.policy.model import (
    BankHolidays,
    Clock,
    DisagreementStage,
    Duration,
    OfficeHours,
    Policy,
    WorkClock,
)
from triage_api.record import Deadline


def deadline(policy: Policy, clock: WorkClock, starts: datetime) -> Deadline | None:
    """The deadline on one of the policy's ``work_clocks``; ``None``: the policy sets no time for it.

    Raises:
        BeyondCalendar: it lies outside the years for which bank holidays are known.
    """
    set_by = policy.casework.clock(clock)
    if set_by is None:
        return None
    return _deadline(policy, clock.value, set_by.what, set_by, starts)


def stage_deadline(policy: Policy, stage: DisagreementStage, starts: datetime) -> Deadline:
    """The deadline of one stage of a disagreement; raises as `deadline`."""
    return _deadline(policy, stage.id, stage.title, stage, starts)


def due_of(policy: Policy, within: Duration, starts: datetime) -> datetime:
    """When a duration that begins then runs out, on the policy's calendar; raises as `deadline`."""
    return due(starts, within, _calendar(policy.office, policy.bank_holidays))


def _deadline(
    policy: Policy, clock: str, what: str, set_by: Clock | DisagreementStage, starts: datetime
) -> Deadline:
    by = due_of(policy, set_by.within, starts)
    source = tuple(" ".join(filter(None, (one.id, one.at))) for one in set_by.source)
    return Deadline(clock, what, str(set_by.within), _written(starts), _written(by), source)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def calendar_of(policy: Policy) -> OfficeCalendar:
    """The policy's working days and opening hours."""
    return _calendar(policy.office, policy.bank_holidays)


@lru_cache(maxsize=16)
def _calendar(office: OfficeHours, bank_holidays: BankHolidays) -> OfficeCalendar:
    """Kept, because its days are worked out when first asked for."""
    return OfficeCalendar(office, bank_holidays)
