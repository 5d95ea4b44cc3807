"""The walks: what is done, one method after another, by whom, and what it shows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.client.identities import IDENTITY, MERGING, MISTAKEN
from tests.client.moving import ARRIVES, LEAVES, LEAVES_IN_WRITING, SENT_BACK
from tests.client.office import APART, BOARD, FILED, SHIFTS, TRAY, TRAY_NEWS
from tests.client.walks import Step, last
from tests.web.discussing import COMPLETE, CONVERSATION, EMERGENCY, OFFICER, OWN_MANAGER
from tests.web.servers import CASE
from triage_client import Answer, Lowering

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
LATER = datetime(2030, 1, 1, 12, tzinfo=UTC)
WHY = "I have read both and rung the officer."
LOWERING = Lowering("own_judgement", "I have seen the child myself this morning.")
NOTHING: dict[str, Any] = {"value": [], "nothing_else": True}
CHILD = {"age": "3 years", "hungry": "yes", "bruise": "no", "signs": NOTHING}
WORRY: dict[str, Any] = {
    "answers": {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"},
    "children": [{"ref": "child-1", "answers": CHILD}],
}
BRUISED: dict[str, Any] = {**WORRY, "children": [{"ref": "child-1", "answers": {**CHILD, "bruise": "yes"}}]}
TWO: dict[str, Any] = {"children": [{"ref": "child-1"}, {"ref": "child-2"}]}
FAMILY: dict[str, Any] = {"children": [{"ref": "child-1"}], "adults": [{"ref": "father"}]}
DECIDE = Step("decide", {"route": "assessment", "rag": "amber", "reasons": "She goes hungry at home."})
NIGHT = {"name": "A night_worker", "role": "night_worker"}
WATCH = {
    "fear": "The father may come tonight.",
    "if_called": "Send somebody to the door.",
    "do_not": "Do not leave a message.",
}
VISIT: dict[str, Any] = {
    "child": "child-1",
    "why": "Nobody has looked yet.",
    "seen": True,
    "alone": False,
    "place": {"kind": "home", "whose": "mother"},
    "others": [{"who": "a man who walked out of the living room", "identified": False}],
    "words": "She was awake, and smiled at her mother.",
}


def kept(found: Any) -> bool:
    return bool(found["version"] > 1)


SERVICE = [
    Step("live", shows=lambda found: found["status"] == "live"),
    Step("ready", shows=lambda found: found["trouble"] == []),
    Step("openapi", shows=lambda found: found["openapi"] == "3.1.0"),
    Step("page", shows=lambda page: page.startswith("<!")),
    Step("me", role="manager", shows=lambda found: found["role"] == "manager"),
    Step("served", shows=lambda found: found["trouble"] == []),
    Step("policies", shows=lambda found: "hallamshire" in [policy["id"] for policy in found]),
    Step("questions", {"policy": "hallamshire@1.0"}, shows=lambda found: found["policy"]["version"] == "1.0"),
    Step("triage", {"case": CASE}, shows=lambda found: found["route"] is None),
]

REFERRAL = [
    Step("open_referral", {"case": {**CASE, "answers": {"kind": "worry"}}, "reference": "CS-7"}),
    Step("add_child", {"initials": "KM", "born": "2014-10"}, shows=kept),
    Step("add_adult", {"ref": "father", "label": "father"}, shows=kept),
    Step("add_incident", {"label": "23 June", "happened_at": AT}, shows=kept),
    Step("answer", {"answers": [Answer("child-1", "hungry", "yes"), Answer("father", "violent", "yes")]}),
    Step("record_event", {"event": "passed_on", "at": AT}),
    Step("referral", shows=lambda found: found["recommendation"]["rag"] == "red"),
    Step("referral", {"as_of": LATER}, shows=lambda found: found["reference"] == "CS-7"),
    Step("change_referral", lambda s: {"change": lambda now: now}, shows=kept),
    Step("events", shows=lambda found: found[0]["number"] == 1),
    Step("events", {"after": 3}, shows=lambda found: found[0]["number"] == 4),
    Step("follow", {"after": 2}, shows=lambda found: found[0]["number"] == 3),
    Step(
        "timeline",
        {"until": LATER},
        shows=lambda days: any(line["due"] for day in days for line in day["lines"]),
    ),
    Step("prints", {"kind": "reasons"}, shows=lambda parts: all(len(part) <= 8_000 for part in parts)),
    Step("referral_page", {"limit": 1, "state": "open"}, shows=lambda page: len(page["referrals"]) == 1),
    Step("each_referral", shows=lambda lines: len(lines) > 0),
    Step("referrals", {"state": "open"}, shows=lambda lines: {line["state"] for line in lines} == {"open"}),
    Step(
        "park",
        {"words": "The line dropped; ring back at two."},
        shows=lambda s: s["parked"]["by"]["name"] == "A worker",
    ),
    Step("parked", shows=lambda lines: lines[0]["parked"]["by"] == "A worker"),
    Step("resume", shows=lambda s: s["parked"] is None),
]

DECIDING = [
    DECIDE,
    Step(
        "propose",
        {"point": "end_of_assessment", "value": "conference", "words": "The home is not safe for her."},
    ),
    Step(
        "decide",
        {
            "route": "assessment",
            "rag": "amber",
            "reasons": "The aunt lives there now.",
            "point": "end_of_assessment",
            "value": "no_conference",
            "lowering": LOWERING,
        },
        "manager",
        lambda s: s["state"] == "awaiting_second_view",
    ),
    Step(
        "second_view",
        lambda s: {
            "of": s["decision"]["number"],
            "agrees": True,
            "words": "I have read it and asked the police.",
        },
        "senior",
        lambda s: s["decision"]["second_view"]["given"]["agrees"] is True,
    ),
]

OBLIGATIONS = [
    DECIDE,
    Step(
        "contacts",
        shows=lambda found: {one["id"] for one in found["contacts"]} >= {"school", "health_visitor"},
    ),
    Step("extend_contact", {"contact": "school", "due": LATER, "lowering": LOWERING}),
    Step(
        "progress_contact",
        {"contact": "school", "state": "made", "spoke_to": "Ms Okafor, head", "happened_at": AT},
    ),
    Step(
        "say_sharing", {"contact": "health_visitor", "basis": "not_told", "words": "She would be in danger."}
    ),
    Step(
        "share_without_agreement",
        {"contact": "health_visitor", "words": "The child cannot wait for it."},
        "manager",
    ),
    Step(
        "say_safety",
        {"safe_to_contact": True, "how": "By day, on her own telephone.", "do_not_say": ["Who told us."]},
    ),
    Step("asks", {"agency": "health"}, shows=lambda found: found["count"] > 0),
    Step("printed_ask", {"contact": "health_visitor"}, shows=lambda parts: "health visitor" in parts[0]),
    Step("add_adult", {"ref": "zed", "label": "boyfriend"}),
    Step("answer", {"answers": [Answer("zed", "violent", "yes")]}),
    Step(
        "decide",
        {"route": "assessment", "rag": "red", "reasons": "He hits people.", "point": "new_information"},
    ),
    Step("progress_duty", {"duty": "marac", "state": "attempted", "words": "Left a message."}),
    Step(
        "end_item",
        {
            "item": "contact:police",
            "how": "elsewhere",
            "words": "The other area has it.",
            "accepted_by": "PC Lee, officer, police",
        },
        "manager",
    ),
]

CLOSING = [
    Step("answer", {"answers": [Answer("referral", "kind", "spam")]}),
    Step("decide", {"route": None, "rag": None, "reasons": "It is an advertisement."}),
    Step("restrict", {"names": ["A manager"], "words": "Her aunt works in this office."}, "manager"),
    Step("break_glass", {"words": "He rang me, and nobody is here."}, "worker"),
    Step("restrict", {"names": [], "words": "The aunt has left."}, "manager"),
    Step(
        "hold",
        {"held": True, "words": "The coroner has asked for it."},
        "auditor",
        lambda s: s["access"]["held"],
    ),
    Step("record_filing", {"reference": "DOC-1"}, shows=lambda s: s["access"]["filed_as"] == "DOC-1"),
    Step(
        "close_referral",
        {"reasons": "It is no referral.", "holder": "Nobody: no child", "family_may_ring": "The front door"},
        "manager",
        lambda s: s["state"] == "closed",
    ),
]

DISAGREEING = [
    DECIDE,
    Step(
        "disagree",
        {"words": "I am anxious about him there.", "about": "Luton decided without seeing anybody."},
    ),
    Step(
        "answer_disagreement",
        lambda s: {
            "of": last(s, "disagreements"),
            "outcome": "upheld",
            "words": "Their thresholds are others.",
        },
        "manager",
    ),
    Step(
        "take_disagreement_further",
        lambda s: {
            "of": last(s, "disagreements"),
            "words": "It is not about thresholds.",
            "immediate_risk": True,
        },
        shows=lambda s: s["disagreements"][0]["stages"][-1]["stage"] == "senior",
    ),
    Step("disagree", {"words": "The rating should be red."}),
    Step(
        "withdraw_disagreement",
        lambda s: {"of": last(s, "disagreements"), "words": "I was wrong about the date."},
        shows=lambda s: s["disagreements"][-1]["state"] == "withdrawn",
    ),
]

NEWS = [
    DECIDE,
    Step("news", shows=lambda found: len(found["ask"]) > 0),
    Step(
        "record_news",
        {
            "words": "He was seen at the school gate.",
            "said_by": "The school",
            "how_known": "saw",
            "received_at": AT,
            "to": "A manager",
            "answers": [Answer("child-1", "bruise", "yes")],
        },
    ),
    Step(
        "acknowledge_news",
        lambda s: {"of": last(s, "news"), "words": "I am ringing the police now."},
        "manager",
        lambda s: s["news"][-1]["acknowledged"] is not None,
    ),
]

OWNING = [
    DECIDE,
    Step("offer", {"words": "For tonight: I go home at five.", "to": NIGHT, "watch": WATCH}),
    Step(
        "decline_offer",
        lambda s: {"of": last(s, "offers"), "words": "I am at the court."},
        "night_worker",
    ),
    Step("offer", {"words": "For tonight: I go home at five.", "team": "night", "watch": WATCH}),
    Step(
        "accept_offer",
        lambda s: {"of": last(s, "offers")},
        "night_worker",
        lambda s: s["owner"]["name"] == "A night_worker",
    ),
    Step("watch_list", shows=lambda page: "The father may come tonight." in page),
]

DISCUSSING = [
    Step("request_discussion", {"why": "A bruise that nobody explains.", "children": ["child-1"]}),
    Step(
        "record_refusal",
        lambda s: {
            "number": last(s, "discussions"),
            "agency": "health",
            "said_by": OFFICER,
            "why": "Nobody is on call.",
            "escalated_to": OWN_MANAGER,
        },
    ),
    Step(
        "answer_refusal",
        lambda s: {
            "number": last(s, "discussions"),
            "refusal": s["discussions"][0]["refusals"][0]["number"],
            "takes_part": True,
            "words": "They come at nine.",
        },
        "manager",
    ),
    Step(
        "record_emergency_discussion",
        lambda s: {"number": last(s, "discussions"), **EMERGENCY},
        shows=lambda s: s["discussions"][0]["state"] == "emergency",
    ),
    Step(
        "complete_discussion",
        lambda s: {"number": last(s, "discussions"), **COMPLETE},
        "manager",
        lambda s: s["discussions"][0]["state"] == "complete",
    ),
    Step(
        "finish_action",
        lambda s: {"number": last(s, "discussions"), "action": 1, "words": "Seen at home at six."},
        shows=lambda s: s["discussions"][0]["actions"][0]["done"] is not None,
    ),
    Step(
        "record_confirmation",
        lambda s: {
            "number": last(s, "discussions"),
            "said_by": OFFICER,
            "confirms": True,
            "words": "CR/1234/26",
        },
    ),
    Step("record_conversation", CONVERSATION),
    Step("discussions", shows=lambda found: len(found["conversations"]) == 1),
]

VISITING = [
    Step("record_visit", VISIT),
    Step(
        "identify_person",
        lambda s: {"visit": last(s, "visits"), "person": 1, "words": "The police know him from the door."},
    ),
    Step("visits", shows=lambda found: found["visits"][0]["others"][0]["known"] is not None),
]

WALKS: dict[str, tuple[dict[str, Any] | None, list[Step]]] = {
    "the server and its policies": (None, SERVICE),
    "a referral and who is in it": ({}, REFERRAL),
    "who is who, and whose records were searched": (FAMILY, IDENTITY),
    "two that are one, and are two again": (TWO, MERGING),
    "somebody recorded by mistake": (TWO, MISTAKEN),
    "a decision against a proposal": (BRUISED, DECIDING),
    "what is owed": (BRUISED, OBLIGATIONS),
    "who sees it, and the end": ({}, CLOSING),
    "somebody disagrees": (WORRY, DISAGREEING),
    "news": (WORRY, NEWS),
    "owners": (WORRY, OWNING),
    "the board, search and reports": ({}, BOARD),
    "the tray": (None, TRAY),
    "the tray, news on a case": (None, TRAY_NEWS),
    "the tray, no referral": (None, FILED),
    "the tray, apart and many at once": (None, APART),
    "shifts": (None, SHIFTS),
    "a strategy discussion": (FAMILY, DISCUSSING),
    "a visit": (FAMILY, VISITING),
    "a child who leaves, disputed": (FAMILY, LEAVES),
    "a child who leaves, accepted in writing": (FAMILY, LEAVES_IN_WRITING),
    "a child who arrives": (FAMILY, ARRIVES),
    "a child who is sent back": (FAMILY, SENT_BACK),
}
