"""The checks that look at a policy as a whole accept what is right as well as refusing what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from triage_api.engine import evaluate, read_case, recommended
from triage_api.engine.views import State
from triage_api.policy.checks.cycles import circles
from triage_api.policy.checks.gates import implied
from triage_api.policy.codes import Code
from triage_api.policy.findings import Finding
from triage_api.policy.load import load
from triage_api.policy.model import (
    All,
    Any,
    Condition,
    Definition,
    InSpan,
    Is,
    OneOf,
    Polarity,
    Span,
    Test,
)

GOOD = Path(__file__).parent / "good"


def _with_rule(root: Path, when: str, then: str = "rag: amber") -> tuple[Finding, ...]:
    """What is said of the good policy with one more rule."""
    folder = Path(shutil.copytree(GOOD, root / "policies"))
    lines = "\n    ".join(when.split("\n"))
    (folder / "northshire" / "thresholds" / "extra.yaml").write_text(
        f"- id: extra\n  title: Extra\n  when:\n    {lines}\n  then:\n    {then}\n"
        "  because: A test.\n  source: our-judgement\n",
        "utf-8",
    )
    return load("northshire", [folder]).findings


@pytest.mark.parametrize(
    "when",
    [
        "danger_now: yes",
        "any_adult: {violence_to_anyone: [threats, minor, serious]}",
        "any_adult: {violence_to_anyone: serious}",
        "topics: neglect",
        "topics: [neglect, sexual]",
        "supports: none",
        "supports: [none, some]",
        "not: {supports: [some, steady]}",
        "not: {supports: steady}",
        "earlier_referrals: at least 3",
        "earlier_referrals: more than 3",
        "any_incident: {not: {is: seen_since}}",
        "is: [under_two, leaves_soon]",
        "not: {not: {danger_now: yes}}",
        "any_incident:\n  not: {any: [{is: seen_since}, {supports: steady}]}",
        "is: three_or_over\nnot: {seen_alone: yes}",
        "is: under_two\nnot: {moves_by_self: yes}",
        "at_least: {count: 1, of: [{danger_now: yes}, {not: {supports: steady}}]}",
        "at_least: {count: 2, of: [{danger_now: yes}, {topics: sexual}], counting: not_ruled_out}",
        "at_least: {count: 2, of: [{topics: neglect}, {topics: sexual}, {not: {supports: steady}}]}",
        "at_least: {count: 1, of: [{any_adult: {sees_the_child: yes}}, {any_adult: {relation: parent}}]}",
        "any: [{topics: neglect}, {topics: [neglect, sexual]}]",
        "any_adult:\n  relation: parent\n  not: {relation: other}",
        "any_adult:\n  sees_the_child: yes\n  is: person_of_concern",
        "any_adult: [{sees_the_child: yes}, {relation: parent}]",
        "any_incident:\n  strangulation: yes\n  is: recent\n  not: {is: seen_since}",
    ],
)
def test_a_line_that_points_the_right_way_is_accepted(when: str, tmp_path: Path) -> None:
    assert _with_rule(tmp_path, when) == ()


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("danger_now: no", Code.POLARITY),
        ("not: {danger_now: yes}", Code.POLARITY),
        ("not: {danger_now: no}", Code.POLARITY),
        ("any_adult: {violence_to_anyone: minor}", Code.POLARITY),
        ("any_adult: {violence_to_anyone: [minor, serious]}", Code.POLARITY),
        ("any_adult: {not: {violence_to_anyone: none}}", Code.POLARITY),
        ("supports: [some, steady]", Code.POLARITY),
        ("not: {supports: none}", Code.POLARITY),
        ("not: {topics: neglect}", Code.POLARITY),
        ("earlier_referrals: 3", Code.POLARITY),
        ("earlier_referrals: fewer than 3", Code.POLARITY),
        ("any_incident: {is: seen_since}", Code.POLARITY),
        ("not: {is: under_two}", Code.POLARITY),
        ("last_seen: more than 6 weeks ago", Code.BY_DEFINITION),
        ("not: {at_least: {count: 1, of: [{supports: none}]}}", Code.POLARITY),
        ("not: {moves_by_self: yes}", Code.NEEDS_GATE),
        ("any: [{is: three_or_over}, {danger_now: yes}]\nnot: {seen_alone: yes}", Code.NEEDS_GATE),
        ("not: {is: three_or_over, seen_alone: yes}", Code.NEEDS_GATE),
    ],
)
def test_a_line_that_points_the_wrong_way_is_refused(when: str, code: Code, tmp_path: Path) -> None:
    assert code in {one.code for one in _with_rule(tmp_path, when)}


def test_two_lines_of_which_one_was_not_read_in_whole_are_not_called_the_same(tmp_path: Path) -> None:
    one, other = "violence_to_anyone: serious, lives_there: yes", "violence_to_anyone: serious"
    when = f"at_least: {{count: 2, of: [{{any_adult: {{{one}}}}}, {{any_adult: {{{other}}}}}]}}"
    found = {finding.code for finding in _with_rule(tmp_path, when)}
    assert Code.UNKNOWN_QUESTION in found
    assert Code.DUPLICATE_LINE not in found


def test_a_condition_in_another_order_is_the_parents(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    path = next((folder / "southtown" / "thresholds").glob("*.yaml"))
    text = path.read_text("utf-8")
    turned = text.replace("[threats, minor, serious]", "[serious, minor, threats]")
    assert turned != text
    path.write_text(turned, "utf-8")
    assert load("southtown", [folder]).findings == ()
    path.write_text(text.replace("[threats, minor, serious]", "serious"), "utf-8")
    assert {one.code for one in load("southtown", [folder]).findings} == {Code.SOFTER}


@pytest.mark.parametrize(("seen", "late"), [(23, False), (24, False), (25, False), (26, True), (30, True)])
def test_more_than_two_days_after_the_incident_is_two_lines(seen: int, late: bool, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOOD / "northshire", tmp_path / "northshire"))
    with (folder / "definitions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "- id: seen_late\n  title: Seen later than two days after it\n  polarity: risk\n  when:\n"
            "    last_seen: after the incident\n"
            "    not: {last_seen: within 2 days after the incident}\n  source: our-judgement\n"
        )
    (folder / "thresholds" / "late.yaml").write_text(
        "- id: late\n  title: Late\n  when: {any_incident: {is: seen_late}}\n  then: {rag: amber}\n"
        "  because: A test.\n  source: our-judgement\n",
        "utf-8",
    )
    loaded = load(folder, [])
    assert loaded.findings == ()
    assert loaded.policy is not None
    case = {
        "policy": "northshire",
        "received_at": "2026-06-30T09:00:00+01:00",
        "answers": {"kind": "worry"},
        "children": [{"ref": "a", "answers": {"age": "8 years", "last_seen": f"2026-06-{seen}"}}],
        "incidents": [{"ref": "b", "answers": {"happened_at": "2026-06-23T20:00:00+01:00"}}],
    }
    (child,) = recommended(evaluate(loaded.policy, read_case(case, loaded.policy))).children
    assert (child.states["late"] is State.APPLIES) is late


YES = OneOf(frozenset({"yes"}))
SERIOUS = Test("violence", OneOf(frozenset({"serious"})))
ANY_VIOLENCE = Test("violence", OneOf(frozenset({"serious", "minor"})))
BABY, INFANT = Test("age", InSpan(Span(None, 100))), Test("age", InSpan(Span(0, 50)))
DEFINITIONS = {"baby": Definition("baby", "A baby", BABY, Polarity.RISK)}


@pytest.mark.parametrize(
    ("gate", "held", "wanted"),
    [
        (SERIOUS, [SERIOUS], True),
        (ANY_VIOLENCE, [SERIOUS], True),
        (SERIOUS, [ANY_VIOLENCE], False),
        (BABY, [INFANT], True),
        (INFANT, [BABY], False),
        (BABY, [Is("baby")], True),
        (Is("baby"), [INFANT], True),
        (Is("baby"), [Is("baby")], True),
        (All((BABY, SERIOUS)), [BABY], False),
        (All((BABY, SERIOUS)), [All((SERIOUS, INFANT))], True),
        (Any((BABY, SERIOUS)), [SERIOUS], True),
        (BABY, [Any((INFANT, SERIOUS))], False),
        (BABY, [], False),
    ],
)
def test_a_gate_is_implied_by_what_is_at_least_as_strong(
    gate: Condition, held: list[Condition], wanted: bool
) -> None:
    assert implied(gate, held, DEFINITIONS) is wanted


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a"]}, [["a", "a"]]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, [["a", "b", "c", "a"]]),
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, [["a", "b", "a"]]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b", "a"], ["c", "d", "c"]]),
        ({"a": ["elsewhere"]}, []),
    ],
)
def test_a_circle_is_found_with_its_path(graph: dict[str, list[str]], found: list[list[str]]) -> None:
    assert circles(graph) == found


def test_a_cycle_is_said_with_its_path(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    path = folder / "northshire" / "definitions.yaml"
    path.write_text(path.read_text("utf-8").replace("age: under 2 years", "is: cannot_get_away"), "utf-8")
    (finding,) = load("northshire", [folder]).findings
    assert "under_two → cannot_get_away → under_two" in finding.what


def test_a_definition_of_a_statutory_rule_is_not_replaced_in_silence(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    rule = folder / "northshire" / "thresholds" / "danger.yaml"
    rule.write_text(
        rule.read_text("utf-8").replace("    danger_now: yes", "    danger_now: yes\n    is: under_two"),
        "utf-8",
    )
    (folder / "southtown" / "definitions.yaml").write_text(
        "- id: under_two\n  title: Under one\n  polarity: risk\n  when:\n    age: under 1 year\n"
        "  source: south-protocol\n",
        "utf-8",
    )
    (finding,) = load("southtown", [folder]).findings
    assert (finding.code, finding.place.line) == (Code.STATUTORY_PART, 1)
    assert "act-now" in finding.what


def test_what_is_merely_doubtful_in_a_parent_is_its_own_matter(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    path = folder / "northshire" / "timings.yaml"
    path.write_text(path.read_text("utf-8").replace("source: act-1989", "source: unverified"), "utf-8")
    assert {one.code for one in load("northshire", [folder]).findings} == {Code.UNVERIFIED}
    assert load("southtown", [folder]).findings == ()
