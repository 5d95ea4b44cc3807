"""What the reader knows and what the pages say are the same; the good policies use all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.header import KINDS
from triage_api.policy.model import About, AnswerKind, Counting, NotKnown, Polarity, Stage
from triage_api.policy.nodes import Items, Keys, Node, parse
from triage_api.policy.phrases import (
    AGES,
    DATES,
    DURATIONS,
    NUMBERS,
    read_ages,
    read_dates,
    read_duration,
    read_numbers,
)
from triage_api.policy.shapes import ALL_SHAPES, CONDITION_WORDS, Shape

ROOT = Path(__file__).parents[2]
FORMAT = (ROOT / "docs" / "policy-format.md").read_text("utf-8")
CHECKS = ROOT / "docs" / "checks"
GOOD = Path(__file__).parent / "good"


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in CHECKS.glob("*.md")} == {code.value for code in Code}


@pytest.mark.parametrize("code", Code)
def test_a_page_says_summary_avoid_prefer_why(code: Code) -> None:
    page = (CHECKS / f"{code}.md").read_text("utf-8")
    assert page.startswith(f"# {code}\n")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["Summary", "Avoid", "Prefer", "Why"]
    assert page.count("```") % 2 == 0
    assert all(len(part.strip()) > 10 for part in re.split(r"^## .*$", page, flags=re.MULTILINE)[1:])


@pytest.mark.parametrize("code", Code)
def test_every_code_says_why_it_matters(code: Code) -> None:
    assert code.why.endswith(".")


def _keys(node: Node) -> set[str]:
    if isinstance(node, Keys):
        return set(node.entries).union(*(_keys(value) for _, value in node.entries.values()))
    return set().union(*map(_keys, node.items)) if isinstance(node, Items) else set()


def _used() -> set[str]:
    found: set[str] = set()
    for path in GOOD.rglob("*.yaml"):
        node = parse(path.read_text("utf-8"), path.name, Report())
        assert node is not None
        found |= _keys(node)
    return found


@pytest.mark.parametrize("shape", ALL_SHAPES, ids=lambda shape: shape.name)
def test_every_key_is_on_the_page_and_in_the_good_policies(shape: Shape) -> None:
    for key in shape.keys:
        assert re.search(rf"`{key}(?::[^`]*)?`", FORMAT), f"“{key}” is not in docs/policy-format.md"
    assert shape.keys <= _used()


@pytest.mark.parametrize("word", CONDITION_WORDS)
def test_every_word_of_conditions_is_on_the_page_and_in_the_good_policies(word: str) -> None:
    assert re.search(rf"`{word}[:`]", FORMAT)
    assert word in _used()


def test_every_value_that_is_one_of_a_few_is_on_the_page() -> None:
    for value in [*KINDS, *About, *AnswerKind, *Counting, *NotKnown, *Polarity, *Stage]:
        assert f"`{value}`" in FORMAT, value


_FORMS = {
    "ages": (AGES, read_ages), "numbers": (NUMBERS, read_numbers), "dates": (DATES, read_dates),
    "durations": (DURATIONS, read_duration),
}  # fmt: skip


@pytest.mark.parametrize("forms", _FORMS)
def test_every_phrase_that_an_error_proposes_can_be_read_and_is_on_the_page(forms: str) -> None:
    said, read = _FORMS[forms]
    page = " ".join(FORMAT.split())
    for phrase in _phrases(said, read):
        assert f"`{phrase}`" in page, phrase


def _phrases(said: str, read: Callable[[str], object]) -> list[str]:
    """The phrases of a list with commas, some of which have a comma themselves; each can be read."""
    found: list[str] = []
    for part in said.split(", "):
        joined = f"{found[-1]}, {part}" if found else part
        if _can_be_read(part, read):
            found.append(part)
        else:
            assert _can_be_read(joined, read), part
            found.append(joined)
    return found


def _can_be_read(phrase: str, read: Callable[[str], object]) -> bool:
    try:
        read(phrase)
    except ValueError:
        return False
    return True
