"""The benchmark of the record runs, and what it builds is what the ledger would have written."""

from __future__ import annotations

from pathlib import Path

from benchmarks import __main__ as benchmarks
from benchmarks import records
from benchmarks.records import Scale

SCALE = Scale(referrals=300, small=60, histories=3, runs=2, starts=0, sample=40)
WITH_TARGETS = (
    "start to the first answer, after an orderly end",
    "board at the start of a shift",
    "search by a child's id",
    "tray searched for a place",
    "practice report of 12 months, any of them",
)


def test_it_runs_on_what_the_ledger_would_have_written(tmp_path: Path) -> None:
    """One test, so that it is built once, whichever worker gets it."""
    found = dict(records.rows(SCALE, tmp_path))
    assert found["the 60 verified, chain and every table"].endswith(" events, 0 findings")
    assert found["of the 300, 40 drawn and projected anew"] == "40 of 40 the same"
    for figure in WITH_TARGETS:
        assert "median" in found[figure]
        assert "reached" in found[figure]
    assert "times “with 60”" in found["a write with 300 referrals"]


def test_every_benchmark_that_is_named_is_there() -> None:
    for name in (*benchmarks.NAMES, *benchmarks.BY_NAME):
        assert (Path(records.__file__).parent / f"{name}.py").is_file()
