"""The evaluators that every claim about semantics is made of: the reference, and the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import triage_api.engine
from tests import reference
from triage_api.engine.case import Case
from triage_api.policy.model import Policy

Evaluator = Callable[[Policy, Case], Any]

ENGINE: Evaluator | None = getattr(triage_api.engine, "recommend", None)


def the_engine(policy: Policy, case: Case) -> Any:
    """The engine's recommendation."""
    assert ENGINE is not None
    return ENGINE(policy, case)


needs_engine = pytest.mark.skipif(ENGINE is None, reason="triage_api.engine.recommend is not there yet")

EVALUATORS = [
    pytest.param(reference.recommend, id="reference"),
    pytest.param(the_engine, id="engine", marks=needs_engine),
]
