"""``triage-policy test``: do the examples still come out as policy leads expect?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from triage_api.assurance.coverage import Coverage, coverage
from triage_api.assurance.examples import Examined, examine
from triage_api.assurance.interviews import Turns, quantile, walk
from triage_api.cli.exercised import of_parent
from triage_api.cli.loading import load_or_report, named_or_all
from triage_api.cli.shown import finding_line, say
from triage_api.engine import Evaluation
from triage_api.policy.examples import read_examples
from triage_api.policy.findings import Finding, Severity
from triage_api.policy.load import around, load
from triage_api.policy.model import Policy

FINE, FOUND = 0, 1
EXAMPLES = "examples/, each a case with what should come out of it"


def test_command(arguments: argparse.Namespace, roots: Sequence[Path]) -> int:
    """Run the examples of the policy, or of all; print what came out otherwise than expected.

    A policy without any is one of which nobody knows whether it does what it should: 1 as well.
    """
    codes = [_tested(ref, roots, arguments.coverage) for ref in named_or_all(arguments.policy, roots)]
    return max(codes, default=FINE)


def _tested(ref: str, roots: Sequence[Path], with_coverage: bool) -> int:
    policy = load_or_report(ref, roots)
    folder = load(ref, roots).folder
    if policy is None or folder is None:
        return FOUND
    examples, findings = read_examples(folder, policy)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    _print_errors(errors)
    examined = [examine(policy, example) for example in examples]
    failed = [one for one in examined if one.failures]
    for one in failed:
        say([f"{one.example.place}: {one.example.title}", *(f"    {failure}" for failure in one.failures)])
    if not examined:
        say([f"{policy.ref}: no examples, so nothing was tested. Write some in {EXAMPLES}."])
        return FOUND
    as_expected = len(examined) - len(failed)
    count = "1 example" if len(examined) == 1 else f"{len(examined)} examples"
    say([f"{policy.ref}: {count}, {as_expected} as expected, {len(failed)} not."])
    if with_coverage:
        say(_coverage(policy, examined, list(of_parent(policy, around(folder, roots)))))
    return FOUND if failed or errors else FINE


def _print_errors(errors: Sequence[Finding]) -> None:
    say(map(finding_line, errors), sys.stderr)


def _coverage(policy: Policy, examined: Sequence[Examined], parents: Sequence[Evaluation]) -> Iterator[str]:
    evaluations = [one.evaluation for one in examined if one.evaluation is not None]
    found = coverage(policy, [*evaluations, *parents])
    inherited = f", {len(parents)} of them cases of the policy that it extends" if parents else ""
    cases = f"{len(evaluations) + len(parents)} cases{inherited}"
    yield f"  rules exercised: {found.exercised} of {found.rules} ({found.share:.0%}) by {cases}."
    yield "    Exercised: in some case it applies. That it should is for its examples to say, in “expect:”."
    for rule in found.never_applied:
        yield f"  {rule.place}: no example makes “{rule.id}” apply."
    yield from _untested(found)
    yield f"  Of the policy's own {len(evaluations)}:"
    yield _raised(evaluations)
    yield _lengths(policy, evaluations)


def _untested(found: Coverage) -> Iterator[str]:
    for one in found.untested:
        yield f"  {one.rule.place}: in “{one.rule.id}” no example makes “{one.test}” {one.never}."


def _raised(evaluations: Sequence[Evaluation]) -> str:
    """The share of the examples whose route stands higher than what is known gives."""
    raised = sum(
        any(outcome.level.route > outcome.floor.route for outcome in one.outcomes) for one in evaluations
    )
    return f"  route raised by unknowns alone: {raised} of {len(evaluations)} examples."


def _lengths(policy: Policy, evaluations: Sequence[Evaluation]) -> str:
    turns = Turns(policy)
    counts = [walk(policy, one.case, turns).answers for one in evaluations]
    if not counts:
        return "  interview: no examples"
    return (
        f"  interview: median {quantile(counts, 0.5)} answers, nine in ten no longer than "
        f"{quantile(counts, 0.9)}, longest {max(counts)}."
    )
