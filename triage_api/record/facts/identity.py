"""By what a referral, and those in it, can be told from others; and who looked for them where."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.record.facts.base import Deadline, Fact, Json, Lowering, Professional, SecondView


@dataclass(frozen=True, slots=True)
class SubjectLabelled(Fact):
    """What tells a child, an adult or an incident from others was given or corrected."""

    ref: str
    label: Json
    """What changes: name -> text, or ``None`` where it is not known any more."""
    words: str | None = None
    """Why; ``None``: it was given for the first time."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing that is still to be found out of a referral, or of somebody in it."""

    what: str
    """``reference``, ``case_system_id``, ``search``, ``find_child``."""
    about: str
    """``referral``, or a ref."""
    since: str
    """ISO 8601."""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class IdentityPending(Fact):
    """These are still to be found out from now on; each by its own clock."""

    pending: tuple[Pending, ...]


@dataclass(frozen=True, slots=True)
class ReferenceGiven(Fact):
    """The case system's reference of the referral was put in, or corrected."""

    reference: str
    previous: str | None = None
    words: str | None = None
    """Why it was corrected; ``None``: it was given for the first time."""


@dataclass(frozen=True, slots=True)
class RecordsSearched(Fact):
    """Somebody searched somebody's records for children and adults, or could not. It is known by the number
    of this event."""

    refs: tuple[str, ...]
    records: str
    """In whose: an agency of the policy, or in words."""
    since: str | None
    """From when on they were searched: a year, a month or a day; ``None``: nobody knows."""
    result: str
    """``found``, ``nothing_found`` or ``could_not_search``."""
    searcher: Professional
    words: str | None = None
    """What was found, or why it could not be searched."""
    checked: tuple[str, ...] = ()
    """Those of them whose history counts as checked from now on, as the policy of the day says."""


@dataclass(frozen=True, slots=True)
class SearchWithdrawn(Fact):
    """A search was of somebody else, or was never made."""

    of: int
    words: str
    unchecked: tuple[str, ...] = ()
    """Those whose history does not count as checked any more."""


@dataclass(frozen=True, slots=True)
class ChildSought(Fact):
    """Somebody looked for a child of whom nobody can say who it is, and has not found it."""

    child: str
    tried: str
    asked: tuple[str, ...]
    """Who else was asked: “Oak School”."""
    reviewed: bool
    """By somebody who may end the search: it is looked at again by ``deadline``."""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class ChildSearchEnded(Fact):
    """Nobody looks for the child any more; a manager says why."""

    child: str
    words: str


@dataclass(frozen=True, slots=True)
class SubjectsMerged(Fact):
    """Two children, two adults or two incidents are one. What was said of either is kept, and is read as what
    different people said of one; it is known by the number of this event."""

    kept: str
    merged: str
    words: str
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class SubjectsUnmerged(Fact):
    """They are two after all: the merging with the number ``of`` counts no longer."""

    of: int
    words: str
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class SubjectWithdrawn(Fact):
    """A child, an adult or an incident was recorded by mistake. What was said of it is kept, and it counts no
    longer; it is known by the number of this event."""

    ref: str
    words: str
    lowering: Lowering | None = None
    second_view: SecondView | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalUndone(Fact):
    """It belongs here after all: the withdrawal with the number ``of`` counts no longer."""

    of: int
    words: str
    lowering: Lowering | None = None
    second_view: SecondView | None = None


KINDS: dict[str, type[Fact]] = {
    "subject_labelled": SubjectLabelled,
    "identity_pending": IdentityPending,
    "reference_given": ReferenceGiven,
    "records_searched": RecordsSearched,
    "search_withdrawn": SearchWithdrawn,
    "child_sought": ChildSought,
    "child_search_ended": ChildSearchEnded,
    "subjects_merged": SubjectsMerged,
    "subjects_unmerged": SubjectsUnmerged,
    "subject_withdrawn": SubjectWithdrawn,
    "withdrawal_undone": WithdrawalUndone,
}
