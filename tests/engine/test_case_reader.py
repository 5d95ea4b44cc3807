"""Reading a case: every form of an answer, and every mistake with its place and its remedy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.strategies.small import policy, question
from triage_api.engine import CaseError, read_case
from triage_api.engine.case import Account, Days
from triage_api.policy.model import About, AnswerKind, NotKnownReason, Span
from triage_api.policy.model.measures import MONTH, YEAR

POLICY = policy(
    [
        question("hit"),
        question("net", net=True),
        question("worst", AnswerKind.CHOICE, ("none", "push", "knife")),
        question("marks", AnswerKind.SEVERAL, ("arm", "face")),
        question("times", AnswerKind.NUMBER),
        question("age", AnswerKind.AGE, was=("how_old",)),
        question("seen_on", AnswerKind.DATE),
        question("words", AnswerKind.NOTE),
        question("kind", about=About.REFERRAL),
        question("access", about=About.ADULT),
    ],
    [],
    was={"how_old": "age"},
)
TUESDAY = date(2015, 6, 23)
RECEIVED = "2015-06-24T09:00:00+01:00"


def child(question: str, answer: object) -> dict[str, Any]:
    return {"received_at": RECEIVED, "children": [{"ref": "child-1", "answers": {question: answer}}]}


def read(question: str, answer: object) -> Account:
    (account,) = read_case(child(question, answer), POLICY).children[0].answers[question]
    return account


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        pytest.param("hit", "yes", {"value": "yes"}, id="yes"),
        pytest.param("hit", True, {"value": "yes"}, id="JSON's true is yes"),
        pytest.param(
            "hit",
            {"value": "no", "said_by": "mother"},
            {"value": "no", "said_by": "mother"},
            id="who said it",
        ),
        pytest.param(
            "hit", {"not_known": "nobody knows"}, {"not_known": NotKnownReason.NOBODY_KNOWS}, id="not known"
        ),
        pytest.param(
            "hit", {"not_mentioned": True}, {"not_mentioned": True, "value": None}, id="not mentioned"
        ),
        pytest.param("worst", "push", {"value": "push", "said": "push"}, id="a choice"),
        pytest.param("marks", ["arm"], {"value": frozenset({"arm"}), "said": "arm"}, id="ticked"),
        pytest.param("marks", "arm", {"value": frozenset({"arm"})}, id="one ticked, as text"),
        pytest.param("marks", [], {"value": frozenset(), "said": "none mentioned"}, id="nothing ticked"),
        pytest.param(
            "marks",
            {"value": [], "nothing_else": True},
            {"nothing_else": True, "said": "nothing"},
            id="nothing else",
        ),
        pytest.param(
            "marks",
            {"value": ["arm"], "no": ["face"]},
            {"no": frozenset({"face"})},
            id="an option asked and no",
        ),
        pytest.param(
            "marks",
            {"value": [], "not_known": {"face": "refused or evaded"}},
            {"options_not_known": {"face": NotKnownReason.REFUSED}},
            id="an option not known",
        ),
        pytest.param("marks", {"not_known": "nobody knows"}, {"value": None}, id="none of it known"),
        pytest.param("times", "3", {"value": Span(3, 3)}, id="a number"),
        pytest.param("times", 3, {"value": Span(3, 3)}, id="a number as JSON has it"),
        pytest.param("times", "3 to 5", {"value": Span(3, 5)}, id="about a number"),
        pytest.param("times", "at least 2", {"value": Span(2, None)}, id="at least"),
        pytest.param("times", "at most 2", {"value": Span(0, 2)}, id="at most"),
        pytest.param("age", "8 months", {"value": Span(8 * MONTH, 9 * MONTH - 1)}, id="months"),
        pytest.param("age", "1 year", {"value": Span(YEAR, 2 * YEAR - 1)}, id="a year is twelve months wide"),
        pytest.param(
            "age",
            {"value": "1 year", "not_known": "nobody knows"},
            {"value": Span(YEAR, 2 * YEAR - 1), "not_known": NotKnownReason.NOBODY_KNOWS},
            id="as near as anybody knows",
        ),
        pytest.param("seen_on", "2015-06-23", {"value": Days(TUESDAY, TUESDAY)}, id="a day"),
        pytest.param("words", "He said no.", {"value": "He said no."}, id="a note"),
    ],
)
def test_an_answer_is_read(question: str, answer: object, expected: dict[str, object]) -> None:
    account = read(question, answer)
    assert {name: getattr(account, name) for name in expected} == expected


def test_two_accounts_both_stay() -> None:
    answer = {"accounts": ["yes", {"value": "no", "said_by": "mother"}]}
    accounts = read_case(child("hit", answer), POLICY).children[0].answers["hit"]
    assert [account.value for account in accounts] == ["yes", "no"]


def test_an_answer_under_a_former_name_carries_over() -> None:
    case = read_case(child("how_old", "8 months"), POLICY)
    assert list(case.children[0].answers) == ["age"]


def test_a_month_of_birth_is_worked_out_for_the_day_of_receipt() -> None:
    account = read("age", "born 2014-10")
    assert account.value == Span(7 * MONTH + 24 * 16, 8 * MONTH + 23 * 16 + 15)


WRONG = [
    pytest.param({}, "/received_at", "missing-field", "received_at", id="no time of receipt"),
    pytest.param(
        {"received_at": "yesterday"}, "/received_at", "wrong-time", "2015-06-24T", id="no time at all"
    ),
    pytest.param(
        {"received_at": "2015-06-24T09:00:00"}, "/received_at", "wrong-time", "offset", id="no offset"
    ),
    pytest.param(
        {"received_at": "0015-06-24T09:00:00+01:00"}, "/received_at", "wrong-time", "year", id="the year 15"
    ),
    pytest.param({"anwsers": {}}, "/anwsers", "unknown-field", "answers", id="a misspelt field"),
    pytest.param({"answers": []}, "/answers", "wrong-form", "question", id="answers as a list"),
    pytest.param(
        {"answers": {"knid": "yes"}}, "/answers/knid", "unknown-question", "“kind”", id="a misspelt question"
    ),
    pytest.param(
        {"answers": {"a/b~c": "yes"}}, "/answers/a~1b~0c", "unknown-question", "", id="a pointer is escaped"
    ),
    pytest.param(
        {"answers": {"hit": "yes"}}, "/answers/hit", "wrong-subject", "child", id="of the wrong subject"
    ),
    pytest.param({"children": {}}, "/children", "wrong-form", "[]", id="children as a mapping"),
    pytest.param({"children": ["child-1"]}, "/children/0", "wrong-form", "ref", id="a child as text"),
    pytest.param(
        {"children": [{"ref": "Anna B"}]}, "/children/0/ref", "wrong-ref", "names", id="a name for a ref"
    ),
    pytest.param(
        {"children": [{"ref": "referral"}]}, "/children/0/ref", "wrong-ref", "", id="a ref that means another"
    ),
    pytest.param(
        {"children": [{"ref": "a", "age": "1"}]},
        "/children/0/age",
        "unknown-field",
        "",
        id="an answer beside answers",
    ),
    pytest.param(
        {"children": [{"ref": "a"}, {"ref": "a"}]}, "/children/1/ref", "ref-twice", "own", id="a ref twice"
    ),
    pytest.param(
        {"children": [{"ref": f"c{n}"} for n in range(41)]}, "/children", "too-many", "40", id="41 children"
    ),
    pytest.param({"events": {}}, "/events", "wrong-form", "[]", id="events as a mapping"),
    pytest.param({"events": ["now"]}, "/events/0", "wrong-form", "event", id="an event as text"),
    pytest.param(
        {"events": [{"event": "lunch", "at": RECEIVED}]},
        "/events/0/event",
        "unknown-event",
        "",
        id="no such event",
    ),
    pytest.param(
        {"events": [{"event": "received", "at": "soon"}]},
        "/events/0/at",
        "wrong-time",
        "",
        id="an event at no time",
    ),
    pytest.param(
        {"events": [{"event": "received", "at": RECEIVED, "contact": "vicar"}]},
        "/events/0/contact",
        "unknown-contact",
        "",
        id="no such contact",
    ),
    pytest.param(
        {"events": [{"event": "received", "at": RECEIVED, "who": "me"}]},
        "/events/0/who",
        "unknown-field",
        "",
        id="a stray key of an event",
    ),
]


@pytest.mark.parametrize(("body", "at", "code", "remedy"), WRONG)
def test_a_mistake_in_a_case_says_where_and_how_to_mend_it(
    body: dict[str, Any], at: str, code: str, remedy: str
) -> None:
    whole = body if "received_at" in body or not body else {"received_at": RECEIVED, **body}
    with pytest.raises(CaseError) as raised:
        read_case(whole, POLICY)
    problem = raised.value.problems[0]
    assert (problem.at, problem.code) == (at, code)
    assert remedy in problem.what + problem.remedy


WRONG_ANSWERS = [
    pytest.param("hit", None, "", "blank-answer", id="a blank"),
    pytest.param("hit", "maybe", "", "wrong-value", id="maybe"),
    pytest.param("hit", "", "", "wrong-value", id="nothing between the quotes"),
    pytest.param("hit", 1.5, "", "wrong-value", id="a fraction"),
    pytest.param("hit", {}, "", "wrong-form", id="an empty form"),
    pytest.param(
        "hit", {"value": "yes", "not_known": "nobody knows"}, "", "wrong-form", id="yes and not known"
    ),
    pytest.param("hit", {"value": "yes", "note": "x"}, "/note", "unknown-field", id="a stray key"),
    pytest.param("hit", {"not_known": "dunno"}, "/not_known", "wrong-value", id="no reason that there is"),
    pytest.param("hit", {"value": "yes", "no": []}, "/no", "wrong-form", id="options of a yes/no"),
    pytest.param(
        "hit", {"not_mentioned": "perhaps"}, "/not_mentioned", "wrong-value", id="a flag that is neither"
    ),
    pytest.param("hit", {"value": "yes", "said_by": ""}, "/said_by", "wrong-value", id="said by nobody"),
    pytest.param(
        "hit", {"value": "yes", "how_known": "rumour"}, "/how_known", "wrong-value", id="known by rumour"
    ),
    pytest.param("hit", {"value": "yes", "at": "noon"}, "/at", "wrong-time", id="said at no time"),
    pytest.param("hit", {"accounts": []}, "/accounts", "wrong-value", id="no accounts"),
    pytest.param(
        "hit", {"accounts": ["yes", "maybe"]}, "/accounts/1", "wrong-value", id="the second account"
    ),
    pytest.param(
        "hit", {"accounts": ["yes"], "value": "no"}, "/value", "unknown-field", id="a value beside accounts"
    ),
    pytest.param("net", {"not_mentioned": True}, "/not_mentioned", "must-be-asked", id="a net must be asked"),
    pytest.param("worst", "gun", "", "wrong-value", id="no such choice"),
    pytest.param(
        "worst", {"not_mentioned": True}, "/not_mentioned", "must-be-asked", id="a choice not mentioned"
    ),
    pytest.param("marks", ["leg"], "/0", "wrong-value", id="no such option"),
    pytest.param("marks", 3, "", "wrong-value", id="options as a number"),
    pytest.param("marks", {"value": ["arm"], "no": ["arm"]}, "", "wrong-value", id="ticked and no"),
    pytest.param(
        "marks",
        {"value": [], "not_known": {"leg": "nobody knows"}},
        "/not_known",
        "wrong-value",
        id="no such option not known",
    ),
    pytest.param(
        "marks",
        {"value": [], "not_known": "nobody knows"},
        "/not_known",
        "wrong-form",
        id="all not known beside some ticked",
    ),
    pytest.param(
        "marks", {"not_known": ["arm"]}, "/not_known", "wrong-value", id="not known without a reason"
    ),
    pytest.param(
        "marks", {"not_mentioned": True}, "/not_mentioned", "wrong-form", id="several not mentioned"
    ),
    pytest.param("times", "lots", "", "wrong-value", id="no number"),
    pytest.param("times", "5 to 3", "", "wrong-value", id="from more to fewer"),
    pytest.param("age", "baby", "", "wrong-value", id="no age"),
    pytest.param("age", "born 2016-01", "", "wrong-value", id="born after it was received"),
    pytest.param("age", "unborn, due 2015-13", "", "wrong-value", id="due in the thirteenth month"),
    pytest.param("seen_on", "2015-02-30", "", "wrong-value", id="no such day"),
    pytest.param("seen_on", "Tuesday", "", "wrong-value", id="no date"),
    pytest.param("seen_on", "2015-06 17:30", "", "wrong-value", id="an hour of a month"),
    pytest.param("words", "x" * 4_001, "", "too-long", id="a note too long"),
]


@pytest.mark.parametrize(("question", "answer", "inside", "code"), WRONG_ANSWERS)
def test_a_mistake_in_an_answer_says_where_and_how_to_mend_it(
    question: str, answer: object, inside: str, code: str
) -> None:
    with pytest.raises(CaseError) as raised:
        read_case(child(question, answer), POLICY)
    (problem,) = raised.value.problems
    assert (problem.at, problem.code) == (f"/children/0/answers/{question}{inside}", code)
    assert problem.what.endswith(".")
    assert problem.remedy.endswith((".", "?"))


def test_every_mistake_of_a_case_is_found_in_one_go() -> None:
    body = {
        "received_at": RECEIVED,
        "answers": {"knid": "yes"},
        "children": [{"ref": "a", "answers": {"hit": "maybe", "age": "old"}}],
        "adults": [{"ref": "a"}],
    }
    with pytest.raises(CaseError) as raised:
        read_case(body, POLICY)
    assert [problem.at for problem in raised.value.problems] == [
        "/answers/knid",
        "/children/0/answers/hit",
        "/children/0/answers/age",
        "/adults/0/ref",
    ]


def test_a_question_under_both_its_names_is_refused() -> None:
    body = child("age", "8 months")
    body["children"][0]["answers"]["how_old"] = "9 months"
    with pytest.raises(CaseError, match="twice"):
        read_case(body, POLICY)
