"""Who sees a referral, and for how long it is kept."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class AccessGlassBroken(TypedDict):
    name: NotRequired[str]
    until: NotRequired[str]


class Access(TypedDict):
    """Who may see it, and what keeps it."""

    restricted_to: list[str] | None
    glass_broken: list[AccessGlassBroken]
    held: bool
    filed_as: str | None
    filed_at: str | None
