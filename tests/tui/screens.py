"""What is on the screen, as text, and how tests wait for it: for a condition, never for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

PATIENCE = 20.0
"""Seconds after which a condition that has not come true never will."""


def screen_text(app: App[Any]) -> str:
    """The lines of the screen as a person reads them, blanks at the ends left out."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def flowing(app: App[Any]) -> str:
    """The screen as one run of words, so that it does not matter where a line was broken."""
    return " ".join(screen_text(app).split())


async def until(pilot: Pilot[Any], condition: Callable[[], object], what: str) -> None:
    """Wait until ``condition`` holds; ``what`` is said if it never does, with the screen."""
    deadline = monotonic() + PATIENCE
    while not condition():
        if monotonic() > deadline:
            raise AssertionError(f"never came: {what}\n{screen_text(pilot.app)}")
        await asyncio.sleep(0.005)  # lets the app and its threads run; what is waited for is the condition
    await pilot.pause()  # what came with it is laid out too


async def until_shown(pilot: Pilot[Any], words: str) -> None:
    """Wait until these words are on the screen."""
    await until(pilot, lambda: words in flowing(pilot.app), f"“{words}” on the screen")
