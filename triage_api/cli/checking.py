"""``triage-policy check``: is a policy well formed, and what is unverified, untested or out of date in it?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from triage_api.assurance.examples import unread
from triage_api.assurance.week import Measure, Week, measured
from triage_api.cli.exercised import untested
from triage_api.cli.loading import named_or_all
from triage_api.cli.shown import finding_line, pages, say
from triage_api.engine import Case, CaseError, read_case
from triage_api.policy.check import Findings, check
from triage_api.policy.examples import read_examples, read_week, week_folder
from triage_api.policy.header import COUNTS
from triage_api.policy.load import Loaded, around, load
from triage_api.policy.model import Policy
from triage_api.policy.stories import stories

FINE, FOUND = 0, 1


def check_command(arguments: argparse.Namespace, roots: Sequence[Path]) -> int:
    """Print every finding of the policy, or of all policies; 1 if there is an error among them.

    The week takes some seconds a policy, so it is measured for one that is named, or if it is asked for.
    """
    refused = False
    measures = arguments.policy is not None or arguments.whole_week
    for ref in named_or_all(arguments.policy, roots):
        loaded = load(ref, roots)
        findings = check(loaded, datetime.now(tz=UTC).date())
        mistakes = [*_unread_examples(loaded), *_mistakes(loaded)]
        if not findings.errors and not mistakes:
            findings = findings.with_more(untested(loaded, roots))
        refused |= bool(findings.errors or mistakes)
        say([*map(finding_line, findings.all), *mistakes])
        say([_summary(ref, loaded, findings), *_of_examples(mistakes), *pages(findings.all)])
        if loaded.policy is not None and measures:
            week = _read_week(loaded, loaded.policy, roots)
            refused |= bool(week.mistakes)
            say(_week(loaded.policy, week, whole=arguments.whole_week))
    return FOUND if refused else FINE


@dataclass(frozen=True, slots=True)
class _Read:
    """The representative week of a policy, read."""

    found: bool
    cases: tuple[Case, ...] = ()
    mistakes: tuple[str, ...] = ()
    """What in it is not well formed, or cannot be read under this policy."""


def _read_week(loaded: Loaded, policy: Policy, roots: Sequence[Path]) -> _Read:
    own = loaded.folder
    folder = None if own is None else week_folder(own, around(own, roots), policy.extends)
    if folder is None:
        return _Read(found=False)
    bodies, findings = read_week(folder, policy)
    cases, mistakes = list[Case](), [str(finding) for finding in findings]
    for body in bodies:
        try:
            cases.append(read_case(body, policy))
        except CaseError as error:
            mistakes.extend(unread(body, error))
    return _Read(True, tuple(cases), tuple(mistakes))


def _week(policy: Policy, week: _Read, *, whole: bool) -> Iterator[str]:
    """What the policy makes of its representative week, each figure beside its band."""
    if not week.found:
        yield "  week: none; nobody can say how many children its thresholds would send where."
    elif week.mistakes:
        yield from week.mistakes
        yield "  week: not measured, since not all of its cases can be read under this policy."
    else:
        yield from week_lines(policy, measured(policy, week.cases, whole=whole))


def week_lines(policy: Policy, week: Week) -> Iterator[str]:
    """The week in words: where its referrals end, then each figure beside its band."""
    yield f"  An ordinary week of {week.referrals} referrals, as this policy would have them end:"
    for route, count in week.routes.items():
        if count:
            yield f"    {count:3}  {_end(policy, route)}"
    yield from (_measure(one) for one in week.measures)


def _end(policy: Policy, route: str) -> str:
    return policy.routes[route].title if route else "no referral"


_MEANING = {
    "raised-by-unknowns": "a child's route stands higher than what is known gives",
    "second-signature": "at a route that nobody lowers alone",
    "enquiries-a-case": "what must be found out, in the middle case",
    "interview-median": "answers, in the middle one",
    "interview-nine-in-ten": "answers, in all but the longest tenth",
}
"""What is counted, for whoever reads it the first time; of a route and above its name says it."""


def _measure(one: Measure) -> str:
    """``raised-by-unknowns: 3.2 %, within 0 to 10``, and what it counts."""
    share = "" if one.name in COUNTS else " %"
    said = [_MEANING[one.name]] if one.name in _MEANING else []
    if one.name.startswith("interview"):
        said.append(f"{one.of} walked")
    over = f" ({'; '.join(said)})" if said else ""
    if one.band is None:
        band = "no band is stated"
    else:
        verdict = "WARNING, outside" if one.is_outside else "within"
        band = f"{verdict} {one.band[0]:g} to {one.band[1]:g}"
    return f"  {one.name}: {one.value:g}{share}, {band}{over}"


def _of_examples(mistakes: Sequence[str]) -> list[str]:
    """How many mistakes there are in the cases and timelines, beside the findings in the threshold files."""
    return [f"  In its examples, {len(mistakes)} that cannot be read."] if mistakes else []


def _unread_examples(loaded: Loaded) -> Iterator[str]:
    """What cannot be read of the cases of the policy's examples."""
    if loaded.policy is None or loaded.folder is None:
        return
    for example in read_examples(loaded.folder, loaded.policy)[0]:
        try:
            read_case(example.body, loaded.policy)
        except CaseError as error:
            yield from unread(example.body, error)


def _mistakes(loaded: Loaded) -> Iterator[str]:
    """What is wrong with the policy's events files; they can be tried only where the policy stands."""
    if loaded.policy is None or loaded.folder is None or not (paths := stories(loaded.folder)):
        return
    # Here and not above: few policies have any, and only they need the rules of the record.
    from triage_api.cli.timelines import mistakes_in

    for path in paths:
        yield from mistakes_in(loaded.policy, path)


def _summary(ref: str, loaded: Loaded, findings: Findings) -> str:
    """How many findings of each kind; how big the policy is, and whose."""
    policy = loaded.policy
    if policy is None:
        return f"{ref}: {findings.summary} It is not served until the errors are mended."
    standing = "draft, for practice only" if policy.adopted is None else f"adopted by {policy.adopted.by}"
    size = f"{len(policy.questions)} questions, {len(policy.rules)} rules"
    return f"{policy.ref}: {findings.summary} {size}; {standing}; sha256 {policy.sha256[:12]}."
