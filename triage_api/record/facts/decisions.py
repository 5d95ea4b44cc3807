"""What was recommended and decided, and the second views of what was lowered."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Fact, Json, Lowering, SecondView


@dataclass(frozen=True, slots=True)
class Recommended(Fact):
    """The recommendation came out otherwise than before. Orders rise with protection and with urgency; they
    are the policy's on that day, so that the most protective ever can be told without it."""

    policy_sha256: str
    route: str | None
    rag: str | None
    route_order: int
    """-1: too early to say."""
    rag_order: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Decided(Fact):
    """What a named person decided, with what they were shown."""

    route: str | None
    """``None``: not a referral, as the screening answer says."""
    rag: str | None
    route_order: int
    rag_order: int
    reasons: str
    recommendation: Json
    """The body that was shown."""
    policy_sha256: str
    libraries: dict[str, str]
    """Name -> version of everything that had a part in the recommendation."""
    lowers: tuple[str, ...] = ()
    """In which ways it lowers, in words; none: it does not."""
    lowering: Lowering | None = None
    dropped: tuple[str, ...] = ()
    second_view: SecondView | None = None
    sent_by: str | None = None
    """The answer to the policy's question who sent it, for the returns and the practice report."""
    point: str | None = None
    """When in the case it was decided: an id of the policy's ``decision_points``."""
    value: str | None = None
    """What was decided of that point's own question, where it has one: a conference or none."""
    value_order: int = -1
    not_checked: tuple[str, ...] = ()
    """The children and adults whose history nobody had checked then, by ref."""


@dataclass(frozen=True, slots=True)
class Proposed(Fact):
    """What whoever did the work proposes at a decision point, before somebody else decides."""

    point: str
    value: str
    value_order: int
    words: str


@dataclass(frozen=True, slots=True)
class SecondViewGiven(Fact):
    """Somebody else looked at a lowering: the decision or the edit with the number ``of``."""

    of: int
    agrees: bool
    words: str


KINDS: dict[str, type[Fact]] = {
    "recommended": Recommended,
    "decided": Decided,
    "proposed": Proposed,
    "second_view_given": SecondViewGiven,
}
