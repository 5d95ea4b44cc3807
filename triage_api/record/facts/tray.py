"""What arrives, before anybody has looked at it; each item of the tray is a stream of its own."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Json, Professional


@dataclass(frozen=True, slots=True)
class Handle:
    """What tells a child from others, without a name; nothing of it: a child who is still to be found."""

    initials: str | None = None
    born: str | None = None
    """Year and month."""
    case_system_id: str | None = None


@dataclass(frozen=True, slots=True)
class PoliceReference:
    """A number that the police know it by: a ``crime``, a ``cad`` (a call) or a ``notification``."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemReceived(Fact):
    """Something arrived. It happened, it was sent, it was received: three times, the last always known."""

    policy: str
    """``id@version``."""
    received_at: str
    """ISO 8601 with its offset, as it was given."""
    practice: bool
    source: str
    """Who sent it: an answer to the policy's question who sent it."""
    words: str
    """One line."""
    sent_at: str | None = None
    happened_at: str | None = None
    source_ref: str | None = None
    """The sender's own reference."""
    kind: str | None = None
    """What it is: an answer to the policy's screening question."""
    grade: str | None = None
    """The police's own."""
    youngest: str | None = None
    """The youngest child's age, as it was given; ``None``: not known."""
    children: tuple[Handle, ...] = ()
    """None: to be found."""
    references: tuple[PoliceReference, ...] = ()
    came_before: tuple[str, ...] = ()
    """Earlier items of the same source and reference: it was kept all the same, because somebody said so."""
    look_by: Deadline | None = None
    deal_by: Deadline | None = None


@dataclass(frozen=True, slots=True)
class ItemCorrected(Fact):
    """What was found out about it, or typed wrongly, before it is opened. What is ``None`` stays.

    When it was received stays: no correction gives more time.
    """

    words: str
    children: tuple[Handle, ...] | None = None
    youngest: str | None = None
    references: tuple[PoliceReference, ...] | None = None
    sent_at: str | None = None
    happened_at: str | None = None
    kind: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """One answer of a first look."""

    about: str
    """``referral``, or a ref of the item: ``child-1``."""
    question: str
    answer: Json


@dataclass(frozen=True, slots=True)
class ItemLookedAt(Fact):
    """A first look: the answers that it brings, and how urgent the policy makes all that is answered."""

    answers: tuple[Glance, ...]
    policy_sha256: str
    route: str | None
    """``None``: too early to say."""
    rag: str | None
    route_order: int
    rag_order: int


@dataclass(frozen=True, slots=True)
class ItemsGrouped(Fact):
    """A person says that it is one with others: one reading, one referral."""

    group: str
    """The id of the one that came first."""
    words: str


@dataclass(frozen=True, slots=True)
class ItemSplit(Fact):
    """A person says that it is not one with these, whatever they have in common."""

    apart_from: tuple[str, ...]
    words: str
    leaves_group: bool = True
    """Whether it is the one that goes; the others stay where they are."""


@dataclass(frozen=True, slots=True)
class ItemFiled(Fact):
    """It is no referral: kept, and reopened whenever somebody says so."""

    kind: str
    """One of the policy's ``non_referrals``."""
    words: str


@dataclass(frozen=True, slots=True)
class ItemReopened(Fact):
    """It is to be dealt with after all; its clocks still run from receipt."""

    words: str


@dataclass(frozen=True, slots=True)
class ItemOpened(Fact):
    """A referral was opened from it."""

    referral: str


@dataclass(frozen=True, slots=True)
class ItemTakenAsNews(Fact):
    """It is news on a referral that is there already."""

    referral: str
    news: int
    """The number of the news in that referral."""


@dataclass(frozen=True, slots=True)
class ItemTaken(Fact):
    """In a referral: an item of the tray that it was opened from, or that is news on it, as it arrived."""

    item: str
    received_at: str
    source: str
    words: str
    children: tuple[str, ...]
    """Refs of the referral."""
    sent_at: str | None = None
    happened_at: str | None = None
    source_ref: str | None = None
    kind: str | None = None
    grade: str | None = None
    youngest: str | None = None
    references: tuple[PoliceReference, ...] = ()
    apart_from: tuple[str, ...] = ()
    """Open referrals of the same child, from which it was opened apart."""
    apart_because: str | None = None


@dataclass(frozen=True, slots=True)
class OtherAreaSeen(Fact):
    """The child lives in another area. It is acted on here first, and passed on second."""

    area: str
    words: str
    since: str
    """ISO 8601: when somebody saw that."""
    tell_by: Deadline | None = None
    of_item: str | None = None
    """The item of the tray where it was seen, whose clock runs on."""


@dataclass(frozen=True, slots=True)
class OtherAreaTold(Fact):
    """A named person of the other area has it, and was told by voice."""

    of: int
    """The number of the event that says which area."""
    spoke_to: Professional
    acted: str
    """What was done here first."""
    words: str


KINDS: dict[str, type[Fact]] = {
    "item_received": ItemReceived,
    "item_corrected": ItemCorrected,
    "item_looked_at": ItemLookedAt,
    "items_grouped": ItemsGrouped,
    "item_split": ItemSplit,
    "item_filed": ItemFiled,
    "item_reopened": ItemReopened,
    "item_opened": ItemOpened,
    "item_taken_as_news": ItemTakenAsNews,
    "item_taken": ItemTaken,
    "other_area_seen": OtherAreaSeen,
    "other_area_told": OtherAreaTold,
}
