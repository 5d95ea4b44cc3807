"""``triage-policy`` from a fresh directory: what it prints, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.commands import BIN, policy
from tests.house.checkout import ROOT
from triage_api.policy.load import shipped_root

CASE = ROOT / "policies" / "ealing" / "examples" / "child-j-2015-06-24.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped policies, to edit."""
    folder = tmp_path / "policies"
    shutil.copytree(shipped_root(), folder)
    return folder


def test_recommend_prints_the_contract_as_json(tmp_path: Path) -> None:
    ran = policy(tmp_path, "recommend", "ealing", "--answers", str(CASE), "--json")
    body = json.loads(ran.stdout)
    assert (ran.returncode, body["route"], body["rag"]) == (0, "strategy_discussion", "red")
    assert body["policy"]["status"] == "draft"


def test_recommend_says_in_words_what_it_says_in_json(tmp_path: Path) -> None:
    ran = policy(tmp_path, "recommend", "ealing", "--answers", str(CASE), "--explain")
    assert ran.returncode == 0
    for words in ("DRAFT", "Strategy discussion", "REQUIRED CONTACTS", "26 June 2015", "[scr-child-j 2.2.7"):
        assert words in ran.stdout


def test_recommend_says_so_where_the_policy_was_not_in_force(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(CASE.read_text(encoding="utf-8").replace("2015-06-24T", "2009-06-24T"), encoding="utf-8")
    assert "NOT IN FORCE" in policy(tmp_path, "recommend", "ealing", "--answers", str(case)).stdout


def test_a_threshold_edited_in_yaml_changes_the_outcome(tmp_path: Path, copy: Path) -> None:
    """Without touching Python: the strategy rule asks for an assessment instead."""
    found = [
        path
        for path in (copy / "england" / "thresholds").glob("*.yaml")
        if "route: strategy_discussion" in path.read_text(encoding="utf-8")
    ]
    assert found
    for path in found:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("route: strategy_discussion", "route: child_in_need_assessment"), encoding="utf-8"
        )
    ran = policy(tmp_path, "recommend", "ealing", "--policies", str(copy), "--answers", str(CASE), "--json")
    assert json.loads(ran.stdout)["route"] == "child_in_need_assessment"


def test_a_typo_in_a_key_is_refused_with_its_place_and_what_was_meant(tmp_path: Path, copy: Path) -> None:
    path = copy / "england" / "thresholds" / "violence.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    line = next(number for number, text in enumerate(lines) if text.startswith("  because:"))
    lines[line] = lines[line].replace("because:", "becuase:")
    path.write_text("".join(lines), encoding="utf-8")
    ran = policy(tmp_path, "check", "ealing", "--policies", str(copy))
    assert ran.returncode == 1
    assert f"violence.yaml:{line + 1}:3:" in ran.stdout
    assert "“because”" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["recommend", "eeling", "--answers", str(CASE)], 1, "ealing", id="a misspelt policy"),
        pytest.param(
            ["recommend", "ealing@2019.1", "--answers", str(CASE)], 1, "2026.1", id="no such version"
        ),
        pytest.param(["recommend", "ealing", "--answers", "none.yaml"], 1, "none.yaml", id="no such case"),
        pytest.param(["check", "nowhere/at/all"], 1, "policy.yaml", id="no such folder"),
        pytest.param(["chekc"], 2, "check", id="a misspelt command"),
        pytest.param([], 2, "COMMAND", id="no command"),
    ],
)
def test_a_mistake_on_the_command_line_is_said_in_words(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    ran = policy(tmp_path, *arguments)
    assert ran.returncode == code
    assert words in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_mistake_in_a_case_says_where_it_is(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(
        '{"policy": "ealing", "received_at": "2015-06-24T09:00:00+01:00", "answers": {"knid": "worry"}}'
    )
    ran = policy(tmp_path, "recommend", "ealing", "--answers", str(case))
    assert ran.returncode == 1
    # Line 1, and the column at which the misspelt question stands.
    assert "case.json:1:78: There is no question “knid”" in ran.stderr
    assert "Did you mean “kind”?" in ran.stderr


def test_a_mistake_in_a_variant_of_an_example_says_where_it_is(tmp_path: Path, copy: Path) -> None:
    path = copy / "england" / "examples" / "adults.yaml"
    text = path.read_text(encoding="utf-8")
    found = text.index("harmed_a_child", text.index("variants:"))
    line, column = text.count("\n", 0, found) + 1, found - text.rindex("\n", 0, found)
    path.write_text(text[:found] + "harmd" + text[found + len("harmed") :], encoding="utf-8")
    ran = policy(tmp_path, "test", "england", "--policies", str(copy))
    assert ran.returncode == 1
    assert f"england/examples/adults.yaml:{line}:{column}: There is no question “harmd_a_child”" in ran.stdout


def test_an_example_that_no_longer_holds_is_named(tmp_path: Path, copy: Path) -> None:
    path = copy / "ealing" / "examples" / CASE.name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("route: strategy_discussion", "route: early_help", 1), encoding="utf-8")
    ran = policy(tmp_path, "test", "ealing", "--policies", str(copy))
    assert ran.returncode == 1
    assert "expected early_help, came out strategy_discussion" in ran.stdout


@pytest.mark.parametrize(
    "id",
    # England's own cases are many: that they exercise every rule is shown faster in tests/policies.
    ["ealing", "luton", "hammersmith-fulham", pytest.param("england", marks=pytest.mark.slow)],
)
def test_coverage_says_what_no_example_exercises_and_counts_the_parents_cases(
    tmp_path: Path, id: str
) -> None:
    ran = policy(tmp_path, "test", id, "--coverage")
    assert ran.returncode == 0
    assert "rules exercised:" in ran.stdout
    assert " (100%)" in ran.stdout
    assert "no example makes" not in ran.stdout
    assert "interview: median" in ran.stdout
    assert "raised by unknowns alone" in ran.stdout


def test_check_of_everything_finds_no_errors(tmp_path: Path) -> None:
    ran = policy(tmp_path, "check")
    assert ran.returncode == 0
    assert "unverified" in ran.stdout


def test_a_pipe_that_is_closed_early_is_no_traceback(tmp_path: Path) -> None:
    piped = f"'{BIN / 'triage-policy'}' check england | head -1"
    ran = subprocess.run(
        ["sh", "-c", piped], cwd=tmp_path, capture_output=True, text=True, timeout=50, check=False
    )
    assert "Traceback" not in ran.stderr
