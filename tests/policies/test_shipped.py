"""Every shipped policy is well formed, and every example in it comes out as its leads expect."""

from __future__ import annotations

import pytest

from tests.policies.shipped import IDS, ROOT, examples, shipped
from triage_api.assurance.examples import examine
from triage_api.policy.check import check
from triage_api.policy.codes import Code
from triage_api.policy.examples import Example
from triage_api.policy.load import load


def test_the_policies_of_the_review_are_all_shipped() -> None:
    assert {"england", "ealing", "luton", "hammersmith-fulham"} <= set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_a_shipped_policy_has_no_errors(id: str) -> None:
    assert [str(finding) for finding in check(load(id, [ROOT])).errors] == []


@pytest.mark.parametrize("id", IDS)
def test_all_that_is_to_be_mended_in_a_shipped_policy_is_figures_to_verify(id: str) -> None:
    """No entry of the parent's was written again without what the parent's sees to, and nothing is unused."""
    found = [str(finding) for finding in check(load(id, [ROOT])).all if finding.code is not Code.UNVERIFIED]
    assert found == []


@pytest.mark.parametrize("id", IDS)
def test_no_authority_has_adopted_a_shipped_policy(id: str) -> None:
    assert shipped(id).adopted is None


ALL = [pytest.param(id, example, id=f"{id}: {example.title}") for id in IDS for example in examples(id)]


@pytest.mark.parametrize(("id", "example"), ALL)
def test_an_example_comes_out_as_expected(id: str, example: Example) -> None:
    assert examine(shipped(id), example).failures == ()


@pytest.mark.parametrize(("id", "example"), ALL)
def test_an_example_expects_something_and_says_where_it_comes_from(id: str, example: Example) -> None:
    assert example.expect
    assert example.source
