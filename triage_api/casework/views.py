"""Who looked at what: noted once an hour for each person and referral, and read once a week by a person."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from triage_api.casework.deadlines import calendar_of
from triage_api.casework.judging import Json
from triage_api.policy.model import Policy
from triage_api.record import Exported, Fact, Person, Referral, Signed, Viewed
from triage_api.storage import Ledger, StorageError

LOG = logging.getLogger(__name__)
LOOK = timedelta(hours=1)
"""Two looks in the same hour are one."""


class Views:
    """Notes who looked at what. What cannot be noted is said in the log, and nobody is kept from a child's
    record because of it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._noting = threading.Lock()
        self._hour: datetime | None = None
        self._noted: set[tuple[str, str, str]] = set()

    def looked(self, person: Person, referral: Referral, what: str, at: datetime) -> None:
        """Somebody looked at a referral."""
        if self._is_new(person.name, referral.id, what, at):
            self._note([Viewed(referral.id, what, person.name in referral.hands)], Signed(person, at))

    def looked_at_each(self, person: Person, referrals: Iterable[Referral], what: str, at: datetime) -> None:
        """Somebody looked at several, in one list: noted together."""
        new = [one for one in referrals if self._is_new(person.name, one.id, what, at)]
        if new:
            facts = [Viewed(one.id, what, person.name in one.hands) for one in new]
            self._note(facts, Signed(person, at))

    def exported(self, person: Person, referrals: Iterable[str], why: str, at: datetime) -> None:
        """Somebody took a child's record out.

        Raises:
            StorageError: it could not be noted, and then nothing may be taken out.
        """
        with self._ledger.writing() as pen:
            pen.viewed([Exported(tuple(referrals), why)], Signed(person, at))

    def _is_new(self, name: str, referral: str, what: str, at: datetime) -> bool:
        hour = at.replace(minute=0, second=0, microsecond=0)
        with self._noting:
            if hour != self._hour:
                self._hour, self._noted = hour, set()
            new = (name, referral, what) not in self._noted
            self._noted.add((name, referral, what))
        return new

    def _note(self, facts: Sequence[Fact], signed: Signed) -> None:
        try:
            with self._ledger.writing() as pen:
                pen.viewed(facts, signed)
        except StorageError as error:
            LOG.error("A look at a referral could not be noted: %s", type(error).__name__)


def weekly_list(policy: Policy, rows: Iterable[Mapping[str, Any]]) -> list[Json]:
    """The looks by people who had not worked on the referral, a line a person, those with most first.

    ``outside_hours``: while the office was closed. ``most_in_an_hour``: different referrals in one hour.
    """
    by_person: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_person[row["name"], row["role"]].append(row)
    lines = (_line(policy, name, role, looks) for (name, role), looks in by_person.items())
    return sorted(lines, key=lambda line: (-line["not_worked_on"], line["name"]))


def _line(policy: Policy, name: str, role: str, looks: list[Mapping[str, Any]]) -> Json:
    strange = [look for look in looks if not look["worked_on_it"]]
    return {
        "name": name,
        "role": role,
        "looks": len(looks),
        "not_worked_on": len(strange),
        "outside_hours": sum(not _open(policy, look["at"]) for look in strange),
        "most_in_an_hour": max(_by_hour(strange), default=0),
        "exports": sum(look["what"] == "export" for look in looks),
        "referrals": sorted({look["referral"] for look in strange}),
    }


def _by_hour(looks: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    hours: dict[str, set[str]] = defaultdict(set)
    for look in looks:
        hours[look["at"][:13]].add(look["referral"])
    return (len(referrals) for referrals in hours.values())


def _open(policy: Policy, at: str) -> bool:
    return calendar_of(policy).is_open(datetime.fromisoformat(at).astimezone(UTC))
