"""The shipped files, as a tired worker, a policy lead or a parent would read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.policies.shipped import IDS, ROOT, shipped

FILES = sorted(file for id in IDS for file in (ROOT / id).rglob("*.yaml") if "week" not in file.parts)
MOST_LINES = 400
TRADE = re.compile(
    r"\b(MARAC|CAIT|CSU|MASH|LADO|NRM|Merlin|Dash|RAG|s47|section 47|conference|threshold|tier|amber)\b"
)
TWICE_NO = re.compile(
    r"\b(not|no|never|nobody|none)\b.*\b(not|no|never|nobody|none|un\w+able)\b", re.IGNORECASE
)

DONE = re.compile(r"\b(we|worker|everybody|somebody) (asked|came|looked|made|planned|rang|spoke|told|took)\b")
"""What nobody has done yet when the reason is first read."""


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_no_file_is_longer_than_a_policy_lead_would_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < MOST_LINES


@pytest.mark.parametrize("id", IDS)
def test_a_reason_could_be_read_to_a_parent(id: str) -> None:
    """A whole sentence, without a word of the trade."""
    for rule in shipped(id).rules.values():
        assert rule.because.strip().endswith("."), rule.id
        assert not TRADE.search(rule.because), rule.id


@pytest.mark.parametrize("id", IDS)
def test_a_reason_says_nothing_is_done_that_is_still_to_do(id: str) -> None:
    """The worker who reads “a social worker asked the child” at ten to five may take it that somebody has."""
    said = {rule.id: rule.because for rule in shipped(id).rules.values() if DONE.search(rule.because)}
    assert said == {}


@pytest.mark.parametrize("id", IDS)
def test_a_question_asks_once_and_without_a_double_negative(id: str) -> None:
    for question in shipped(id).questions.values():
        assert question.ask.endswith("?"), question.id
        assert question.ask.count("?") == 1, question.id
        assert not TWICE_NO.search(question.ask), question.id
        assert question.why, question.id


def test_there_are_between_sixty_and_ninety_questions() -> None:
    assert 60 <= len(shipped("england").questions) <= 90
