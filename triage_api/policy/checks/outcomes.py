"""What follows, as a whole: ladders, holding steps, clocks, and what nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from triage_api.policy.build import Built
from triage_api.policy.checks.walk import Line
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.layers import Entry
from triage_api.policy.model import (
    AnswerKind,
    Is,
    Place,
    Policy,
    Rag,
    Route,
    Stage,
    Test,
    Then,
    Tier,
    WorkClock,
)
from triage_api.policy.names import WORDS
from triage_api.policy.nodes import Keys, Node, Text, each_text

_USED = ("definitions", "questions", "contacts", "duties", "timings")


def check_outcomes(built: Built, said: list[Line], report: Report) -> None:
    """Check ladders, holding steps, clocks, sources and use."""
    _check_holding(built, report)
    _check_ladder(built.policy, report)
    _check_clocks(built.policy, report)
    _check_use(built, said, report)
    _check_passed_over(built, report)
    _check_sources(built, report)


def _check_holding(built: Built, report: Report) -> None:
    policy, holding = built.policy, built.holding
    single = built.composed.singles.get("holding")
    if single is None or not _has_lines(single[1]):
        return
    routes = {rule.then.route for rule in policy.rules.values() if rule.then.route}
    rags = {rule.then.rag for rule in policy.rules.values() if rule.then.rag}
    base = policy.routes.get(policy.base_route)
    least = 0 if base is None else base.order
    for held, steps, used, lowest in (
        (holding.routes, policy.routes, routes, least),
        (holding.rags, policy.rags, rags, 0),
    ):
        for start, (end, place) in held.items():
            if steps[end].order > steps[start].order:
                report.error(
                    Code.HOLDING,
                    place,
                    f"What could still reach “{start}” is held at “{end}”, which is above it.",
                    f"Write “{start}” or a step below it.",
                )
        for id in sorted(one for one in used - held.keys() if steps[one].order > lowest):
            report.error(
                Code.HOLDING,
                single[0].place,
                f"It does not say where a rule is held that could still reach “{id}”.",
                f"Write “{id}:” and the step below it.",
            )


def _has_lines(node: Node) -> bool:
    """Whether ``routes`` and ``rags`` can be read; if not, that is reported already."""
    return isinstance(node, Keys) and not any(isinstance(one, Text) for _, one in node.entries.values())


def _check_ladder(policy: Policy, report: Report) -> None:
    for lower, higher in pairwise(policy.routes.values()):
        slow, fast = policy.rags.get(lower.rag_at_least), policy.rags.get(higher.rag_at_least)
        if slow is not None and fast is not None and fast.order < slow.order:
            report.warning(
                Code.RAG_FALLS,
                higher.place,
                f"“{higher.id}” is at least {fast.id}, and “{lower.id}” below it at least {slow.id}.",
                "Give the more protective route a rating that is as urgent.",
            )


def _check_clocks(policy: Policy, report: Report) -> None:
    for contact in policy.contacts.values():
        without = [] if contact.clocks else list(_requirers_without_clock(policy, contact.id))
        if without:
            report.error(
                Code.NO_CLOCK,
                contact.place,
                f"“{contact.id}” has no clock of its own, and “{without[0]}” asks for it without one.",
                "Write “clocks:” in the contact.",
            )


def _requirers_without_clock(policy: Policy, contact: str) -> Iterator[str]:
    for rule in policy.rules.values():
        if contact in rule.then.contacts and contact not in dict(rule.then.clocks):
            yield rule.id
    for route in policy.routes.values():
        if contact in route.contacts:
            yield route.id
    for rag in policy.rags.values():
        if contact in rag.contacts and contact not in dict(rag.clocks):
            yield rag.id


def _check_passed_over(built: Built, report: Report) -> None:
    """The one clock of a disputed transfer runs only where the transfer climbs no stages."""
    entry = built.composed.table("work_clocks").get(WorkClock.DISPUTE_ANSWERED)
    if entry is not None and built.policy.casework.transfer_dispute:
        report.warning(
            Code.UNUSED,
            entry.place,
            f"Nothing runs on “{entry.id}”: a disputed transfer has the clocks of “transfer_dispute”.",
            "Write your time into its first stage, and delete this.",
        )


def _check_use(built: Built, said: list[Line], report: Report) -> None:
    used = _used(built.policy, said)
    for kind in _USED:
        for entry in built.composed.table(kind).values():
            if entry.id not in used[kind]:
                report.warning(
                    Code.UNUSED,
                    entry.place,
                    f"Nothing uses the {WORDS[kind]} “{entry.id}”.",
                    "Use it, or delete it.",
                )


def _used(policy: Policy, said: list[Line]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in _USED}
    for line in said:
        if isinstance(line.item, Test):
            found["questions"].add(line.item.question)
        elif isinstance(line.item, Is):
            found["definitions"].add(line.item.definition)
    visits = policy.casework.visits
    of_adults = (policy.cannot_settle, None if visits is None else visits.of_concern)
    found["definitions"].update(id for id in of_adults if id)
    _use_questions(policy, found)
    _use_outcomes(policy, found)
    return found


def _use_questions(policy: Policy, found: dict[str, set[str]]) -> None:
    """A note, a closing question, the screening question and what contacts are told need no rule."""
    for question in policy.questions.values():
        if (
            question.kind is AnswerKind.NOTE
            or question.closes
            or question.stage in (Stage.SCREENING, Stage.ARRANGEMENTS)
        ):
            found["questions"].add(question.id)


def _use_outcomes(policy: Policy, found: dict[str, set[str]]) -> None:
    thens = [rule.then for rule in policy.rules.values()]
    routes, rags = policy.routes.values(), policy.rags.values()
    for then in thens:
        found["questions"].update(then.enquiries)
    for duties in [*(one.duties for one in thens), *(one.duties for one in routes)]:
        found["duties"].update(duties)
    steps: list[Then | Route | Rag] = [*thens, *routes, *rags]
    for step in steps:
        found["contacts"].update(step.contacts)
        found["timings"].update(step.milestones)
    clocked: list[Then | Rag | Tier] = [*thens, *rags, *policy.tiers.values()]
    for one in clocked:
        found["contacts"].update(contact for contact, _ in one.clocks)
        found["timings"].update(timing for _, timing in one.clocks)
    for contact in policy.contacts.values():
        found["contacts"].update(contact.settled_by)
        found["timings"].update(contact.clocks)
    for duty in policy.duties.values():
        found["timings"].update(duty.clocks)
    found["contacts"].update(one.contact for then in thens for one in then.do_not)
    found["timings"].add(policy.enquiries_within)


def _check_sources(built: Built, report: Report) -> None:
    for kind in ("questions", "definitions"):
        for entry in built.composed.table(kind).values():
            if entry.node.value("source") is None:
                report.note(
                    Code.NO_SOURCE,
                    entry.place,
                    f"The {WORDS[kind]} “{entry.id}” cites no source.",
                    "Write “source:”; of your own judgement “source: our-judgement”.",
                )
    for kind, entry, place in unverified(built):
        report.warning(
            Code.UNVERIFIED,
            place,
            f"The {WORDS[kind]} “{entry.id}” is unverified.",
            "Read the figure in its source and cite that.",
        )


def unverified(built: Built) -> Iterator[tuple[str, Entry, Place]]:
    """Every entry that says ``source: unverified``: its kind, the entry, and where it says so."""
    for kind in WORDS:
        for entry in built.composed.table(kind).values():
            source = entry.node.value("source")
            for word in () if source is None else each_text(source):
                if word.text == "unverified":
                    yield kind, entry, word.place
