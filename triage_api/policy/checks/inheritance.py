"""What a policy does to the one that it extends."""

from __future__ import annotations

from triage_api.policy.build import Built
from triage_api.policy.checks.walk import lines
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.header import NO_DAY, read_in_force
from triage_api.policy.model import Is, Policy, Test
from triage_api.policy.names import WORDS


def check_inheritance(built: Built, report: Report) -> None:
    """Check dates against the parent's, and what is replaced of that on which statutory rules turn."""
    _check_dates(built, report)
    _check_parts(built, report)


def _check_dates(built: Built, report: Report) -> None:
    layers = built.composed.layers
    header, parent = layers[-1].header, layers[-2].header if len(layers) > 1 else None
    if header is None or parent is None:
        return
    first, parents = built.policy.in_force_from, read_in_force(parent)[0]
    if NO_DAY != first < parents:
        report.warning(
            Code.IN_FORCE,
            header.place_of("in_force"),
            f"The policy holds from {first}, and what it extends only from {parents}.",
            "Extend the version that held on that day, or begin later.",
        )


def _check_parts(built: Built, report: Report) -> None:
    """A child may replace a question or a definition that a statutory rule tests; somebody must look."""
    layers = built.composed.layers
    needed = _statutory_parts(built.policy) if len(layers) > 1 else {}
    for kind in ("questions", "definitions"):
        for id, entry in layers[-1].tables.get(kind, {}).items():
            rule = needed.get((kind, id))
            if rule is not None and any(id in layer.tables.get(kind, {}) for layer in layers[:-1]):
                report.warning(
                    Code.STATUTORY_PART,
                    entry.place,
                    f"This replaces the {WORDS[kind]} “{id}”, on which the statutory rule “{rule}” turns.",
                    "Compare it word by word with the parent's: it may ask for more, never for less.",
                )


def _statutory_parts(policy: Policy) -> dict[tuple[str, str], str]:
    """The questions and definitions on which statutory rules turn, each with one such rule."""
    found = {}
    for rule in policy.rules.values():
        for line in lines(rule.when, policy.definitions) if rule.statutory else ():
            if isinstance(line.item, Test):
                found["questions", line.item.question] = rule.id
            elif isinstance(line.item, Is):
                found["definitions", line.item.definition] = rule.id
    return found
