"""The walks of who is who in a referral, and in whose records they were searched."""

from __future__ import annotations

from tests.client.walks import Step, last
from tests.web.discussing import OFFICER

IDENTITY = [
    Step("give_reference", {"reference": "CS-1"}),
    Step("give_reference", {"reference": "CS-2", "words": "One digit of it was mistyped."}),
    Step("add_child", {"ref": "child-2", "initials": "KM"}),
    Step("correct_child", {"child": "child-2", "born": "2014-10", "case_system_id": "P-1"}),
    Step("correct_child", {"child": "child-2", "not_known": ["born"], "words": "His brother's month."}),
    Step("correct_adult", {"adult": "father", "case_system_id": "A-1"}),
    Step("add_incident", {"ref": "door"}),
    Step(
        "correct_incident",
        {"incident": "door", "crime": "CR/1/26"},
        shows=lambda s: len(s["corrections"]) == 2,
    ),
    Step("links", shows=lambda found: found["links"] == []),
    Step("seek_child", {"child": "child-1", "tried": "Rang the number twice.", "asked": ["Oak"]}),
    Step(
        "end_search",
        {"child": "child-1", "words": "Nobody knows of such a child."},
        "manager",
        lambda s: s["sought"][0]["ended"] is not None,
    ),
    Step(
        "record_search",
        {"of": ["child-1", "father"], "records": "social_care", "since": "2009", "result": "nothing_found"},
    ),
    Step(
        "record_search",
        {
            "of": ["father"],
            "records": "police",
            "since": None,
            "result": "could_not_search",
            "words": "The desk is closed today.",
            "by": OFFICER,
        },
        shows=lambda s: s["searches"][1]["searcher"]["name"] == OFFICER["name"],
    ),
    Step(
        "withdraw_search",
        lambda s: {"search": s["searches"][0]["number"], "words": "It was his cousin."},
        shows=lambda s: not any(one["checked"] for one in s["history"]),
    ),
]

MERGING = [
    Step("merge", {"kept": "child-1", "merged": "child-2", "words": "The school says it is the same boy."}),
    Step(
        "unmerge",
        lambda s: {"merge": last(s, "merges"), "words": "The school says that they are cousins."},
        shows=lambda s: len(s["case"]["children"]) == 2,
    ),
]

MISTAKEN = [
    Step("withdraw", {"ref": "child-2", "words": "The school rang about another family in one call."}),
    Step(
        "put_back",
        lambda s: {"withdrawal": last(s, "withdrawals"), "words": "He is her brother, the school says."},
        shows=lambda s: len(s["case"]["children"]) == 2,
    ),
]
