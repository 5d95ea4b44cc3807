"""What was put aside, by whom, and that somebody goes on with it. It never ends by itself."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.discussions import Step
from triage_api.record.facts import Parked


@dataclass(frozen=True, slots=True)
class Parking:
    """One time that it was put aside."""

    step: Step
    fact: Parked
    resumed: Step | None = None
    """Who went on with it: by saying so, by an answer or by a decision."""
