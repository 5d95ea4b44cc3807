"""How one item stands at an instant: late to the minute, each clock for itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from triage_api.record import Deadline, Item, ItemState, Running, Whose, ran

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(hour: int) -> datetime:
    return START.replace(hour=hour)


def clock(due: datetime, met: datetime | None = None, whose: Whose = Whose.OURS) -> Running:
    return Running("told", "They have been told", "1 hour", START, due, whose=whose, met=met)


def item(
    *clocks: Running, done: datetime | None = None, ended: str | None = None, held_back: bool = False
) -> Item:
    return Item(
        "contact:police",
        "contact",
        "The police",
        START,
        clocks,
        Whose.OURS,
        "police",
        (),
        done,
        ended,
        held_back,
    )


@pytest.mark.parametrize(
    ("one", "now", "state", "due"),
    [
        pytest.param(item(), at(23), ItemState.TO_DO, None, id="no time is set for it"),
        pytest.param(item(clock(at(12))), at(12), ItemState.TO_DO, at(12), id="not late on the minute"),
        pytest.param(item(clock(at(12))), at(12) + MINUTE, ItemState.LATE, at(12), id="late a minute after"),
        pytest.param(item(clock(at(12)), done=at(12)), at(20), ItemState.DONE, at(12), id="done in time"),
        pytest.param(
            item(clock(at(12)), done=at(13)), at(20), ItemState.DONE_LATE, at(12), id="done after its time"
        ),
        pytest.param(
            item(clock(at(12)), clock(at(11), met=at(10))),
            at(11),
            ItemState.TO_DO,
            at(12),
            id="one clock is met",
        ),
        pytest.param(
            item(clock(at(12)), clock(at(10), met=at(11))),
            at(11),
            ItemState.TO_DO,
            at(12),
            id="one clock was met late: nothing is late now",
        ),
        pytest.param(
            item(clock(at(14)), clock(at(10), met=at(11)), done=at(12)),
            at(12),
            ItemState.DONE_LATE,
            at(10),
            id="one clock was met late: so it was done late",
        ),
        pytest.param(
            item(clock(at(10)), held_back=True),
            at(12),
            ItemState.HELD_BACK,
            None,
            id="held back: no clock runs",
        ),
        pytest.param(
            item(clock(at(10)), done=at(12), ended="cancelled"),
            at(12),
            ItemState.CANCELLED,
            at(10),
            id="cancelled",
        ),
        pytest.param(
            item(clock(at(10)), done=at(9), ended="declined"),
            at(12),
            ItemState.DECLINED,
            at(10),
            id="declined",
        ),
    ],
)
def test_how_it_stands(one: Item, now: datetime, state: ItemState, due: datetime | None) -> None:
    assert (one.at(now), one.due) == (state, due)


def test_a_deadline_runs_as_a_clock() -> None:
    deadline = Deadline(
        clock="allocated",
        what="A named person has it",
        within="1 working day",
        starts="2026-11-23T09:00:00+00:00",
        due="2026-11-24T17:00:00+00:00",
        source=("scr-child-j 2.2.11",),
    )
    [running] = ran(deadline)
    assert (running.clock, running.started, running.due) == (
        "allocated",
        START,
        datetime(2026, 11, 24, 17, tzinfo=UTC),
    )
    assert running.source == ("scr-child-j 2.2.11",)
    assert ran(None) == ()
