"""Ages, numbers and dates of a policy, in the phrases that threshold files say them with (see `phrases`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from triage_api.policy.model import Anchor, Back, InTime, Span
from triage_api.policy.model.measures import TICKS, WEEK
from triage_api.policy.phrases import read_ages, read_dates, read_numbers

T = TypeVar("T")

_LARGEST_FIRST = sorted(TICKS.items(), key=lambda unit: -unit[1])


def ages_in_words(span: Span) -> str:
    """Ages as a policy lead writes them: ``under 12 months``.

    Raises:
        ValueError: no phrase says them, so no threshold file did.
    """
    return _that_reads_as(span, _ages(span), read_ages)


def numbers_in_words(span: Span) -> str:
    """Numbers as a policy lead writes them: ``at least 3``. Raises what ``ages_in_words`` raises."""
    return _that_reads_as(span, _numbers(span), read_numbers)


def dates_in_words(times: InTime) -> str:
    """Dates as a policy lead writes them: ``within 6 weeks``. Raises what ``ages_in_words`` raises."""
    return _that_reads_as(times, _dates(times), read_dates)


def _that_reads_as(what: T, phrases: Iterator[str], read: Callable[[str], T]) -> str:
    """The first of the phrases that the reader of threshold files reads as just this."""
    for phrase in phrases:
        with suppress(ValueError):
            if read(phrase) == what:
                return phrase
    raise ValueError(f"no phrase of a threshold file says {what}")


def _ages(span: Span) -> Iterator[str]:
    yield from ("unborn", "born")
    if span.low is not None and span.low < 0:
        yield f"unborn, due within {_amount(-span.low // WEEK, 'week')}"
    if span.high is None and span.low is not None:
        yield from (f"{age} or over" for age in _whole(span.low))
    elif span.low is None and span.high is not None:
        yield from (f"under {age}" for age in _whole(span.high + 1))
    elif span.low is not None and span.high is not None:
        yield from _whole(span.low)
        yield from (f"born and under {age}" for age in _whole(span.high + 1))
        yield from (
            f"from {youngest} to {oldest}" for youngest in _whole(span.low) for oldest in _last(span.high)
        )


def _whole(ticks: int) -> Iterator[str]:
    """An age in each unit that says it exactly, in the largest first; a year and more not in months."""
    return (_amount(ticks // unit, name) for name, unit in _LARGEST_FIRST if ticks % unit == 0)


def _last(ticks: int) -> Iterator[str]:
    """The age that ends on this tick, in each unit."""
    return (
        _amount((ticks + 1) // unit - 1, name) for name, unit in _LARGEST_FIRST if (ticks + 1) % unit == 0
    )


def _numbers(span: Span) -> Iterator[str]:
    yield from (str(span.low), f"at least {span.low}", f"at most {span.high}")
    yield f"from {span.low} to {span.high}"


def _dates(times: InTime) -> Iterator[str]:
    yield from ("today", "in the future")
    yield from (f"{where} the incident" for where in ("before", "after", "on or after"))
    for back in (times.earliest, times.latest):
        if back is not None:
            yield from _counted(back, times.anchor)


def _counted(back: Back, anchor: Anchor) -> Iterator[str]:
    day_less = Back(back.days - 1, back.months)
    ahead = Back(-back.days, -back.months)
    if anchor is Anchor.INCIDENT:
        yield from (f"within {amount} after the incident" for amount in _of(ahead))
        return
    yield from (f"within {amount}" for amount in _of(back))
    yield from (f"more than {amount} ago" for amount in _of(day_less))
    yield from (f"at least {amount} ago" for amount in _of(back))
    yield from (f"within the next {amount}" for amount in _of(ahead))


def _of(back: Back) -> Iterator[str]:
    months = ((back.months // 12, "year"), (back.months, "month"))
    yield from (
        _amount(number, unit) for number, unit in (*months, (back.days // 7, "week"), (back.days, "day"))
    )


def _amount(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")
