"""A whole policy, composed: all that the engine sees of the threshold files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from triage_api.policy.model.casework import Casework
from triage_api.policy.model.conditions import Condition
from triage_api.policy.model.outcomes import Contact, Definition, Duty, Named, Rag, Route, Rule, Start
from triage_api.policy.model.places import NOWHERE, Place, Source
from triage_api.policy.model.questions import Question, Section
from triage_api.policy.model.timings import BankHolidays, Event, OfficeHours, Tier, Timing


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who adopted the policy, and from when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A parent's rule that this policy does without, and why."""

    rule: str
    because: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Never:
    """An impossible combination of answers. Narrows proofs, and nothing else."""

    when: Condition
    because: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """One authority's thresholds and protocol timings. Mappings are by id and keep the policy's order."""

    id: str
    title: str
    version: str
    in_force_from: date
    in_force_until: date | None
    adopted: Adoption | None
    """``None``: a draft."""
    extends: str | None
    sha256: str
    """Of the composed policy: the same rules, the same hash."""
    sources: Mapping[str, Source]
    sections: Mapping[str, Section]
    questions: Mapping[str, Question]
    definitions: Mapping[str, Definition]
    rules: Mapping[str, Rule]
    routes: Mapping[str, Route]
    """From the least to the most protective."""
    base_route: str
    rags: Mapping[str, Rag]
    """From the least to the most urgent."""
    holding_routes: Mapping[str, str]
    """A rule's route -> the step at which it holds."""
    holding_rags: Mapping[str, str]
    starts: Mapping[str, Start]
    harms: Mapping[str, Named]
    destinations: Mapping[str, Named]
    """The first is where a referral goes when no rule names another."""
    roles: Mapping[str, Named]
    agencies: Mapping[str, Named]
    units: Mapping[str, Named]
    """Police units, by date the policy's own: CAIT, CSU, out-of-hours, a later hub."""
    duties: Mapping[str, Duty]
    contacts: Mapping[str, Contact]
    events: Mapping[str, Event]
    timings: Mapping[str, Timing]
    tiers: Mapping[str, Tier]
    enquiries_within: str
    """The timing on which an enquiry runs whose question gives none."""
    most_enquiries: int
    """At most so many enquiries a child."""
    office: OfficeHours
    bank_holidays: BankHolidays
    cannot_settle: str | None = None
    """The definition, of an adult, of who may not settle two differing answers: the person of concern and
    their partner. Without it no adult of the case may."""
    switched_off: tuple[SwitchedOff, ...] = ()
    never: tuple[Never, ...] = ()
    was: Mapping[str, str] = field(default_factory=dict)
    """A question's former id -> its id now."""
    bands: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """What the lead expects of a representative week: a share's name -> lowest, highest."""
    casework: Casework = field(default_factory=Casework)
    """How the work itself runs: who may do what, and by when."""

    @property
    def ref(self) -> str:
        """``id@version``."""
        return f"{self.id}@{self.version}"

    def in_force_on(self, day: date) -> bool:
        """Whether it was in force on that day. A draft has dates too, and is practice on any day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)
