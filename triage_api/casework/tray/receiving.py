"""Items that arrive: all that are sent at once, or none; one that came before is never kept twice unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from triage_api.casework.opening import new_id
from triage_api.casework.refusals import Fault, WrongError
from triage_api.casework.tray.arrivals import Arrival, faults_of, received
from triage_api.policy.model import Policy
from triage_api.record import TRAY, Signed, TrayItem
from triage_api.storage import Writing

MOST = 500
"""Items sent at once."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An item as it was sent: where it stands there, and the line it was pasted from."""

    arrival: Arrival
    at: str = ""
    """A JSON pointer."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one that was sent."""

    sent: Sent
    item: TrayItem
    """The new one; or the one that came before."""
    is_new: bool

    @property
    def differs(self) -> tuple[str, ...]:
        """In what it differs from the one that came before."""
        if self.is_new:
            return ()
        before, now = self.item.received, self.sent.arrival
        pairs = {
            "words": (before.words, " ".join(now.words.split())),
            "received_at": (
                datetime.fromisoformat(before.received_at),
                now.received_at.replace(microsecond=0),
            ),
            "kind": (before.kind, now.kind),
            "grade": (before.grade, now.grade),
        }
        return tuple(name for name, (was, is_now) in pairs.items() if was != is_now)


def refuse_wrong(policy: Policy, sent: Sequence[Sent], now: datetime) -> None:
    """See that every one of them can be kept.

    Raises:
        WrongError: one cannot, or there are too many; everything that is wrong is said.
    """
    if len(sent) > MOST:
        raise WrongError([Fault("", "too-many", f"{len(sent)} items are sent.", f"{MOST} at most at once.")])
    if faults := [fault for one in sent for fault in _faults(policy, one, now)]:
        raise WrongError(faults)


def _faults(policy: Policy, one: Sent, now: datetime) -> Iterator[Fault]:
    for fault in faults_of(policy, one.arrival, one.at, now):
        if one.line is None:
            yield fault
        else:
            field = fault.at.lstrip("/").replace("/", " ")
            yield replace(fault, at="/text", what=f"Line {one.line}, {field}: {fault.what}")


def receive(
    pen: Writing, policy: Policy, sent: Sequence[Sent], signed: Signed, practice: bool
) -> list[Outcome]:
    """Keep each, but for those that came before: the same sender's same reference."""
    return [_one(pen, policy, one, signed, practice) for one in sent]


def _one(pen: Writing, policy: Policy, sent: Sent, signed: Signed, practice: bool) -> Outcome:
    arrival = sent.arrival
    before = pen.tray.same_source_ref(arrival.source, arrival.source_ref) if arrival.source_ref else []
    earlier = pen.tray.items(before)
    if earlier and not arrival.again:
        return Outcome(sent, earlier[-1], is_new=False)
    fact = received(policy, arrival, practice, tuple(item.id for item in earlier))
    id = next(id for _ in range(99) if pen.tray.item(id := TRAY + new_id(signed.at)) is None)
    return Outcome(sent, pen.item_changed(id, None, [fact], signed), is_new=True)
