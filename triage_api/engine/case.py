"""A case: what was answered, about whom, and who said so. The input of every evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from triage_api.policy.model import About, NotKnownReason, Span


@dataclass(frozen=True, slots=True)
class Days:
    """A day as precisely as it was given: “2015-06” is every day from the 1st to the 30th of June."""

    first: date
    last: date


Value = str | frozenset[str] | Span | Days
"""A yes/no or a choice: its id. Several: the options ticked. A number or an age: a span. A date or a time:
the days that it may be."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one source answered to one question.

    Exactly one of these holds: there is a ``value``; it is ``not_known``; it is ``not_mentioned``. A number,
    an age or a date may have a value *and* be ``not_known``: as near as anybody knows.
    """

    said: str = ""
    """The answer as it was given, for people to read."""
    value: Value | None = None
    not_known: NotKnownReason | None = None
    not_mentioned: bool = False
    nothing_else: bool = False
    """Of several: every option not ticked is *no*."""
    no: frozenset[str] = frozenset()
    """Of several: options asked one by one, and answered no."""
    options_not_known: Mapping[str, NotKnownReason] = field(default_factory=dict)
    """Of several: options asked one by one, and not known."""
    said_by: str | None = None
    how_known: str | None = None
    at: datetime | None = None
    settles: bool = False
    """This account is put above the others, by somebody who may."""


Accounts = tuple[Account, ...]
"""One account, or several that differ; never none."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One child, adult or incident, and what was answered about it."""

    ref: str
    about: About
    answers: Mapping[str, Accounts]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that starts or stops clocks; of one required contact, or of the referral."""

    event: str
    at: datetime
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about one referral. A question without an entry was not asked."""

    received_at: datetime
    answers: Mapping[str, Accounts]
    children: tuple[Subject, ...] = ()
    adults: tuple[Subject, ...] = ()
    incidents: tuple[Subject, ...] = ()
    events: tuple[Happened, ...] = ()
