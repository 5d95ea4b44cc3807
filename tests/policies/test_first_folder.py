"""The folder that ``policies/README.md`` begins with, as a policy lead of a new authority makes it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.policies.shipped import ROOT, shipped
from triage_api.policy.check import check
from triage_api.policy.load import load

BEGUN = re.compile(r"^## To begin a folder.*?```yaml\n(.*?)```", re.MULTILINE | re.DOTALL)


def test_the_first_file_is_a_whole_policy_that_says_what_its_parent_says(tmp_path: Path) -> None:
    found = BEGUN.search((ROOT / "README.md").read_text("utf-8"))
    assert found is not None
    folder = tmp_path / "camford"
    folder.mkdir()
    (folder / "policy.yaml").write_text(found[1], "utf-8")
    loaded = load(folder, [ROOT])
    assert loaded.policy is not None, check(loaded)
    assert check(loaded).all == ()
    assert loaded.policy.rules.keys() == shipped("england").rules.keys()
