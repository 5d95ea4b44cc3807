"""What is still to be found out of a referral and of those in it, as items of the due list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage_api.record.identity import CASE_SYSTEM_ID, REFERENCE, SEARCH, Awaited
from triage_api.record.items import Item, instant, ran
from triage_api.record.referral import REFERRAL, Referral

WHAT = {
    REFERENCE: "Reference pending: the case system's reference is put in",
    CASE_SYSTEM_ID: "Reference pending: the case system's id of {} is put in",
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
    screened = None if one.found_at is not None else _screened_out(referral)
    return Item(
        id=f"{id}:{one.number}" if again else id,
        kind=what,
        what=WHAT[what].format(about),
        since=instant(one.pending.since),
        clocks=ran(one.pending.deadline, one.found_at),
        children=(about,) if subject is not None and subject.about == "child" else (),
        done=screened if screened is not None else one.found_at,
        ended=None if screened is None else "cancelled",
    )


def _screened_out(referral: Referral) -> datetime | None:
    """When it was decided that it is no referral: then nobody has to find out of whom. Else ``None``."""
    made = referral.decision
    if made is None or made.decided.route is not None or made.waits:
        return None
    return made.happened_at or made.recorded_at
