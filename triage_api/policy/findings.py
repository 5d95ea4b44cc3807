"""What is wrong with a threshold file: where, what, why it matters, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from triage_api.policy.codes import Code
from triage_api.policy.model import Place


class Severity(StrEnum):
    """How much a finding weighs. One error is enough for the policy not to be loaded."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. ``what``, ``why`` and ``remedy`` are sentences, each with its full stop."""

    code: Code
    severity: Severity
    place: Place
    what: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.why} {self.remedy} [{self.code}]"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, each finding once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda one: (one.place.file, one.place.line, one.place.column, one.code)))


class PolicyError(Exception):
    """A policy that cannot be used. Its message is every error, a line each."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(findings)
        super().__init__("\n".join(map(str, self.findings)))


@dataclass(slots=True)
class Report:
    """Where readers and checks put what they find."""

    findings: list[Finding] = field(default_factory=list)

    def error(self, code: Code, place: Place, what: str, remedy: str, why: str = "") -> None:
        """Add a mistake for which the policy is refused."""
        self._add(Severity.ERROR, code, place, what, remedy, why)

    def warning(self, code: Code, place: Place, what: str, remedy: str, why: str = "") -> None:
        """Add something that a policy lead should look at."""
        self._add(Severity.WARNING, code, place, what, remedy, why)

    def note(self, code: Code, place: Place, what: str, remedy: str, why: str = "") -> None:
        """Add something worth knowing."""
        self._add(Severity.NOTE, code, place, what, remedy, why)

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(one.severity is Severity.ERROR for one in self.findings)

    def _add(self, severity: Severity, code: Code, place: Place, what: str, remedy: str, why: str) -> None:
        self.findings.append(Finding(code, severity, place, what, why or code.why, remedy))
