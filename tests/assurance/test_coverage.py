"""What no example exercises is named as a threshold file writes it."""

from __future__ import annotations

from triage_api.assurance.coverage import coverage
from triage_api.policy.load import load_or_raise, shipped_root


def test_of_a_policy_without_examples_every_line_is_named_in_its_own_words() -> None:
    found = coverage(load_or_raise("england", [shipped_root()]), [])
    assert found.exercised == 0
    named = {one.test for one in found.untested}
    ages = sorted(test for test in named if test.startswith("age:"))
    assert "age: under 2 years" in ages
    assert all(test.endswith(("year", "years", "months", "weeks", "born", "unborn", "over")) for test in ages)
    assert not [test for test in named if "None" in test or "in time" in test]
