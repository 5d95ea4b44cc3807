"""What an agency is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Person
    from triage_client.shapes.policies import Title


class Ask(TypedDict):
    """One thing that an agency is asked."""

    referral: str
    practice: bool
    reference: str | None
    contact: str
    role: str
    children: list[str]
    ask: list[str]
    due: str | None
    late: bool
    state: Literal["to_do", "held_back", "attempted", "declined", "escalated"]
    sent: str | None
    waits: bool
    reply_to: Person | None
    method: Title | None


class Asks(TypedDict):
    """Everything that one agency is asked and has not done, late first."""

    agency: str
    at: str
    count: int
    late: int
    practice: bool
    watermark: str | None
    asks: list[Ask]
