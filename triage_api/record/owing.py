"""Required contacts and parallel duties as items of the due list, with every clock that runs on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from triage_api.record.items import Item, Running, Whose, cited, instant, ran
from triage_api.record.owed import WITHDRAWN, Obligation, first_times
from triage_api.record.referral import Referral

OURS = "ours"
"""What a policy writes where an event is our own receipt or act."""


def items(referral: Referral) -> Iterator[Item]:
    """The contacts and duties that were issued."""
    for one in referral.contacts.values():
        yield _item(referral, "contact", one, one.body.get("role"), one.body.get("agency"))
    for one in referral.duties.values():
        yield _item(referral, "duty", one, one.body.get("title"), None)


def _item(referral: Referral, kind: str, one: Obligation, what: str | None, agency: str | None) -> Item:
    of = one.id if kind == "contact" else None
    children = tuple(one.body.get("children", []))
    clocks = tuple(
        running(referral, {**clock, "due": one.extended(clock["timing"], clock["due"])}, children, of)
        for clock in one.body.get("clocks", [])
    )
    clocks += _started_by_hand(one)
    done = _ended_at(one)
    return Item(
        id=f"{kind}:{one.id}",
        kind=kind,
        what=what or one.id,
        since=one.issued_at,
        clocks=clocks,
        whose=_whose(clocks),
        agency=agency,
        children=children,
        done=done,
        ended=None if done is None or one.state == "made" else one.state,
        held_back=bool(one.body.get("held_back")),
        source=cited(one.body.get("source", [])),
    )


def _started_by_hand(one: Obligation) -> tuple[Running, ...]:
    """The clocks that what was said of it has started: a manager's reason for sharing, and whoever received a
    duty saying that they have it."""
    found: tuple[Running, ...] = ()
    if one.sharing is not None:
        found += ran(one.sharing.deadline, one.sharing.settled_at)
    sent = [step for step in one.progress if step.deadline is not None]
    for step in (next((each for each in sent if each.of_some is some), None) for some in (True, False)):
        if step is not None:
            times = first_times(one.progress) if step.of_some else one.times
            answered = [times[time] for time in ("received", "accepted", "made") if time in times]
            found += tuple(
                replace(each, whose=Whose.THEIRS) for each in ran(step.deadline, min(answered, default=None))
            )
    return found


def _ended_at(one: Obligation) -> datetime | None:
    if not one.is_done or one.last is None or one.state == WITHDRAWN:
        return None
    return one.last.happened_at or one.last.recorded_at


def _whose(clocks: tuple[Running, ...]) -> Whose:
    """Ours while any clock of ours is still to be met: until then they may not even know of it."""
    waiting = [one.whose for one in clocks if one.met is None]
    return Whose.THEIRS if waiting and Whose.OURS not in waiting else Whose.OURS


def running(
    referral: Referral, clock: Mapping[str, Any], children: Sequence[str], contact: str | None = None
) -> Running:
    """A clock as a recommendation gave it, and when it was met, if an event meets it: for all of these
    children; with none, for all of the referral's."""
    return Running(
        clock=clock["timing"],
        what=clock["what"],
        within=clock["within"],
        started=instant(clock["counted_from"]),
        due=instant(clock["due"]),
        starts_on=clock["starts_on"],
        stood_in=clock["stood_in"],
        # A clock that starts on our own receipt is ours to keep, and one that starts on theirs is theirs.
        whose=Whose.OURS if clock["whose"] == OURS else Whose.THEIRS,
        met=referral.met_at(clock.get("met_by"), children, contact),
        source=cited(clock["source"]),
    )
