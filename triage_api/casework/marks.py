"""What a decision may not quietly fall below: the recommendation, and what it stood at before it fell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage_api.casework.judging import Json, Level, level_of
from triage_api.policy.model import Policy
from triage_api.record import Lowered, Referral

EDITS = {
    "answer": "the one before an answer was changed",
    "merge": "the one before two became one, or were told apart",
    "withdrawal": "the one before somebody was withdrawn as recorded by mistake, or put in again",
}
"""What can lower the recommendation itself, and from what."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A route and a rating below which a decision lowers, and which they are, in words."""

    level: Level
    route: str | None
    rag: str | None
    what: str
    """“the recommended one”."""


def marks(policy: Policy, referral: Referral, recommended: Json) -> list[Mark]:
    """Every mark, what is recommended now first."""
    now = Mark(level_of(policy, recommended), recommended["route"], recommended["rag"], "the recommended one")
    return [now, *_risen(referral), *held(referral)]


def gravest(policy: Policy, referral: Referral, recommended: Json) -> Mark:
    """What a lowering of a contact is lowered from: the gravest of what is recommended, held and decided."""
    found, made = marks(policy, referral, recommended), referral.decision
    if made is not None:
        decided = made.decided
        level = Level(decided.route_order, decided.rag_order)
        found.append(Mark(level, decided.route, decided.rag, "the decided one"))
    return highest(found)


def _risen(referral: Referral) -> Iterator[Mark]:
    """What overtook the last decision, even if the answers have changed back since."""
    risen = referral.overtaken
    if risen is not None:
        level = Level(risen.route_order, risen.rag_order)
        yield Mark(level, risen.route, risen.rag, "the one that overtook the last decision")


def held(referral: Referral) -> Iterator[Mark]:
    """What was recommended before an answer was edited, while that edit waits for its second view or has been
    disagreed with."""
    for lowered in referral.lowerings:
        stood = lowered.lowering.stood
        if stood is not None and _holds(lowered, referral):
            level = Level(stood.route_order, stood.rag_order)
            yield Mark(level, stood.route, stood.rag, EDITS[lowered.what])


def _holds(lowered: Lowered, referral: Referral) -> bool:
    """Whether it still counts: no later decision below it has been agreed to by a second person."""
    if lowered.what not in EDITS or (lowered.stands and not lowered.waits):
        return False
    return not any(
        made.number > lowered.number and made.second_look is not None and made.second_look.agrees
        for made in referral.decisions
    )


def highest(found: Iterable[Mark]) -> Mark:
    """The most protective route and the most urgent rating of several, each for itself."""
    held = list(found)
    route = max(held, key=lambda one: one.level.route)
    rag = max(held, key=lambda one: one.level.rag)
    return Mark(Level(route.level.route, rag.level.rag), route.route, rag.rag, "the highest")
