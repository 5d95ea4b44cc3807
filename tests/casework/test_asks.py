"""What an agency is asked: a document it can act on alone, the danger as it is today first, and one list."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, WORKER, Referral, desk_on, worry
from triage_api.casework import Desk, Member
from triage_api.casework.access import restrict
from triage_api.casework.refusals import NotFoundError
from triage_api.casework.sharing import Safe, allow_sharing, say_safety, say_sharing
from triage_api.record import Person
from triage_api.storage import Ledger

HV = "health_visitor"


@pytest.fixture
def asked(desk: Desk) -> Referral:
    """A bruised child with two adults, decided for assessment."""
    referral = worry(desk, bruise="yes")
    for adult in ("father", "boyfriend"):
        referral.adult(adult)
    referral.answer("boyfriend", "violent", {"value": "yes", "said_by": "the landlord", "how_known": "saw"})
    referral.answer("father", "violent", "no")
    referral.decide("assessment", "red")
    return referral


def printed(referral: Referral, contact: str = HV) -> str:
    return "\n".join(referral.desk.printed_ask(referral.state["id"], contact, referral.who, referral.now))


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading."""
    lines = text.split("\n")
    start = lines.index(heading) + 1
    return lines[start : lines.index("", start)]


def test_the_danger_as_it_is_today_comes_first(asked: Referral) -> None:
    text = printed(asked)
    assert text.index("WHO WORRIES US NOW") < text.index("WHY WE ASK YOU")
    assert section(text, "WHO WORRIES US NOW") == [
        "As of Monday 23 November 2026 at 10.00.",
        "boyfriend:",
        "- Has this adult been violent to anyone? Yes. (the landlord)",
        "Said to have no contact with the child now: father.",
    ]


def test_yesterdays_adult_makes_way_for_todays(asked: Referral) -> None:
    """Child J 2.2.25: health visiting was told of the wrong adult."""
    asked.by(MANAGER).answer("boyfriend", "violent", "no", LOWERING)
    asked.answer("father", "violent", "yes")
    now = section(printed(asked), "WHO WORRIES US NOW")
    assert "father:" in now
    assert now[-1] == "Said to have no contact with the child now: boyfriend."


def test_where_sources_differ_an_adult_is_not_away(asked: Referral) -> None:
    accounts = [{"value": "no", "said_by": "father"}, {"value": "yes", "said_by": "mother"}]
    asked.answer("father", "violent", {"accounts": accounts})
    now = section(printed(asked), "WHO WORRIES US NOW")
    assert {"father:", "boyfriend:"} <= set(now)


def test_nobody_known_is_not_nobody(desk: Desk) -> None:
    referral = worry(desk, bruise="yes")
    referral.decide("assessment", "amber")
    assert any("not the same as nobody" in line for line in section(printed(referral), "WHO WORRIES US NOW"))


def test_it_says_what_is_asked_by_when_and_of_whom(asked: Referral) -> None:
    text = printed(asked)
    assert section(text, "WHAT WE ASK, AND BY WHEN")[:2] == [
        "- When they saw the child",
        "By Wednesday 25 November 2026 at 17.00.",
    ]
    assert "To: The named health visitor." in text
    assert "Reply to: A worker, Duty social worker." in text
    assert "within 2 working days" in "".join(section(text, "WHERE THE TIMES COME FROM"))


def test_what_is_late_says_so(asked: Referral) -> None:
    asked.now += timedelta(days=9)
    assert any("It is late" in line for line in section(printed(asked), "WHAT WE ASK, AND BY WHEN"))


def test_more_time_shows_the_time_before_it(asked: Referral) -> None:
    asked.by(MANAGER).extend(HV, datetime.fromisoformat("2026-11-30T12:00:00+00:00"), LOWERING)
    text = printed(asked)
    assert "before it was extended: Wednesday 25 November 2026 at 17.00" in text


BASES: dict[str, tuple[list[Any], str]] = {
    "nothing is said": ([], "NOT SETTLED"),
    "not told": ([lambda c: say_sharing(c, HV, "not_told", "She would be in danger.")], "NOT SETTLED"),
    "agreed": ([lambda c: say_sharing(c, HV, "agreed", "The mother said yes.")], "The family agrees"),
    "a manager's reason": (
        [
            lambda c: say_sharing(c, HV, "not_told", "She would be in danger."),
            lambda c: allow_sharing(c, HV, "The child cannot wait for it."),
        ],
        "Told without agreement because: The child cannot wait for it. (A manager, Duty manager)",
    ),
}


@pytest.mark.parametrize(("steps", "words"), BASES.values(), ids=BASES.keys())
def test_it_says_on_what_basis_it_is_told(asked: Referral, steps: list[Any], words: str) -> None:
    for step in steps:
        asked.by(MANAGER).change(step)
    assert any(words in line for line in section(printed(asked), "ON WHAT BASIS WE TELL YOU"))


def test_it_keeps_those_who_visit_and_the_family_safe(asked: Referral) -> None:
    assert section(printed(asked), "SAFETY OF THOSE WHO VISIT") == [
        "Nobody has said. Ask us before anybody goes there."
    ]
    said = Safe(False, "He reads her telephone.", "Two go together.", ("To the father: where she lives.",))
    text = printed(asked) if asked.change(lambda change: say_safety(change, said)) else ""
    assert section(text, "SAFETY OF THOSE WHO VISIT") == ["Two go together."]
    assert section(text, "REACHING THE FAMILY") == [
        "IT IS NOT SAFE to ring, write or text: He reads her telephone."
    ]
    assert section(text, "DO NOT SAY") == ["- To the father: where she lives."]


def test_practice_says_so_first_and_last(ledger: Ledger) -> None:
    referral = worry(desk_on(ledger, practice=True), bruise="yes")
    referral.decide("assessment", "amber")
    lines = [line for line in printed(referral).split("\n") if line]
    assert lines[3].startswith("PRACTICE")
    assert lines[-1].startswith("PRACTICE")


def test_what_was_not_issued_has_no_document(asked: Referral) -> None:
    with pytest.raises(NotFoundError, match="no-such-contact"):
        printed(asked, "moon")


def test_one_list_for_one_agency_late_first(desk: Desk) -> None:
    late = worry(desk, bruise="yes")
    late.decide("assessment", "amber")
    soon = worry(desk, bruise="yes")
    soon.adult("father")
    soon.answer("father", "violent", "yes")
    soon.decide("assessment", "red")
    made = worry(desk, bruise="yes")
    made.decide("assessment", "amber")
    made.change(lambda change: say_sharing(change, HV, "agreed", "The mother said yes."))
    made.contact(HV, "made", "Ms Hill, health visitor")
    found = desk.asks("health", WORKER, NOW + timedelta(days=3))
    assert [(one["referral"], one["late"]) for one in found["asks"]] == [
        (soon.state["id"], True),
        (late.state["id"], False),
    ]
    assert (found["count"], found["late"]) == (2, 1)
    assert found["asks"][0]["waits"] is True
    assert found["asks"][0]["reply_to"] == {"name": "A worker", "role": "worker"}


def test_what_one_may_not_see_is_not_even_counted(asked: Referral) -> None:
    asked.by(MANAGER).change(lambda change: restrict(change, ("A manager",), "She works here herself."))
    colleague = Member(Person("A colleague", "worker"))
    assert asked.desk.asks("health", colleague, asked.now)["count"] == 0
    assert asked.desk.asks("health", MANAGER, asked.now)["count"] == 1


def test_whoever_told_us_is_answered_as_the_policy_says(desk: Desk) -> None:
    referral = worry(desk, hungry="yes")
    referral.decide("assessment", "amber")
    (one,) = desk.asks("family", WORKER, NOW)["asks"]
    assert one["method"] == {"id": "call", "title": "A call"}
