"""What an application is made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the record and the policies are, and who may sign in."""

    data: Path
    policies: tuple[Path, ...]
    """Folders of policies, the first first."""
    keys: Path | None = None
    """Where the chain's key and anchor are, if not beside the record."""
    secret: str | None = field(default=None, repr=False)
    """Embedded: the token of this one launch. Its user is practice and has every role."""
    clock: Callable[[], datetime] = now

    @property
    def practice(self) -> bool:
        """Whether everything recorded is practice."""
        return self.secret is not None
