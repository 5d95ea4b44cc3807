"""Everything that can be asked of the record, each change in one transaction with its answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from triage_api.casework.bodies import events_body, line_body, obligations_body, referral_body
from triage_api.casework.changes import Change
from triage_api.casework.judging import Json, Policies, viewed
from triage_api.casework.members import Member
from triage_api.casework.opening import new_id, opening, refuse_future
from triage_api.casework.prints import PRINTS, Printing
from triage_api.casework.refusals import (
    ChangedMeanwhileError,
    ConflictError,
    NotFoundError,
    VersionNeededError,
)
from triage_api.casework.settling import settle
from triage_api.record import Referral, Signed
from triage_api.storage import Claim, KeyUsedOtherwiseError, Ledger, Reply, Writing


@dataclass(frozen=True, slots=True)
class Asked:
    """What every write comes with."""

    member: Member
    at: datetime
    """Now, UTC."""
    happened_at: datetime | None = None
    version: int | None = None
    """The version of the referral that it changes."""
    claim: Claim | None = None
    """What tells the same request when it comes again."""

    @property
    def signed(self) -> Signed:
        """As the record has it."""
        return Signed(self.member.person, self.at, self.happened_at)


class Desk:
    """The record and the policies, behind one counter."""

    def __init__(self, ledger: Ledger, policies: Policies, *, practice: bool) -> None:
        self._ledger = ledger
        self._policies = policies
        self._practice = practice
        """Everything here is practice, whatever the policy."""

    def referral(self, id: str, now: datetime, as_of: datetime | None = None) -> Json:
        """A referral's whole state, now or as it stood.

        Raises:
            NotFoundError: there is none, or there was none yet.
        """
        referral = self._found(id, as_of)
        return referral_body(referral, viewed(self._policies, referral), as_of or now)

    def obligations(self, id: str, now: datetime) -> Json:
        """What was issued, and what became of it."""
        return obligations_body(self._found(id), now)

    def events(self, id: str) -> list[Json]:
        """What happened, in order."""
        self._found(id)
        return events_body(self._ledger.entries(id))

    def printed(self, id: str, kind: str, member: Member, now: datetime) -> list[str]:
        """One of the `PRINTS` of a referral, in parts.

        Raises:
            NotFoundError: there is no such referral.
        """
        referral = self._found(id)
        view = viewed(self._policies, referral)
        return PRINTS[kind](Printing(referral, view, self._ledger.entries(id), now, member.person.name))

    def lines(self, state: str | None, after: str | None, most: int) -> list[Json]:
        """Referrals, a line each, the latest received first."""
        return [line_body(line.row, line.labels) for line in self._ledger.lines(state, after, most)]

    def open(self, asked: Asked, case: Json, reference: str | None) -> Reply:
        """Open a referral.

        Raises:
            RefusedError: it is not opened; nothing is recorded.
            StorageError: it could not be kept.
        """
        _refuse_future(asked)
        with self._ledger.writing() as pen:
            if (reply := _earlier(pen, asked)) is not None:
                return reply
            facts = opening(self._policies, case, reference, self._practice, asked.at)
            id = next(id for _ in range(99) if pen.referral(id := new_id(asked.at)) is None)
            change = self._change(asked, pen.opened(id, facts, asked.signed))
            return self._kept(pen, asked, change, 201)

    def change(self, asked: Asked, id: str, rule: Callable[[Change], None]) -> Reply:
        """Change a referral by one of casework's rules.

        Raises:
            RefusedError: it is not changed; nothing is recorded.
            StorageError: it could not be kept.
        """
        _refuse_future(asked)
        with self._ledger.writing() as pen:
            if (reply := _earlier(pen, asked)) is not None:
                return reply
            referral = _there(pen.referral(id), id)
            _refuse_stale(referral, asked.version)
            change = self._change(asked, referral)
            rule(change)
            return self._kept(pen, asked, change, 200)

    def _change(self, asked: Asked, referral: Referral) -> Change:
        return Change(referral, self._policies, asked.member, asked.signed)

    def _kept(self, pen: Writing, asked: Asked, change: Change, status: int) -> Reply:
        """Record the change, what follows from it and its answer: all in one transaction."""
        view = settle(change)
        referral = pen.changed(change.before, change.facts, asked.signed) if change.facts else change.before
        body = referral_body(referral, view, asked.at)
        reply = Reply(status, referral.version, json.dumps(body, ensure_ascii=False).encode())
        if asked.claim is not None:
            pen.keep(asked.claim, referral.id, reply, asked.at)
        return reply

    def _found(self, id: str, as_of: datetime | None = None) -> Referral:
        return _there(self._ledger.referral(id, as_of), id)


def _there(referral: Referral | None, id: str) -> Referral:
    if referral is None:
        raise NotFoundError("no-such-referral", "Not found", f"There is no referral {id}.")
    return referral


def _earlier(pen: Writing, asked: Asked) -> Reply | None:
    """What this very request was answered before; asked before the version, which by then is another."""
    if asked.claim is None:
        return None
    try:
        return pen.earlier(asked.claim)
    except KeyUsedOtherwiseError:
        raise ConflictError(
            "key-used-otherwise",
            "The key belongs to another request",
            "This Idempotency-Key came before with another request. Make up a new key for a new request.",
        ) from None


def _refuse_stale(referral: Referral, version: int | None) -> None:
    if version is None:
        raise VersionNeededError(
            "if-match-needed",
            "If-Match is needed",
            f'Say which version you have seen: If-Match: "{referral.version}" if it was the latest.',
        )
    if version != referral.version:
        raise ChangedMeanwhileError(
            "changed-meanwhile",
            "Somebody else has changed it",
            f"You have seen version {version}; it is at {referral.version}. Read it again: something is new.",
        )


def _refuse_future(asked: Asked) -> None:
    if asked.happened_at is not None:
        refuse_future(asked.happened_at, asked.at, "/happened_at")
