"""``triage-policy check``: is a policy well formed, and what is unverified, untested or out of date in it?"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from triage_api.cli.loading import named_or_all
from triage_api.policy.check import Findings, check
from triage_api.policy.load import Loaded, load

FINE, FOUND = 0, 1


def check_command(arguments: argparse.Namespace, roots: Sequence[Path]) -> int:
    """Print every finding of the policy, or of all policies; 1 if there is an error among them."""
    refused = False
    for ref in named_or_all(arguments.policy, roots):
        loaded = load(ref, roots)
        findings = check(loaded, datetime.now(tz=UTC).date())
        refused |= bool(findings.errors)
        for finding in findings.all:
            print(finding)
        print(_summary(ref, loaded, findings))
    return FOUND if refused else FINE


def _summary(ref: str, loaded: Loaded, findings: Findings) -> str:
    """How many findings of each kind; how big the policy is, and whose."""
    policy = loaded.policy
    if policy is None:
        return f"{ref}: {findings.summary} It is not served until the errors are mended."
    standing = "draft, for practice only" if policy.adopted is None else f"adopted by {policy.adopted.by}"
    size = f"{len(policy.questions)} questions, {len(policy.rules)} rules"
    return f"{policy.ref}: {findings.summary} {size}; {standing}; sha256 {policy.sha256[:12]}."
