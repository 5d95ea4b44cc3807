"""What was issued and is owed, as its events have left it: contacts, duties, milestones, enquiries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from triage_api.record.entries import Person
from triage_api.record.facts import Deadline
from triage_api.record.identity import Withdrawal
from triage_api.record.sharing import Sharing

WITHDRAWN = "withdrawn"
"""How ends what is owed to somebody who was recorded by mistake: it is not done."""
DONE = ("made", "cancelled")
"""The states of an obligation in which nothing more is owed."""
TIMES = ("sent", "received", "accepted", "child_seen")
"""What can be said of an obligation that has a time of its own and is no state of it: status is no proof."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody said became of an obligation."""

    state: str
    by: Person
    recorded_at: datetime
    happened_at: datetime | None
    spoke_to: str | None
    words: str | None
    lowered: int | None = None
    """The number of the lowering that it is part of."""
    waits: bool = False
    """For that lowering's second view."""
    undone: bool = False
    """By that second view."""
    deadline: Deadline | None = None
    """Of what it starts."""
    number: int = 0
    """Of its event."""
    of_some: bool = False
    """Said before a child was added to it, or while nobody knew that one was in it by themselves: not of that
    one."""

    @property
    def counts(self) -> bool:
        """Whether it has taken effect and stands."""
        return not self.waits and not self.undone


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one clock of a contact. It lapses when that clock is counted anew."""

    number: int
    timing: str
    was_due: str
    due: str
    by: Person
    recorded_at: datetime
    waits: bool
    undone: bool = False

    @property
    def counts(self) -> bool:
        """Whether it has taken effect and stands."""
        return not self.waits and not self.undone


@dataclass(frozen=True, slots=True)
class Obligation:
    """A required contact or a parallel duty that was issued."""

    id: str
    body: Any
    """As the recommendation gave it, with everything added or brought forward since."""
    issued_at: datetime
    progress: tuple[Progress, ...] = ()
    reopened: bool = False
    """Something was added to it after it was done, and has not been done yet."""
    extensions: tuple[Extension, ...] = ()
    sharing: Sharing | None = None
    """On what basis it is told; ``None``: nobody has said."""
    withdrawn: Withdrawal | None = None
    """How the last of its children came to be in the referral no longer; ``None``: it is owed to somebody."""

    @property
    def state(self) -> str:
        """``to_do``, ``held_back``, ``attempted``, ``made``, ``declined``, ``escalated``, ``cancelled`` or
        ``withdrawn``."""
        said = None if self.last is None or self.reopened else self.last.state
        if self.withdrawn is not None and said not in DONE:
            return WITHDRAWN
        if said is not None:
            return said
        return "held_back" if self.body.get("held_back") else "to_do"

    def extended(self, timing: str, due: str) -> str:
        """When a clock of its runs out that is ``due`` by the policy: later, where that was extended."""
        for more in self.extensions:
            if more.counts and (more.timing, more.was_due) == (timing, due):
                due = more.due
        return due

    @property
    def last(self) -> Progress | None:
        """The latest step that has taken effect and stands."""
        steps = (step for step in reversed(self.progress) if step.state not in TIMES)
        return next((step for step in steps if step.counts), None)

    @property
    def times(self) -> dict[str, datetime]:
        """When each thing first happened to all its children that has a time of its own; what was taken back
        did not."""
        return first_times(step for step in self.progress if not step.of_some)

    @property
    def is_done(self) -> bool:
        """Whether nothing more is owed. An agency that declines does not end what is asked of it; whoever
        receives a parallel duty may."""
        done = DONE if "agency" in self.body else (*DONE, "declined")
        return self.state in (*done, WITHDRAWN)


def first_times(progress: Iterable[Progress]) -> dict[str, datetime]:
    """When each thing first happened by these steps that has a time of its own."""
    found: dict[str, datetime] = {}
    for step in progress:
        if step.state == "to_do":
            found.pop("made", None)
        elif step.counts:
            found.setdefault(step.state, step.happened_at or step.recorded_at)
    return {time: found[time] for time in (*TIMES, "attempted", "made") if time in found}


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Something that somebody must find out."""

    id: str
    body: Any
    issued_at: datetime
    answered_at: datetime | None = None
    """When its question was answered again: by what was found out, or by why it cannot be."""
    answer: int | None = None
    """The number of the event that answered it."""
