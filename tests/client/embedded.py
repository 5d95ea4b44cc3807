"""Starting the embedded API on the test's policies, and asking the operating system about processes."""

from __future__ import annotations

import os
from pathlib import Path

from tests.casework.desks import POLICIES
from triage_client import Embedded, start_embedded


def started(data: Path) -> Embedded:
    """An embedded API on this folder."""
    return start_embedded(data, POLICIES)


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it is no mere remnant of one."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def no_environment() -> dict[str, str]:
    """The environment without what would change where things are kept."""
    return {name: value for name, value in os.environ.items() if not name.startswith("FRONT_DOOR_")}
