"""What arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.items import Item
    from triage_client.shapes.parts import Deadline, Person, Professional, Step


class TrayChild(TypedDict):
    """What tells a child from others, without a name; nothing of it: to be found."""

    ref: str
    initials: str | None
    born: str | None
    case_system_id: str | None


class TrayOfferBecause(TypedDict):
    kind: Literal["case_system_id", "child", "crime", "cad", "notification"]
    value: str
    same_child: bool


TrayOffer = TypedDict(
    "TrayOffer",
    {
        "as": Literal["group", "news", "perhaps"],
        "item": str | None,
        "referral": str | None,
        "state": str,
        "because": "list[TrayOfferBecause]",
    },
)
"""What the item may be one with. A person says whether it is."""


class OtherAreaTold(TypedDict):
    spoke_to: Professional
    acted: str
    words: str
    by: Person
    at: str


class OtherArea(TypedDict):
    """Another area where the child lives, and who there has it."""

    number: int
    area: str
    words: str
    since: str
    by: Person
    deadline: Deadline | None
    late: bool
    told: OtherAreaTold | None


class FromTray(TypedDict):
    """An item of the tray that the referral was opened from, or that is news on it, as it arrived."""

    item: str
    children: list[str]
    happened_at: str | None
    sent_at: str | None
    received_at: str
    source: str
    source_ref: str | None
    kind: str | None
    grade: str | None
    youngest: str | None
    references: dict[str, Any]
    words: str
    apart_from: list[str]
    apart_because: str | None


class TrayItemFirstLook(TypedDict):
    by: Person
    at: str
    answers: list[dict[str, Any]]


class TrayItemFiled(TypedDict):
    kind: str
    words: str
    by: Person
    at: str


class TrayItem(TypedDict):
    """One thing that arrived."""

    id: str
    version: int
    state: Literal["not_looked_at", "looked_at", "filed", "passed", "opened", "news"]
    practice: bool
    policy: str
    received_at: str
    sent_at: str | None
    happened_at: str | None
    recorded_at: str
    by: Person
    hours_old: float
    news_is_days_old: int | None
    source: str
    source_ref: str | None
    kind: str | None
    grade: str | None
    youngest: str | None
    references: dict[str, Any]
    words: str
    came_before: list[str]
    children: list[TrayChild]
    to_find: bool
    warnings: list[str]
    first_look: TrayItemFirstLook | None
    urgency: Step | None
    group: str | None
    apart_from: list[str]
    offers: list[TrayOffer]
    filed: TrayItemFiled | None
    referral: str | None
    news: int | None
    other_areas: list[OtherArea]
    items: list[Item]


class TrayCountsByRag(TypedDict):
    rag: str | None
    items: int


class TrayCounts(TypedDict):
    not_looked_at: int
    oldest_hours: float | None
    not_looked_at_late: int
    looked_at: int
    by_rag: list[TrayCountsByRag]
    waiting_late: int
    areas_to_tell: int
    areas_to_tell_late: int


class Tray(TypedDict):
    """What waits, in the order in which it must be opened; or what was found."""

    counts: TrayCounts
    items: list[TrayItem]
    waiting: int
    next: str | None


class Received(TypedDict):
    """What became of one item that was sent."""

    line: int | None
    outcome: Literal["received", "came_before"]
    differs: list[str]
    warnings: list[str]
    item: TrayItem


class OutcomesOutcomes(TypedDict):
    line: int | None
    outcome: Literal["received", "came_before"]
    differs: list[str]
    warnings: list[str]
    item: str


class Outcomes(TypedDict):
    """What became of all that were sent."""

    received: int
    came_before: int
    outcomes: list[OutcomesOutcomes]
