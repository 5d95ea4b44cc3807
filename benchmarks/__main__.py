"""``make bench``: the benchmarks, one after another, on this machine."""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module
from pathlib import Path

NAMES = ("engine", "questions", "reading", "first_question")
BY_NAME = ("records",)
"""What takes an hour and 25 GB, and is therefore run only when it is named."""


def main(names: list[str]) -> None:
    """Run the benchmarks of these names, or all that are not `BY_NAME`."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    for name in names or NAMES:
        if not Path(__file__).with_name(f"{name}.py").is_file():
            sys.exit(f"There is no benchmark “{name}”. There are: {', '.join((*NAMES, *BY_NAME))}.")
        print(f"\n{name}")
        for row, figure in import_module(f"benchmarks.{name}").rows():
            print(f"  {row}: {figure}")


if __name__ == "__main__":
    main(sys.argv[1:])
