"""What is still to be found out of a referral and of those in it, as items of the due list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage_api.record.identity import CASE_SYSTEM_ID, FIND_CHILD, REFERENCE, SEARCH, Awaited
from triage_api.record.items import Item, Running, instant, ran
from triage_api.record.referral import REFERRAL, Referral

WHAT = {
    REFERENCE: "Reference pending: the case system's reference is put in",
    CASE_SYSTEM_ID: "Reference pending: the case system's id of {} is put in",
    FIND_CHILD: "Nobody can say who {} is: the child is found, or a manager looks again at the search",
    SEARCH: "History not checked: the records are searched for {}",
}


def items(referral: Referral) -> Iterator[Item]:
    """An item for each, also once it was found out."""
    seen: set[tuple[str, str]] = set()
    for one in referral.identity.awaited:
        again = (one.pending.what, one.pending.about) in seen
        seen.add((one.pending.what, one.pending.about))
        yield _item(referral, one, again)


def _item(referral: Referral, one: Awaited, again: bool) -> Item:
    what, about = one.pending.what, one.pending.about
    id = what if about == REFERRAL else f"{what}:{about}"
    subject = referral.subject(about)
    found = one.found_at or _found_by_merging(referral, what, about)
    apart = None if found is not None else _given_up(one) or _needs_nobody(referral, about)
    return Item(
        id=f"{id}:{one.number}" if again else id,
        kind=what,
        what=WHAT[what].format(about),
        since=instant(one.pending.since),
        clocks=tuple(_clocks(one, found)),
        children=(about,) if subject is not None and subject.about == "child" else (),
        about=None if about == REFERRAL else about,
        done=apart if apart is not None else found,
        ended=None if apart is None else "cancelled",
    )


def _clocks(one: Awaited, found: datetime | None) -> Iterator[Running]:
    """Its clock; of a child who is looked for, one more from each time that a manager looked again."""
    reviews = [(step, fact) for step, fact in one.sought if fact.reviewed]
    deadlines = [one.pending.deadline, *(fact.deadline for _, fact in reviews)]
    met = [*(step.at for step, _ in reviews), found]
    for deadline, at in zip(deadlines, met, strict=True):
        yield from ran(deadline, at)


def _found_by_merging(referral: Referral, what: str, about: str) -> datetime | None:
    """When that which was merged into it brought what was still to be found out; ``None``: it did not."""
    brought = {
        CASE_SYSTEM_ID: lambda: referral.label(about).get(CASE_SYSTEM_ID) is not None,
        SEARCH: lambda: referral.is_checked(about),
        FIND_CHILD: lambda: referral.is_named(about),
    }
    joined = referral.identity.joined_at(about)
    return joined if joined is not None and what in brought and brought[what]() else None


def _given_up(one: Awaited) -> datetime | None:
    return None if one.ended is None else one.ended[0].at


def _needs_nobody(referral: Referral, about: str) -> datetime | None:
    """Since when nobody has to find it out, because it is part of another, or no referral at all."""
    merging = referral.identity.merging_of(about)
    return _screened_out(referral) if merging is None else merging.step.at


def _screened_out(referral: Referral) -> datetime | None:
    """When it was decided that it is no referral: then nobody has to find out of whom. Else ``None``."""
    made = referral.decision
    if made is None or made.decided.route is not None or made.waits:
        return None
    return made.happened_at or made.recorded_at
