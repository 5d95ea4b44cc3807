"""What a decision in the making still needs."""

from __future__ import annotations

import pytest

from triage_tui.draft import Draft

WHOLE = Draft(route="assessment", rag="amber", reasons="The school rang twice.")


@pytest.mark.parametrize(
    ("draft", "again", "missing"),
    [
        (Draft(), False, "route"),
        (WHOLE, False, None),
        (Draft(), True, "point"),
        (WHOLE, True, "point"),
        (Draft("assessment", "amber", reasons="The school rang twice.", point="closure"), True, None),
    ],
    ids=["nothing yet", "whole", "decided already", "decided already, the rest is there", "whole again"],
)
def test_what_is_missing(draft: Draft, again: bool, missing: str | None) -> None:
    assert draft.missing(screened_out=False, again=again) == missing


def test_when_in_the_case_it_is_goes_with_it() -> None:
    assert WHOLE.body()["point"] is None
    assert Draft(point="closure").body()["point"] == "closure"
