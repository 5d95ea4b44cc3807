"""Makes a ``Policy`` of composed entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from types import MappingProxyType
from typing import TypeVar

from triage_api.policy import header, outcomes
from triage_api.policy.casework import read_casework
from triage_api.policy.clocks import read_event, read_office, read_tier, read_timing
from triage_api.policy.codes import Code
from triage_api.policy.compose import Composed
from triage_api.policy.conditions import ConditionReader, possible_answers
from triage_api.policy.fields import Fields, as_keys, as_text
from triage_api.policy.findings import Report
from triage_api.policy.hashing import fingerprint
from triage_api.policy.holidays import NATIONS, bank_holidays
from triage_api.policy.layers import Entry
from triage_api.policy.model import OfficeHours, Place, Policy, Question, Section, Source
from triage_api.policy.names import Names
from triage_api.policy.questions import read_question, with_conditions
from triage_api.policy.shapes import ENQUIRIES, HOLDING, OFFICE, SECTION

_T = TypeVar("_T")
_NEEDED = {
    "questions": "questions/", "rules": "thresholds/", "routes": "routes.yaml", "rags": "routes.yaml",
    "starts": "routes.yaml", "destinations": "routes.yaml", "roles": "routes.yaml",
    "contacts": "contacts.yaml", "events": "timings.yaml", "timings": "timings.yaml",
}  # fmt: skip
"""What no policy does without, and where it is written."""
_NEEDED_ALONE = {
    "base": "routes.yaml", "holding": "routes.yaml", "enquiries": "routes.yaml", "office": "timings.yaml",
}  # fmt: skip
_CLOSED = OfficeHours(time(), time())


@dataclass(frozen=True, slots=True)
class Holding:
    """Where possible rules hold: by route and by rating, with the place of each line for the checks."""

    routes: Mapping[str, tuple[str, Place]]
    rags: Mapping[str, tuple[str, Place]]


@dataclass(frozen=True, slots=True)
class Built:
    """A policy, and what the checks need that the policy itself does not keep."""

    policy: Policy
    composed: Composed
    names: Names
    holding: Holding


def build(composed: Composed, report: Report) -> Built:
    """Read every composed entry once.

    What could not be read is left out or stood in for; its error is reported, and the policy is not used.
    """
    headers = [layer.header for layer in composed.layers if layer.header is not None]
    sources = {id: source for one in headers for id, source in header.read_sources(one).items()}
    names = Names(composed.tables, frozenset(sources), report)
    _look_for_missing(composed, report)
    questions, reader = _questions(names, composed)
    holding = _holding(composed, names)
    policy = _policy(composed, names, headers, sources, questions, reader, holding)
    return Built(replace(policy, sha256=fingerprint(policy)), composed, names, holding)


def _policy(
    composed: Composed,
    names: Names,
    headers: list[Fields],
    sources: Mapping[str, Source],
    questions: Mapping[str, Question],
    reader: ConditionReader,
    holding: Holding,
) -> Policy:
    own = headers[-1]
    first, last = header.read_in_force(own)
    extends = header.read_extends(own)
    within, most = _enquiries(composed, names)
    office = _office(composed, names)
    settlers = [one for fields in headers if (one := header.read_cannot_settle(fields, reader))]
    return Policy(
        id=own.text("id"),
        title=own.text("title"),
        version=header.read_version(own),
        in_force_from=first,
        in_force_until=last,
        adopted=header.read_adoption(own),
        extends=None if extends is None else str(extends),
        sha256="",
        sources=MappingProxyType(dict(sources)),
        sections=_sections(composed, names),
        questions=MappingProxyType(dict(questions)),
        definitions=_each(composed, "definitions", lambda one: outcomes.read_definition(one, reader, names)),
        rules=_each(composed, "rules", lambda one: outcomes.read_rule(one, reader, names)),
        routes=_ladder(composed, "routes", names, outcomes.read_route),
        base_route=_base(composed, names),
        rags=_ladder(composed, "rags", names, outcomes.read_rag),
        holding_routes=MappingProxyType({start: end for start, (end, _) in holding.routes.items()}),
        holding_rags=MappingProxyType({start: end for start, (end, _) in holding.rags.items()}),
        starts=_ladder(composed, "starts", names, outcomes.read_start),
        harms=_ladder(composed, "harms", names, outcomes.read_named),
        destinations=_ladder(composed, "destinations", names, outcomes.read_named),
        roles=_ladder(composed, "roles", names, outcomes.read_named),
        agencies=_ladder(composed, "agencies", names, outcomes.read_named),
        units=_ladder(composed, "units", names, outcomes.read_named),
        duties=_each(composed, "duties", lambda one: outcomes.read_duty(one, names)),
        contacts=_each(composed, "contacts", lambda one: outcomes.read_contact(one, names)),
        events=_each(composed, "events", lambda one: read_event(one, names)),
        timings=_each(composed, "timings", lambda one: read_timing(one, names)),
        tiers=_ladder(composed, "tiers", names, read_tier),
        enquiries_within=within,
        most_enquiries=most,
        office=office,
        bank_holidays=bank_holidays(office.nation or next(iter(NATIONS))),
        cannot_settle=settlers[-1] if settlers else None,
        switched_off=tuple(composed.switched_off),
        never=tuple(never for one in headers for never in header.read_never(one, reader)),
        was=MappingProxyType({former: id for id, one in questions.items() for former in one.was}),
        bands=MappingProxyType(
            {
                name: band
                for one in headers
                for name, band in header.read_bands(one, composed.table("routes")).items()
            }
        ),
        casework=read_casework(
            composed,
            replace(names, answers={id: possible_answers(one) for id, one in questions.items()}),
        ),
    )


def _each(composed: Composed, kind: str, read: Callable[[Entry], _T]) -> Mapping[str, _T]:
    """Every entry of the table, by id."""
    return MappingProxyType({id: read(entry) for id, entry in composed.table(kind).items()})


def _ladder(
    composed: Composed, kind: str, names: Names, read: Callable[[Entry, int, Names], _T]
) -> Mapping[str, _T]:
    """Every entry of the table with its order, by id."""
    entries = enumerate(composed.table(kind).values())
    return MappingProxyType({entry.id: read(entry, order, names) for order, entry in entries})


def _sections(composed: Composed, names: Names) -> Mapping[str, Section]:
    ordered = sorted(composed.table("sections").values(), key=lambda entry: entry.topic)
    return MappingProxyType(
        {
            entry.id: Section(entry.id, Fields(entry.node, SECTION, names.report).text("title"), order)
            for order, entry in enumerate(ordered)
        }
    )


def _questions(names: Names, composed: Composed) -> tuple[dict[str, Question], ConditionReader]:
    """The questions in the order in which topics are asked, and the reader of conditions over them."""
    entries = composed.table("questions")
    topics = {entry.id: entry.topic for entry in composed.table("sections").values()}
    ordered = sorted(entries.values(), key=lambda entry: topics.get(entry.section, entry.topic))
    read = {entry.id: read_question(entry, names) for entry in ordered}
    questions = {id: question for id, question in read.items() if question is not None}
    reader = ConditionReader(questions, entries, composed.table("definitions"), names.report)
    return {id: with_conditions(one, entries[id], reader) for id, one in questions.items()}, reader


def _look_for_missing(composed: Composed, report: Report) -> None:
    last = composed.layers[-1]
    for needed, held in ((_NEEDED, composed.tables), (_NEEDED_ALONE, composed.singles)):
        for key, file in needed.items():
            if not held.get(key):
                _refuse_missing(key, f"{last.shown}/{file}", (last.folder / file).exists(), report)


def _refuse_missing(key: str, file: str, is_there: bool, report: Report) -> None:
    place = Place(file, 1, 1)
    if is_there and not file.endswith("/"):
        report.error(Code.MISSING_KEY, place, f"The policy has no “{key}”.", f"Write “{key}:” in this file.")
    else:
        remedy = "Write it, or say with “extends:” in policy.yaml which policy this one builds on."
        report.error(Code.MISSING_FILE, place, f"The policy has no “{key}”.", remedy)


def _base(composed: Composed, names: Names) -> str:
    held = composed.singles.get("base")
    word = None if held is None else as_text(held[1], "base", names.report)
    return word.text if word is not None and names.knows(word, "routes") else ""


def _holding(composed: Composed, names: Names) -> Holding:
    held = composed.singles.get("holding")
    keys = None if held is None else as_keys(held[1], "holding", names.report)
    if keys is None:
        return Holding({}, {})
    fields = Fields(keys, HOLDING, names.report)
    return Holding(names.steps(fields, "routes", "routes"), names.steps(fields, "rags", "rags"))


def _enquiries(composed: Composed, names: Names) -> tuple[str, int]:
    held = composed.singles.get("enquiries")
    keys = None if held is None else as_keys(held[1], "enquiries", names.report)
    if keys is None:
        return "", 0
    fields = Fields(keys, ENQUIRIES, names.report)
    return names.one(fields, "within", "timings") or "", fields.number("most") or 0


def _office(composed: Composed, names: Names) -> OfficeHours:
    held = composed.singles.get("office")
    keys = None if held is None else as_keys(held[1], "office", names.report)
    return _CLOSED if keys is None else read_office(Fields(keys, OFFICE, names.report))
