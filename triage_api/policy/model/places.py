"""Where in the threshold files a thing was written, and where in the guidance it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A file, line and column; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)

UNVERIFIED = "unverified"
"""The source of a figure that nobody has verified."""
OUR_JUDGEMENT = "our-judgement"
"""The source of a threshold that is Front Door's own judgement and nobody's guidance."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A paragraph of a source: ``scr-child-j 2.2.7`` is ``SourceRef("scr-child-j", "2.2.7")``."""

    id: str
    at: str | None = None

    def __str__(self) -> str:
        return self.id if self.at is None else f"{self.id} {self.at}"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a policy cites."""

    id: str
    title: str
    kind: str
    """``law``, ``guidance``, ``review``, ``local`` or ``research``."""
    verified: bool
    """Whether somebody read the cited text itself."""
    date: str = ""
    url: str = ""
