"""A service of a test's own: the real embedded API on an empty folder."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import _wait

from triage_tui.service import Service

CORNER = Path(__file__).parent / "policies"
"""A folder with two small policies made up for tests: ``corner``, and ``nook`` that extends it."""


@pytest.fixture(autouse=True)
def _short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """After each key the pilot waits for a slice of time in which the app was idle: for 5 ms, not for 20."""
    idle = _wait.SLEEP_IDLE / _wait.SLEEP_GRANULARITY
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 0.005 * idle)


@pytest.fixture
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This machine stands in London."""
    with monkeypatch.context() as environment:
        environment.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def service(tmp_path: Path, london: None) -> Iterator[Service]:
    """The embedded API, started by whatever asks it first, and ended after the test."""
    service = Service(None, "", tmp_path / "data")
    yield service
    service.close()


@pytest.fixture
def corner(tmp_path: Path, london: None) -> Iterator[Service]:
    """The embedded API with small policies made up for tests in front of those shipped."""
    service = Service(None, "", tmp_path / "data", CORNER)
    yield service
    service.close()
