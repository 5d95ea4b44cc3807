"""``recommend`` of one case among several and their variants, and whom it says nobody may contact yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from triage_api.cli.policy import main

GOOD = Path(__file__).parents[1] / "policy" / "good" / "northshire"
BABY = GOOD / "examples" / "baby.yaml"
CASES = """- title: A worry
  source: our-judgement
  received_at: "2026-06-24T09:00:00+01:00"
  answers: {kind: worry, danger_now: no}
  children: [{ref: child-1, answers: {age: 8 years}}]
  expect: {route: none}
  variants:
    - title: The same, and somebody is in danger
      answers: {danger_now: yes}
      expect: {route: immediate_protection}
    - title: The same
      answers: {kind: spam}
      expect: {route: none}
- title: Spam
  source: our-judgement
  received_at: "2026-06-24T09:00:00+01:00"
  answers: {kind: spam}
  expect: {route: none}
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    return path


def recommend(answers: Path, *more: str, policy: Path = GOOD) -> int:
    return main(["recommend", str(policy), "--answers", str(answers), *more])


@pytest.mark.parametrize(
    ("title", "route", "kind"),
    [
        ("a worry", None, None),
        ("The same, and somebody", "immediate_protection", None),
        ("the  SAME", "advice", "spam"),
        ("Spam", "advice", "spam"),
    ],
)
def test_a_case_or_a_variant_is_named_by_how_its_title_begins(
    title: str, route: str | None, kind: str | None, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recommend(cases, "--case", title, "--json") == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["route"], body["not_a_referral"]) == (route, kind)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), ["The file holds 2 cases.", "There are: A worry, Spam."]),
        (
            ("--case", "The sa"),
            [
                "2 cases and variants of the file begin “The sa”.",
                "They are: “The same, and somebody is in danger”; “The same”.",
            ],
        ),
        (
            ("--case", "Another"),
            ["The file holds 2 cases, and none begins “Another”, nor any of their variants.", "The same, "],
        ),
    ],
)
def test_where_it_is_not_clear_which_is_meant_they_are_listed(
    more: tuple[str, ...], said: list[str], cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recommend(cases, *more) == 1
    out, err = capsys.readouterr()
    assert out == ""
    for words in said:
        assert words in err


@pytest.mark.parametrize(
    ("title", "code"), [("A baby near", 0), ("the father does not see", 0), ("Another", 1)]
)
def test_of_a_file_of_one_case_another_title_is_refused(
    title: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recommend(BABY, "--case", title) == code
    assert ("The file holds one case, and none begins" in capsys.readouterr().err) == bool(code)


HELD = "Not before this has happened: The discussion was held. A baby cannot move away or tell anyone."


def test_a_required_contact_that_is_held_back_says_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert recommend(BABY) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"The parents: held back. {HELD}" in said
    assert "NOT TO BE CONTACTED YET" not in said


def test_whom_nobody_may_contact_yet_is_said_though_no_rule_asks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = Path(shutil.copytree(GOOD, tmp_path / "northshire"))
    routes = copied / "routes.yaml"
    lines = routes.read_text(encoding="utf-8").splitlines(keepends=True)
    routes.write_text("".join(line for line in lines if "contacts: [parents]" not in line), encoding="utf-8")
    assert recommend(BABY, policy=copied) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"NOT TO BE CONTACTED YET * The parents. {HELD}" in said
