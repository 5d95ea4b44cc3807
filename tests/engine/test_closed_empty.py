"""“Any other adult?” answered no with nobody on the list, while an answer says that somebody is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.strategies.policies import SCREENING
from tests.strategies.small import NOT_KNOWN, answered, case, policy, question, rule, said
from triage_api.engine import as_body, recommend
from triage_api.engine.openings import Openings
from triage_api.engine.recommendation import Recommendation
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    AnyChild,
    Choice,
    Condition,
)
from triage_api.policy.model import (
    Any as AnyOf,
)

YES, NO = said("yes"), said("no")
TOLD = AnyOf((answered("topics", "police"), answered("violence")))
TOPICS = replace(
    question("topics", AnswerKind.SEVERAL, about=About.REFERRAL, sweep=True),
    choices=(Choice("police", "Police or bail", 0), Choice("drink", "Drink", 0)),
)
CLASH = (
    "No adult is put down, and “more?” was answered no. Yet we were told: {}. "
    "Put down each adult that it is about: until then nothing about that adult counts."
)


def ticked(*options: str) -> Any:
    return said(frozenset(options))


def of(condition: Condition, answers: dict[str, Any], **people: Any) -> Recommendation:
    """A small policy whose list of adults must have somebody on it while the condition is true."""
    asked = [
        question("hit"),
        TOPICS,
        question("violence", about=About.REFERRAL, net=True),
        question("violent", about=About.ADULT),
        question("more", about=About.REFERRAL, net=True, closes=About.ADULT, not_empty_when=condition),
    ]
    rules = [rule("r", AnyAdult(answered("violent")), route="strategy_discussion")]
    of_child = {id: accounts for id, accounts in answers.items() if id == "hit"}
    of_referral = {id: accounts for id, accounts in answers.items() if id != "hit"}
    return recommend(policy(asked, rules), case(of_child, of_referral, **people))


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        pytest.param({"violence": (*YES, *NO)}, "Too early to say", id="too early to say"),
        pytest.param(
            {"kind": said("advert"), "violence": YES, "more": NO}, "This is not a referral", id="none"
        ),
    ],
)
def test_it_is_said_of_whatever_is_said_first(answers: dict[str, Any], first: str) -> None:
    asked = [
        replace(SCREENING, id="kind"),
        question("violence", about=About.REFERRAL, net=True),
        question(
            "more", about=About.REFERRAL, net=True, closes=About.ADULT, not_empty_when=answered("violence")
        ),
        question("hit"),
    ]
    told = recommend(policy(asked, [rule("r", answered("hit"), rag="amber")]), case({}, answers))
    words = sentences(told)
    assert words[0].startswith(first), words
    assert words[-1] == "Some answers do not agree. Settle them before you rely on this."


def sentences(recommendation: Recommendation) -> Any:
    """What the body says first."""
    return as_body(recommendation, Openings((), ()))["says"]


@pytest.mark.parametrize(
    ("answers", "people", "said_of_it"),
    [
        pytest.param({"topics": ticked("police"), "more": NO}, {}, "“Police or bail”", id="a tick"),
        pytest.param({"violence": YES, "more": NO}, {}, "“violence?” yes", id="a net, with its answer"),
        pytest.param(
            {"topics": ticked("police", "drink"), "violence": YES, "more": NO},
            {},
            "“Police or bail”; “violence?” yes",
            id="each that counts, once",
        ),
        pytest.param({"topics": ticked("police")}, {}, None, id="not asked yet: it will be"),
        pytest.param({"topics": ticked("police"), "more": NOT_KNOWN}, {}, None, id="not known: an open list"),
        pytest.param({"topics": ticked("police"), "more": YES}, {}, None, id="yes: an open list"),
        pytest.param({"topics": ticked("drink"), "more": NO}, {}, None, id="another tick"),
        pytest.param({"violence": NOT_KNOWN, "more": NO}, {}, None, id="nobody knows whether there was any"),
        pytest.param({"violence": NO, "more": NO}, {}, None, id="none"),
        pytest.param(
            {"topics": ticked("police"), "more": NO}, {"adults": {"father": {}}}, None, id="somebody is down"
        ),
        pytest.param(
            {"topics": ticked("police"), "more": (*NO, *YES)}, {}, None, id="accounts differ: yes counts"
        ),
    ],
)
def test_what_speaks_against_an_empty_list(
    answers: dict[str, Any], people: dict[str, Any], said_of_it: str | None
) -> None:
    found = [one for one in of(TOLD, answers, **people).contradictions if one.question == "more"]
    told = [one.words for one in found if one.words.startswith("No adult")]
    assert told == ([] if said_of_it is None else [CLASH.format(said_of_it)])
    assert all(one.about == "referral" for one in found)


def test_a_child_is_told_of_too() -> None:
    told = of(AnyChild(answered("hit")), {"hit": YES, "more": NO}).contradictions
    assert [one.words for one in told] == [CLASH.format("“hit?” yes")]


def test_only_what_makes_it_so_is_named() -> None:
    both = All((answered("violence"), answered("topics", "drink")))
    either = AnyOf((both, answered("topics", "police")))
    told = of(either, {"violence": YES, "topics": ticked("police"), "more": NO}).contradictions
    assert [one.words for one in told] == [CLASH.format("“Police or bail”")]


def test_each_kind_of_clash_is_told_from_the_others() -> None:
    asked = [
        question("hit", asked_when=answered("violence")),
        question("violence", about=About.REFERRAL),
        question("more", about=About.REFERRAL, closes=About.ADULT, not_empty_when=answered("told")),
        question("told", about=About.REFERRAL),
    ]
    small = policy(asked, [rule("r", answered("hit"), route="strategy_discussion")])
    answers = {"violence": NO, "told": (*YES, *NO), "more": NO}
    told = recommend(small, case({"hit": YES}, answers)).contradictions
    assert [(one.kind.value, one.question) for one in told] == [
        ("accounts_differ", "told"),
        ("does_not_arise", "hit"),
        ("closed_empty", "more"),
    ]
    assert told[2].words == CLASH.format("“told?” yes")


def test_whoever_reads_the_outcome_is_told_that_answers_do_not_agree() -> None:
    told = of(TOLD, {"violence": YES, "more": NO, "topics": ticked(), "hit": NO})
    agreed = of(TOLD, {"violence": NO, "more": NO, "topics": ticked(), "hit": NO})
    words = "Some answers do not agree. Settle them before you rely on this."
    assert words in sentences(told)
    assert words not in sentences(agreed)


def test_it_changes_nothing_of_what_is_decided() -> None:
    answers = {"topics": ticked("police"), "violence": NO, "more": NO, "hit": NO}
    told, untold = of(TOLD, answers), of(answered("hit"), answers)
    assert (told.route, told.ceiling, told.provisional) == (untold.route, untold.ceiling, untold.provisional)
    assert [asked.question.id for asked in told.next_questions] == [
        asked.question.id for asked in untold.next_questions
    ]
