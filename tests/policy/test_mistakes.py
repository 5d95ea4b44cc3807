"""Whatever an author gets wrong, its place and its remedy are named, and nothing ends in a traceback."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.policy.mistakes import Mistake
from tests.policy.mistakes_as_typed import AS_LINES, AS_PHRASES, AS_PLACES, AS_YAML
from tests.policy.mistakes_in_casework import AS_CASEWORK
from tests.policy.mistakes_in_rules import AS_CHILD, AS_CONDITIONS, AS_REFERENCES, AS_WHOLE
from tests.policy.mistakes_in_text import AS_KEYS, AS_TEXT
from tests.policy.mistakes_of_beginners import AS_CITED, AS_DATES, AS_LESS, AS_LISTS, AS_REPLACED, AS_WORD
from triage_api.policy.codes import Code
from triage_api.policy.findings import Severity
from triage_api.policy.load import load

GOOD = Path(__file__).parent / "good"
MISTAKES = [
    *AS_TEXT, *AS_KEYS, *AS_REFERENCES, *AS_CONDITIONS, *AS_WHOLE, *AS_CHILD,
    *AS_PHRASES, *AS_LINES, *AS_YAML, *AS_PLACES, *AS_CASEWORK,
    *AS_WORD, *AS_DATES, *AS_CITED, *AS_REPLACED, *AS_LISTS, *AS_LESS,
]  # fmt: skip
UNSEEDED = {
    Code.CANNOT_READ: "a file that may not be read: test_reading",
    Code.MISSING_FILE: "a policy without contacts: test_load",
    Code.UNTESTED: "a rule that no example makes apply: tests/cli/test_untested",
    Code.TREAT_AS_RISK: "too many questions treated as risk: test_load",
}
"""Codes whose mistake is not one change to one file, and where they are exercised."""


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A folder of good policies to spoil."""
    return Path(shutil.copytree(GOOD, tmp_path / "policies"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_named_in_its_place_with_its_remedy(mistake: Mistake, policies: Path) -> None:
    place = mistake.seed(policies)
    loaded = load(mistake.policy, [policies])
    said = "\n".join(map(str, loaded.findings))
    found = [one for one in loaded.findings if one.place == place and one.code is mistake.code]
    assert found, f"wanted {place}: [{mistake.code}], said:\n{said}"
    assert any(mistake.remedy in one.remedy for one in found), said
    assert (loaded.policy is None) is mistake.loud, said
    assert all((one.severity is Severity.ERROR) is mistake.loud for one in found), said
    assert len(loaded.findings) <= 5, f"one mistake, and a flood of findings:\n{said}"


def test_there_are_a_hundred_mistakes() -> None:
    assert len(MISTAKES) >= 100
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


def test_every_code_is_exercised() -> None:
    assert {mistake.code for mistake in MISTAKES} | UNSEEDED.keys() == set(Code)


def test_a_finding_prints_as_place_what_remedy_code(policies: Path) -> None:
    AS_KEYS[0].seed(policies)
    printed = str(load("northshire", [policies]).findings[0])
    assert re.fullmatch(
        r".+/danger\.yaml:\d+:\d+: There is no key “becuase” in a rule\. .+ \[unknown-key\]", printed
    )


def test_several_mistakes_are_all_named_in_the_order_of_the_files(policies: Path) -> None:
    seeded = [AS_KEYS[0], AS_REFERENCES[0], next(one for one in AS_KEYS if one.code is Code.BAD_DURATION)]
    places = [mistake.seed(policies) for mistake in seeded]
    findings = load("northshire", [policies]).findings
    assert set(places) <= {one.place for one in findings}
    assert list(findings) == sorted(
        findings, key=lambda one: (one.place.file, one.place.line, one.place.column, one.code)
    )
