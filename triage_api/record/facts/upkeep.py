"""What was purged, and who may sign in."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage_api.record.facts.base import Fact


@dataclass(frozen=True, slots=True)
class Purged(Fact):
    """All before this in the referral is gone, under ``rule``; that it was there can still be shown."""

    rule: str


@dataclass(frozen=True, slots=True)
class TokenAdded(Fact):
    """A system, or for now a person, may sign in with a token of which only the digest is kept."""

    token: str
    name: str
    role: str
    sha256: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenRevoked(Fact):
    """The token no longer opens anything."""

    token: str


KINDS: dict[str, type[Fact]] = {
    "purged": Purged,
    "token_added": TokenAdded,
    "token_revoked": TokenRevoked,
}
