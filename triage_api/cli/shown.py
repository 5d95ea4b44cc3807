"""How wide a line is: in a window it is broken between words, into a pipe or a file it goes whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from triage_api.policy.findings import Finding, Severity

NARROWEST = 40
PAGES = "docs/checks/"


def say(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Print each line; what goes on beneath begins four spaces further in."""
    out = sys.stdout if stream is None else stream
    width = max(get_terminal_size().columns, NARROWEST) if out.isatty() else None
    for line in lines:
        print("\n".join(broken(line, width)), file=out)


def broken(line: str, width: int | None) -> list[str]:
    """The line in as many as it needs; a place or an address is never broken."""
    if width is None or len(line) <= width:
        return [line]
    begun = line[: len(line) - len(line.lstrip())]
    return wrap(
        line.lstrip(), width, initial_indent=begun, subsequent_indent=begun + "    ",
        break_long_words=False, break_on_hyphens=False, replace_whitespace=False,
    )  # fmt: skip


def finding_line(finding: Finding) -> str:
    """``file:line:column: what, why, remedy``; of what leaves the policy usable it says so first."""
    if finding.severity is Severity.ERROR:
        return str(finding)
    return str(finding).replace(f"{finding.place}: ", f"{finding.place}: {finding.severity}: ", 1)


def pages(findings: Sequence[Finding]) -> list[str]:
    """Where to read on about findings: a page for each kind."""
    codes = list(dict.fromkeys(str(finding.code) for finding in findings))
    if not codes:
        return []
    named = ", ".join(f"{PAGES}{code}.md" for code in codes[:3])
    more = f" and {len(codes) - 3} more" if len(codes) > 3 else ""
    return [f"  What it means, with an example: {named}{more}."]
