"""Who holds what, to whom it is offered, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact


@dataclass(frozen=True, slots=True)
class Watch:
    """What those who work tonight must know of one child's case."""

    fear: str
    if_called: str
    do_not: str


@dataclass(frozen=True, slots=True)
class Offered(Fact):
    """Items were offered, to a named person or to a team; until somebody accepts, their owner keeps them."""

    items: tuple[str, ...]
    """Ids of the due list; ``referral``: the referral itself."""
    words: str
    to: str | None = None
    """A person's name; ``None``: a team."""
    role: str | None = None
    team: str | None = None
    deadline: Deadline | None = None
    watch: Watch | None = None
    hand_over: str | None = None
    """The hand-over that it is part of."""


@dataclass(frozen=True, slots=True)
class OfferAccepted(Fact):
    """Whoever enters it owns from now on what was offered."""

    of: int
    """The number of the offer's event."""


@dataclass(frozen=True, slots=True)
class OfferDeclined(Fact):
    """It stays with whoever offered it."""

    of: int
    words: str


@dataclass(frozen=True, slots=True)
class TakenOver(Fact):
    """A manager took the items of somebody who is absent: the manager owns them until another accepts."""

    items: tuple[str, ...]
    owner: str
    """Whose they were."""
    words: str


@dataclass(frozen=True, slots=True)
class ItemEnded(Fact):
    """An item was done, was cancelled, or was accepted by somebody who does not work here."""

    item: str
    how: str
    """``done``, ``cancelled``, ``elsewhere``."""
    words: str
    accepted_by: str | None = None
    """Name, role and agency."""


@dataclass(frozen=True, slots=True)
class Closed(Fact):
    """Nothing is owed any more. News opens it again."""

    reasons: str
    holder: str
    """Who holds the child now."""
    family_may_ring: str
    """Whom the family may ring, as they were told."""


KINDS: dict[str, type[Fact]] = {
    "offered": Offered,
    "offer_accepted": OfferAccepted,
    "offer_declined": OfferDeclined,
    "taken_over": TakenOver,
    "item_ended": ItemEnded,
    "closed": Closed,
}
