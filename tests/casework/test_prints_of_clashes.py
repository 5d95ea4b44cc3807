"""What did not agree when somebody decided is on paper, in whose words, with what became of it; and only on
paper for those who review the record."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.casework.desks import LOWERING, MANAGER, POLICIES, Referral, desk_on, opened, worry
from tests.casework.test_merging import CALM, join, two
from tests.casework.test_prints import printed, section
from tests.casework.test_subject_access import AUDITOR
from tests.casework.transferring import Transfer, sheet
from triage_api.assurance.catalogue import Catalogue
from triage_api.casework import Desk
from triage_api.casework.answering import Given
from triage_api.casework.judging import viewed
from triage_api.casework.prints import PRINTS, Printing
from triage_api.casework.prints.risk import NOBODY, SOMEBODY
from triage_api.casework.subjects import add_child
from triage_api.record import Decided, Entry, folded
from triage_api.storage import Ledger

THEN = "WHAT FRONT DOOR SAID AT THE MOMENT OF DECISION"
NOW_OPEN = "ANSWERS THAT DO NOT AGREE TODAY"
AUNT = {"value": "yes", "said_by": "the aunt", "how_known": "told"}
MOTHER = {"value": "no", "said_by": "the mother", "how_known": "saw"}
VIOLENT = "father: “Has this adult been violent to anyone?”"
DOCTOR = {"value": "no", "said_by": "the doctor", "how_known": "saw", "settles": True}
DIFFER = {"accounts": [AUNT, MOTHER]}
TWO_ACCOUNTS = "child-1: “Is there a bruise?” Two accounts differ."
NOTHING_SINCE = "- Today this still does not agree, and nobody has answered it again."
ARMED = """\
  - id: armed
    ask: Does this adult have a weapon?
    about: adult
    answer: yes_no
    polarity: risk
    not_known: find_out
    stage: decision
    asked_when: {violent: yes}
    who_can_find_out: The police
    find_out_within: 4 office hours
    source: our-judgement
"""


@pytest.fixture
def clashing(ledger: Ledger, tmp_path: Path) -> Desk:
    """A desk whose policy asks what does not always arise, and knows when the list of adults is not empty."""
    folder = shutil.copytree(POLICIES, tmp_path / "policies")
    file = folder / "hallamshire" / "questions" / "20-adults.yaml"
    closes = "    closes: adults\n"
    text = file.read_text(encoding="utf-8")
    assert text.count(closes) == 1
    text = text.replace(closes, f"{closes}    not_empty_when: {{any_child: {{signs: left}}}}\n")
    first = file.with_name("10-first.yaml")
    signs = first.read_text(encoding="utf-8")
    assert signs.count("answer: several\n") == 1
    first.write_text(
        signs.replace("answer: several\n", "answer: several\n    sweep: yes\n"), encoding="utf-8"
    )
    file.write_text(text + ARMED, encoding="utf-8")
    return desk_on(ledger, policies=folder)


@pytest.fixture
def differing(desk: Desk) -> Referral:
    """Decided while two accounts of the bruise stood against each other."""
    referral = worry(desk, bruise=DIFFER).by(MANAGER)
    referral.decide("assessment", "amber")
    return referral


def lines(referral: Referral, heading: str = THEN, kind: str = "record") -> list[str]:
    return section(printed(referral, kind), heading).splitlines()


def test_two_accounts_stand_with_who_gave_them(differing: Referral) -> None:
    said = lines(differing)
    start = said.index("Some answers did not agree at that moment:")
    assert said[start + 1].startswith(TWO_ACCOUNTS)
    assert said[start + 2 : start + 5] == [
        "- Said then: yes. (the aunt; told)",
        "- Said then: no. (the mother; seen, or in a record)",
        NOTHING_SINCE,
    ]
    (about, *accounts) = lines(differing, NOW_OPEN)
    assert about.startswith(TWO_ACCOUNTS)
    assert accounts == ["- Said: yes. (the aunt; told)", "- Said: no. (the mother; seen, or in a record)"]


def test_the_attachment_says_it_of_the_latest_decision_and_before_any_of_today(desk: Desk) -> None:
    referral = worry(desk, bruise=DIFFER).by(MANAGER)
    heading = "ANSWERS THAT DO NOT AGREE"
    assert "- Said: yes. (the aunt; told)" in lines(referral, heading, "reasons")
    referral.decide("assessment", "amber")
    assert "- Said then: yes. (the aunt; told)" in lines(referral, heading, "reasons")
    referral.answer("child-1", "bruise", AUNT)
    referral.decide("assessment", "amber")
    assert lines(referral, heading, "reasons") == ["Nothing."]


def test_who_settled_it_and_how_stands_beside_what_was_said_then(differing: Referral) -> None:
    differing.answer("child-1", "bruise", {"accounts": [AUNT, DOCTOR]}, LOWERING)
    said = lines(differing)
    assert "- Said then: no. (the mother; seen, or in a record)" in said
    end = said.index("- Today this no longer stands.")
    assert said[end - 1] == (
        "- Monday 23 November 2026 at 10.00, recorded by A manager, Duty manager: yes. (the aunt; told) "
        "no. (the doctor; seen, or in a record; put down to settle it)"
    )
    assert lines(differing, NOW_OPEN) == ["Nothing."]


def test_what_was_answered_again_and_still_differs_says_both(differing: Referral) -> None:
    differing.answer("child-1", "bruise", {"accounts": [AUNT, MOTHER, {**MOTHER, "said_by": "the school"}]})
    said = lines(differing)
    assert any(line.startswith("- Monday") and "(the school;" in line for line in said)
    assert "- Today this still does not agree." in said


def test_each_decision_says_what_clashed_when_it_was_made(differing: Referral) -> None:
    differing.answer("child-1", "bruise", AUNT)
    differing.decide("assessment", "amber")
    said = lines(differing)
    assert said.count("Some answers did not agree at that moment:") == 1
    assert said.count("Front Door found no answers that do not agree.") == 1
    assert said.index("Some answers did not agree at that moment:") < said.index(
        "Front Door found no answers that do not agree."
    )


def test_what_does_not_arise_is_told_with_its_answer(clashing: Desk) -> None:
    referral = worry(clashing).by(MANAGER)
    referral.adult("father")
    referral.answer("father", "violent", MOTHER)
    referral.answer("father", "armed", AUNT)
    referral.decide("assessment", "amber")
    said = lines(referral)
    start = next(
        n for n, line in enumerate(said) if line.startswith("father: “Does this adult have a weapon?”")
    )
    assert "does not arise" in said[start]
    assert said[start + 1 : start + 4] == [
        "- Said then: yes. (the aunt; told)",
        f"- Beside it, said then: {VIOLENT} no. (the mother; seen, or in a record)",
        NOTHING_SINCE,
    ]
    referral.answer("father", "violent", AUNT)
    said = lines(referral)
    end = said.index("- Today this no longer stands.")
    assert said[end - 1].endswith(f"by A manager, Duty manager: {VIOLENT} yes. (the aunt; told)")


def test_of_what_another_adult_is_asked_nothing_stands_beside_it(clashing: Desk) -> None:
    referral = worry(clashing).by(MANAGER)
    for adult in ("father", "uncle"):
        referral.adult(adult)
        referral.answer(adult, "violent", "no")
    referral.answer("father", "armed", AUNT)
    referral.decide("assessment", "amber")
    referral.answer("uncle", "violent", "yes")
    said = "\n".join(lines(referral))
    assert NOTHING_SINCE in said
    assert "uncle: “" not in said


def test_a_list_closed_with_nobody_on_it_says_who_was_put_down_since(clashing: Desk) -> None:
    referral = worry(clashing, signs={"value": ["left"], "nothing_else": True}).by(MANAGER)
    referral.decide("assessment", "amber")
    said = lines(referral)
    assert any("No adult is put down" in line and "“Left alone”" in line for line in said)
    assert NOTHING_SINCE in said
    assert any(
        line.startswith("- Beside it, said then: child-1: “Which of these were seen?” Left alone;")
        for line in said
    )
    referral.adult("father")
    said = lines(referral)
    end = said.index("- Today this no longer stands.")
    assert said[end - 1].endswith("recorded by A manager, Duty manager: father was put down.")


@pytest.mark.parametrize(
    ("account", "line"),
    [
        ("yes", "yes. (nobody wrote down who said it, or how it is known)"),
        ({"value": "yes", "how_known": "opinion"}, "yes. (nobody wrote down who said it; an opinion)"),
        ({"value": "yes", "said_by": "school"}, "yes. (school; nobody wrote down how it is known)"),
        ({"not_mentioned": True, "said_by": "school"}, "not mentioned. (school)"),
    ],
)
def test_what_nobody_wrote_down_is_said(desk: Desk, account: object, line: str) -> None:
    referral = worry(desk, bruise={"accounts": [account, MOTHER]})
    assert f"- Said: {line}" in lines(referral, NOW_OPEN)


def test_a_topic_that_nobody_touched_on_never_reads_as_if_somebody_had(clashing: Desk) -> None:
    ticked = {"value": ["left"], "said_by": "the school", "how_known": "saw"}
    thin = {"value": ["thin"], "said_by": "the aunt", "how_known": "told", "nothing_else": True}
    referral = worry(clashing, signs={"accounts": [ticked, thin]}).by(MANAGER)
    today = lines(referral, NOW_OPEN)
    assert "- Said: not mentioned: Dirty clothes; Very thin. (the school)" in today
    beside = [line for line in today if line.startswith("- Beside it: ")]
    assert [line.partition("?” ")[2] for line in beside] == [
        "Left alone. (the school; seen, or in a record)",
        "Very thin; and none of the others. (the aunt; told)",
    ]


def test_two_who_turn_out_to_be_one_are_asked_about_together(desk: Desk) -> None:
    referral = two(desk, {**CALM, "bruise": MOTHER}, {**CALM, "bruise": AUNT}).by(MANAGER)
    join(referral)
    referral.decide("strategy", "red")
    said = lines(referral)
    assert "- Said then: yes. (the aunt; told)" in said
    assert "- Said then: no. (the mother; seen, or in a record)" in said


def test_without_its_policy_it_says_that_today_is_not_known(
    differing: Referral, ledger: Ledger, tmp_path: Path
) -> None:
    folder = shutil.copytree(POLICIES, tmp_path / "policies")
    (folder / "hallamshire" / "routes.yaml").write_text("routes: [")
    differing.desk = desk_on(ledger, policies=folder)
    said = lines(differing)
    assert "- Said then: yes. (the aunt; told)" in said
    assert any(line.startswith("- Whether they agree today cannot be said.") for line in said)
    assert lines(differing, NOW_OPEN)[0].startswith("This cannot be said today. The policy hallamshire")


KINDS = {"bruise": "accounts_differ", "armed": "does_not_arise", "other_adults": "closed_empty"}


@pytest.mark.parametrize("question", KINDS)
def test_a_record_of_before_the_kinds_of_clashes_were_kept_is_printed_alike(
    clashing: Desk, ledger: Ledger, tmp_path: Path, question: str
) -> None:
    signs = {"value": ["left"] if question == "other_adults" else [], "nothing_else": True}
    referral = worry(clashing, bruise=DIFFER if question == "bruise" else "no", signs=signs).by(MANAGER)
    if question == "armed":
        referral.adult("father")
        referral.answers([Given("father", "violent", "no"), Given("father", "armed", "yes")])
    referral.decide("assessment", "amber")
    policies = Catalogue([tmp_path / "policies"])
    entries = ledger.entries(referral.state["id"])
    before, since = (
        _then([_of_kind(entry, kinds) for entry in entries], policies, referral) for kinds in ({}, KINDS)
    )
    assert before == since
    assert NOTHING_SINCE in before
    assert ("- Beside it, said then: " in before) == (question != "bruise")


def _then(entries: list[Entry], policies: Catalogue, worked_on: Referral) -> str:
    referral = folded(entries)
    assert referral is not None
    view = viewed(policies, referral)
    return section("\n".join(PRINTS["record"](Printing(referral, view, entries, worked_on.now, "A"))), THEN)


def _of_kind(entry: Entry, kinds: dict[str, str]) -> Entry:
    """The event as it was kept with the kinds of its clashes; with none, before there were any."""
    if not isinstance(entry.fact, Decided):
        return entry
    body: Any = entry.fact.recommendation
    clashes = [{name: one[name] for name in ("about", "question", "words")} for one in body["contradictions"]]
    assert clashes
    for one in clashes:
        one |= {"kind": kinds[one["question"]]} if kinds else {}
    return replace(entry, fact=replace(entry.fact, recommendation={**body, "contradictions": clashes}))


def test_neither_the_family_nor_an_agency_reads_it(differing: Referral) -> None:
    assert "did not agree" in printed(differing)
    transfer = Transfer(differing)
    transfer.know()
    transfer.write(sheet(risks=(), no_risk="No adult is known who is a danger to the child."))
    id, who, now = differing.state["id"], differing.who, differing.now
    front_sheet = str(differing.desk.front_sheet(id, transfer.number, who, now))
    family = printed(differing, "family")
    asked = ["\n".join(differing.desk.printed_ask(id, contact, who, now)) for contact in differing.contacts]
    assert asked
    for text in (family, front_sheet, *asked):
        for words in ("did not agree", "do not agree", "two accounts differ", "said then"):
            assert words not in text.lower()


def test_an_agency_is_not_told_that_we_know_of_nobody_where_we_were_told_of_somebody(clashing: Desk) -> None:
    none, told = (
        worry(clashing, bruise="yes", signs={"value": signs, "nothing_else": True}).by(MANAGER)
        for signs in ([], ["left"])
    )
    for one in (none, told):
        one.decide("assessment", "amber")
    asked = [
        "\n".join(one.desk.printed_ask(one.state["id"], contact, one.who, one.now))
        for one in (none, told)
        for contact in list(one.contacts)[:1]
    ]
    assert len(asked) == 2
    assert NOBODY in asked[0]
    assert SOMEBODY not in asked[0]
    assert SOMEBODY in asked[1]
    assert NOBODY not in asked[1]


def test_subject_access_has_it_flagged(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "worry"}).by(MANAGER)
    referral.change(lambda change: add_child(change, None, "KM", "2026-03", "M-1"))
    referral.answer("child-1", "bruise", DIFFER)
    referral.decide("strategy", "red")
    found = desk.subject_access("hallamshire", "M-1", "The family has asked", AUDITOR, referral.now)
    told = [one for one in found["referrals"][0]["told"] if one["topic"] == "what did not agree"]
    at = "At the decision of Monday 23 November 2026 at 10.00: "
    # One sentence, with the child and both accounts: each stands alone there.
    (whole,) = [one["words"] for one in told]
    assert whole.startswith(f"{at}{TWO_ACCOUNTS}")
    assert "Said then: yes. (the aunt; told) Said then: no." in whole
    flags = ["may show who told us", "about somebody else", "names a colleague or a professional"]
    assert all(one["flags"] == flags for one in told)
