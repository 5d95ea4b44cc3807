"""Which key gives which answer, and how an answer reads."""

from dataclasses import replace
from typing import Any

import pytest

from triage_tui.questions import Choice, Kind, Question
from triage_tui.turn import SOMEBODY_ELSE, Source, Step, Turn, in_words

CHOICES = (Choice("none", "Nothing"), Choice("threats", "Threats"), Choice("serious", "Badly hurt"))


def question(kind: Kind, **fields: Any) -> Question:
    return Question("q", "What?", kind, "adult", "The adults", **fields)


YES_NO = question(Kind.YES_NO)
CHOICE = question(Kind.CHOICE, choices=CHOICES)
SEVERAL = question(Kind.SEVERAL, choices=CHOICES)
SWEEP = question(Kind.SEVERAL, choices=CHOICES, sweep=True)
AGE = question(Kind.AGE)
MOTHER = Source("mother", "told")

TICKED = Turn(SWEEP, "father").toggled("serious").toggled("threats")
ASKED_ALONE = Turn(SWEEP, "father", earlier=["threats"], option="serious")

GIVEN = {
    "a yes": (Turn(YES_NO, "father").value("yes"), "yes"),
    "a yes with its source": (
        Turn(YES_NO, "father", source=MOTHER).value("yes"),
        {"value": "yes", "said_by": "mother", "how_known": "told"},
    ),
    "not known, and why": (Turn(YES_NO, "father").not_known("nobody knows"), {"not_known": "nobody knows"}),
    "not mentioned": (Turn(YES_NO, "father").not_mentioned(), {"not_mentioned": True}),
    "what is ticked, in the policy's order": (TICKED.several(nothing_else=False), ["threats", "serious"]),
    "what is ticked, and nothing else": (
        TICKED.several(nothing_else=True),
        {"value": ["threats", "serious"], "nothing_else": True},
    ),
    "ticked twice is not ticked": (TICKED.toggled("serious").several(nothing_else=False), ["threats"]),
    "an age asked more finely keeps what was given": (
        Turn(AGE, "child-1", earlier="1 year").not_known("nobody knows"),
        {"value": "1 year", "not_known": "nobody knows"},
    ),
    "an age that was wrong is not kept": (
        Turn(AGE, "child-1", earlier="1 year", changing=True).not_known("nobody knows"),
        {"not_known": "nobody knows"},
    ),
    "an option asked alone, yes": (ASKED_ALONE.value("yes"), ["threats", "serious"]),
    "an option asked alone, no": (ASKED_ALONE.value("no"), {"value": ["threats"], "no": ["serious"]}),
    "an option asked alone, not known": (
        ASKED_ALONE.not_known("nobody knows"),
        {"value": ["threats"], "not_known": {"serious": "nobody knows"}},
    ),
    "an option asked alone keeps the others that were": (
        replace(ASKED_ALONE, earlier={"value": [], "no": ["threats"]}).value("no"),
        {"value": [], "no": ["threats", "serious"]},
    ),
    "another source says otherwise": (
        Turn(YES_NO, "father", earlier="no", changing=True, another_account=True, source=MOTHER).value("yes"),
        {"accounts": ["no", {"value": "yes", "said_by": "mother", "how_known": "told"}]},
    ),
    "a third account": (
        Turn(YES_NO, "father", earlier={"accounts": ["no", "no"]}, another_account=True).value("yes"),
        {"accounts": ["no", "no", "yes"]},
    ),
}


@pytest.mark.parametrize(("given", "written"), GIVEN.values(), ids=GIVEN)
def test_a_key_gives(given: Any, written: Any) -> None:
    assert given == written


READ = {
    "yes": (YES_NO, "yes", "yes"),
    "a choice": (CHOICE, "serious", "Badly hurt"),
    "several": (SEVERAL, ["threats", "serious"], "Threats; Badly hurt"),
    "none of a sweep": (SWEEP, [], "none mentioned"),
    "nothing else": (SEVERAL, {"value": ["threats"], "nothing_else": True}, "Threats; nothing else"),
    "none of these": (SEVERAL, {"value": [], "nothing_else": True}, "none of these"),
    "no to one": (SWEEP, {"value": ["threats"], "no": ["serious"]}, "Threats; not Badly hurt"),
    "one not known": (
        SWEEP,
        {"value": [], "not_known": {"serious": "nobody knows"}},
        "none mentioned; not known whether Badly hurt: nobody knows",
    ),
    "not known": (YES_NO, {"not_known": "refused or evaded"}, "not known: refused or evaded"),
    "not mentioned": (YES_NO, {"not_mentioned": True}, "not mentioned"),
    "as near as anybody knows": (
        AGE,
        {"value": "1 year", "not_known": "nobody knows"},
        "about 1 year, no nearer: nobody knows",
    ),
    "with its source": (
        YES_NO,
        {"value": "yes", "said_by": "mother", "how_known": "told"},
        "yes (mother, told)",
    ),
    "two accounts": (YES_NO, {"accounts": ["no", "yes"]}, "accounts differ: no / yes"),
    "a choice that the policy no longer has": (CHOICE, "gone", "gone"),
}


@pytest.mark.parametrize(("asked", "answer", "words"), READ.values(), ids=READ)
def test_an_answer_reads(asked: Question, answer: Any, words: str) -> None:
    assert in_words(asked, answer) == words


def test_who_said_it_takes_two_choices_and_never_more_than_nine_lines() -> None:
    people = tuple(f"adult-{n}" for n in range(1, 13))
    turn = Turn(YES_NO, "father", people=people).at(Step.WHO_SAID)
    assert [option.key for option in turn.options()] == list("123456789")
    assert turn.options()[-1].id == SOMEBODY_ELSE
    assert turn.options()[0].id == "adult-1"


def test_a_choice_beyond_the_ninth_has_no_key_and_is_still_there() -> None:
    many = question(Kind.CHOICE, choices=tuple(Choice(f"c{n}", f"Choice {n}") for n in range(12)))
    assert [option.key for option in Turn(many, "father").options()][8:] == ["9", "", "", ""]


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        (YES_NO, True),
        (CHOICE, False),
        (AGE, False),
        (question(Kind.YES_NO, net=True), False),
        (question(Kind.YES_NO, closes="adult"), False),
    ],
    ids=["yes or no", "a choice", "an age", "a net", "a closing question"],
)
def test_not_mentioned_is_offered_only_where_it_is_an_answer(asked: Question, may: bool) -> None:
    assert Turn(asked, "father").may_be_not_mentioned is may
