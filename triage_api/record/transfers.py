"""Transfers as their events have left them: those that leave, and those that arrive."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.discussions import Step
from triage_api.record.facts import (
    Deadline,
    DisputeEnded,
    DisputeStage,
    DisputeTakenUp,
    FrontSheet,
    MoveKnown,
    SenderAnswered,
    SenderSpokenTo,
    SenderTried,
    TransferAccepted,
    TransferArrived,
    TransferRead,
    TransferReturned,
    TransferSent,
)

ACCEPTS, KEEPS = "accepts", "keeps"
"""How a dispute ends: the receiver accepts the child, or the sender keeps it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent."""

    step: Step
    fact: TransferSent


@dataclass(frozen=True, slots=True)
class Read:
    """Who of the other authority read it."""

    step: Step
    fact: TransferRead


@dataclass(frozen=True, slots=True)
class Answered:
    """That the receiver accepts, as whoever heard or said it wrote it down."""

    step: Step
    fact: TransferAccepted | SenderAnswered


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A manager's step in a dispute."""

    step: Step
    fact: DisputeTakenUp


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a dispute."""

    step: Step
    fact: DisputeEnded


@dataclass(frozen=True, slots=True)
class StageReached:
    """A stage that a dispute came to."""

    stage: DisputeStage
    since: Step
    immediate_risk: bool = False
    """It came here because a child may be hurt meanwhile."""
    left: Step | None = None
    """When it went on: taken up and not ended, or not taken up."""
    taken_up: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """The receiver will not have it; open until a senior manager ends it in words."""

    step: Step
    fact: TransferReturned
    stages: tuple[StageReached, ...] = ()
    """From the first; none: the policy of the day had none."""
    taken_up: tuple[TakenUp, ...] = ()
    ended: Ended | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """The sender was not reached."""

    step: Step
    fact: SenderTried


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sender was spoken to."""

    step: Step
    fact: SenderSpokenTo


@dataclass(frozen=True, slots=True)
class Paper:
    """One of the papers that came, and who read it first."""

    title: str
    came: Step
    due: Deadline | None
    read: Step | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer, from the first word of it on."""

    begun: MoveKnown | TransferArrived
    step: Step
    sheet: FrontSheet | None = None
    """As it was last written."""
    sheet_step: Step | None = None
    sent: Sent | None = None
    reads: tuple[Read, ...] = ()
    accepted: Answered | None = None
    dispute: Dispute | None = None
    tried: tuple[Tried, ...] = ()
    spoken: Spoken | None = None
    papers: tuple[Paper, ...] = ()

    @property
    def number(self) -> int:
        """What it is known by: the number of the event that began it."""
        return self.step.number

    @property
    def leaves(self) -> bool:
        """Whether the children move away from here; else they come here."""
        return isinstance(self.begun, MoveKnown)

    @property
    def authority(self) -> str:
        """The other side."""
        return self.begun.to if isinstance(self.begun, MoveKnown) else self.begun.sender.agency

    @property
    def ended(self) -> Ended | None:
        """How the dispute ended, if there was one."""
        return None if self.dispute is None else self.dispute.ended

    @property
    def state(self) -> str:
        """``known``, ``sent``, ``arrived``, ``spoken``; then ``accepted``, or ``disputed`` and in the end
        ``accepted`` or ``kept``."""
        if self.ended is not None:
            return "accepted" if self.ended.fact.outcome == ACCEPTS else "kept"
        if self.dispute is not None:
            return "disputed"
        if self.accepted is not None:
            return "accepted"
        if self.leaves:
            return "known" if self.sent is None else "sent"
        return "arrived" if self.spoken is None else "spoken"

    @property
    def is_over(self) -> bool:
        """Whether it has been settled whose the child is."""
        return self.state in ("accepted", "kept")

    @property
    def is_ours(self) -> bool:
        """Whether the child is our responsibility: the sender's, until the receiver has accepted."""
        return self.leaves != (self.state == "accepted")

    @property
    def settled(self) -> Step | None:
        """When that was settled."""
        if self.ended is not None:
            return self.ended.step
        return None if self.dispute is not None or self.accepted is None else self.accepted.step
