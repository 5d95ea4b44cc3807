"""A small policy around whatever a test is about: England's ladder, three ratings, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from triage_api.engine.case import Account, Accounts, Case, Subject, Value
from triage_api.policy.model import (
    About,
    AnswerKind,
    BankHolidays,
    Choice,
    Condition,
    Contact,
    Definition,
    Duration,
    Duty,
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
    Stage,
    Start,
    Test,
    Then,
    Tier,
    Timing,
    Unit,
)

RECEIVED_AT = datetime(2015, 6, 24, 8, 0, tzinfo=UTC)

LADDER = (
    "universal_advice",
    "early_help",
    "child_in_need_assessment",
    "strategy_discussion",
    "immediate_protection",
)
RATINGS = ("green", "amber", "red")
UNITS = ("CAIT", "CSU")
HARMS = ("physical", "emotional", "neglect")
DESTINATIONS = ("new", "allocated_worker", "lado")
STARTS = ("planned", "immediately")


def question(
    id: str, kind: AnswerKind = AnswerKind.YES_NO, choices: Iterable[str] = (), **more: object
) -> Question:
    """A risk question about the child, to be found out; ``more`` says what is otherwise."""
    plain = Question(
        id=id,
        ask=f"{id}?",
        about=About.CHILD,
        kind=kind,
        polarity=Polarity.RISK,
        not_known=NotKnown.FIND_OUT,
        section="all",
        stage=Stage.DECISION,
        choices=tuple(Choice(choice, choice, level) for level, choice in enumerate(choices)),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def rule(id: str, when: Condition, **then: object) -> Rule:
    """A rule that gives what ``then`` says."""
    return Rule(id=id, title=id, when=when, then=Then(**then), because=id, source=())  # type: ignore[arg-type]


def definition(id: str, when: Condition, polarity: Polarity = Polarity.RISK) -> Definition:
    """A named condition."""
    return Definition(id=id, title=id, when=when, polarity=polarity)


def contact(id: str, **more: object) -> Contact:
    """A required contact with as little as one may have."""
    plain = Contact(id=id, role=id, agency="agency", why=id, tell=(), ask=(), record=())
    return replace(plain, **more)  # type: ignore[arg-type]


def timing(id: str) -> Timing:
    """Two working days from receipt."""
    return Timing(id=id, what=id, starts_on="received", within=Duration(2, Unit.WORKING_DAYS))


def duty(id: str) -> Duty:
    """Something that runs beside the route."""
    return Duty(id=id, title=id, recipient="agency", basis="basis", ends_when="it ends", clocks=("soon",))


def ladder(**least: str) -> dict[str, Route]:
    """The routes, with their least rating where it is not green."""
    return {
        id: Route(id, id, order, order, least.get(id, "green"), ("manager",), "before")
        for order, id in enumerate(LADDER)
    }


def policy(questions: Sequence[Question], rules: Sequence[Rule], **more: object) -> Policy:
    """A policy of these questions and rules."""
    plain = Policy(
        id="small",
        title="small",
        version="1",
        in_force_from=date(2015, 1, 1),
        in_force_until=None,
        adopted=None,
        extends=None,
        sha256="0" * 64,
        sources={},
        sections={"all": Section("all", "all", 0)},
        questions={each.id: each for each in questions},
        definitions={},
        rules={each.id: each for each in rules},
        routes=ladder(),
        base_route=LADDER[0],
        rags={id: Rag(id, id, order) for order, id in enumerate(RATINGS)},
        holding_routes={id: LADDER[max(0, order - 1)] for order, id in enumerate(LADDER)},
        holding_rags={"green": "green", "amber": "green", "red": "amber"},
        starts={id: Start(id, id, order) for order, id in enumerate(STARTS)},
        harms={id: Named(id, id, order) for order, id in enumerate(HARMS)},
        destinations={id: Named(id, id, order) for order, id in enumerate(DESTINATIONS)},
        roles={"manager": Named("manager", "manager")},
        agencies={"agency": Named("agency", "agency")},
        units={id: Named(id, id, order) for order, id in enumerate(UNITS)},
        duties={id: duty(id) for id in ("marac", "adult_safeguarding")},
        contacts=CONTACTS,
        events={"received": Event("received", "received", None, "ours")} | EVENTS,
        timings={id: timing(id) for id in ("soon", "later", "review")},
        tiers={id: Tier(id, id, order) for order, id in enumerate(("universal", "universal_plus"))},
        enquiries_within="soon",
        most_enquiries=3,
        office=OfficeHours(time(9), time(17)),
        bank_holidays=BankHolidays(frozenset(), 2010, 2030, "none"),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


EVENTS = {"strategy_discussion": Event("strategy_discussion", "strategy discussion", "received", "ours")}

CONTACTS = {
    each.id: each
    for each in (
        contact("police", settled_by=("police_cait", "police_csu")),
        contact("police_cait", unit="CAIT"),
        contact("police_csu", unit="CSU"),
        contact("health_visitor", clocks=("soon",)),
        contact("school"),
        contact("parents"),
    )
}


def answered(question: str, *values: str) -> Test:
    """The answer is one of these; yes, if nothing is said."""
    return Test(question, OneOf(frozenset(values or ("yes",))))


def said(value: Value, **more: object) -> Accounts:
    """One account with a value."""
    return (replace(Account(said=str(value), value=value), **more),)  # type: ignore[arg-type]


NOT_KNOWN: Accounts = (Account(not_known=NotKnownReason.NOBODY_KNOWS),)
NOT_MENTIONED: Accounts = (Account(not_mentioned=True),)


def case(
    child: Mapping[str, Accounts] | None = None,
    referral: Mapping[str, Accounts] | None = None,
    adults: Mapping[str, Mapping[str, Accounts]] | None = None,
) -> Case:
    """One child, and what was answered about it, the referral and the adults."""
    return Case(
        received_at=RECEIVED_AT,
        answers=referral or {},
        children=(Subject("child-1", About.CHILD, child or {}),),
        adults=tuple(Subject(ref, About.ADULT, answers) for ref, answers in (adults or {}).items()),
    )
