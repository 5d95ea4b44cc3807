"""A recommendation, of either evaluator, as plain values that can be compared and printed.

What has no order of its own (harm types, warnings, units) is compared without one; times and sentences
are not compared here.
"""

from __future__ import annotations

from typing import Any

from triage_api.engine.case import Case

AS_THEY_ARE = ("route", "rag", "start", "destination", "provisional", "not_a_referral", "call_999")
OF_A_CHILD = ("route", "rag", "start", "tier")
SETS_OF_A_CHILD = ("harm", "contacts", "clocks", "duties", "do_not", "warnings", "milestones")


def plain(recommended: Any, case: Case | None = None) -> dict[str, Any]:
    """The whole recommendation; children by ref, but of a case without children none."""
    children = recommended.children if case is None or case.children else ()
    return (
        {name: getattr(recommended, name) for name in AS_THEY_ARE}
        | bounds(recommended)
        | {"police_units": set(recommended.police_units)}
        | {"children": {child.ref: plain_child(child) for child in children}}
    )


def plain_child(child: Any) -> dict[str, Any]:
    """The outcome of one child."""
    return (
        {name: getattr(child, name) for name in OF_A_CHILD}
        | bounds(child)
        | {name: set(getattr(child, name)) for name in SETS_OF_A_CHILD}
        | {"states": {rule: str(state) for rule, state in child.states.items()}}
    )


def bounds(of: Any) -> dict[str, tuple[str | None, str | None]]:
    """Floor and ceiling, each a route and a RAG."""
    return {"floor": (of.floor.route, of.floor.rag), "ceiling": (of.ceiling.route, of.ceiling.rag)}
