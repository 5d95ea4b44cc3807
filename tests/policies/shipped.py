"""The shipped policies and their examples, each read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from triage_api.engine import Case, Recommendation, read_case, recommend
from triage_api.policy.examples import Example, read_examples
from triage_api.policy.load import load, load_or_raise, policies, shipped_root
from triage_api.policy.model import Policy

ROOT = shipped_root()
IDS = policies([ROOT])


@cache
def shipped(id: str) -> Policy:
    """One shipped policy."""
    return load_or_raise(id, [ROOT])


@cache
def examples(id: str) -> tuple[Example, ...]:
    """Its examples, variants among them."""
    folder = load(id, [ROOT]).folder
    assert folder is not None
    found, findings = read_examples(folder, shipped(id))
    assert not [finding for finding in findings if finding.severity == "error"]
    return found


def child_j() -> dict[str, Any]:
    """The body of the case of 24 June 2015."""
    first = next(one for one in examples("ealing") if one.variant_of is None)
    return dict(first.body)


def case_of(body: dict[str, Any], id: str = "ealing") -> Case:
    """A body, read against a shipped policy."""
    return read_case(body, shipped(id))


def recommended(body: dict[str, Any], id: str = "ealing") -> Recommendation:
    """What a shipped policy says of a body."""
    return recommend(shipped(id), case_of(body, id))
