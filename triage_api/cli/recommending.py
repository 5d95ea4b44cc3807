"""``triage-policy recommend``: what a policy says of one case."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from triage_api.assurance.examples import unread
from triage_api.cli.loading import load_or_report
from triage_api.cli.printed import printed
from triage_api.cli.shown import finding_line, pages, say
from triage_api.engine import CaseError, as_body, evaluate, openings, read_case, recommended
from triage_api.policy.cases import read_case as read_case_file

FINE, FOUND = 0, 1


def recommend_command(arguments: argparse.Namespace, roots: Sequence[Path]) -> int:
    """Print what the policy says of the case; mistakes go to standard error, a line each."""
    policy = load_or_report(arguments.policy, roots)
    if policy is None:
        return FOUND
    body, findings = read_case_file(arguments.answers, arguments.case)
    if body is None:
        say([*map(finding_line, findings), *pages(findings)], sys.stderr)
        return FOUND
    try:
        evaluation = evaluate(policy, read_case(body, policy))
    except CaseError as error:
        say(unread(body, error), sys.stderr)
        return FOUND
    recommendation, found = recommended(evaluation), openings(evaluation)
    if arguments.json:
        print(json.dumps(as_body(recommendation, found), indent=2, ensure_ascii=False))
    else:
        print(printed(recommendation, found, evaluation if arguments.explain else None))
    return FINE
