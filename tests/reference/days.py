"""Days counted back from another day, by calendar months and by days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from triage_api.policy.model import Back, InTime

ONE_DAY = timedelta(days=1)


def window(expected: InTime, anchor: date) -> tuple[date, date]:
    """The first and the last day that meet a test of time."""
    first = date.min if expected.earliest is None else before(anchor, expected.earliest)
    last = date.max if expected.latest is None else before(anchor, expected.latest)
    return first, last


def before(day: date, back: Back) -> date:
    """So many calendar months and days before ``day``: the same day of the month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 - back.months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - ONE_DAY).day
    return date(year, month + 1, min(day.day, last)) - timedelta(days=back.days)


def edges(first: date, last: date) -> Iterator[date]:
    """The days on which a window from ``first`` to ``last`` begins, and on which it is over."""
    if first > date.min:
        yield first
    if last < date.max:
        yield last + ONE_DAY


def shifted_edges(expected: InTime, anchors: Iterable[date]) -> Iterator[date]:
    """Where the window begins and is over, for each of these anchors."""
    for anchor in anchors:
        yield from edges(*window(expected, anchor))


def anchors_at_edges(expected: InTime, days: Iterable[date]) -> Iterator[date]:
    """The anchors for which one of these days stands at an edge of the window, and their neighbours.

    Months are of unequal length: there the edge is somewhere among the days around.
    """
    for day in days:
        for back in (expected.earliest, expected.latest):
            if back is not None:
                ahead = before(day, Back(days=-back.days, months=-back.months))
                around = range(-4, 5) if back.months else range(-1, 2)
                yield from (ahead + timedelta(days=nearby) for nearby in around)
