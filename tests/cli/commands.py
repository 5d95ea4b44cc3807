"""Commands, run as their users run them: in a process of their own, from a fresh directory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def policy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``triage-policy`` with these arguments, run in ``folder``."""
    command = [str(BIN / "triage-policy"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=50, check=False)
