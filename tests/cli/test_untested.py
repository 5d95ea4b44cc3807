"""``check`` names a policy's own rules that no example exercises; ``test`` without examples is no success."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from triage_api.cli.policy import main
from triage_api.policy.findings import Severity

GOOD = Path(__file__).parents[1] / "policy" / "good"
RULE = """- id: {id}
  title: A rule of our own
  when: {{{when}}}
  then: {{rag: amber}}
  because: For a test.
  source: our-judgement
"""
DANGER = ("when-in-danger", "danger_now: yes")
BEFORE = ("three-times-before", "earlier_referrals: at least 3")
CASE = """title: Rung three times before
source: our-judgement
received_at: "2026-06-24T09:00:00+01:00"
answers: {{kind: worry, danger_now: no, earlier_referrals: {earlier}}}
children: [{{ref: child-1, answers: {{age: 8 years}}}}]
expect: {{route: none}}
"""


@pytest.fixture
def camford(tmp_path: Path) -> Path:
    """A new authority's folder, beside the policy that it extends."""
    shutil.copytree(GOOD / "northshire", tmp_path / "northshire")
    folder = tmp_path / "camford"
    folder.mkdir()
    (folder / "policy.yaml").write_text(
        'id: camford\ntitle: Camford\nversion: "2026.1"\nin_force: {from: 2026-05-01}\n'
        "extends: northshire@2026.1\nstatus: draft\n",
        "utf-8",
    )
    return folder


def with_rules(folder: Path, *rules: tuple[str, str]) -> None:
    (folder / "thresholds").mkdir()
    text = "".join(RULE.format(id=id, when=when) for id, when in rules)
    (folder / "thresholds" / "own.yaml").write_text(text, "utf-8")


def with_example(folder: Path, earlier: str) -> None:
    (folder / "examples").mkdir()
    (folder / "examples" / "own.yaml").write_text(CASE.format(earlier=earlier), "utf-8")


def untested(lines: Iterable[str]) -> list[str]:
    """The rules that are said to be untested, each as a warning."""
    found = [line for line in lines if "[untested-rule]" in line]
    assert all(f": {Severity.WARNING}: No example makes “" in line for line in found)
    return [line.partition("“")[2].partition("”")[0] for line in found]


def test_a_rule_of_its_own_that_no_example_makes_apply_is_named(
    camford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rules(camford, BEFORE, DANGER)
    assert main(["check", str(camford)]) == 0
    said = capsys.readouterr().out
    assert untested(said.splitlines()) == [BEFORE[0], DANGER[0]]
    assert "0 errors, 2 warnings" in said
    assert "camford/thresholds/own.yaml:1:3: warning: No example" in said
    assert "docs/checks/untested-rule.md" in said


@pytest.mark.parametrize(("earlier", "left"), [("2", [BEFORE[0]]), ("3", [])])
def test_an_example_that_makes_it_apply_is_enough(
    earlier: str, left: list[str], camford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rules(camford, BEFORE)
    with_example(camford, earlier)
    assert main(["check", str(camford)]) == 0
    assert untested(capsys.readouterr().out.splitlines()) == left


def test_what_the_parents_cases_exercise_is_exercised(
    camford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rules(camford, ("near-a-baby", "any_adult: {violence_to_anyone: serious}"))
    assert main(["check", str(camford)]) == 0
    assert untested(capsys.readouterr().out.splitlines()) == []


def test_the_parents_own_rules_are_the_parents_matter(
    camford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(camford)]) == 0
    assert untested(capsys.readouterr().out.splitlines()) == []
    assert main(["check", str(camford.parent / "northshire")]) == 0
    assert "act-now" in untested(capsys.readouterr().out.splitlines())


def test_while_an_example_cannot_be_read_nothing_is_said_of_what_they_exercise(
    camford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_rules(camford, BEFORE)
    with_example(camford, "many")
    assert main(["check", str(camford)]) == 1
    said = capsys.readouterr().out
    assert "“many”" in said
    assert untested(said.splitlines()) == []


def test_without_an_example_nothing_was_tested_and_that_is_no_success(
    camford: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", str(camford)]) == 1
    assert "camford@2026.1: no examples, so nothing was tested." in capsys.readouterr().out
    with_example(camford, "2")
    assert main(["test", str(camford)]) == 0
    assert "camford@2026.1: 1 example, 1 as expected, 0 not." in capsys.readouterr().out
