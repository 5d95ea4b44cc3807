"""Search in the tray: by how words begin, the same whether few items have them or nearly all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework.trays import KNOWN, Tray
from triage_api.storage import Ledger, tray_table

ITEMS: dict[str, dict[str, Any]] = {
    "bruise": {"words": "A bruise on the arm, near Ashfield.", "source_ref": "CAD/1234-5"},
    "child": {"words": "Not seen at the school in Ashfield.", "children": (KNOWN,)},
    "crime": {"words": "Shouting; the father's name is not known.", "references": {"crime": "CR 77/B"}},
}
SEARCHES = {
    "a whole word": ("bruise", {"bruise"}),
    "how one begins": ("Bruis", {"bruise"}),
    "how none begins": ("ruise", set()),
    "of two": ("ashfield", {"bruise", "child"}),
    "two words in any order": ("ashf school", {"child"}),
    "two words that no item has both of": ("bruise school", set()),
    "a sender's reference": ("cad/1234-5", {"bruise"}),
    "a part of it": ("1234", {"bruise"}),
    "a police reference": ("cr 77/b", {"crime"}),
    "a child's id": ("4411", {"child"}),
    "initials and month": ("KM 2024-03", {"child"}),
    "an apostrophe": ("father's", {"crime"}),
    "the sender is no word of it": ("police", set()),
    "signs alone": ("%_", set()),
    "blanks alone": ("  ", {"bruise", "child", "crime"}),
}


@pytest.fixture
def tray(ledger: Ledger) -> Tray:
    """An empty tray, whose record is as it was written when the test is over."""
    return Tray(ledger)


@pytest.mark.parametrize("many", [0, 20_000], ids=["many have it", "few have it"])
def test_what_is_found(tray: Tray, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(tray_table, "MANY", many)
    names = {tray.receive(**fields)["id"]: name for name, fields in ITEMS.items()}
    for case, (holds, expected) in SEARCHES.items():
        assert {names[id] for id in tray.sought(holds=holds)} == expected, case


@pytest.mark.parametrize("many", [0, 20_000], ids=["many have it", "few have it"])
def test_it_comes_in_pages_the_latest_first(tray: Tray, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(tray_table, "MANY", many)
    ids = [tray.receive(words=f"A bruise, item {n}.")["id"] for n in range(5)]
    whole = tray.sought(holds="bruise")
    assert sorted(whole) == sorted(ids)
    assert tray.sought(holds="bruise", most=2) == whole[:2]
    assert tray.sought(holds="bruise", after=whole[1], most=9) == whole[2:]
