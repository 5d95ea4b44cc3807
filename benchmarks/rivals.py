"""The common table in other engines, each in a process of its own: ``python -m benchmarks.rivals ENGINE``.

Reads ``{"rows": [[facts, route], ...], "cases": [[answers], ...]}`` from standard input; prints ``{"us":
microseconds an outcome, "routes": [...]}``. Every engine answers the route of the gravest row all of whose
facts are yes, so that all can be held against each other. Preparation is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Table = list[tuple[list[int], int]]
Outcome = Callable[[dict[str, str]], int]

ROUNDS = 3


def plain_loop(table: Table) -> Outcome:
    """What anybody would write: the rows in a list, the gravest first."""
    ordered = [
        ([f"f{fact}" for fact in facts], route) for facts, route in sorted(table, key=lambda row: -row[1])
    ]

    def outcome(case: dict[str, str]) -> int:
        for names, route in ordered:
            if all(case[name] == "yes" for name in names):
                return route
        return 0

    return outcome


def zen(table: Table, trace: bool = False) -> Outcome:
    """GoRules ZEN: a decision table, first row that hits, the gravest first."""
    import zen as library  # type: ignore[import-not-found]

    decision = library.ZenEngine().create_decision(json.dumps(_zen_document(table)))
    options = {"trace": trace}
    return lambda case: int(decision.evaluate(case, options)["result"]["route"])


def _zen_document(table: Table) -> dict[str, Any]:
    facts = sorted({fact for row, _ in table for fact in row})
    rows = [
        {"_id": str(place), **{f"i{fact}": '"yes"' if fact in row else "" for fact in facts}, "o": str(route)}
        for place, (row, route) in enumerate(sorted(table, key=lambda row: -row[1]))
    ]
    rows.append({"_id": "base", **{f"i{fact}": "" for fact in facts}, "o": "0"})
    content = {
        "hitPolicy": "first",
        "inputs": [
            {"id": f"i{fact}", "name": f"f{fact}", "type": "expression", "field": f"f{fact}"}
            for fact in facts
        ],
        "outputs": [{"id": "o", "name": "route", "type": "expression", "field": "route"}],
        "rules": rows,
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "table",
            "name": "table",
            "type": "decisionTableNode",
            "position": {"x": 1, "y": 0},
            "content": content,
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}


def regorus(table: Table) -> Outcome:
    """Rego in Rust: every row that hits, the gravest of them."""
    import hobofan_regorus as library  # type: ignore[import-not-found]

    rows = "\n".join(
        "hits contains "
        + str(route)
        + " if { "
        + "; ".join(f'input.f{fact} == "yes"' for fact in facts)
        + " }"
        for facts, route in table
    )
    engine = library.Engine()
    engine.add_policy(
        "table.rego", f"package table\nimport rego.v1\nhits contains 0\n{rows}\nroute := max(hits)\n"
    )

    def outcome(case: dict[str, str]) -> int:
        engine.set_input(case)
        return int(engine.eval_rule("data.table.route"))

    return outcome


ENGINES: dict[str, Callable[[Table], Outcome]] = {
    "plain-loop": plain_loop,
    "zen": zen,
    "zen-trace": lambda table: zen(table, trace=True),
    "regorus": regorus,
}


def main() -> None:
    """Measure one engine."""
    given = json.load(sys.stdin)
    outcome = ENGINES[sys.argv[1]]([(facts, route) for facts, route in given["rows"]])
    cases = [{f"f{place}": answer for place, answer in enumerate(case)} for case in given["cases"]]
    routes = [outcome(case) for case in cases]
    best = min(_timed(outcome, cases) for _ in range(ROUNDS))
    json.dump({"us": best / len(cases) * 1e6, "routes": routes}, sys.stdout)


def _timed(outcome: Outcome, cases: list[dict[str, str]]) -> float:
    begun = time.process_time()
    for case in cases:
        outcome(case)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
