"""A pytest plugin for `make soak`: writes what was run, for how long and from which seed, as a page of docs.

A soak test adds a finding of its own with ``record_property("claim", "10,000 referrals, nothing lost")``.
"""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import pytest_report_header

ROOT = Path(__file__).parents[2]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the page goes; without it, none is written."""
    parser.addoption("--soak-report", type=Path, default=None, help="write the soak report to this file")


def commit() -> str:
    """The commit that was tested, and whether anything had been changed since."""
    described = subprocess.run(
        ["git", "describe", "--always", "--abbrev=12", "--dirty=, with uncommitted changes"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "unknown (not a git checkout)"


def page(seed: str, tested: str, at: datetime, rows: Sequence[str]) -> str:
    """The report, in Markdown."""
    return "\n".join(
        [
            "# The last soak",
            "",
            "Written by `make soak`; not edited by hand. `make soak SEED=...` repeats it.",
            "",
            f"- seed: {seed}",
            f"- commit: {tested}",
            f"- ended: {at:%Y-%m-%d %H:%M} UTC",
            *(f"- with: {line}" for line in pytest_report_header()),
            "",
            "| test | outcome | seconds | what it shows |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def row(report: pytest.TestReport) -> str:
    """One test as a line of the table."""
    claims = "; ".join(str(value) for name, value in report.user_properties if name == "claim")
    return f"| `{report.nodeid}` | {report.outcome} | {report.duration:.0f} | {claims} |"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the page once all tests have ended; a run that selected none leaves the last page alone."""
    target: Path | None = config.getoption("--soak-report")
    ended = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call"
    ]
    if target is None or not ended:
        return
    seed = str(config.getoption("--hypothesis-seed"))
    rows = [row(report) for report in sorted(ended, key=lambda report: report.nodeid)]
    target.write_text(page(seed, commit(), datetime.now(UTC), rows), encoding="utf-8")
    terminalreporter.write_line(f"Wrote {target}.")
