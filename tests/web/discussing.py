"""Bodies of strategy discussions."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

OFFICER = {"name": "DC Lee", "role": "Detective constable", "agency": "police"}
OWN_MANAGER = {"name": "A manager", "role": "Duty manager", "agency": "social_care"}
ATTENDEES = [
    {"agency": "social_care", "name": "A worker", "role": "Social worker", "able_to_decide": True},
    {**OFFICER, "able_to_decide": True, "unit": "CAIT", "reference": "CR/1234/26"},
    {"agency": "health", "name": "Dr Okafor", "role": "Paediatrician", "able_to_decide": True},
]
ACTION = {"what": "See the child tonight", "owner": OWN_MANAGER, "due": "2026-11-23T18:00:00Z"}
EMERGENCY: Json = {
    "attendees": ATTENDEES[:2],
    "missing": [{"agency": "health", "why": "Nobody of health answers at night."}],
    "decided": "The police go there now.",
    "actions": [ACTION],
}
COMPLETE: Json = {
    "attendees": ATTENDEES,
    "children": ["child-1"],
    "section_47": ["child-1"],
    "enquiry_by": ["social_care", "police"],
    "reasons": "The bruise has no explanation that fits.",
    "actions": [ACTION],
    "family": {"what": "That we are coming tonight, and why.", "at": "2026-11-23T17:00:00Z"},
}
CONVERSATION: Json = {"between": [OWN_MANAGER, OFFICER], "words": "He was cautioned in June."}
