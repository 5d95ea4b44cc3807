"""One server for the tests of a module, and one of its own for a test that needs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.servers import Front, front


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """A server that tests of one module share."""
    with front(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Front]:
    """A server of this test's own."""
    with front(tmp_path / "alone") as running:
        yield running
