"""The walks of a whole office: the board and its reports, the tray, shifts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.client.walks import Step, last
from tests.web.servers import CASE, RECEIVED
from triage_client import Answer

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
LATER = datetime(2030, 1, 1, 12, tzinfo=UTC)
WHY = "I have read both and rung the officer."
LINE: dict[str, Any] = {"source": "police", "received_at": RECEIVED, "words": "Shouting was heard."}
TOLD: dict[str, Any] = {
    "spoke_to": {"name": "Ms Ali", "role": "Duty manager", "agency": "Luton front door"},
    "acted": "We went there at once.",
    "words": "She has it and goes tonight.",
}


def arrived(**fields: Any) -> Step:
    """A new item in the tray, which is what is worked on from then on."""
    line = {"policy": "trayshire", "line": {**LINE, **fields}}
    return Step("receive", line, shows=lambda told: told["outcome"] == "received")


BOARD = [
    Step("board", {"policy": "hallamshire", "at": "end"}, shows=lambda found: found["at"] == "end"),
    Step("board_text", {"policy": "hallamshire"}, shows=lambda text: "Needs a person now" in text),
    Step("calendar", {"policy": "hallamshire"}, shows=lambda text: text.startswith("BEGIN:VCALENDAR")),
    Step("give_reference", {"reference": "CS-77"}),
    Step("search", {"reference": "CS-77"}, shows=lambda found: len(found["referrals"]) == 1),
    Step(
        "practice_report",
        {"policy": "hallamshire", "since": AT, "by": "role"},
        "manager",
        lambda r: r["by"] == "role",
    ),
    Step(
        "practice_report_csv",
        {"policy": "hallamshire"},
        "manager",
        lambda text: text.startswith("figure,what,"),
    ),
    Step("views", {"policy": "hallamshire", "until": LATER}, "auditor", lambda found: "people" in found),
    Step("dataset", {"policy": "hallamshire", "table": "ssd_contacts"}, "auditor", lambda text: "," in text),
    Step("add_child", {"ref": "child-2", "case_system_id": "SAR-1"}),
    Step(
        "subject_access",
        {"policy": "hallamshire", "case_system_id": "SAR-1", "why": "Her request of 1 November."},
        "auditor",
        lambda found: len(found["referrals"]) == 1,
    ),
]

LOOK = Step(
    "first_look", {"answers": [Answer("child-1", "bruise", "yes")]}, shows=lambda s: s["state"] == "looked_at"
)
TRAY = [
    arrived(source_ref="A/1", children=[{"case_system_id": "A-1"}], references={"cad": "7"}),
    arrived(children=[{"case_system_id": "A-1"}], sent_at=AT),
    Step("item", shows=lambda s: s["offers"][0]["as"] == "group"),
    LOOK,
    Step(
        "correct_item", {"words": WHY, "references": {"crime": "C/1"}, "sent_at": AT, "youngest": "8 months"}
    ),
    Step("item"),
    Step(
        "group_items", lambda s: {"items": [s["offers"][0]["item"]], "words": WHY}, shows=lambda s: s["group"]
    ),
    Step("note_area_of_item", {"area": "Luton", "words": WHY}),
    Step("item_events", {"after": 2}, shows=lambda found: found[0]["number"] == 3),
    Step("follow_item", {"after": 1}, shows=lambda found: found[0]["number"] == 2),
    Step("change_item", {"change": lambda now: now}),
    Step("tray", {"holds": "shouting", "limit": 1}, shows=lambda found: len(found["items"]) == 1),
    Step("open_from_tray", {"reference": "R/1"}, shows=lambda s: len(s["from_tray"]) == 2),
    Step("tell_area", lambda s: {"number": last(s, "other_areas"), **TOLD}),
    Step("note_area", {"area": "Hull", "words": WHY}, shows=lambda s: s["other_areas"][1]["area"] == "Hull"),
]
TRAY_NEWS = [
    arrived(children=[{"case_system_id": "B-1"}]),
    Step("open_from_tray"),
    arrived(children=[{"case_system_id": "B-1"}]),
    Step("item", shows=lambda s: s["offers"][0]["as"] == "news"),
    Step(
        "take_as_news",
        lambda s: {"referral": s["offers"][0]["referral"], "how_known": "told", "to": "A manager"},
        shows=lambda s: s["state"] == "news",
    ),
]
FILED = [
    arrived(words="Win a holiday now."),
    Step("file_item", {"kind": "spam", "words": WHY}, shows=lambda s: s["state"] == "filed"),
    Step("reopen_item", {"words": WHY}, shows=lambda s: s["state"] == "not_looked_at"),
    LOOK,
    Step("note_area_of_item", {"area": "Luton", "words": WHY}),
    Step(
        "tell_area_of_item",
        lambda s: {"number": last(s, "other_areas"), **TOLD},
        shows=lambda s: s["state"] == "passed",
    ),
]
APART = [
    arrived(references={"crime": "S/1"}),
    arrived(references={"crime": "S/1"}),
    Step("item"),
    Step(
        "set_apart",
        lambda s: {"others": [s["offers"][0]["item"]], "words": WHY},
        shows=lambda s: s["offers"] == [],
    ),
    Step(
        "receive_all",
        {"policy": "trayshire", "lines": [{**LINE, "source_ref": f"M/{n}", "sent_at": AT} for n in range(3)]},
        shows=lambda told: told["received"] == 3,
    ),
    Step(
        "receive_pasted",
        {"policy": "trayshire", "text": "received_at\tsource\twords\n20/11/2026 08:15\tpolice\tA shout.\n"},
        shows=lambda told: told["received"] == 1,
    ),
]

A_MANAGER = {"name": "A manager", "role": "manager"}
SHIFTS = [
    Step("open_referral", {"case": CASE}, "social_worker"),
    Step(
        "hand_over",
        {"about_to_do": "Ring the school.", "waiting_for": "The police to ring me back.", "to": A_MANAGER},
        "social_worker",
    ),
    Step("hand_over_page", {"person": "A social_worker"}, shows=lambda page: "Ring the school." in page),
    Step("answer_hand_over", lambda s: {"hand_over": s["said"], "how": "accepted"}, "manager"),
    Step("open_referral", {"case": CASE}, "social_worker"),
    Step("record_absence", {"person": "A social_worker", "words": "She is ill this week."}, "manager"),
    Step("reassign", {"person": "A social_worker", "words": "She is ill this week."}, "manager"),
    Step("end_absence", {"person": "A social_worker"}, "manager"),
    Step("referral", shows=lambda s: s["owner"]["name"] == "A manager"),
]
