"""What every write comes with, and what is looked at before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from triage_api.casework.access import may_see
from triage_api.casework.members import Member
from triage_api.casework.opening import refuse_future
from triage_api.casework.refusals import (
    ChangedMeanwhileError,
    ConflictError,
    NotFoundError,
    VersionNeededError,
)
from triage_api.record import Referral, Signed
from triage_api.storage import Claim, KeyUsedOtherwiseError, Reply, Writing


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


def earlier(pen: Writing, asked: Asked) -> Reply | None:
    """What this very request was answered before; asked before the version, which by then is another.

    Raises:
        ConflictError: its key belongs to another request.
    """
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


def refuse_stale(stands: int, version: int | None) -> None:
    """See that the request changes the version that stands.

    Raises:
        VersionNeededError: it does not say which version it has seen.
        ChangedMeanwhileError: it has seen another.
    """
    if version is None:
        raise VersionNeededError(
            "if-match-needed",
            "If-Match is needed",
            f'Say which version you have seen: If-Match: "{stands}" if it was the latest.',
        )
    if version != stands:
        raise ChangedMeanwhileError(
            "changed-meanwhile",
            "Somebody else has changed it",
            f"You have seen version {version}; it is at {stands}. Read it again: something is new.",
        )


def refuse_future_of(asked: Asked) -> None:
    """See that what the request says happened has happened.

    Raises:
        WrongError: it lies in the future.
    """
    if asked.happened_at is not None:
        refuse_future(asked.happened_at, asked.at, "/happened_at")


def there(referral: Referral | None, id: str) -> Referral:
    """The referral.

    Raises:
        NotFoundError: there is none.
    """
    if referral is None:
        raise _not_there(id)
    return referral


def refuse_unseen(referral: Referral, member: Member, now: datetime) -> None:
    """A restricted referral is, for everybody else, not there: in the same words.

    Raises:
        NotFoundError: the member may not see it.
    """
    if not may_see(referral, member, now):
        raise _not_there(referral.id)


def _not_there(id: str) -> NotFoundError:
    return NotFoundError("no-such-referral", "Not found", f"There is no referral {id}.")
