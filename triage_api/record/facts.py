"""What an event can say, a frozen dataclass a kind. Once recorded, a kind keeps its name and its fields.

Answers, recommendations and obligations are kept in the form that ``docs/api.md`` gives them: what was
sent and what was shown is the record, and a later reading of it must not change it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = Any
"""A JSON value, as `json` reads it."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """Why somebody lowered an outcome: a code and their own words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class SecondView:
    """The second view that a lowering needs."""

    before: bool
    """Before it takes effect; else afterwards."""
    by: tuple[str, ...]
    """Roles that may give it; never its author."""


@dataclass(frozen=True, slots=True)
class ReferralOpened:
    """Something arrived, was looked at, and is a referral from now on."""

    policy: str
    """``id@version``."""
    received_at: str
    """ISO 8601 with its offset, as it was given."""
    practice: bool
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class ChildAdded:
    """A child of the referral: a ref, initials with birth month, a case-system ID, and no name."""

    ref: str
    initials: str | None = None
    born: str | None = None
    case_system_id: str | None = None


@dataclass(frozen=True, slots=True)
class AdultAdded:
    """An adult in the child's life."""

    ref: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentAdded:
    """Something that happened to, or near, the child."""

    ref: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered, or its answer changed; the earlier one is kept here too."""

    about: str
    """``referral``, or a ref."""
    question: str
    answer: Json
    previous: Json = None
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that starts or stops clocks: an event of the policy, of the referral or of one contact."""

    event: str
    at: str
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Recommended:
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
class Decided:
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


@dataclass(frozen=True, slots=True)
class SecondViewGiven:
    """Somebody else looked at a lowering: the decision or the edit with the number ``of``."""

    of: int
    agrees: bool
    words: str


@dataclass(frozen=True, slots=True)
class ContactIssued:
    """A required contact is owed from now on, until a person discharges or cancels it."""

    contact: str
    body: Json


@dataclass(frozen=True, slots=True)
class ContactChanged:
    """A later recommendation added to it or brought it forward; ``body`` is the whole of it."""

    contact: str
    body: Json


@dataclass(frozen=True, slots=True)
class ContactProgressed:
    """What became of it: ``attempted``, ``made``, ``declined`` or ``cancelled``."""

    contact: str
    state: str
    spoke_to: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class DutyIssued:
    """A parallel duty is owed from now on."""

    duty: str
    body: Json


@dataclass(frozen=True, slots=True)
class DutyChanged:
    """A later recommendation added to it or brought it forward."""

    duty: str
    body: Json


@dataclass(frozen=True, slots=True)
class DutyProgressed:
    """What became of it."""

    duty: str
    state: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Purged:
    """All before this in the referral is gone, under ``rule``; that it was there can still be shown."""

    rule: str


@dataclass(frozen=True, slots=True)
class TokenAdded:
    """A system, or for now a person, may sign in with a token of which only the digest is kept."""

    token: str
    name: str
    role: str
    sha256: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenRevoked:
    """The token no longer opens anything."""

    token: str


Fact = (
    ReferralOpened
    | ChildAdded
    | AdultAdded
    | IncidentAdded
    | Answered
    | Happened
    | Recommended
    | Decided
    | SecondViewGiven
    | ContactIssued
    | ContactChanged
    | ContactProgressed
    | DutyIssued
    | DutyChanged
    | DutyProgressed
    | Purged
    | TokenAdded
    | TokenRevoked
)

KINDS: dict[str, type[Fact]] = {
    "referral_opened": ReferralOpened,
    "child_added": ChildAdded,
    "adult_added": AdultAdded,
    "incident_added": IncidentAdded,
    "answered": Answered,
    "happened": Happened,
    "recommended": Recommended,
    "decided": Decided,
    "second_view_given": SecondViewGiven,
    "contact_issued": ContactIssued,
    "contact_changed": ContactChanged,
    "contact_progressed": ContactProgressed,
    "duty_issued": DutyIssued,
    "duty_changed": DutyChanged,
    "duty_progressed": DutyProgressed,
    "purged": Purged,
    "token_added": TokenAdded,
    "token_revoked": TokenRevoked,
}
"""The name of each kind in the record. A name is never used for anything else."""
