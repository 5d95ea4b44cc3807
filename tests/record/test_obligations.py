"""A later recommendation adds to an obligation or brings it forward; it never takes anything away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from triage_api.record import united
from triage_api.record.obligations import LISTS

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDS = st.lists(st.sampled_from("abcd"), max_size=3, unique=True)
HOURS = st.integers(0, 9)


def instant(hours: int) -> str:
    return (START + timedelta(hours=hours)).isoformat()


@st.composite
def clocks(draw: st.DrawFn, timing: str) -> dict[str, Any]:
    """A clock, counted from its own event or from one that stands in."""
    hours, stood_in = draw(HOURS), draw(st.sampled_from([None, "received"]))
    return {"timing": timing, "due": instant(hours), "within": f"{hours} hours", "stood_in": stood_in}


@st.composite
def obligations(draw: st.DrawFn) -> dict[str, Any]:
    """A required contact, as the engine gives it: due by its first clock, or held back."""
    timings = draw(st.lists(st.sampled_from(["hv", "hv_red", "told"]), unique=True))
    running = [draw(clocks(timing)) for timing in timings]
    lists = {name: draw(WORDS) for name in LISTS}
    held = draw(st.none() | st.just({"until": "discussion_held", "because": []}))
    first = min([] if held else running, key=lambda clock: clock["due"], default={})
    due = {name: first.get(name) for name in ("due", "within", "stood_in")}
    return {"id": "police", **lists, **due, "clocks": running, "held_back": held}


@given(obligations(), obligations())
def test_nothing_is_taken_away(before: dict[str, Any], after: dict[str, Any]) -> None:
    one = united(before, after)
    for name in LISTS:
        assert set(one[name]) == set(before[name]) | set(after[name])
        assert one[name][: len(before[name])] == before[name]
    assert {clock["timing"] for clock in one["clocks"]} == {
        c["timing"] for b in (before, after) for c in b["clocks"]
    }


@given(obligations(), obligations())
def test_no_clock_is_put_off_that_has_really_started(before: dict[str, Any], after: dict[str, Any]) -> None:
    dues = {clock["timing"]: clock["due"] for clock in united(before, after)["clocks"]}
    for clock in before["clocks"]:
        assert clock["stood_in"] is not None or dues[clock["timing"]] <= clock["due"]
    for clock in after["clocks"]:
        assert dues[clock["timing"]] <= clock["due"]


@given(obligations(), obligations())
def test_it_is_due_by_its_first_clock_unless_it_is_held_back(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    one = united(before, after)
    running = [] if one["held_back"] else [clock["due"] for clock in one["clocks"]]
    assert one["due"] == min(running, default=None)


@given(obligations())
def test_the_same_again_changes_nothing(body: dict[str, Any]) -> None:
    assert united(body, body) == body


@given(obligations(), obligations(), obligations())
def test_what_was_added_stays(one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]) -> None:
    both = united(united(one, two), three)
    for name in LISTS:
        assert set(both[name]) == set(one[name]) | set(two[name]) | set(three[name])


@given(obligations(), obligations())
def test_whether_it_is_held_back_is_as_now(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert united(before, after)["held_back"] == after["held_back"]
