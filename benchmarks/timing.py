"""How long calls take, in words: the median, the slow ones, the target, and what it is compared with."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Call = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a figure is compared with."""

    what: str
    took: Sequence[float]


def timed(calls: Sequence[Call]) -> list[float]:
    """Milliseconds that each took."""
    took = []
    for call in calls:
        started = time.perf_counter()
        call()
        took.append((time.perf_counter() - started) * 1000)
    return took


def figure(took: Sequence[float], target: float | None = None, beside: Beside | None = None) -> str:
    median, slow = statistics.median(took), sorted(took)[-(-len(took) * 19 // 20) - 1]
    words = [f"median {median:.1f} ms, 19 in 20 within {slow:.1f} ms"]
    if target is not None:
        words.append(f"target {target:.0f} ms {'reached' if median <= target else 'NOT reached'}")
    if beside is not None:
        other = statistics.median(beside.took)
        words.append(f"{median / other:.1f} times “{beside.what}” ({other:.2f} ms)")
    return "; ".join(words)
