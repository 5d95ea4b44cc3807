"""A list asks the record as often when it is long as when it is short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.casework.desks import MANAGER, NOW, desk_on, worry
from tests.casework.trays import KNOWN, Tray
from triage_api.casework import Desk
from triage_api.storage import Ledger

Json = dict[str, Any]


def statements(ledger: Ledger, read: Callable[[], Json]) -> tuple[int, Json]:
    """How many statements a second reading takes; the first notes who looked."""
    read()
    seen: list[str] = []
    connection = ledger._connections.mine().conn
    connection.set_trace_callback(seen.append)
    try:
        body = read()
    finally:
        connection.set_trace_callback(None)
    return len(seen), body


def asks(ledger: Ledger, desk: Desk) -> tuple[Callable[[], None], Callable[[], Json], str]:
    def more() -> None:
        worry(desk, bruise="yes").by(MANAGER).decide("assessment", "red")

    return more, lambda: desk.asks("health", MANAGER, NOW), "asks"


def tray(ledger: Ledger, desk: Desk) -> tuple[Callable[[], None], Callable[[], Json], str]:
    arriving = Tray(ledger)

    def more() -> None:
        arriving.receive(children=(KNOWN,))

    return more, lambda: arriving.counter.waiting(200, MANAGER, NOW), "items"


@pytest.mark.parametrize("listed", [asks, tray])
def test_a_list_takes_as_many_statements_however_long_it_is(ledger: Ledger, listed: Any) -> None:
    more, read, of = listed(ledger, desk_on(ledger))
    taken = set()
    for length in (2, 7):
        while len(read()[of]) < length:
            more()
        count, body = statements(ledger, read)
        assert len(body[of]) == length
        taken.add(count)
    assert len(taken) == 1


def test_what_one_looked_at_in_a_list_is_noted_for_each(desk: Desk, ledger: Ledger) -> None:
    for _ in range(3):
        worry(desk, bruise="yes").by(MANAGER).decide("assessment", "red")
    found = {one["referral"] for one in desk.asks("health", MANAGER, NOW)["asks"]}
    looks = [one for one in ledger.looks_at(sorted(found)) if one["what"] == "asks:health"]
    assert {one["referral"] for one in looks} == found
    assert len(looks) == len(found) == 3


def test_each_that_waits_is_offered_as_one_with_each_other(ledger: Ledger) -> None:
    arriving = Tray(ledger)
    ids = {arriving.receive(children=(KNOWN,))["id"] for _ in range(4)}
    for item in arriving.counter.waiting(9, MANAGER, NOW)["items"]:
        assert {one["item"] for one in item["offers"]} == ids - {item["id"]}
