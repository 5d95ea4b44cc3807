"""Definitions, gates and events that wait for each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage_api.policy.build import Built
from triage_api.policy.checks.walk import lines
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import Definition, Is, Place, Policy, Test

ROOT = "received"


def check_definitions(policy: Policy, report: Report) -> bool:
    """Whether no definition leads back to itself; each circle is reported once, with its path."""
    uses = {id: _used(definition) for id, definition in policy.definitions.items()}
    found = circles(uses)
    for path in found:
        report.error(
            Code.DEFINITION_CYCLE,
            policy.definitions[path[0]].place,
            f"Definitions use each other in a circle: {_arrows(path)}.",
            "Write out in one of them what it needs of the next.",
        )
    return not found


def _used(definition: Definition) -> list[str]:
    return [line.item.definition for line in lines(definition.when) if isinstance(line.item, Is)]


def check_gates(policy: Policy, report: Report) -> None:
    """No question waits, through gates, for its own answer. Definitions must have no cycle."""
    waits: dict[str, list[str]] = {}
    for id, question in policy.questions.items():
        gate = question.asked_when
        found = () if gate is None else lines(gate, policy.definitions)
        waits[id] = [line.item.question for line in found if isinstance(line.item, Test)]
    for path in circles(waits):
        report.error(
            Code.GATE_CYCLE,
            policy.questions[path[0]].place,
            f"Questions wait for each other in a circle: {_arrows(path)}.",
            "Delete “asked_when” from the one that is to be asked first.",
        )


def check_events(built: Built, report: Report) -> None:
    """The events are one tree, whose root is ``received``."""
    policy, written = built.policy, built.composed.table("events")
    for id, event in policy.events.items():
        if id != ROOT and written[id].node.value("after") is None:
            _refuse(
                event.place,
                f"The event “{id}” has no “after”.",
                f"Write “after: {ROOT}”, or a later event.",
                report,
            )
    root = policy.events.get(ROOT)
    if root is None and policy.events:
        first = next(iter(policy.events.values()))
        _refuse(
            first.place,
            f"There is no event “{ROOT}”.",
            f"Add “id: {ROOT}”: every other comes after it.",
            report,
        )
    elif root is not None and root.after is not None:
        _refuse(root.place, f"“{ROOT}” comes after “{root.after}”.", "Delete its “after”.", report)
    for path in circles({id: [one.after] for id, one in policy.events.items() if one.after and id != ROOT}):
        place = policy.events[path[0]].place
        _refuse(
            place, f"Events come after each other in a circle: {_arrows(path)}.", "Mend one “after”.", report
        )


def _refuse(place: Place, what: str, remedy: str, report: Report) -> None:
    report.error(Code.EVENTS, place, what, remedy)


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """A path through each circle, from its first node back to it; found without recursion."""
    done: set[str] = set()
    found = []
    for start in graph:
        path: list[str] = []
        ways = [iter([start])]
        while ways:
            node = next(ways[-1], None)
            if node is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif node in path:
                found.append([*path[path.index(node) :], node])
            elif node in graph and node not in done:
                path.append(node)
                ways.append(iter(graph[node]))
    return found


def _arrows(path: list[str]) -> str:
    return " → ".join(path)
