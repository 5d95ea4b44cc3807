"""Each line and branch of the engine is taken by a test of `tests/engine` that says what it means for a case.

The claims made of random cases are left out: what they happen to reach changes with every change of what is
drawn, and a line that only they reach is one that nobody has said anything about.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RANDOM = "tests/engine/test_claims.py"


def covered(tests: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A run of these tests that fails below 100 % of the engine's lines and branches; what it measures goes
    to ``folder``."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST_"))
    }
    measured = ["--cov=triage_api.engine", "--cov-branch", "--cov-fail-under=100", "--cov-config=setup.cfg"]
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            tests,
            f"--ignore={RANDOM}",
            "-q",
            "-p",
            "no:cacheprovider",
            *measured,
        ],
        cwd=ROOT,
        env={**environment, "COVERAGE_FILE": str(folder / "coverage")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_every_branch_of_the_engine_is_taken_by_a_test_that_says_what_it_means(tmp_path: Path) -> None:
    ran = covered("tests/engine", tmp_path)
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr


@pytest.mark.slow
def test_a_branch_that_no_test_takes_would_be_noticed(tmp_path: Path) -> None:
    ran = covered("tests/engine/test_days.py", tmp_path)
    assert "FAIL Required test coverage of 100% not reached" in ran.stdout
    assert ran.returncode != 0
