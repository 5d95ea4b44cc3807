"""What ``triage-policy`` prints, as a policy lead reads it: in a window of 80 columns, or in a pipe."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from tests.cli.commands import policy
from tests.house.checkout import ROOT
from triage_api.cli.shown import broken, finding_line, pages, say
from triage_api.policy.codes import Code
from triage_api.policy.findings import Finding, Report
from triage_api.policy.model import Place

CASES = ROOT / "policies" / "england" / "examples" / "violence.yaml"
PLACE = Place("camford/thresholds/a-file-whose-name-is-rather-long/and-longer-still/violence.yaml", 12, 3)


class Window(StringIO):
    """A terminal, as far as its width goes."""

    def isatty(self) -> bool:
        return True


def found(severity: str) -> Finding:
    report = Report()
    getattr(report, severity)(Code.UNUSED, PLACE, "Nothing uses it.", "Use it, or delete it.")
    return report.findings[0]


def test_in_a_window_a_line_is_broken_between_words_and_a_place_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    window = Window()
    say([finding_line(found("error"))], window)
    first, *others = window.getvalue().splitlines()
    assert first == f"{PLACE}:"
    assert others
    assert all(line.startswith("    ") and len(line) <= 80 for line in others)


def test_into_a_pipe_a_line_goes_whole() -> None:
    out = StringIO()
    say([finding_line(found("error"))], out)
    assert out.getvalue() == f"{found('error')}\n"


def test_what_goes_on_beneath_begins_further_in() -> None:
    assert broken("  one two three four", 12) == ["  one two", "      three", "      four"]


@pytest.mark.parametrize(("severity", "said"), [("error", ""), ("warning", "warning: "), ("note", "note: ")])
def test_a_finding_that_leaves_the_policy_usable_says_so(severity: str, said: str) -> None:
    assert finding_line(found(severity)).startswith(f"{PLACE}: {said}Nothing uses it.")


def test_where_to_read_on_is_a_page_of_each_kind() -> None:
    [line] = pages([found("error"), found("warning")])
    assert line.endswith("docs/checks/unused.md.")
    assert (ROOT / "docs" / "checks" / "unused.md").exists()
    assert pages([]) == []


def test_a_recommendation_fits_into_eighty_columns(tmp_path: Path) -> None:
    case = ROOT / "policies" / "ealing" / "examples" / "child-j-2015-06-24.yaml"
    ran = policy(tmp_path, "recommend", "ealing", "--answers", str(case), "--explain")
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_of_a_file_of_several_cases_one_is_named_by_how_its_title_begins(tmp_path: Path) -> None:
    ran = policy(tmp_path, "recommend", "england", "--answers", str(CASES), "--case", "a boy of two")
    assert ran.returncode == 0
    assert "child-1: Early help" in ran.stdout


@pytest.mark.parametrize("more", [(), ("--case", "A boy of too")])
def test_where_it_is_not_clear_which_case_is_meant_they_are_listed(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    ran = policy(tmp_path, "recommend", "england", "--answers", str(CASES), *more)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "--case" in ran.stderr
    assert "A boy of two" in ran.stderr


def test_a_policy_in_the_folder_where_one_stands_is_pointed_to(tmp_path: Path) -> None:
    folder = tmp_path / "camford"
    folder.mkdir()
    (folder / "policy.yaml").write_text("id: camford\n", encoding="utf-8")
    assert "write “./camford”" in policy(tmp_path, "check", "camford").stdout
    assert "missing from policy.yaml" in policy(tmp_path, "check", "camford/policy.yaml").stdout


def test_check_says_what_cannot_be_read_of_an_example(tmp_path: Path) -> None:
    folder = tmp_path / "camford"
    (folder / "examples").mkdir(parents=True)
    (folder / "policy.yaml").write_text(
        'id: camford\ntitle: Camford\nversion: "1"\nin_force: {from: 2026-04-01}\n'
        "extends: england@2026.1\nstatus: draft\n",
        encoding="utf-8",
    )
    (folder / "examples" / "one.yaml").write_text(
        "- title: One\n  source: our-judgement\n  received_at: 2026-05-05T10:00:00+01:00\n"
        "  answers: {knid: worry}\n  expect: {route: early_help}\n",
        encoding="utf-8",
    )
    ran = policy(tmp_path, "check", "./camford")
    assert ran.returncode == 1
    assert "camford/examples/one.yaml:4:13: There is no question “knid”" in ran.stdout
