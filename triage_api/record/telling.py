"""What happened, in a sentence, for a timeline. What only follows from something else is not told."""

from __future__ import annotations

from functools import singledispatch

from triage_api.record.facts import (
    KINDS,
    AdultAdded,
    Answered,
    ChildAdded,
    ContactChanged,
    ContactIssued,
    ContactProgressed,
    Decided,
    DutyChanged,
    DutyIssued,
    DutyProgressed,
    EnquiryIssued,
    Happened,
    IdentityPending,
    IncidentAdded,
    MilestoneChanged,
    MilestoneIssued,
    NewsArrived,
    Offered,
    Overtaken,
    Recommended,
)

FOLLOWS = (
    ChildAdded,
    AdultAdded,
    IncidentAdded,
    ContactIssued,
    ContactChanged,
    DutyIssued,
    DutyChanged,
    MilestoneIssued,
    MilestoneChanged,
    EnquiryIssued,
    IdentityPending,
)
"""Kinds of which a timeline says nothing by themselves: the due list does."""
WORDS = ("words", "why", "reasons", "decided")
"""The fields in which a fact says what happened in somebody's own words, the first that it has."""
OPEN = ("assumed", "hold", "enquiry")

_NAMES: dict[type[object], str] = {kind: name.replace("_", " ") for name, kind in KINDS.items()}


@singledispatch
def told(fact: object) -> str | None:
    """What happened; ``None``: nothing that a timeline tells."""
    if isinstance(fact, FOLLOWS):
        return None
    name = _NAMES.get(type(fact), "").capitalize()
    words = next((found for field in WORDS if (found := getattr(fact, field, None))), None)
    return f"{name}: {words}" if isinstance(words, str) else f"{name}."


@told.register
def _(fact: Answered) -> str | None:
    """Only what was changed: a first answer is part of taking the referral in."""
    if fact.previous is None:
        return None
    lowered = "" if fact.lowering is None else f" This lowers it: {fact.lowering.words}"
    return f"An answer about {fact.about} was changed: {fact.question}.{lowered}"


@told.register
def _(fact: Recommended) -> str | None:
    if fact.route is None:
        return None
    unsure = " (the interview is unfinished)" if fact.provisional else ""
    return f"Recommended from now on: {_plain(fact.route)}, {fact.rag}{unsure}."


@told.register
def _(fact: Decided) -> str:
    what = "no referral" if fact.route is None else f"{_plain(fact.route)}, {fact.rag}"
    shown = fact.recommendation
    said = [f"Decided: {what}. {fact.reasons}"]
    if shown["route"] is not None and (shown["route"], shown["rag"]) != (fact.route, fact.rag):
        said.append(f"Recommended was: {_plain(shown['route'])}, {shown['rag']}.")
    said += fact.lowers
    unknown = [one["ask"] for one in shown["open_questions"] if one["effect"] in OPEN]
    if unknown:
        said.append(f"Not known then: {' '.join(unknown)}")
    return " ".join(said)


@told.register
def _(fact: Overtaken) -> str:
    route = "" if fact.route is None else _plain(fact.route)
    return f"The decision is overtaken: recommended is {route}, {fact.rag}. {fact.to} decided."


@told.register
def _(fact: NewsArrived) -> str:
    to = "" if fact.to is None else f" It is for {fact.to}."
    return f"News from {fact.said_by}: {fact.words}{to}"


@told.register
def _(fact: ContactProgressed) -> str:
    spoke_to = "" if fact.spoke_to is None else f" with {fact.spoke_to}"
    words = "" if fact.words is None else f": {fact.words}"
    return f"Contact {_plain(fact.contact)} {_plain(fact.state)}{spoke_to}{words}"


@told.register
def _(fact: DutyProgressed) -> str:
    words = "" if fact.words is None else f": {fact.words}"
    return f"Duty {_plain(fact.duty)} {_plain(fact.state)}{words}"


@told.register
def _(fact: Happened) -> str:
    return f"It happened: {_plain(fact.event)}."


@told.register
def _(fact: Offered) -> str:
    to = f"the team {fact.team}" if fact.to is None else f"{fact.to} ({fact.role})"
    return f"Offered to {to}: {', '.join(fact.items)}. {fact.words}"


def _plain(id: str) -> str:
    return id.replace("_", " ")
