"""The walks of children who move to another authority, or come from one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.client.walks import Step
from tests.web.test_transfers import ARRIVAL, MOVE, SHEET, SPOKEN, THERE, WHY

TALKED = {name: value for name, value in SPOKEN.items() if name != "reached"}
ANSWER = {"to": THERE, "reasons": "The risk is real and he is here now.", "family_seen": "Nobody has yet."}


def step(method: str, give: Mapping[str, Any] | None = None, role: str = "worker", **comes: Any) -> Step:
    """A step of the latest transfer, after which that has these values."""

    def given(state: Any) -> dict[str, Any]:
        return {"number": state["transfers"][-1]["number"], **(give or {})}

    def shown(found: Any) -> bool:
        return all(found["transfers"][-1][name] == value for name, value in comes.items())

    return Step(method, given, role, shown)


def fields(method: str, needed: str) -> Step:
    """A step that reads of the latest transfer something that has this in it."""
    return Step(
        method,
        lambda state: {"number": state["transfers"][-1]["number"]},
        shows=lambda found: needed in found,
    )


DECIDED = Step(
    "decide", {"route": "strategy", "rag": "red", "reasons": WHY, "point": "transfer_out"}, "manager"
)
SENT = [
    Step("record_move", MOVE),
    step("write_front_sheet", SHEET),
    DECIDED,
    step("record_sent", {"to": THERE, "how": "secure mail"}, state="sent"),
]
LEAVES = [
    *SENT,
    step("record_read", {"reader": THERE}),
    fields("front_sheet", "sheet"),
    fields("front_sheet_file", "Not to come inside the M25."),
    step("record_returned", {"said_by": THERE, "why": "It is for early help."}, state="disputed"),
    step("take_dispute_further", {"words": WHY, "stage": "directors", "immediate_risk": True}),
    step("take_up_dispute", {"spoke_to": THERE, "words": WHY, "escalated_to": THERE}, "senior"),
    step(
        "end_dispute", {"outcome": "accepts", "said_by": THERE, "words": WHY}, "senior", responsible="theirs"
    ),
    Step("transfers", shows=lambda found: found[0]["state"] == "accepted"),
]
LEAVES_IN_WRITING = [
    *SENT,
    step(
        "record_accepted", {"said_by": THERE, "in_writing": "Their letter of 30 November."}, state="accepted"
    ),
]
ARRIVES = [
    Step("record_arrival", ARRIVAL),
    step("record_papers", {"papers": ["Chronology"]}),
    step("record_sender_not_reached", {"words": "I left a message at ten."}),
    step("record_sender", TALKED, state="spoken"),
    step("read_papers", {"papers": [1]}),
    step("read_papers"),
    step("accept_transfer", ANSWER, "manager", state="accepted"),
]
SENT_BACK = [
    Step("record_arrival", {**ARRIVAL, "papers": []}),
    step("record_sender", TALKED),
    step(
        "send_back",
        {"said_by": {**THERE, "agency": "Hallamshire"}, "why": "They have moved back."},
        "manager",
        state="disputed",
    ),
]
