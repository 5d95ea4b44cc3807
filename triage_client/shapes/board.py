"""What needs a person now, and what a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.referrals import ReferralLine


class BoardTray(TypedDict):
    """What arrived and nobody has looked at."""

    not_looked_at: int
    oldest_hours: float | None
    not_looked_at_late: int


class Board(TypedDict):
    """What needs a person now."""

    policy: str
    at: Literal["start", "end"]
    now: str
    until: str
    tray: BoardTray
    sections: dict[str, BoardSection]
    late: list[LateCount]


class BoardSection(TypedDict):
    title: str
    count: int
    oldest: str | None
    late: int
    first: list[BoardItem]


class BoardItem(TypedDict):
    referral: str
    reference: str | None
    id: str
    kind: str
    what: str
    owner: str | None
    agency: str | None
    rag: str | None
    since: str
    due: str | None


class LateCount(TypedDict):
    whose: Literal["ours", "theirs"]
    agency: str | None
    count: int
    oldest: str


class Found(TypedDict):
    referrals: list[ReferralLine]
    more: bool
