"""A fresh copy of the tree, as somebody else would check it out."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copy_to(target: Path) -> Path:
    """Copy every file that git knows or would take, at its present content, and return the copy's root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((ROOT / name).read_bytes())
            (target / name).chmod((ROOT / name).stat().st_mode)
    return target
