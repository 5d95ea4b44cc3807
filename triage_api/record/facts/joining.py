"""Two referrals of the same child that are worked on as one, and that are taken apart again."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact, Json, Lowering, SecondView


@dataclass(frozen=True, slots=True)
class Brought:
    """A child, an adult or an incident of the other referral, and what was said of them there."""

    ref: str
    """Here."""
    there: str
    """Its ref in the other referral."""
    about: str
    """``child``, ``adult`` or ``incident``."""
    label: Json
    answers: Json
    """By question, as they stood."""


@dataclass(frozen=True, slots=True)
class ReferralJoined(Fact):
    """Another referral is worked on here from now on. It is known by the number of this event."""

    referral: str
    received_at: str
    """When the other was received: the earlier of the two counts."""
    words: str
    answers: Json
    """What was answered of the other referral itself, by question."""
    brought: tuple[Brought, ...]
    route: str | None
    """The most protective that was recommended, held or decided there."""
    rag: str | None
    route_order: int
    rag_order: int
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class ReferralUnjoined(Fact):
    """They are two after all: the joining with the number ``of`` counts no longer."""

    of: int
    words: str
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class JoinedInto(Fact):
    """This referral is worked on in another from now on; what is owed here stays owed here."""

    referral: str
    words: str
    over: tuple[str, ...]
    """The items that go over to the other, because only a decision or an answer there can meet them."""


@dataclass(frozen=True, slots=True)
class LeftReferral(Fact):
    """It is worked on by itself again."""

    words: str


KINDS: dict[str, type[Fact]] = {
    "referral_joined": ReferralJoined,
    "referral_unjoined": ReferralUnjoined,
    "joined_into": JoinedInto,
    "left_referral": LeftReferral,
}
