"""An example's ``expect:`` is held against what comes out, and what differs is said in words."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from triage_api.assurance.examples import examine
from triage_api.policy.examples import read_examples
from triage_api.policy.load import load_or_raise
from triage_api.policy.model import Policy

GOOD = Path(__file__).parents[1] / "policy" / "good"
CASE = """title: Danger now, and a worry about a baby nearby
source: our-judgement
received_at: "2026-06-24T09:00:00+01:00"
answers:
  kind: worry
  danger_now: {danger}
children:
  - ref: child-1
    answers: {{age: 8 months, moves_by_self: {moves}}}
adults:
  - ref: father
    answers: {{violence_to_anyone: {violence}, sees_the_child: yes}}
expect:
  {expect}
"""


@cache
def north() -> Policy:
    return load_or_raise("northshire", [GOOD])


def failures(folder: Path, expect: str, **answers: str) -> tuple[str, ...]:
    """What is said of one case that expects this."""
    copy = Path(shutil.copytree(GOOD / "northshire", folder / "northshire"))
    shutil.rmtree(copy / "examples")
    (copy / "examples").mkdir()
    text = CASE.format(expect=expect, **{"danger": "yes", "violence": "serious", "moves": "no", **answers})
    (copy / "examples" / "one.yaml").write_text(text, "utf-8")
    (example,), findings = read_examples(copy, north())
    assert findings == ()
    return examine(north(), example).failures


@pytest.mark.parametrize(
    "expect",
    [
        "do_not: [{contact: parents, until: discussion_held}]",
        "not_held_back: [police]",
        "not_held_back: police",
    ],
)
def test_what_is_held_back_and_until_when_can_be_expected(expect: str, tmp_path: Path) -> None:
    assert failures(tmp_path, expect) == ()


@pytest.mark.parametrize("wanted", ["parents until seen", "police until discussion_held"])
def test_somebody_else_or_until_something_else_is_a_difference(wanted: str, tmp_path: Path) -> None:
    contact, _, until = wanted.split()
    said = f"do_not: {wanted} expected, and not there. Came out: parents until discussion_held."
    assert failures(tmp_path, f"do_not: [{{contact: {contact}, until: {until}}}]") == (said,)


def test_who_should_not_be_held_back_and_is_is_named(tmp_path: Path) -> None:
    said = "not_held_back: parents came out, and should not."
    assert failures(tmp_path, "not_held_back: [police, parents]") == (said,)


@pytest.mark.parametrize("expect", ["not_held_back: parents", "not_rules: act-now"])
def test_where_the_rule_does_not_apply_nobody_is_held_back(expect: str, tmp_path: Path) -> None:
    assert failures(tmp_path, expect, danger="no", violence="none") == ()


def test_nothing_came_out_where_something_was_to_be_held_back(tmp_path: Path) -> None:
    expect = "do_not: [{contact: parents, until: discussion_held}]"
    said = "do_not: parents until discussion_held expected, and not there."
    assert failures(tmp_path, expect, danger="no", violence="none") == (said,)


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("not_rules: act-now", "act-now (applies) came out"),
        ("not_rules: baby-near-violence", "baby-near-violence (assumed) came out"),
        ("rules: several-signs", "several-signs (possible) expected, and not there"),
    ],
)
def test_of_a_rule_it_is_said_how_far_it_came(expect: str, said: str, tmp_path: Path) -> None:
    (failure,) = failures(tmp_path, expect, moves="{not_known: nobody knows}")
    assert said in failure
