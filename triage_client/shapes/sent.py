"""Parts of bodies, as they are sent."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NotRequired, TypedDict


class HandleBody(TypedDict):
    initials: NotRequired[str]
    born: NotRequired[str]
    case_system_id: NotRequired[str]


class ReferencesBody(TypedDict):
    crime: NotRequired[str]
    cad: NotRequired[str]
    notification: NotRequired[str]


class TrayLineBody(TypedDict):
    source: str
    words: str
    received_at: datetime | str
    sent_at: NotRequired[datetime | str]
    happened_at: NotRequired[datetime | str]
    source_ref: NotRequired[str]
    kind: NotRequired[str]
    grade: NotRequired[str]
    youngest: NotRequired[str]
    children: NotRequired[list[HandleBody]]
    references: NotRequired[ReferencesBody]
    again: NotRequired[bool]


class ProfessionalBody(TypedDict):
    name: str
    role: str
    agency: str


class ReceiverBody(TypedDict):
    name: str
    role: str


class WatchBody(TypedDict):
    fear: str
    if_called: str
    do_not: str


class WatchedBody(TypedDict):
    fear: str
    if_called: str
    do_not: str
    referral: str


class AttendeeBody(TypedDict):
    agency: str
    name: str
    role: str
    able_to_decide: bool
    unit: NotRequired[str]
    reference: NotRequired[str]


class MissingBody(TypedDict):
    agency: str
    why: str


class ActionBody(TypedDict):
    what: str
    owner: ProfessionalBody
    due: datetime | str


class LeftOutBody(TypedDict):
    child: str
    why: str


class FamilyBody(TypedDict):
    what: str
    at: datetime | str | None


class PlaceBody(TypedDict):
    kind: str
    whose: str


class MetBody(TypedDict):
    who: str
    adult: NotRequired[str]
    identified: bool
    of_concern: NotRequired[bool]


class KeptAwayBody(TypedDict):
    child: str
    kept: Literal["yes", "no", "not_known"]


class RiskBody(TypedDict):
    adult: NotRequired[str]
    who: str
    why: str
    whereabouts: str
    bail: str
    kept_away: list[KeptAwayBody]
    access: str


class ToldBody(TypedDict):
    who: str
    ring: str
