"""Policies are found, composed and fingerprinted; what they say arrives in the model."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from triage_api.policy.codes import Code
from triage_api.policy.findings import PolicyError
from triage_api.policy.load import load, load_or_raise, policies, roots, shipped_root
from triage_api.policy.model import (
    About,
    All,
    AnyAdult,
    AnyIncident,
    AtLeast,
    Counting,
    DoNot,
    Is,
    Not,
    OneOf,
    Policy,
    SourceRef,
    Test,
)

GOOD = Path(__file__).parent / "good"


@pytest.fixture(scope="module")
def north() -> Policy:
    return load_or_raise("northshire", [GOOD])


@pytest.fixture(scope="module")
def south() -> Policy:
    return load_or_raise("southtown", [GOOD])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "policies"))


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("policy", ["northshire", "southtown"])
def test_the_good_policies_have_no_findings_at_all(policy: str) -> None:
    assert load(policy, [GOOD]).findings == ()


def test_a_rule_arrives_whole(north: Policy) -> None:
    rule = north.rules["baby-near-violence"]
    assert rule.when == All(
        (
            Is("cannot_get_away"),
            AnyAdult(
                All(
                    (
                        Test("violence_to_anyone", OneOf(frozenset({"serious"}))),
                        Test("sees_the_child", OneOf(frozenset({"yes"}))),
                    )
                )
            ),
        )
    )
    then = rule.then
    assert (then.route, then.rag, then.tier, then.destination) == ("assessment", "red", "plus", "mash")
    assert then.clocks == (("health_visitor", "allocated"), ("health_visitor", "visited"))
    assert then.police_units == ("CAIT", "CSU")
    assert then.do_not == (DoNot("parents", "discussion_held"),)
    assert then.milestones == ("conference",)
    assert rule.source == (SourceRef("review-j", "2.2.7"), SourceRef("review-j", "finding-2"))
    assert rule.topic == "danger"
    assert rule.because == "A baby cannot move away or tell anyone."
    assert north.rules["act-now"].statutory
    assert north.rules["act-now"].then.call_999


def test_counts_and_nots_arrive(north: Policy) -> None:
    signs = north.rules["several-signs"].when
    assert isinstance(signs, AtLeast)
    assert (signs.count, len(signs.items), signs.counting) == (3, 6, Counting.KNOWN)
    assert signs.items[-1] == AnyIncident(Not(Is("seen_since")))
    missing = north.rules["too-much-is-missing"].when
    assert isinstance(missing, AtLeast)
    assert missing.counting is Counting.NOT_RULED_OUT


def test_questions_stand_in_the_order_of_their_files(north: Policy) -> None:
    assert list(north.sections) == ["arrival", "child", "adults"]
    assert next(iter(north.questions)) == "kind"
    assert [one.section for one in north.questions.values()] == sorted(
        (one.section for one in north.questions.values()), key=lambda id: north.sections[id].order
    )


def test_levels_are_the_order_unless_they_are_given(north: Policy) -> None:
    levels = {choice.id: choice.level for choice in north.questions["violence_to_anyone"].choices}
    assert levels == {"none": 0, "threats": 1, "minor": 1, "serious": 2}
    assert [choice.level for choice in north.questions["supports"].choices] == [0, 1, 2]


def test_the_rest_of_a_policy_arrives(north: Policy) -> None:
    assert (north.in_force_from, north.in_force_until) == (date(2026, 4, 1), date(2028, 3, 31))
    assert north.adopted is not None
    assert north.adopted.by == "The safeguarding partnership"
    assert (north.office.opens, north.office.closes, north.office.weekdays) == (
        time(9),
        time(17, 30),
        (0, 1, 2, 3, 4),
    )
    assert north.bank_holidays.days
    assert north.was == {"danger": "danger_now", "in_danger": "danger_now"}
    assert north.questions["other_adults"].closes is About.ADULT
    assert north.holding_routes == {"assessment": "advice", "immediate_protection": "assessment"}
    assert north.bands["raised-by-unknowns"] == (0.0, 10.5)
    assert north.cannot_settle == "person_of_concern"
    assert (north.enquiries_within, north.most_enquiries) == ("told", 3)
    assert north.contacts["police"].settled_by == ("police_cait", "police_csu")


def test_a_child_replaces_adds_and_switches_off(north: Policy, south: Policy) -> None:
    assert south.extends == "northshire@2026.1"
    assert set(north.rules) - set(south.rules) == {"several-signs"}
    assert set(south.rules) - set(north.rules) == {"many-carers"}
    assert [off.rule for off in south.switched_off] == ["several-signs"]
    assert south.rules["too-much-is-missing"].title == "Too much is missing, as Southtown sees it"
    assert south.timings["allocated"].within != north.timings["allocated"].within
    assert south.rules["act-now"] == north.rules["act-now"]
    assert south.sources.keys() == north.sources.keys() | {"south-protocol"}


def test_a_new_step_stands_where_before_says(south: Policy) -> None:
    assert list(south.routes) == ["advice", "early_help", "assessment", "immediate_protection"]
    assert [route.order for route in south.routes.values()] == [0, 1, 2, 3]
    assert list(south.rags) == ["green", "blue", "amber", "red"]
    assert list(south.starts) == ["in_turn", "soon", "immediately"]
    assert list(south.tiers) == ["universal", "middle", "plus"]
    assert list(south.sections) == ["arrival", "child", "home", "adults"]
    assert south.holding_routes["immediate_protection"] == "assessment"
    assert south.holding_routes["assessment"] == "early_help"


def test_a_policy_is_found_by_id_by_version_and_by_folder(copy: Path) -> None:
    for ref in ("northshire", "northshire@2026.1", copy / "northshire", str(copy / "northshire")):
        assert load_or_raise(ref, [copy]).ref == "northshire@2026.1"


def test_a_folder_finds_its_parent_beside_it(copy: Path) -> None:
    assert load_or_raise(copy / "southtown", []).extends == "northshire@2026.1"


def test_earlier_versions_stand_whole_in_versions(copy: Path) -> None:
    earlier = copy / "northshire" / "versions" / "2026.1"
    now = shutil.copytree(copy / "northshire", copy / "now")
    shutil.copytree(now, earlier)
    shutil.rmtree(now)
    _change(copy / "northshire" / "policy.yaml", '"2026.1"', '"2027.1"')
    assert load_or_raise("northshire", [copy]).version == "2027.1"
    assert load_or_raise("northshire@2026.1", [copy]).version == "2026.1"
    assert load_or_raise("southtown", [copy]).extends == "northshire@2026.1"
    assert load_or_raise(earlier, []).version == "2026.1"


def test_the_first_root_that_has_a_policy_counts(copy: Path) -> None:
    _change(copy / "northshire" / "policy.yaml", "Northshire: made up", "Ours")
    assert load_or_raise("northshire", [copy, GOOD]).title.startswith("Ours")
    assert load_or_raise("northshire", [GOOD, copy]).title.startswith("Northshire")


@pytest.mark.parametrize(
    ("ref", "code", "remedy"),
    [
        ("northshore", Code.NO_SUCH_POLICY, "northshire"),
        ("northshire@2020.1", Code.NO_SUCH_VERSION, "2026.1"),
        ("no/such/folder", Code.NO_SUCH_POLICY, "folder"),
    ],
)
def test_what_cannot_be_found_is_said_with_what_there_is(ref: str, code: Code, remedy: str) -> None:
    loaded = load(ref, [GOOD])
    assert loaded.policy is None
    assert [one.code for one in loaded.findings] == [code]
    assert remedy in loaded.findings[0].remedy


def test_load_or_raise_raises_every_finding(copy: Path) -> None:
    _change(copy / "northshire" / "thresholds" / "danger.yaml", "because: A baby", "becuase: A baby")
    _change(copy / "northshire" / "timings.yaml", "within: 2 weeks", "within: 2 fortnights")
    with pytest.raises(PolicyError, match=r"(?s)becuase.*fortnights") as raised:
        load_or_raise("northshire", [copy])
    assert {one.code for one in raised.value.findings} == {Code.UNKNOWN_KEY, Code.BAD_DURATION}


def test_a_part_that_is_missing_is_named(copy: Path) -> None:
    (copy / "northshire" / "contacts.yaml").unlink()
    found = [one for one in load("northshire", [copy]).findings if one.code is Code.MISSING_FILE]
    assert [Path(one.place.file).name for one in found] == ["contacts.yaml"]


def test_too_many_questions_treated_as_risk_are_a_warning(copy: Path) -> None:
    for path in (copy / "northshire" / "questions").glob("*.yaml"):
        path.write_text(
            path.read_text("utf-8").replace("not_known: find_out", "not_known: treat_as_risk"), "utf-8"
        )
    loaded = load("northshire", [copy])
    assert loaded.policy is not None
    assert [one.code for one in loaded.findings] == [Code.TREAT_AS_RISK]


def test_what_a_broken_file_may_have_held_is_not_called_missing(copy: Path) -> None:
    """One broken file of questions must not bring a finding for every rule that uses them."""
    path = copy / "northshire" / "questions" / "20-adults.yaml"
    path.write_text(path.read_text("utf-8") + "  broken: [\n", "utf-8")
    assert len(load("northshire", [copy]).findings) == 1


def _reordered(root: Path) -> None:
    """The same rules in other files, in another order, with other comments and layout."""
    folder = root / "northshire"
    danger, patterns = folder / "thresholds" / "danger.yaml", folder / "thresholds" / "patterns.yaml"
    rules = (patterns.read_text("utf-8") + "\n" + danger.read_text("utf-8")).split("\n- id: ")
    parts = [rules[0].removeprefix("- id: "), *rules[1:]]
    (folder / "thresholds" / "all.yaml").write_text(
        "# one file\n\n"
        + "\n\n\n".join("- id: " + part.strip() + "   # a comment" for part in reversed(parts))
        + "\n",
        "utf-8",
    )
    danger.unlink()
    patterns.unlink()


def _reworded(root: Path) -> None:
    _change(root / "northshire" / "thresholds" / "danger.yaml", "harm: physical\n", "harm: [physical]\n")
    _change(
        root / "northshire" / "thresholds" / "danger.yaml",
        "    route: assessment\n    rag: red",
        "    rag: red\n    route: assessment",
    )
    _change(root / "northshire" / "timings.yaml", "within: 2 weeks", 'within: "2  weeks"')


def _renamed(root: Path) -> None:
    _change(root / "northshire" / "policy.yaml", 'title: "Northshire', 'title: "North')
    _change(root / "northshire" / "policy.yaml", "from: 2026-04-01", "from: 2026-04-02")
    _change(root / "northshire" / "policy.yaml", "by: The safeguarding", "by: Our safeguarding")


@pytest.mark.parametrize("change", [_reordered, _reworded, _renamed])
def test_the_same_rules_have_the_same_hash(change: Callable[[Path], None], copy: Path, north: Policy) -> None:
    change(copy)
    assert load_or_raise("northshire", [copy]).sha256 == north.sha256


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("thresholds/danger.yaml", "rag: red\n    start", "rag: amber\n    start"),
        ("thresholds/danger.yaml", "because: A baby", "because: The baby"),
        ("timings.yaml", "within: 2 weeks", "within: 3 weeks"),
        ("timings.yaml", "closes: 17:30", "closes: 17:00"),
        ("definitions.yaml", "age: under 2 years", "age: under 1 year"),
        ("contacts.yaml", "tell: That there is a child", "tell: That there is a baby"),
        ("questions/10-child.yaml", "- some: Somebody now and then", "- some: Somebody at times"),
        ("routes.yaml", "most: 3", "most: 2"),
    ],
)
def test_other_rules_have_another_hash(file: str, old: str, new: str, copy: Path, north: Policy) -> None:
    _change(copy / "northshire" / file, old, new)
    assert load_or_raise("northshire", [copy]).sha256 != north.sha256


def test_the_roots_are_the_option_the_environment_and_what_is_shipped(tmp_path: Path) -> None:
    one, two, three = tmp_path / "one", tmp_path / "two", tmp_path / "three"
    environ = {"FRONT_DOOR_POLICIES": f"{two}{os.pathsep}{three}"}
    assert roots(one, environ) == (one, two, three, shipped_root())
    assert roots(None, {}) == (shipped_root(),)


def test_the_policies_of_a_folder_are_listed() -> None:
    assert policies([GOOD, GOOD]) == ("northshire", "southtown")
    assert "england" in policies([shipped_root()])
