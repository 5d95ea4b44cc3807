"""What is printed: every way in which an answer can be known stands in its own place, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, NOW, SECOND_MANAGER, WORKER, Referral, opened, worry
from tests.casework.discussing import discussed
from tests.casework.transferring import arriving, leaving
from tests.casework.visiting import OFFICER, STRANGER, visit
from triage_api.casework import Desk
from triage_api.casework.answering import Given
from triage_api.casework.disagreeing import Dissent, disagree
from triage_api.casework.moments import in_words, since_words
from triage_api.casework.news import Told, record_news
from triage_api.casework.prints import PRINTS
from triage_api.casework.prints.sheet import LONGEST, Sheet
from triage_api.casework.sharing import say_sharing
from triage_api.record import REFERRAL


def printed(referral: Referral, kind: str = "record") -> str:
    return "\n".join(referral.desk.printed(referral.state["id"], kind, referral.who, referral.now))


def section(text: str, heading: str) -> str:
    """The lines under one heading."""
    return text.partition(f"\n{heading}\n")[2].partition("\n\n")[0]


@pytest.mark.parametrize(
    ("answer", "heading", "words"),
    [
        pytest.param("yes", "ANSWERED, BUT NOBODY WROTE DOWN HOW IT IS KNOWN", "yes.", id="bare"),
        pytest.param(
            {"value": "yes", "how_known": "saw", "said_by": "police"},
            "SEEN, OR IN A RECORD", "yes. (police)", id="seen",
        ),
        pytest.param(
            {"value": "yes", "how_known": "told", "said_by": "aunt"},
            "TOLD TO US (ALLEGATION)", "yes. (aunt)", id="told",
        ),
        pytest.param({"value": "yes", "how_known": "opinion"}, "OPINION", "yes.", id="opinion"),
        pytest.param(
            {"not_known": "refused or evaded"}, "NOT KNOWN, AND WHY",
            "not known: refused or evaded.", id="refused",
        ),
        pytest.param(
            {"accounts": [{"value": "yes", "how_known": "told"}, {"value": "no", "how_known": "told"}]},
            "TOLD TO US (ALLEGATION)", "Sources differ on this.", id="two sources",
        ),
    ],
)  # fmt: skip
def test_an_answer_stands_where_it_belongs(desk: Desk, answer: object, heading: str, words: str) -> None:
    referral = opened(desk, answers={"kind": "worry"}, children=[{"ref": "child-1"}])
    referral.answer("child-1", "bruise", answer)
    assert words in section(printed(referral), heading)


def test_not_mentioned_is_never_printed_as_no(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "worry"}, children=[{"ref": "child-1"}])
    referral.answer(REFERRAL, "family_asks", {"not_mentioned": True})
    text = printed(referral)
    assert "not mentioned" in section(text, "NOT MENTIONED (THIS IS NOT A NO)")
    assert section(text, "OPINION") == "Nothing."


def test_a_decision_stands_in_the_deciders_own_words_with_what_was_shown(desk: Desk) -> None:
    child = {"ref": "child-1", "answers": {"age": "8 months", "bruise": "yes"}}
    referral = opened(desk, answers={"kind": "worry"}, children=[child]).by(MANAGER)
    referral.decide("advice", "green", "Her own words about this family.", LOWERING)
    text = printed(referral)
    assert "Her own words about this family." in section(text, "WHAT WAS DECIDED")
    assert "Strategy discussion" in section(text, "WHAT FRONT DOOR SAID AT THE MOMENT OF DECISION")
    lowered = section(text, "WHAT WAS LOWERED")
    assert "My own judgement differs: I have seen the child myself this morning." in lowered
    assert "Its second view has not been given." in lowered
    referral.by(SECOND_MANAGER).second_view(referral.state["lowerings"][0]["number"], agrees=False)
    text = printed(referral)
    assert "Another manager, Duty manager, disagreed" in section(text, "WHAT WAS LOWERED")
    assert "It does not stand" in section(text, "WHAT WAS DECIDED")


def test_the_familys_version_says_nothing_of_other_people(desk: Desk) -> None:
    case: dict[str, Any] = {
        "answers": {"kind": "worry"},
        "children": [{"ref": "child-1", "answers": {"bruise": {"value": "yes", "said_by": "the aunt"}}}],
        "adults": [{"ref": "uncle", "answers": {"violent": "yes"}}],
    }
    text = printed(opened(desk, **case), "family")
    assert "A person must read this" in text
    assert "uncle" not in text
    assert "aunt" not in text


def test_a_print_of_practice_says_so_at_both_ends(desk: Desk) -> None:
    referral = opened(desk, policy="draftshire", answers={"kind": "worry"})
    assert printed(referral).count("PRACTICE: no live record.") == 2


@pytest.mark.parametrize("kind", PRINTS)
@pytest.mark.parametrize("answered", [0, 40], ids=["nothing", "much"])
def test_no_part_is_longer_than_a_case_systems_field(desk: Desk, kind: str, answered: int) -> None:
    children = [
        {"ref": f"child-{number}", "answers": {"bruise": {"value": "yes", "said_by": "x" * 110}}}
        for number in range(answered)
    ]
    referral = opened(desk, WORKER, answers={"kind": "worry"}, children=children)
    parts = desk.printed(referral.state["id"], kind, WORKER, NOW)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(f"Part {number} of {len(parts)}" in part for number, part in enumerate(parts, 1))


def test_nothing_is_lost_between_two_parts() -> None:
    sheet = Sheet()
    lines = [f"line {number} " + "word " * 30 for number in range(300)]
    sheet.section("Long", lines)
    sheet.section("One long line", ["w" * 3 * LONGEST])
    text = "\n".join(sheet.parts("NAME"))
    assert all(line.strip() in text for line in lines)
    assert text.count("w") - text.count("word") == 3 * LONGEST
    assert max(map(len, sheet.parts("NAME"))) <= LONGEST


def test_moments_are_told_in_words() -> None:
    assert in_words("2015-06-24T08:14:00+00:00", "Europe/London") == "Wednesday 24 June 2015 at 09.14"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "less than a minute"), (1, "1 minute"), (59, "59 minutes"), (60, "1 hour"), (3000, "2 days")],
)
def test_how_long(minutes: int, words: str) -> None:
    assert since_words(NOW, NOW + timedelta(minutes=minutes)) == words


def test_news_disagreement_and_sharing_are_on_paper(desk: Desk) -> None:
    referral = worry(desk, bruise="yes")
    referral.decide("assessment", "amber")
    referral.adult("boyfriend")
    violent = Given("boyfriend", "violent", "yes")
    told = Told("He is charged with an assault.", "the police", "record", answers=[violent])
    referral.change(lambda change: record_news(change, told))
    referral.change(lambda change: disagree(change, Dissent("He is still in that flat.")))
    referral.change(
        lambda change: say_sharing(change, "health_visitor", "not_told", "She would be in danger.")
    )
    text = printed(referral)
    news = section(text, "NEWS, AND DECISIONS THAT IT OVERTOOK")
    assert "He is charged with an assault. (the police, record)" in news
    assert "Nobody has acknowledged it (due by Monday 23 November 2026 at 11.00)." in news
    assert "above the decision (Assessment, Amber): Assessment, Red." in news
    disagreed = section(text, "WHO DISAGREED")
    assert "He is still in that flat." in disagreed
    assert "The manager: no answer (due by Tuesday 24 November 2026 at 10.00)" in disagreed
    shared = section(text, "ON WHAT BASIS THEY WERE TOLD")
    assert (
        "The named health visitor: not told. She would be in danger. (A worker, Duty social worker)" in shared
    )
    assert "No manager has said why without" in shared


def test_who_met_whom_is_on_paper(desk: Desk) -> None:
    discussion = discussed(desk)
    for step in ("refuse", "emergency", "complete", "deny", "converse"):
        getattr(discussion, step)()
    visit(discussion.referral, visitor=OFFICER, others=(STRANGER,))
    text = printed(discussion.referral)
    seen = section(text, "VISITS, MADE AND TRIED")
    assert "PC Lee, Police constable, police: child-1 seen, not alone (home, of mother)." in seen
    assert "does not count as one: Only a visit by" in seen
    assert "a man who walked out of the living room (adult-1), not identified." in seen
    held = section(text, "STRATEGY DISCUSSIONS, AND CONVERSATIONS THAT WERE NONE")
    for words in (
        "It is: denied.",
        "Refused Monday 23 November 2026",
        "Missing: health: Nobody of health answers at night.",
        "DC Lee, Detective constable, police, CAIT, CR/1234/26",
        "The police: denied.",
        "Section 47 enquiry for child-1, by social_care, police.",
        "See the child tonight (not done)",
        "No strategy discussion, Monday 23 November 2026",
    ):
        assert words in held
    assert "VISITS, MADE AND TRIED" not in printed(discussion.referral, "family")


def test_a_transfer_is_on_paper(desk: Desk) -> None:
    out, into = leaving(desk), arriving(desk)
    for step in ("know", "write", "decide", "send", "read_there", "returned", "take_up", "keep"):
        getattr(out, step)()
    for step in ("arrive_with_papers", "speak"):
        getattr(into, step)()
    sent = section(printed(out.referral), "TRANSFERS TO AND FROM OTHER AREAS")
    for words in (
        "kept. The child is ours.",
        "Read there",
        "Returned",
        "Taken up",
        "keeps: Bail keeps",
    ):
        assert words in sent
    came = section(printed(into.referral), "TRANSFERS TO AND FROM OTHER AREAS")
    for words in (
        "spoken. The child is theirs.",
        "Bail keeps him",
        "Assessment. Read by nobody.",
    ):
        assert words in came
