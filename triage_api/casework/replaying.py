"""A referral made again from its dated writes, in memory: the same rules, no storage, no clock of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triage_api.casework.changes import Change
from triage_api.casework.closing import refuse_closed
from triage_api.casework.judging import Json, Policies
from triage_api.casework.members import Member
from triage_api.casework.opening import opening
from triage_api.casework.refusals import Fault, RefusedError, WrongError
from triage_api.casework.settling import settle
from triage_api.casework.writes import applied
from triage_api.engine.answers import nearest, read_instant
from triage_api.policy.model import Policy
from triage_api.record import Entry, Fact, Person, Referral, Signed, folded, numbered

ID = "timeline"
"""Of the one referral there is."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One write of an events file."""

    at: datetime
    """When it was recorded."""
    by: Person
    post: str
    """The path under the referral that the API has for it."""
    body: Mapping[str, Any]
    known_as: str | None = None
    """By which later writes name its event, as ``of`` or in their path."""


@dataclass(frozen=True, slots=True)
class Story:
    """What an events file holds: how the referral was opened, and every later write, in order."""

    opened_at: datetime
    opened_by: Person
    case: Json
    writes: Sequence[Dated]
    reference: str | None = None


@dataclass(slots=True)
class Replayed:
    """The referral so far, and its events."""

    referral: Referral
    entries: list[Entry] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """What a write is known as -> the number of its first event."""


class WriteRefusedError(Exception):
    """A write was refused, as the API would have refused it. ``place``: which one; -1: the opening."""

    def __init__(self, place: int, refused: RefusedError) -> None:
        super().__init__(str(refused))
        self.place, self.refused = place, refused


class _Only:
    """The one policy there is."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def policy(self, ref: str) -> Policy | None:
        return self._policy if ref in (self._policy.id, self._policy.ref) else None

    def why_not(self, ref: str) -> str:
        return f"Only {self._policy.ref} is here."


def replay(policy: Policy, story: Story) -> Replayed:
    """Make every write of the story, in order.

    Raises:
        WriteRefusedError: casework refuses one.
    """
    policies = _Only(policy)
    done = _opened(policies, story)
    for place, write in enumerate(story.writes):
        try:
            _write(policies, done, write)
        except RefusedError as refused:
            raise WriteRefusedError(place, refused) from refused
    return done


def _opened(policies: Policies, story: Story) -> Replayed:
    signed = Signed(story.opened_by, story.opened_at)
    try:
        facts = opening(policies, story.case, story.reference, True, story.opened_at)
        entries = numbered(ID, 0, facts, signed)
        referral = folded(entries)
        if referral is None:
            raise ValueError("Nothing was opened.")
        done = Replayed(referral, entries)
        _settled(Change(referral, policies, Member(story.opened_by), signed), done)
    except RefusedError as refused:
        raise WriteRefusedError(-1, refused) from refused
    return done


def _write(policies: Policies, done: Replayed, write: Dated) -> None:
    body = numbered_body(write.body, done.numbers)
    signed = Signed(write.by, write.at, happened_at(write.post, body))
    change = Change(done.referral, policies, Member(write.by), signed)
    applied(change, numbered_path(write.post, done.numbers), body)
    if write.known_as is not None:
        done.numbers[write.known_as] = done.referral.version + 1
    _settled(change, done)


def _settled(change: Change, done: Replayed) -> None:
    settle(change)
    refuse_closed(change)
    facts: Sequence[Fact] = change.facts
    done.entries += numbered(ID, change.before.version, facts, change.signed)
    done.referral = change.referral


def happened_at(post: str, body: Mapping[str, Any]) -> datetime | None:
    """When a write says that it happened; an event says so by its own time.

    Raises:
        WrongError: it is no time.
    """
    said = body.get("happened_at") or (body.get("at") if post == "events" else None)
    if said is None:
        return None
    try:
        return read_instant(said)
    except ValueError as error:
        remedy = "Write it like 2015-06-24T09:00:00+01:00."
        raise WrongError([Fault("/happened_at", "wrong-time", str(error), remedy)]) from None


def numbered_path(post: str, numbers: Mapping[str, int]) -> str:
    """The path with numbers in place of the names that earlier writes are known by."""
    return "/".join(str(numbers.get(part, part)) for part in post.split("/"))


def numbered_body(body: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    """The body with a number in place of the name of an earlier write, as ``of``.

    Raises:
        WrongError: no earlier write is known by that name.
    """
    of = body.get("of")
    if not isinstance(of, str) or of.isdigit():
        return dict(body)
    if of not in numbers:
        what = f"No earlier write is known as “{of}”."
        raise WrongError([Fault("/of", "unknown-name", what, nearest(of, list(numbers) or ["none"]))])
    return {**body, "of": numbers[of]}
