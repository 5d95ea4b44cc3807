"""A service of a test's own: the real embedded API on an empty folder."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from triage_tui.service import Service


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
