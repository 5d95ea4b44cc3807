"""The benchmark of the record runs, and what it builds is what the ledger would have written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import records
from benchmarks.histories import histories
from benchmarks.records import Scale

SCALE = Scale(referrals=300, small=60, histories=6, runs=2, starts=0, sample=40)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return dict(records.rows(SCALE, tmp_path_factory.mktemp("records")))


def test_what_is_built_is_what_the_ledger_would_have_written(found: dict[str, str]) -> None:
    assert found["the 60 verified, chain and every table"].endswith(" events, 0 findings")
    assert found["of the 300, 40 drawn and projected anew"] == "40 of 40 the same"


@pytest.mark.parametrize(
    "figure",
    [
        "start to the first answer, after an orderly end",
        "board at the start of a shift",
        "search by a child's id",
        "tray searched for a place",
        "practice report of 12 months, any of them",
    ],
)
def test_each_target_stands_beside_its_figure(found: dict[str, str], figure: str) -> None:
    assert "median" in found[figure]
    assert "reached" in found[figure]


def test_a_write_is_compared_with_one_to_a_small_record(found: dict[str, str]) -> None:
    assert "times “with 60”" in found["a write with 300 referrals"]


def test_a_history_is_lived_through_to_its_end() -> None:
    assert all(one.rows["referrals"][0]["state"] == "closed" for one in histories(2))


def test_every_benchmark_that_is_named_is_there() -> None:
    for name in (*benchmarks.NAMES, *benchmarks.BY_NAME):
        assert (Path(records.__file__).parent / f"{name}.py").is_file()
