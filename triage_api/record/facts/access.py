"""Who may see a referral, who looked at it, and what keeps it from being purged."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact


@dataclass(frozen=True, slots=True)
class Restricted(Fact):
    """From now on only these people see it: a colleague's family, a councillor's, one that is well known."""

    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class RestrictionLifted(Fact):
    """Everybody who works here sees it again."""

    words: str


@dataclass(frozen=True, slots=True)
class GlassBroken(Fact):
    """Somebody who is not named had to see it, said why, and sees it until then."""

    words: str
    until: Deadline


@dataclass(frozen=True, slots=True)
class HeldFromPurge(Fact):
    """It is kept, whatever the retention rules say: an inquiry or a court asks for it."""

    words: str


@dataclass(frozen=True, slots=True)
class HoldEnded(Fact):
    """The retention rules hold for it again."""

    words: str


@dataclass(frozen=True, slots=True)
class PrintFiled(Fact):
    """Somebody has seen that its print is in the authority's case system, under this reference."""

    reference: str


@dataclass(frozen=True, slots=True)
class Viewed(Fact):
    """Somebody looked at a referral; noted once an hour for each person, referral and kind of look."""

    referral: str
    what: str
    """``record``, ``events``, ``contacts``, or ``print:`` and its kind."""
    worked_on_it: bool
    """Whether they had entered anything in it before."""


@dataclass(frozen=True, slots=True)
class Exported(Fact):
    """Somebody took one child's record out of Front Door."""

    referrals: tuple[str, ...]
    why: str


KINDS: dict[str, type[Fact]] = {
    "restricted": Restricted,
    "restriction_lifted": RestrictionLifted,
    "glass_broken": GlassBroken,
    "held_from_purge": HeldFromPurge,
    "hold_ended": HoldEnded,
    "print_filed": PrintFiled,
    "viewed": Viewed,
    "exported": Exported,
}
