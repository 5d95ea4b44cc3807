"""A desk for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.desks import desk_on
from triage_api.casework import Desk
from triage_api.storage import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty record, which is as it was written when the test is over."""
    with Ledger.open(tmp_path) as ledger:
        yield ledger
        assert ledger.verify().findings == ()


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """A desk on it."""
    return desk_on(ledger)
