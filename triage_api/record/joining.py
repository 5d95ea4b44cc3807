"""Referrals that are worked on as one, as their events have left them."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.discussions import Step
from triage_api.record.facts.joining import JoinedInto, ReferralJoined, ReferralUnjoined


@dataclass(frozen=True, slots=True)
class Joining:
    """That another referral is worked on here, and whether that was taken back."""

    step: Step
    fact: ReferralJoined
    undone: tuple[Step, ReferralUnjoined] | None = None

    @property
    def number(self) -> int:
        """What it is known by: the number of its event."""
        return self.step.number

    @property
    def refs(self) -> frozenset[str]:
        """The refs here of all whom it brought."""
        return frozenset(one.ref for one in self.fact.brought)


@dataclass(frozen=True, slots=True)
class Into:
    """In which referral this one is worked on."""

    step: Step
    fact: JoinedInto
