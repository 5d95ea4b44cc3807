"""The common table: sixteen facts that are yes, no or not known, and twenty-four rows; the gravest row wins.

Drawn with a fixed seed, so that every engine and every run has the same one.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from triage_api.engine.case import Account, Case, Subject
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    BankHolidays,
    Contact,
    Duration,
    Event,
    Named,
    NotKnown,
    NotKnownReason,
    OfficeHours,
    OneOf,
    Polarity,
    Policy,
    Question,
    Rag,
    Route,
    Rule,
    Section,
    Source,
    SourceRef,
    Stage,
    Start,
    Test,
    Then,
    Timing,
    Unit,
)

FACTS = 16
ROWS = 24
SEED = 20150624
ROUTES = ("advice", "early_help", "assessment", "strategy", "protection")
RAGS = ("green", "amber", "red")
CITED = (SourceRef("review", "2.2.7"),)
RECEIVED = datetime(2015, 6, 24, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """Facts that must all be yes, and where that leads."""

    facts: tuple[int, ...]
    route: int
    rag: int


def drawn_rows(count: int = ROWS, facts: int = FACTS, seed: int = SEED) -> tuple[Row, ...]:
    """The rows of the table."""
    draw = random.Random(seed)
    return tuple(
        Row(
            tuple(sorted(draw.sample(range(facts), draw.randint(1, 4)))),
            draw.randint(1, len(ROUTES) - 1),
            draw.randint(0, 2),
        )
        for _ in range(count)
    )


def answers(count: int, facts: int = FACTS, seed: int = SEED + 1) -> list[list[str]]:
    """Cases for the table: each fact no (60 %), not known (25 %) or yes (15 %)."""
    draw = random.Random(seed)
    return [draw.choices(("no", "unknown", "yes"), (60, 25, 15), k=facts) for _ in range(count)]


def table_policy(table: tuple[Row, ...], facts: int = FACTS) -> Policy:
    """The table as a policy, with reasons, a contact and a clock on every row."""
    questions = {f"f{index}": _question(index) for index in range(facts)}
    contacts = {f"c{index}": _contact(f"c{index}") for index in range(4)}
    rules = {f"r{index}": _rule(f"r{index}", row, f"c{index % 4}") for index, row in enumerate(table)}
    named = {"one": Named("one", "One")}
    return Policy(
        id="table",
        title="The common table",
        version="1",
        in_force_from=date(2015, 1, 1),
        in_force_until=None,
        adopted=None,
        extends=None,
        sha256="",
        sources={"review": Source("review", "Review", "review", True)},
        sections={"all": Section("all", "All", 0)},
        questions=questions,
        definitions={},
        rules=rules,
        routes={name: _route(name, place) for place, name in enumerate(ROUTES)},
        base_route=ROUTES[0],
        rags={name: Rag(name, name, place) for place, name in enumerate(RAGS)},
        holding_routes=dict(zip(ROUTES[1:], ROUTES, strict=False)),
        holding_rags=dict(zip(RAGS[1:], RAGS, strict=False)),
        starts={"now": Start("now", "Now", 0)},
        harms={"physical": Named("physical", "Physical")},
        destinations=named,
        roles=named,
        agencies=named,
        units=named,
        duties={},
        contacts=contacts,
        events={"received": Event("received", "Received", None, "ours")},
        timings={
            "soon": Timing("soon", "It is done", "received", Duration(2, Unit.WORKING_DAYS), source=CITED)
        },
        tiers={},
        enquiries_within="soon",
        most_enquiries=3,
        office=OfficeHours(time(9), time(17)),
        bank_holidays=BankHolidays(frozenset(), 2014, 2030, "none"),
    )


def table_case(drawn: list[str]) -> Case:
    """One drawn case, about one child; any other word is a fact not asked."""
    return Case(
        RECEIVED,
        {},
        (
            Subject(
                "child-1", About.CHILD, {f"f{i}": _ANSWERS[a] for i, a in enumerate(drawn) if a in _ANSWERS}
            ),
        ),
    )


_ANSWERS = {
    "yes": (Account(said="yes", value="yes"),),
    "no": (Account(said="no", value="no"),),
    "unknown": (Account(not_known=NotKnownReason.NOBODY_KNOWS),),
}


def _question(index: int) -> Question:
    not_known = (NotKnown.FIND_OUT, NotKnown.FIND_OUT, NotKnown.HOLD, NotKnown.TREAT_AS_RISK)[index % 4]
    return Question(
        f"f{index}",
        f"Fact {index}?",
        About.CHILD,
        AnswerKind.YES_NO,
        Polarity.RISK,
        not_known,
        "all",
        Stage.DECISION,
    )


def _contact(name: str) -> Contact:
    return Contact(
        name, name, "one", "Because", ("Tell",), ("Ask",), ("Record",), clocks=("soon",), source=CITED
    )


def _route(name: str, place: int) -> Route:
    return Route(name, name, place, place, RAGS[min(place // 2, 2)], ("one",), "after")


def _rule(name: str, row: Row, contact: str) -> Rule:
    tests = tuple(Test(f"f{fact}", OneOf(frozenset({"yes"}))) for fact in row.facts)
    then = Then(route=ROUTES[row.route], rag=RAGS[row.rag], harm=("physical",), contacts=(contact,))
    return Rule(name, f"Row {name}", All(tests), then, "Because the table says so.", CITED)
