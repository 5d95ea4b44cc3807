"""What is still to be found out of a referral and of those in it, what was put right, who searched where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage_api.record.discussions import Step
from triage_api.record.entries import Person
from triage_api.record.facts import (
    ChildSearchEnded,
    ChildSought,
    Happened,
    Pending,
    RecordsSearched,
    SearchWithdrawn,
    SubjectsMerged,
    SubjectsUnmerged,
    SubjectWithdrawn,
)

REFERENCE = "reference"
CASE_SYSTEM_ID = "case_system_id"
SEARCH = "search"
FIND_CHILD = "find_child"
SEARCHED = ("child", "adult")
"""The kinds of subject that records are searched for."""


def folded_id(case_system_id: str | None) -> str | None:
    """An id in the case system as it is compared: capitals tell nobody apart."""
    return None if case_system_id is None else case_system_id.casefold()


@dataclass(frozen=True, slots=True)
class Awaited:
    """One thing that is, or was, still to be found out."""

    number: int
    """Of the event that said so."""
    pending: Pending
    found_at: datetime | None = None
    sought: tuple[tuple[Step, ChildSought], ...] = ()
    """Of a child whom nobody can name: who looked for it, and what they tried."""
    ended: tuple[Step, ChildSearchEnded] | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has found it out, and somebody still looks."""
        return self.found_at is None and self.ended is None


@dataclass(frozen=True, slots=True)
class Correction:
    """What stood before, what stands since, and why."""

    number: int
    """Of its event."""
    about: str
    """``referral``, or a ref."""
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    words: str | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Search:
    """A search of somebody's records."""

    step: Step
    fact: RecordsSearched
    withdrawn: tuple[Step, SearchWithdrawn] | None = None
    void_for: frozenset[str] = frozenset()
    """Those whose id in the case system turned out to be another since: it was not they who were searched."""

    @property
    def number(self) -> int:
        """What it is known by: the number of its event."""
        return self.step.number

    def stands_for(self, ref: str) -> bool:
        """Whether it says something of this child or adult."""
        return self.withdrawn is None and ref in self.fact.refs and ref not in self.void_for


@dataclass(frozen=True, slots=True)
class Merging:
    """That two are one, and whether that was taken back."""

    step: Step
    fact: SubjectsMerged
    happened: tuple[Happened, ...] = ()
    """What had happened by then."""
    undone: tuple[Step, SubjectsUnmerged] | None = None

    @property
    def number(self) -> int:
        """What it is known by: the number of its event."""
        return self.step.number


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That one was recorded by mistake, and whether that was taken back."""

    step: Step
    fact: SubjectWithdrawn
    effect: Step | None = None
    """Since when it counts; ``None``: it waits for its second view."""
    happened: tuple[Happened, ...] = ()
    """What had happened by then."""
    undone: tuple[Step, str] | None = None
    """By whom, in their words: taken back, or by a second view that does not agree."""

    @property
    def number(self) -> int:
        """What it is known by: the number of its event."""
        return self.step.number

    @property
    def counts(self) -> bool:
        """Whether it has taken effect and stands."""
        return self.effect is not None and self.undone is None

    @property
    def why(self) -> str:
        """As it is said of what ended by it."""
        return f"{self.fact.ref} was recorded by mistake: {self.fact.words}"


@dataclass(frozen=True, slots=True)
class Identity:
    """As the events have left it."""

    awaited: tuple[Awaited, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """What was replaced or taken back; what was given for the first time is none."""
    searches: tuple[Search, ...] = ()
    checked: frozenset[str] = frozenset()
    """Those whose history counts as checked, as the policy said when they were searched."""
    merges: tuple[Merging, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    since: Mapping[str, datetime] = field(default_factory=dict)
    """When the referral, and each that is in it, came to be here; by ref."""

    def latest(self, what: str, about: str) -> Awaited | None:
        """The last time that it was still to be found out; ``None``: it never was."""
        of_it = (
            one for one in reversed(self.awaited) if (one.pending.what, one.pending.about) == (what, about)
        )
        return next(of_it, None)

    def open(self, what: str, about: str) -> Awaited | None:
        """What is still to be found out of one of them; ``None``: nothing of that kind."""
        latest = self.latest(what, about)
        return latest if latest is not None and latest.is_open else None

    def merging_of(self, ref: str) -> Merging | None:
        """How one became part of another; ``None``: it stands for itself."""
        standing = (one for one in self.merges if one.undone is None and one.fact.merged == ref)
        return next(standing, None)

    def one(self, ref: str) -> str:
        """What one is called now: itself, or whom it was merged into."""
        return list(self.chain(ref))[-1] if self.merges else ref

    def chain(self, ref: str) -> Iterator[str]:
        """One, and each that it is part of, up to whom it stands in now."""
        yield ref
        while (merging := self.merging_of(ref)) is not None:
            ref = merging.fact.kept
            yield ref

    def group(self, ref: str) -> tuple[str, ...]:
        """One, and all that were merged into it, as they came to be."""
        return (ref, *self._joined(ref)) if self.merges else (ref,)

    def _joined(self, ref: str) -> Iterator[str]:
        for merging in self.merges:
            if merging.undone is None and merging.fact.kept == ref:
                yield from self.group(merging.fact.merged)

    def withdrawal(self, number: int) -> Withdrawal | None:
        """The withdrawal of that number; ``None``: there is none."""
        return next((one for one in self.withdrawals if one.number == number), None)

    def withdrawal_of(self, ref: str) -> Withdrawal | None:
        """How one, or whom it is part of, came to be in the referral no longer; ``None``: it is."""
        if not self.withdrawals:
            return None
        called = self.one(ref)
        return next((one for one in self.withdrawals if one.counts and one.fact.ref == called), None)

    def waits_to_leave(self, ref: str) -> bool:
        """Whether one was said to be recorded by mistake, and stays until a second view agrees."""
        return any(
            one.fact.ref == ref and one.effect is None and one.undone is None for one in self.withdrawals
        )

    def joined_at(self, ref: str) -> datetime | None:
        """When something was last merged into one; ``None``: nothing is."""
        times = (one.step.at for one in self.merges if one.undone is None and one.fact.kept == ref)
        return max(times, default=None)
