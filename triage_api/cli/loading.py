"""Loading a policy for a command: its errors go to standard error, a line each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from triage_api.cli.shown import finding_line, pages, say
from triage_api.policy.findings import Severity
from triage_api.policy.load import load, policies
from triage_api.policy.model import Policy


def load_or_report(ref: str, roots: Sequence[Path]) -> Policy | None:
    """The policy, or ``None`` after its errors were printed."""
    loaded = load(ref, roots)
    if loaded.policy is None:
        errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
        say([*map(finding_line, errors), *pages(errors)], sys.stderr)
    return loaded.policy


def named_or_all(ref: str | None, roots: Sequence[Path]) -> Sequence[str]:
    """The policy that was named, or every policy there is."""
    return policies(roots) if ref is None else (ref,)
