"""Policies and cases that random search once found the engine and its slow twin to judge otherwise: kept by
name, since the next search may not draw them again."""

from __future__ import annotations

import pytest

from tests.engine.claims import agree
from tests.engine.evaluators import needs_engine
from tests.strategies.small import NOT_KNOWN, answered, case, policy, question, rule
from triage_api.engine.case import Case
from triage_api.policy.model import All, AtLeast, Policy

ONCE_TOLD_APART = [
    pytest.param(
        policy(
            [question("seen"), question("hurt")],
            [
                rule(
                    "either",
                    AtLeast(1, (answered("seen", "no"), All((answered("seen", "no"), answered("hurt"))))),
                    call_999=True,
                )
            ],
        ),
        case({"seen": NOT_KNOWN}),
        id="what stands beside a fact that decides the whole rule by itself cannot matter",
    ),
]


@needs_engine
@pytest.mark.parametrize(("small", "asked"), ONCE_TOLD_APART)
def test_they_agree_now(small: Policy, asked: Case) -> None:
    agree((small, asked))
