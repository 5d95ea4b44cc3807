"""A child moves to another authority, or comes from one: what was sent, read, accepted and disputed."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Json, Professional


@dataclass(frozen=True, slots=True)
class KeptAway:
    """Whether bail, prison or an order keeps an adult from this child: ``yes``, ``no``, ``not_known``."""

    child: str
    kept: str


@dataclass(frozen=True, slots=True)
class CurrentRisk:
    """Who worries the sender now, and why."""

    adult: str | None
    """A ref; ``None``: nobody of the case."""
    who: str
    why: str
    whereabouts: str
    bail: str
    """Its words; or that there is none, or that it is not known."""
    kept_away: tuple[KeptAway, ...]
    """Of every child that moves."""
    access: str
    """How they see or could see the child."""


@dataclass(frozen=True, slots=True)
class ToldToRing:
    """Somebody of the wider family, and whom they were told to ring."""

    who: str
    ring: str


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """What only the sender can say; the rest of the sheet is made from the record."""

    risks: tuple[CurrentRisk, ...]
    no_risk: str | None
    """Where nobody worries the sender: why not."""
    home: str
    """Where the child lives now, and who with; no address."""
    plan: str
    not_known: tuple[str, ...]
    documents: tuple[str, ...]
    family: tuple[ToldToRing, ...]
    family_not_told: str | None
    """Where nobody of the wider family was told whom to ring: why not."""


@dataclass(frozen=True, slots=True)
class MoveKnown(Fact):
    """We know that children of the referral move away. The transfer is known by the number of this event."""

    children: tuple[str, ...]
    to: str
    """The authority."""
    how_known: str
    due: Deadline | None = None


@dataclass(frozen=True, slots=True)
class FrontSheetWritten(Fact):
    """The front sheet was written, or written again."""

    of: int
    sheet: FrontSheet


@dataclass(frozen=True, slots=True)
class TransferSent(Fact):
    """It was sent, with the front sheet as it then stood."""

    of: int
    to: Professional
    how: str
    sheet: Json
    """As the route of the front sheet answers."""
    due: Deadline | None = None


@dataclass(frozen=True, slots=True)
class TransferRead(Fact):
    """A named person of the other authority has read it."""

    of: int
    reader: Professional


@dataclass(frozen=True, slots=True)
class TransferAccepted(Fact):
    """The other authority accepted, in writing, by a named person: from then on the child is theirs."""

    of: int
    said_by: Professional
    in_writing: str
    """What they wrote, and when: “email of 30 October”."""


@dataclass(frozen=True, slots=True)
class DisputeStage:
    """A stage of a disputed transfer, as the policy of the day has it."""

    stage: str
    title: str
    is_last: bool
    """Only the end of the dispute meets its clock."""
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class TransferReturned(Fact):
    """One side will not have it: the transfer is disputed."""

    of: int
    said_by: Professional
    why: str
    due: Deadline | None = None
    stage: DisputeStage | None = None
    """``None``: the policy has no stages."""


@dataclass(frozen=True, slots=True)
class DisputeTakenUp(Fact):
    """A manager took the dispute up with one of the other side, and perhaps took it higher."""

    of: int
    spoke_to: Professional
    words: str
    escalated_to: Professional | None = None
    goes_to: DisputeStage | None = None
    """Where it stands from now on, since it is not ended; ``None``: where it stood."""


@dataclass(frozen=True, slots=True)
class DisputeClimbed(Fact):
    """Nobody took the dispute up in time, or a child may be hurt meanwhile: it stands at a higher stage."""

    of: int
    words: str
    immediate_risk: bool
    stage: DisputeStage


@dataclass(frozen=True, slots=True)
class DisputeEnded(Fact):
    """A senior manager ended it in words: the receiver ``accepts``, or the sender ``keeps`` the child."""

    of: int
    outcome: str
    said_by: Professional
    """Of the other side: who agrees to it."""
    words: str


@dataclass(frozen=True, slots=True)
class TransferArrived(Fact):
    """Another authority sends us children. The transfer is known by the number of this event."""

    children: tuple[str, ...]
    sender: Professional
    """``agency`` is the authority."""
    words: str
    """How it came, and what as: a child in need, a child protection plan."""
    ask: Deadline | None = None
    """By when the sender is spoken to."""
    answer: Deadline | None = None
    """By when the sender has our answer."""


@dataclass(frozen=True, slots=True)
class PapersArrived(Fact):
    """Papers of a transfer came."""

    of: int
    papers: tuple[str, ...]
    due: Deadline | None = None


@dataclass(frozen=True, slots=True)
class SenderTried(Fact):
    """Somebody tried to reach the sender. A message left is no answer."""

    of: int
    words: str


@dataclass(frozen=True, slots=True)
class SenderSpokenTo(Fact):
    """Somebody here asked the sending worker who worries them now."""

    of: int
    sender: Professional
    worries: str
    """Who worries them now, in their words."""
    home: str
    """Who lives with the child, and how they know."""
    last_seen: str
    """When they last saw the child."""


@dataclass(frozen=True, slots=True)
class PapersRead(Fact):
    """Whoever entered this has read these papers: numbers, counted from 1 over all that came."""

    of: int
    papers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SenderAnswered(Fact):
    """We told the sender, with our reasons, that we accept."""

    of: int
    to: Professional
    reasons: str
    family_seen: str
    """Who here spoke with the family or saw the child, and when; or that nobody did."""


KINDS: dict[str, type[Fact]] = {
    "move_known": MoveKnown,
    "front_sheet_written": FrontSheetWritten,
    "transfer_sent": TransferSent,
    "transfer_read": TransferRead,
    "transfer_accepted": TransferAccepted,
    "transfer_returned": TransferReturned,
    "dispute_taken_up": DisputeTakenUp,
    "dispute_climbed": DisputeClimbed,
    "dispute_ended": DisputeEnded,
    "transfer_arrived": TransferArrived,
    "papers_arrived": PapersArrived,
    "sender_tried": SenderTried,
    "sender_spoken_to": SenderSpokenTo,
    "papers_read": PapersRead,
    "sender_answered": SenderAnswered,
}
