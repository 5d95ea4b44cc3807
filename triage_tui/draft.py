"""A decision in the making."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from triage_client import Lowering


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision not yet made."""

    route: str | None = None
    rag: str | None = None
    dropped: tuple[str, ...] = ()
    reasons: str = ""
    code: str = ""
    """Why it lowers, where it does: one of the policy's codes, and words."""
    words: str = ""
    lowers: bool = False
    point: str = ""
    """When in the case it is, where something is decided already."""

    def missing(self, *, screened_out: bool, again: bool) -> str | None:
        """What has to be chosen or written next; ``None`` when it is whole."""
        needed = {
            "route": screened_out or self.route,
            "rag": screened_out or self.rag,
            "reasons": self.reasons,
        }
        if again:
            needed = {"point": self.point, **needed}
        if self.lowers:
            needed |= {"code": self.code, "words": self.words}
        return next((name for name, given in needed.items() if not given), None)

    def body(self) -> dict[str, Any]:
        """As the API takes it, without the lowering."""
        return {
            "route": self.route,
            "rag": self.rag,
            "reasons": self.reasons,
            "dropped": list(self.dropped),
            "point": self.point or None,
        }

    def lowering(self) -> Lowering | None:
        """Why it lowers, if it does."""
        return Lowering(self.code, self.words) if self.lowers else None
