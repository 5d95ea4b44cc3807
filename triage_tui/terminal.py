"""Whether the terminal that we were started in is still there.

A closed window sends a hang-up to whatever leads its session. Where that is not us, as under `make run` in a
window of its own, nobody tells us: reading goes on returning nothing, without end.
"""

from __future__ import annotations

import os
import sys

LOOK_AGAIN = 2.0
"""Seconds between two looks."""


def is_there() -> bool:
    """Whether what we read keys from is a terminal."""
    try:
        return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return False
