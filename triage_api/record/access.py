"""Who may see a referral, and what keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Access:
    """As the events have left it."""

    names: frozenset[str] | None = None
    """The only people who see it; ``None``: it is not restricted."""
    broken: tuple[tuple[str, datetime], ...] = ()
    """Who broke the glass, and until when they see it."""
    held: bool = False
    """It is kept, whatever the retention rules say."""
    filed_at: datetime | None = None
    """When somebody said that its print is in the case system."""
    filed_as: str | None = None

    def is_open_to(self, name: str, now: datetime) -> bool:
        """Whether somebody of that name sees it now."""
        if self.names is None or name in self.names:
            return True
        return any(who == name and now <= until for who, until in self.broken)

    def restricted_to(self, names: frozenset[str]) -> Access:
        """Only these see it; whoever broke the glass before does not go on seeing it."""
        return replace(self, names=names, broken=())
