"""Reads rules, definitions, and everything that may follow: routes, ratings, contacts, duties."""

from __future__ import annotations

from triage_api.policy.codes import Code
from triage_api.policy.conditions import ConditionReader
from triage_api.policy.fields import Fields
from triage_api.policy.layers import Entry
from triage_api.policy.model import (
    CONTACT_TIMES,
    All,
    Contact,
    Definition,
    DoNot,
    Duty,
    Named,
    Polarity,
    Rag,
    Route,
    Rule,
    Start,
    Then,
)
from triage_api.policy.names import Names
from triage_api.policy.shapes import (
    CONTACT,
    DEFINITION,
    DO_NOT,
    DUTY,
    NAMED,
    RAG,
    ROUTE,
    RULE,
    STEP,
    THEN,
    TIMES,
    Shape,
)

NOTHING = All(())
"""Stands in for a condition that could not be read. Its error is reported, so no policy is made of it."""


def read_rule(entry: Entry, reader: ConditionReader, names: Names) -> Rule:
    """A threshold."""
    fields = Fields(entry.node, RULE, names.report)
    when, then = entry.node.value("when"), fields.mapping("then", THEN)
    return Rule(
        id=entry.id,
        title=fields.text("title"),
        when=(None if when is None else reader.read(when)) or NOTHING,
        then=Then() if then is None else _then(then, names),
        because=fields.text("because"),
        source=fields.sources(names.sources),
        statutory=fields.yes("statutory"),
        topic=entry.topic,
        place=entry.place,
    )


def _then(fields: Fields, names: Names) -> Then:
    if not fields.node.entries:
        names.report.error(
            Code.EMPTY_THEN, fields.place, "“then” is empty.", "Write what follows: a route, a contact ..."
        )
    return Then(
        route=names.one(fields, "route", "routes"),
        rag=names.one(fields, "rag", "rags"),
        start=names.one(fields, "start", "starts"),
        harm=names.many(fields, "harm", "harms"),
        contacts=names.many(fields, "contacts", "contacts"),
        clocks=names.clocks(fields),
        duties=names.many(fields, "duties", "duties"),
        destination=names.one(fields, "destination", "destinations"),
        tier=names.one(fields, "tier", "tiers"),
        police_units=names.many(fields, "police_unit", "units"),
        enquiries=names.many(fields, "enquiries", "questions"),
        warnings=fields.texts("warn"),
        do_not=tuple(_do_not(one, names) for one in fields.mappings("do_not", DO_NOT)),
        milestones=names.many(fields, "milestones", "timings"),
        call_999=fields.yes("call_999"),
    )


def _do_not(fields: Fields, names: Names) -> DoNot:
    return DoNot(names.one(fields, "contact", "contacts") or "", names.one(fields, "until", "events") or "")


def read_definition(entry: Entry, reader: ConditionReader, names: Names) -> Definition:
    """A named condition."""
    fields = Fields(entry.node, DEFINITION, names.report)
    when = entry.node.value("when")
    return Definition(
        id=entry.id,
        title=fields.text("title"),
        when=(None if when is None else reader.read(when)) or NOTHING,
        polarity=_definition_polarity(fields),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def _definition_polarity(fields: Fields) -> Polarity:
    allowed = (Polarity.RISK, Polarity.PROTECTIVE, Polarity.NEUTRAL)
    return Polarity(fields.among("polarity", allowed) or Polarity.NEUTRAL)


def read_route(entry: Entry, order: int, names: Names) -> Route:
    """A rung of the ladder."""
    fields = Fields(entry.node, ROUTE, names.report)
    return Route(
        id=entry.id,
        title=fields.text("title"),
        order=order,
        level_of_need=fields.number("level_of_need", lowest=1) or 0,
        rag_at_least=names.one(fields, "rag_at_least", "rags") or "",
        decided_by=names.many(fields, "decided_by", "roles"),
        second_view=fields.among("second_view", ("before", "after")),
        says=fields.text("says"),
        contacts=names.many(fields, "contacts", "contacts"),
        duties=names.many(fields, "duties", "duties"),
        milestones=names.many(fields, "milestones", "timings"),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def read_rag(entry: Entry, order: int, names: Names) -> Rag:
    """A rating."""
    fields = Fields(entry.node, RAG, names.report)
    return Rag(
        id=entry.id,
        title=fields.text("title"),
        order=order,
        says=fields.text("says"),
        contacts=names.many(fields, "contacts", "contacts"),
        clocks=names.clocks(fields),
        milestones=names.many(fields, "milestones", "timings"),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def read_start(entry: Entry, order: int, names: Names) -> Start:
    """How soon work begins."""
    return Start(entry.id, Fields(entry.node, STEP, names.report).text("title"), order)


def read_named(entry: Entry, order: int, names: Names, shape: Shape = NAMED) -> Named:
    """A harm type, a destination, a role, an agency or a unit."""
    return Named(entry.id, Fields(entry.node, shape, names.report).text("title"), order)


def read_duty(entry: Entry, names: Names) -> Duty:
    """What runs beside the child's route."""
    fields = Fields(entry.node, DUTY, names.report)
    return Duty(
        id=entry.id,
        title=fields.text("title"),
        recipient=fields.text("recipient"),
        basis=fields.text("basis"),
        ends_when=fields.text("ends_when"),
        clocks=names.many(fields, "clocks", "timings"),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def _times(fields: Fields, names: Names) -> tuple[tuple[str, str], ...]:
    """Which event each thing that can be said of the contact is."""
    held = fields.mapping("times", TIMES)
    if held is None:
        return ()
    found = [(time, names.one(held, time, "events")) for time in CONTACT_TIMES if held.has(time)]
    return tuple((time, event) for time, event in found if event is not None)


def read_contact(entry: Entry, names: Names) -> Contact:
    """A role to be contacted."""
    fields = Fields(entry.node, CONTACT, names.report)
    return Contact(
        id=entry.id,
        role=fields.text("role"),
        agency=names.one(fields, "agency", "agencies") or "",
        why=fields.text("why"),
        tell=fields.texts("tell"),
        ask=fields.texts("ask"),
        record=fields.texts("record"),
        do_not_say=fields.texts("do_not_say"),
        safety=fields.text("safety"),
        clocks=names.many(fields, "clocks", "timings"),
        unit=names.one(fields, "unit", "units"),
        settled_by=names.many(fields, "settled_by", "contacts"),
        times=_times(fields, names),
        source=fields.sources(names.sources),
        place=entry.place,
    )
