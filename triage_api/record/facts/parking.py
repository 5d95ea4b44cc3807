"""Work on a referral that is put aside with the questions unfinished, and taken up again."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact


@dataclass(frozen=True, slots=True)
class Parked(Fact):
    """Whoever was at work on it puts it aside: its clocks run on."""

    words: str
    """Where they are, and what comes next."""


@dataclass(frozen=True, slots=True)
class Resumed(Fact):
    """Somebody, perhaps somebody else, goes on with it."""


KINDS: dict[str, type[Fact]] = {
    "parked": Parked,
    "resumed": Resumed,
}
