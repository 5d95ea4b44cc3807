"""What ``triage-policy check`` says of one policy: its findings, its examples', and what is unverified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from triage_api.policy.codes import Code
from triage_api.policy.examples import read_examples
from triage_api.policy.findings import Finding, Report, Severity, in_order
from triage_api.policy.load import Loaded
from triage_api.policy.model import Place


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is to be mended, by place; errors, warnings and notes together."""

    all: tuple[Finding, ...]
    inherited: tuple[tuple[str, int], ...] = ()
    """Each policy that this one builds on, and how many of its figures are unverified and hold here too."""

    def with_more(self, more: Iterable[Finding]) -> Findings:
        """These and others, of those who know more of the policy than its files say."""
        return Findings(in_order([*self.all, *more]), self.inherited)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """For these the policy is refused."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """A policy lead should look at these."""
        return self._of(Severity.WARNING)

    @property
    def unverified(self) -> tuple[Finding, ...]:
        """Figures that nobody has read in their source."""
        return tuple(one for one in self.all if one.code is Code.UNVERIFIED)

    @property
    def summary(self) -> str:
        """One line: how many of each."""
        count = Counter(one.severity for one in self.all)
        return (
            f"{_many(count[Severity.ERROR], 'error')}, {_many(count[Severity.WARNING], 'warning')}, "
            f"{_many(len(self.unverified), 'figure')} unverified{self._theirs}."
        )

    @property
    def _theirs(self) -> str:
        """What nobody has verified of those that this policy builds on, and where each is listed."""
        return "".join(
            f", and {count} of {ref.partition('@')[0]}'s that hold here too "
            f"(“triage-policy check {ref}” lists them)"
            for ref, count in self.inherited
            if count
        )

    def __str__(self) -> str:
        return "\n".join([*map(str, self.all), self.summary])

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(one for one in self.all if one.severity is severity)


def check(loaded: Loaded, today: date | None = None) -> Findings:
    """The findings of a loaded policy and, if it could be used, of its examples.

    With ``today``, a policy that is in force no more, or not yet, is named.
    """
    policy = loaded.policy
    if policy is None or loaded.folder is None:
        return Findings(loaded.findings, loaded.inherited)
    _, findings = read_examples(loaded.folder, policy)
    report = Report()
    if today is not None and policy.in_force_until is not None and policy.in_force_until < today:
        report.warning(
            Code.IN_FORCE,
            Place(f"{loaded.shown}/policy.yaml", 1, 1),
            f"The policy ended on {policy.in_force_until}.",
            "Put the version that follows it in its place.",
        )
    if today is not None and policy.in_force_from > today:
        report.note(
            Code.IN_FORCE,
            Place(f"{loaded.shown}/policy.yaml", 1, 1),
            f"The policy begins on {policy.in_force_from}.",
            "If that is the day, leave it.",
            "Of a child referred before then, every recommendation says that it is not in force.",
        )
    return Findings(in_order([*loaded.findings, *findings, *report.findings]), loaded.inherited)


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
