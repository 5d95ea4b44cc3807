"""The body of the answer: what the worker reads first, and everything else as JSON has it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.strategies.small import (
    CONTACTS,
    NOT_KNOWN,
    NOT_MENTIONED,
    answered,
    case,
    contact,
    ladder,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine import as_body, evaluate, openings, outcomes, recommended, triage
from triage_api.engine.case import Account, Accounts, Case
from triage_api.policy.model import (
    About,
    AnswerKind,
    DoNot,
    NotKnown,
    Policy,
    Rag,
    SourceRef,
    Stage,
    Tier,
)

ASSESSMENT, DISCUSSION = "child_in_need_assessment", "strategy_discussion"
YES, NO = said("yes"), said("no")
A, B = question("a"), question("b")
KIND = question(
    "kind",
    AnswerKind.CHOICE,
    ("worry", "spam"),
    about=About.REFERRAL,
    stage=Stage.SCREENING,
    screens_out=("spam",),
)


def body(policy: Policy, case: Case) -> dict[str, Any]:
    evaluation = evaluate(policy, case)
    made = as_body(recommended(evaluation), openings(evaluation))
    read: dict[str, Any] = json.loads(json.dumps(made))
    return read


DECIDED = policy(
    [KIND, A, B],
    [
        rule("r", answered("a"), route=ASSESSMENT),
        rule("s", answered("b"), route=DISCUSSION, call_999=True),
    ],
)
WORRY = {"kind": said("worry")}
SPAM = {"kind": said("spam")}


@pytest.mark.parametrize(
    ("child", "referral", "says"),
    [
        pytest.param(
            {},
            SPAM,
            ["This is not a referral about a child. It is kept, and can be opened again."],
            id="no referral",
        ),
        pytest.param({}, WORRY, ["Too early to say: go on with the questions."], id="too early"),
        pytest.param(
            {"a": YES},
            WORRY,
            ["Not everything that could change this has been asked yet."],
            id="provisional",
        ),
        pytest.param({"a": NO, "b": NO}, WORRY, ["Nothing here meets a threshold."], id="never “safe”"),
        pytest.param({"a": NO, "b": YES}, WORRY, ["CALL 999 NOW."], id="999"),
    ],
)
def test_what_the_worker_reads_first(
    child: dict[str, Accounts], referral: dict[str, Accounts], says: list[str]
) -> None:
    assert body(DECIDED, case(child, referral))["says"] == says


def test_999_comes_before_the_price_of_not_knowing() -> None:
    feared = question("feared", not_known=NotKnown.TREAT_AS_RISK)
    small = policy([feared], [rule("r", answered("feared"), route=DISCUSSION, call_999=True)])
    assert body(small, case({"feared": NOT_KNOWN}))["says"] == [
        "Find this out now: somebody may be in danger this minute.",
        (
            "Not knowing keeps this at strategy_discussion, green; "
            "if the answer is “no” it would be universal_advice, green."
        ),
    ]


REVIEW = (SourceRef("review", "2.2.7"),)
LADDER = ladder()
FULL = policy(
    [A, B],
    [
        rule(
            "r",
            answered("a"),
            route=DISCUSSION,
            rag="amber",
            tier="universal_plus",
            duties=("marac",),
            milestones=("review",),
            contacts=("police", "health_visitor", "parents"),
        ),
        rule("s", answered("b"), contacts=("police_csu",)),
        rule("t", answered("a"), do_not=(DoNot("parents", "strategy_discussion"),)),
    ],
    contacts=CONTACTS
    | {
        "police": contact("police", settled_by=("police_cait", "police_csu"), clocks=("later",)),
        "health_visitor": contact("health_visitor", clocks=("soon",), source=REVIEW),
    },
    routes=LADDER
    | {
        DISCUSSION: replace(
            LADDER[DISCUSSION],
            contacts=("school",),
            duties=("adult_safeguarding",),
            milestones=("soon",),
            source=REVIEW,
        )
    },
    rags={
        "green": Rag("green", "green", 0, contacts=("school",), source=REVIEW),
        "amber": Rag("amber", "amber", 1, milestones=("later",), clocks=(("school", "soon"),)),
        "red": Rag("red", "red", 2, contacts=("parents",)),
    },
    tiers={
        "universal": Tier("universal", "universal", 0),
        "universal_plus": Tier("universal_plus", "plus", 1, clocks=(("health_visitor", "later"),)),
    },
)


def test_whatever_asks_for_a_contact_is_named_with_its_clocks_and_its_sources() -> None:
    found = {one["id"]: one for one in body(FULL, case({"a": YES, "b": NO}))["required_contacts"]}
    assert set(found) == {"police_cait", "police_csu", "health_visitor", "school", "parents"}
    # The route asks for the school, and so does the lowest rating; what amber starts runs on it.
    assert found["school"]["why"] == ["school", DISCUSSION, "green"]
    assert found["school"]["source"] == [{"id": "review", "at": "2.2.7"}]
    assert [clock["timing"] for clock in found["school"]["clocks"]] == ["soon"]
    # The tier's clock runs beside the contact's own; the first to run out is when it is due.
    nurse = found["health_visitor"]
    assert [clock["timing"] for clock in nurse["clocks"]] == ["soon", "later"]
    assert (nurse["due"], nurse["within"]) == (nurse["clocks"][0]["due"], "2 working days")
    assert nurse["clocks"][0]["counted_from"] == "2015-06-24T09:00:00+01:00"
    # The clocks of “the police” run on whichever unit it turns out to be.
    assert [clock["timing"] for clock in found["police_cait"]["clocks"]] == ["later"]
    # Held back: no clock is due, and both reasons stand.
    parents = found["parents"]
    assert (parents["due"], parents["within"]) == (None, None)
    assert parents["held_back"] == {
        "until": "strategy_discussion",
        "untils": ["strategy_discussion"],
        "because": ["t"],
    }


def test_duties_and_milestones_of_rule_and_route_are_united() -> None:
    found = body(FULL, case({"a": YES, "b": NO}))
    assert [one["id"] for one in found["parallel_duties"]] == ["marac", "adult_safeguarding"]
    assert {one["within"] for one in found["parallel_duties"]} == {"2 working days"}
    assert [one["timing"] for one in found["milestones"]] == ["review", "soon", "later"]
    assert found["children"][0]["health_visiting_tier"] == "universal_plus"


def test_a_contact_without_a_clock_is_due_at_no_time() -> None:
    small = policy([A], [rule("r", answered("a"), contacts=("parents",))])
    (parents,) = body(small, case({"a": YES}))["required_contacts"]
    assert (parents["due"], parents["clocks"], parents["held_back"]) == (None, [], None)


def test_a_rule_gives_a_rating_without_a_route_and_the_floor_has_it() -> None:
    small = policy([A, B], [rule("r", answered("a"), rag="red"), rule("s", answered("b"), rag="amber")])
    found = body(small, case({"a": YES, "b": NO}))
    assert (found["rag"], found["floor"]["rag"], found["ceiling"]["rag"]) == ("red", "red", "red")


def test_a_reason_says_how_each_answer_was_given() -> None:
    small = policy([A, B], [rule("r", answered("a", "no"), route=ASSESSMENT)])
    (reason,) = body(small, case({"a": NOT_MENTIONED}))["reasons"]
    assert [one["answer"] for one in reason["answers"]] == ["not mentioned"]


def test_an_answer_that_differs_and_is_not_known_is_said_in_words() -> None:
    accounts = (Account(said="yes", value="yes", said_by="police"), *NOT_KNOWN)
    (reason,) = body(policy([A], [rule("r", answered("a"), route=ASSESSMENT)]), case({"a": accounts}))[
        "reasons"
    ]
    assert [(one["answer"], one["said_by"]) for one in reason["answers"]] == [
        ("yes", "police"),
        ("not known: nobody knows", None),
    ]


def test_triage_is_reading_judging_and_telling_in_one() -> None:
    raw = {
        "received_at": "2015-06-24T09:00:00+01:00",
        "answers": {"kind": "worry"},
        "children": [{"ref": "child-1", "answers": {"a": "yes"}}],
    }
    assert triage(raw, DECIDED) == body(DECIDED, case({"a": YES}, {"kind": said("worry")}))


@pytest.mark.parametrize(
    ("a", "b"),
    [(YES, NO), (NO, NO), (NOT_KNOWN, YES), (NOT_KNOWN, NOT_KNOWN)],
    ids=["known", "nothing", "both", "neither known"],
)
def test_outcomes_alone_are_those_of_the_whole_evaluation(a: Accounts, b: Accounts) -> None:
    """For going through very many cases, in which nobody asks what to ask next."""
    whole = evaluate(DECIDED, case({"a": a, "b": b}, WORRY))
    assert not whole.provisional
    assert outcomes(DECIDED, whole.case) == whole.outcomes
