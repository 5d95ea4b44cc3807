"""What follows from a rule: routes, ratings, contacts, duties, and what must not be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from triage_api.policy.model.conditions import Condition
from triage_api.policy.model.places import NOWHERE, Place, SourceRef
from triage_api.policy.model.questions import Polarity


@dataclass(frozen=True, slots=True)
class DoNot:
    """Do not make ``contact`` until the event ``until`` has happened."""

    contact: str
    until: str


@dataclass(frozen=True, slots=True)
class Then:
    """Everything that one rule asks for. What several rules ask for is united."""

    route: str | None = None
    rag: str | None = None
    start: str | None = None
    harm: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    clocks: tuple[tuple[str, str], ...] = ()
    """(contact, timing): clocks put on a contact, beside those that the contact itself has."""
    duties: tuple[str, ...] = ()
    destination: str | None = None
    tier: str | None = None
    police_units: tuple[str, ...] = ()
    enquiries: tuple[str, ...] = ()
    """Questions whose answers must be found out, because the rule applies, is assumed or holds."""
    warnings: tuple[str, ...] = ()
    do_not: tuple[DoNot, ...] = ()
    milestones: tuple[str, ...] = ()
    """Timings that later events start."""
    call_999: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A threshold: a condition and what follows."""

    id: str
    title: str
    when: Condition
    then: Then
    because: str
    source: tuple[SourceRef, ...]
    statutory: bool = False
    topic: str = ""
    """The file that it stands in, without ending: one topic a file."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A named condition, used by several rules."""

    id: str
    title: str
    when: Condition
    polarity: Polarity
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Route:
    """A rung of the ladder. ``order`` rises with protection."""

    id: str
    title: str
    order: int
    level_of_need: int
    rag_at_least: str
    decided_by: tuple[str, ...]
    """Roles that may decide this route."""
    second_view: str
    """When a lowering from this route needs its second view: ``before`` it takes effect, or ``after``."""
    says: str = ""
    """What the screen says of it, to a duty worker."""
    contacts: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rag:
    """A rating: how fast. ``order`` rises with urgency; what one starts, every redder one starts too."""

    id: str
    title: str
    order: int
    says: str = ""
    contacts: tuple[str, ...] = ()
    clocks: tuple[tuple[str, str], ...] = ()
    milestones: tuple[str, ...] = ()
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Start:
    """How soon work on the route begins. ``order`` rises with urgency."""

    id: str
    title: str
    order: int


@dataclass(frozen=True, slots=True)
class Named:
    """A harm type, a destination, an agency or a role: an id and the words for it."""

    id: str
    title: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """A role to be contacted."""

    id: str
    role: str
    agency: str
    why: str
    tell: tuple[str, ...]
    ask: tuple[str, ...]
    record: tuple[str, ...]
    do_not_say: tuple[str, ...] = ()
    safety: str = ""
    clocks: tuple[str, ...] = ()
    """Timings that run on it wherever it is required."""
    unit: str | None = None
    """The police unit that it is."""
    settled_by: tuple[str, ...] = ()
    """A contact whose unit is not yet said: met by any of these; by all of them where none is known."""
    times: tuple[tuple[str, str], ...] = ()
    """(what became of it, event): what is said of the contact is that event too, for its clocks."""
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that runs beside the child's route and never instead of it."""

    id: str
    title: str
    recipient: str
    basis: str
    ends_when: str
    clocks: tuple[str, ...]
    source: tuple[SourceRef, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
