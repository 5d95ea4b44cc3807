"""Strategy discussions at a desk: who comes to them, and every step of one as a call."""

from __future__ import annotations

from typing import Any

from tests.casework.desks import MANAGER, Referral, worry
from triage_api.casework import Desk
from triage_api.casework.completing import Complete, complete, confirm, deny
from triage_api.casework.discussions import (
    InEmergency,
    answer_refusal,
    converse,
    finish_action,
    hold_in_emergency,
    refuse,
    request,
)
from triage_api.record import Action, Attendee, FamilyTold, Missing, Professional

Json = dict[str, Any]

OFFICER = Professional("DC Lee", "Detective constable", "police")
HEAD = Professional("DI Cole", "Detective inspector", "police")
OWN_MANAGER = Professional("A manager", "Duty manager", "social_care")
WORDS = "The officer who knows the family was in court."

SOCIAL_CARE = Attendee("social_care", "A worker", "Duty social worker", able_to_decide=True)
POLICE = Attendee("police", "DC Lee", "Detective constable", True, "CAIT", "CR/1234/26")
HEALTH = Attendee("health", "Dr Okafor", "Paediatrician", able_to_decide=True)
ALL = (SOCIAL_CARE, POLICE, HEALTH)
HEALTH_MISSING = (Missing("health", "Nobody of health answers at night."),)
VISIT = Action(
    "See the child tonight",
    Professional("A worker", "Social worker", "social_care"),
    "2026-11-23T18:00:00+00:00",
)


def whole(**fields: Any) -> Complete:
    """A complete discussion of one child that begins an enquiry, but for ``fields``."""
    values: dict[str, Any] = {
        "attendees": ALL,
        "children": ("child-1",),
        "left_out": (),
        "section_47": ("child-1",),
        "enquiry_by": ("social_care", "police"),
        "reasons": "The bruise has no explanation that fits.",
        "actions": (VISIT,),
        "family": FamilyTold("That we are coming tonight, and why.", "2026-11-23T17:00:00+00:00"),
    }
    return Complete(**{**values, **fields})


class Discussion:
    """One strategy discussion of one referral, step by step."""

    def __init__(self, referral: Referral) -> None:
        self.referral = referral
        self.number = 0

    def request(self, *children: str) -> None:
        self.referral.change(lambda change: request(change, children, "A bruise that nobody explains.", ()))
        self.number = self.referral.state["discussions"][-1]["number"]

    def emergency(self, sent: InEmergency | None = None) -> None:
        held = sent or InEmergency(ALL[:2], HEALTH_MISSING, "The police go there now.", (VISIT,))
        self.referral.change(lambda change: hold_in_emergency(change, self.number, held))

    def refuse(self, agency: str = "police") -> None:
        self.referral.change(lambda change: refuse(change, self.number, agency, OFFICER, WORDS, OWN_MANAGER))

    def answer(self, takes_part: bool = True) -> None:
        refusal = self.state["refusals"][-1]["number"] if self.state["refusals"] else 1
        self.referral.change(
            lambda change: answer_refusal(change, self.number, refusal, takes_part, "I rang the inspector.")
        )

    def will_not(self) -> None:
        self.answer(takes_part=False)

    def complete(self, sent: Complete | None = None) -> None:
        self.referral.change(lambda change: complete(change, self.number, sent or whole()))

    def confirm(self) -> None:
        self.referral.change(lambda change: confirm(change, self.number, HEAD, "CR/1234/26"))

    def deny(self) -> None:
        self.referral.change(lambda change: deny(change, self.number, HEAD, "There is nothing under that."))

    def done(self, action: int = 1) -> None:
        self.referral.change(
            lambda change: finish_action(change, self.number, action, "Seen at home at six.")
        )

    def converse(self) -> None:
        between = [OWN_MANAGER, OFFICER]
        self.referral.change(lambda change: converse(change, between, (), "He was cautioned in June."))

    @property
    def state(self) -> Json:
        found = [one for one in self.referral.state["discussions"] if one["number"] == self.number]
        return found[0] if found else {"state": "none", "refusals": []}

    @property
    def events(self) -> list[str]:
        """The events of the policy that have happened since it was decided."""
        happened = [one["event"] for one in self.referral.state["case"]["events"]]
        return [event for event in happened if event != "decided"]


def discussed(desk: Desk) -> Discussion:
    """A bruised baby, decided: a strategy discussion is due, and asked for."""
    referral = worry(desk, age="8 months", bruise="yes").by(MANAGER)
    referral.decide("strategy", "red")
    found = Discussion(referral)
    found.request()
    return found
