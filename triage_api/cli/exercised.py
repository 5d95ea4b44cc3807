"""Which of a policy's own rules no example exercises: none of its own, nor of the policy that it extends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from triage_api.assurance.coverage import never_applied
from triage_api.engine import CaseError, Evaluation, evaluate, read_case
from triage_api.policy.cases import Body
from triage_api.policy.codes import Code
from triage_api.policy.examples import read_examples
from triage_api.policy.findings import Finding, Report
from triage_api.policy.load import Loaded, around, load
from triage_api.policy.model import Policy


def untested(loaded: Loaded, roots: Sequence[Path]) -> tuple[Finding, ...]:
    """A warning for each rule that stands in the policy's own folder and applies in no example."""
    policy, folder = loaded.policy, loaded.folder
    if policy is None or folder is None:
        return ()
    own = [rule for rule in policy.rules.values() if rule.place.file.startswith(f"{loaded.shown}/")]
    if not own:
        return ()
    cases = (example.body for example in read_examples(folder, policy)[0])
    report = Report()
    for rule in never_applied(
        policy, own, chain(_judged(policy, cases), of_parent(policy, around(folder, roots)))
    ):
        report.warning(
            Code.UNTESTED,
            rule.place,
            f"No example makes “{rule.id}” apply.",
            "Write two in examples/ that differ in one answer, one on each side of the threshold.",
        )
    return tuple(report.findings)


def of_parent(policy: Policy, roots: Sequence[Path]) -> Iterator[Evaluation]:
    """The cases of the policy that this one extends, looked for in ``roots`` and judged by this one.

    They exercise what it inherits. What they expect is their own policy's.
    """
    parent = None if policy.extends is None else load(policy.extends, roots)
    if parent is None or parent.policy is None or parent.folder is None:
        return
    examples, _ = read_examples(parent.folder, parent.policy)
    yield from _judged(policy, ({**example.body, "policy": policy.id} for example in examples))


def _judged(policy: Policy, cases: Iterable[Body]) -> Iterator[Evaluation]:
    """Those that this policy can read: it may have put a question of its own in the place of another."""
    for case in cases:
        with suppress(CaseError):
            yield evaluate(policy, read_case(case, policy))
