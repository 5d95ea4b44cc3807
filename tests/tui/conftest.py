"""A service of a test's own: the real embedded API on an empty folder."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from triage_tui.service import Service

CORNER = Path(__file__).parent / "policies"
"""A folder with two small policies made up for tests: ``corner``, and ``nook`` that extends it."""


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
