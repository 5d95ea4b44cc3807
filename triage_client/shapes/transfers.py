"""Transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.discussions import Done
    from triage_client.shapes.parts import Deadline, Person, Professional


class TransferSent(TypedDict):
    """It was sent."""

    number: int
    by: Person
    at: str
    to: Professional
    how: str
    due: Deadline | None


class TransferRead(TypedDict):
    """Who of the other authority has read it."""

    number: int
    by: Person
    at: str
    reader: Professional


class SenderTried(TypedDict):
    """The sender was not reached."""

    number: int
    by: Person
    at: str
    words: str


class SenderSpoken(TypedDict):
    """What the sending worker answered."""

    number: int
    by: Person
    at: str
    sender: Professional
    worries: str
    home: str
    last_seen: str


class Paper(TypedDict):
    """One of the papers that came, and who read it first."""

    number: int
    title: str
    came: Done
    due: Deadline | None
    read: Done | None


class TransferAccepted(TypedDict):
    """The receiver accepts."""

    number: int
    by: Person
    at: str
    who: Professional
    words: str
    family_seen: str | None


class TakenUp(TypedDict):
    """A manager took the dispute up."""

    number: int
    by: Person
    at: str
    spoke_to: Professional
    words: str
    escalated_to: Professional | None


class DisputeEnd(TypedDict):
    """A senior manager ended it."""

    number: int
    by: Person
    at: str
    outcome: Literal["accepts", "keeps"]
    said_by: Professional
    words: str


class DisputeStage(TypedDict):
    """A stage of the policy that the dispute came to."""

    stage: str
    title: str
    since: Done
    immediate_risk: bool
    deadline: Deadline
    left: Done | None
    taken_up: bool


class TransferDispute(TypedDict):
    """The receiver will not have it."""

    number: int
    by: Person
    at: str
    said_by: Professional
    why: str
    due: Deadline | None
    stages: list[DisputeStage]
    taken_up: list[TakenUp]
    ended: DisputeEnd | None


class Transfer(TypedDict):
    """A child moves to another authority, or comes from one."""

    number: int
    by: Person
    at: str
    leaves: bool
    state: Literal["known", "sent", "arrived", "spoken", "disputed", "accepted", "kept"]
    responsible: Literal["ours", "theirs"]
    authority: str
    children: list[str]
    words: str
    sender: Professional | None
    due: Deadline | None
    ask_by: Deadline | None
    answer_by: Deadline | None
    front_sheet: Done | None
    sent: TransferSent | None
    reads: list[TransferRead]
    tried: list[SenderTried]
    spoken: SenderSpoken | None
    papers: list[Paper]
    accepted: TransferAccepted | None
    dispute: TransferDispute | None


class Transfers(TypedDict):
    transfers: list[Transfer]


class KeptAway(TypedDict):
    """Whether bail, prison or an order keeps them away from this child."""

    child: str
    kept: Literal["yes", "no", "not_known"]


class CurrentRisk(TypedDict):
    """Who worries the sender now."""

    adult: str | None
    who: str
    why: str
    whereabouts: str
    bail: str
    kept_away: list[KeptAway]
    access: str


class SheetLevel(TypedDict):
    """What is recommended now."""

    route: str | None
    rag: str | None
    words: str


class SheetDecision(TypedDict):
    """What was decided here."""

    at: str
    by: Person
    words: str
    reasons: str
    lowers: list[str]


class SheetItem(TypedDict):
    """What is still open here."""

    what: str
    due: str | None
    late: bool
    owner: str | None


class ToldToRing(TypedDict):
    """Somebody of the wider family, and whom they were told to ring."""

    who: str
    ring: str


class Sheet(TypedDict):
    """The front sheet, in the order in which it is to be read."""

    referral: str
    practice: bool
    to: str
    made_at: str
    written_by: Person | None
    children: list[dict[str, Any]]
    current_risk: list[CurrentRisk]
    no_risk: str | None
    last_seen: list[str]
    home: str
    recommended: SheetLevel | None
    plan: str
    not_known: list[str]
    decisions: list[SheetDecision]
    documents: list[str]
    family: list[ToldToRing]
    family_not_told: str | None
    open_items: list[SheetItem]
    responsible: str


class FrontSheet(TypedDict):
    """The front sheet for people, and the same for programs."""

    form: str
    text: str
    sheet: Sheet
