"""Examples and case files are read as they were typed, and their mistakes named in place."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from triage_api.policy.cases import read_case
from triage_api.policy.check import check
from triage_api.policy.codes import Code
from triage_api.policy.examples import read_examples
from triage_api.policy.findings import Severity
from triage_api.policy.load import load, load_or_raise
from triage_api.policy.model import Policy, SourceRef

GOOD = Path(__file__).parent / "good"
BABY = GOOD / "northshire" / "examples" / "baby.yaml"


@pytest.fixture(scope="module")
def north() -> Policy:
    return load_or_raise("northshire", [GOOD])


def test_an_example_is_a_case_and_what_is_expected(north: Policy) -> None:
    examples, findings = read_examples(GOOD / "northshire", north)
    assert findings == ()
    baby, variant, spam = examples
    assert baby.title == "A baby near a violent adult"
    assert baby.source == (SourceRef("review-j", "2.2.7"),)
    assert baby.body["policy"] == "northshire"
    assert baby.body["children"] == [
        {"ref": "child-1", "answers": {"age": "8 months", "moves_by_self": {"not_known": "nobody knows"}}}
    ]
    assert baby.expect["route"] == "assessment"
    assert baby.expect["contacts"] == ("police", "health_visitor")
    assert baby.expect["harm"] == ("physical",)
    assert baby.expect["do_not"] == ("parents until discussion_held",)
    assert baby.expect["not_held_back"] == ("police",)
    assert str(baby.place).endswith("examples/baby.yaml:1:1")
    assert variant.variant_of == baby.title
    assert spam.expect == {"route": "none"}


def test_a_variant_is_its_example_with_what_differs(north: Policy) -> None:
    baby, variant, _ = read_examples(GOOD / "northshire", north)[0]
    assert baby.body["answers"] == {"kind": "worry", "danger_now": "no", "other_adults": "no"}
    assert variant.body["answers"] == {"kind": "worry", "other_adults": "no"}
    assert variant.body["adults"][0]["answers"] == {"violence_to_anyone": "serious", "sees_the_child": "no"}
    assert [child["ref"] for child in variant.body["children"]] == ["child-1", "child-2"]
    assert variant.body["children"][0] == baby.body["children"][0]
    assert variant.body["incidents"] == [{"ref": "23-june", "answers": {}}]
    assert variant.expect == {"route_at_most": "assessment"}


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        ("  route: assessment\n", "  rout: assessment\n", Code.UNKNOWN_KEY, 25, 3),
        ("  route: assessment\n", "  route: assesment\n", Code.UNKNOWN_ID, 25, 10),
        ("  not_rules: [act-now]", "  not_rules: [act-nwo]", Code.UNKNOWN_ID, 43, 15),
        ("    - contact: parents", "    - contact: parent", Code.UNKNOWN_ID, 47, 16),
        ("      until: discussion_held", "      until: discusion_held", Code.UNKNOWN_ID, 48, 14),
        ("      until: discussion_held\n", "", Code.MISSING_KEY, 47, 7),
        ("  not_held_back: [police]", "  not_held_back: [polices]", Code.UNKNOWN_ID, 49, 19),
        ("  provisional: yes", "  provisional: maybe", Code.UNKNOWN_ID, 28, 16),
        ("children:\n  - ref: child-1", "childs:\n  - ref: child-1", Code.UNKNOWN_KEY, 8, 1),
        ("  - ref: father\n    answers:\n", "  - reff: father\n    answers:\n", Code.UNKNOWN_KEY, 14, 5),
        ("source: review-j 2.2.7\n", "source: reviewj 2.2.7\n", Code.UNKNOWN_SOURCE, 2, 9),
        ("  rag: red\n", "  rag: [red, amber]\n", Code.WRONG_SHAPE, 26, 8),
        ("  danger_now: no\n", "  danger_now: no\n  danger_now: yes\n", Code.DUPLICATE_KEY, 7, 3),
    ],
)
def test_a_mistake_in_an_example_is_named_in_its_place(
    old: str, new: str, code: Code, line: int, column: int, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    path = root / "northshire" / "examples" / "baby.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    loaded = load("northshire", [root])
    assert loaded.policy is not None, "an example's mistake does not keep its policy from being used"
    assert [(one.code, one.place.line, one.place.column) for one in check(loaded).errors] == [
        (code, line, column)
    ]


def test_an_example_file_is_a_case_file() -> None:
    body, findings = read_case(BABY)
    assert findings == ()
    assert body is not None
    assert body.keys() == {"received_at", "answers", "children", "adults", "incidents", "events"}


def test_a_case_is_the_same_in_json_and_in_yaml(tmp_path: Path) -> None:
    case = {
        "policy": "northshire",
        "received_at": "2026-06-24T09:00:00+01:00",
        "answers": {"topics": {"value": ["neglect"], "nothing_else": True}, "earlier_referrals": "3"},
        "children": [{"ref": "a", "answers": {"seen_alone": {"not_mentioned": True}}}],
    }
    (tmp_path / "case.json").write_text(json.dumps(case, indent=1) + "\n", "utf-8")
    (tmp_path / "case.yaml").write_text(
        "policy: northshire\nreceived_at: 2026-06-24T09:00:00+01:00\nanswers:\n"
        "  topics: {value: [neglect], nothing_else: yes}\n  earlier_referrals: 3\n"
        "children:\n  - ref: a\n    answers: {seen_alone: {not_mentioned: true}}\n",
        "utf-8",
    )
    assert read_case(tmp_path / "case.json") == (case, ())
    assert read_case(tmp_path / "case.yaml") == (case, ())


def test_an_empty_answer_is_null_and_a_quoted_one_is_text(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("answers:\n  a:\n  b: null\n  c: ~\n  d: \"\"\n  e: 'null'\n  f: true\n", "utf-8")
    body, _ = read_case(path)
    assert body == {"answers": {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "true"}}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('{"answers": {"a": "yes", "a": "no"}}\n', Code.DUPLICATE_KEY, "1:26"),
        ("answers: {a: yes\n", Code.UNCLOSED_BRACKET, "1:10"),
        ("answer: {a: yes}\n", Code.UNKNOWN_KEY, "1:1"),
        ("- a\n", Code.WRONG_SHAPE, "1:1"),
        ("", Code.EMPTY_FILE, "1:1"),
        ("children:\n  - {answers: {}}\n", Code.MISSING_KEY, "2:5"),
    ],
)
def test_a_mistake_in_a_case_file_is_named_in_its_place(
    text: str, code: Code, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text, "utf-8")
    body, findings = read_case(path)
    assert body is None
    assert [(one.code, str(one.place)) for one in findings] == [(code, f"{path.as_posix()}:{place}")]


def test_the_summary_counts_errors_warnings_and_unverified_figures(tmp_path: Path) -> None:
    root = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    path = root / "northshire" / "timings.yaml"
    path.write_text(path.read_text("utf-8").replace("source: act-1989", "source: unverified"), "utf-8")
    found = check(load("northshire", [root]))
    assert found.summary == "0 errors, 2 warnings, 2 figures unverified."
    assert len(found.unverified) == 2
    assert str(found).endswith(found.summary)


@pytest.mark.parametrize(("cited", "own"), [("south-protocol 3", 0), ("unverified", 1)])
def test_what_nobody_verified_in_the_parent_counts_where_it_holds(
    cited: str, own: int, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(GOOD, tmp_path / "policies"))
    parent, child = (root / name / "timings.yaml" for name in ("northshire", "southtown"))
    text = parent.read_text("utf-8").replace("source: act-1989\n", "source: unverified\n")
    parent.write_text(text.replace("source: review-j 2.2.8\n", "source: unverified\n"), "utf-8")
    child.write_text(child.read_text("utf-8").replace("south-protocol 3", cited), "utf-8")
    assert len(check(load("northshire", [root])).unverified) == 4
    found = check(load("southtown", [root]))
    assert len(found.unverified) == own, "those of the parent are listed where it is checked"
    # One of the four is put otherwise here.
    said = "3 of northshire's that hold here too (“triage-policy check northshire@2026.1” lists them)."
    assert found.summary.endswith(f" unverified, and {said}")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 3, 31), [(Severity.NOTE, "The policy begins on 2026-04-01.")]),
        (date(2026, 4, 1), []),
        (date(2028, 3, 31), []),
        (date(2028, 4, 1), [(Severity.WARNING, "The policy ended on 2028-03-31.")]),
        (None, []),
    ],
    ids=str,
)
def test_a_policy_that_has_ended_or_not_begun_is_named(
    today: date | None, said: list[tuple[Severity, str]]
) -> None:
    found = check(load("northshire", [GOOD]), today).all
    assert [(one.severity, one.what) for one in found] == said
    assert {one.code for one in found} <= {Code.IN_FORCE}
