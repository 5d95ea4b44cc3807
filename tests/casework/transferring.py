"""Transfers at a desk: every step of one, out and in, as a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.casework.desks import MANAGER, SENIOR, WORKER, Json, Referral, worry
from triage_api.casework import Desk, Member
from triage_api.casework.arriving import (
    accept,
    arrive,
    read_papers,
    receive_papers,
    send_back,
    speak_to_sender,
    try_sender,
)
from triage_api.casework.changes import Change
from triage_api.casework.disputes import end_dispute, take_up
from triage_api.casework.transfers import (
    accepted_there,
    know_move,
    read_there,
    returned_there,
    send,
    write_sheet,
)
from triage_api.record import CurrentRisk, FrontSheet, KeptAway, Professional, ToldToRing

THERE = Professional("R. Shah", "Duty social worker", "Luton")
THEIR_MANAGER = Professional("P. Bell", "Service manager", "Luton")
WHY = "Bail keeps him from London only, and he may be with them now."

ZED = CurrentRisk(
    adult="zed",
    who="the mother's partner",
    why="He is charged with a life-changing assault on a neighbour.",
    whereabouts="Said to be in Hull; nobody has checked.",
    bail="Not to come inside the M25.",
    kept_away=(KeptAway("child-1", "no"),),
    access="He could join them in Luton on any day.",
)


def sheet(**fields: Any) -> FrontSheet:
    """A front sheet that names the risk, but for ``fields``."""
    values: dict[str, Any] = {
        "risks": (ZED,),
        "no_risk": None,
        "home": "In a flat in Luton with his mother; who else is there is not known.",
        "plan": "Child in need plan since September.",
        "not_known": ("Whether he lives with them.",),
        "documents": ("Assessment of August", "Visit of 2 October"),
        "family": (ToldToRing("grandmother", "R. Shah, duty social worker"),),
        "family_not_told": None,
    }
    return FrontSheet(**{**values, **fields})


class Transfer:
    """One transfer of one referral, step by step; each by somebody who may."""

    def __init__(self, referral: Referral) -> None:
        self.referral = referral
        self.number = 0

    def change(self, who: Member, rule: Callable[[Change], None]) -> None:
        self.referral.by(who).change(rule)

    def know(self, *children: str) -> None:
        how = "The mother rang and said so."
        self.change(WORKER, lambda change: know_move(change, children, "Luton", how))
        self.number = self.referral.state["transfers"][-1]["number"]

    def write(self, written: FrontSheet | None = None) -> None:
        found = written or sheet()
        self.change(WORKER, lambda change: write_sheet(change, self.number, found))

    def decide(self) -> None:
        self.referral.by(MANAGER).decide("assessment", "red", point="transfer_out")

    def send(self) -> None:
        self.change(WORKER, lambda change: send(change, self.number, THERE, "secure mail"))

    def read_there(self) -> None:
        self.change(WORKER, lambda change: read_there(change, self.number, THERE))

    def accepted(self) -> None:
        words = "Their letter of 30 November."
        self.change(WORKER, lambda change: accepted_there(change, self.number, THERE, words))

    def returned(self) -> None:
        self.change(WORKER, lambda change: returned_there(change, self.number, THERE, "It is early help."))

    def arrive(self, *papers: str) -> None:
        words = "A child in need plan, by mail from Ealing."
        self.change(WORKER, lambda change: arrive(change, (), THERE, words, papers))
        self.number = self.referral.state["transfers"][-1]["number"]

    def arrive_with_papers(self) -> None:
        self.arrive("Assessment", "Chronology")

    def papers(self) -> None:
        self.change(WORKER, lambda change: receive_papers(change, self.number, ["Chronology"]))

    def tried(self) -> None:
        self.change(WORKER, lambda change: try_sender(change, self.number, "I left a message at ten."))

    def speak(self) -> None:
        answers = (WHY, "The mother says that she is alone.", "On 2 October, with his father.")
        self.change(WORKER, lambda change: speak_to_sender(change, self.number, THERE, *answers))

    def read_here(self) -> None:
        self.change(WORKER, lambda change: read_papers(change, self.number, ()))

    def accept(self) -> None:
        reasons, seen = "The risk is real and he is here now.", "A worker saw him on Friday."
        self.change(MANAGER, lambda change: accept(change, self.number, THERE, reasons, seen))

    def send_back(self) -> None:
        ours = Professional("A manager", "Duty manager", "Hallamshire")
        self.change(MANAGER, lambda change: send_back(change, self.number, ours, "They have moved back."))

    def take_up(self) -> None:
        self.change(MANAGER, lambda change: take_up(change, self.number, THEIR_MANAGER, WHY, None))

    def end(self, outcome: str = "accepts") -> None:
        self.change(SENIOR, lambda change: end_dispute(change, self.number, outcome, THEIR_MANAGER, WHY))

    def keep(self) -> None:
        self.end("keeps")

    @property
    def state(self) -> Json:
        found = [one for one in self.referral.state["transfers"] if one["number"] == self.number]
        return found[0] if found else {"state": "none", "responsible": None}

    def item(self, part: str) -> Json | None:
        """The item of the due list that this part of it is."""
        id = f"transfer:{self.number}:{part}"
        return next((item for item in self.referral.state["items"] if item["id"] == id), None)


def leaving(desk: Desk) -> Transfer:
    """A child with a violent adult about, decided, of whom nobody knows yet that they move."""
    referral = worry(desk)
    referral.adult("zed")
    referral.answer("zed", "violent", "yes")
    referral.decide("assessment", "red")
    return Transfer(referral)


def arriving(desk: Desk) -> Transfer:
    """A child of whom nothing is decided."""
    return Transfer(worry(desk))
