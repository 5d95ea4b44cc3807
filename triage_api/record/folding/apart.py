"""What is owed again once two who were taken for one are two, or one who was withdrawn is back: whoever saw
or told one meanwhile did not see or tell the other.

What was done, met or answered before stands, and so does all of it for those who were in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from triage_api.record.facts import Happened
from triage_api.record.identity import Merging
from triage_api.record.obligations import let_off, of_others
from triage_api.record.owed import Enquiry, Obligation
from triage_api.record.owners import Ending
from triage_api.record.referral import Referral


@dataclass(frozen=True, slots=True)
class Leaving:
    """Those of whom nobody knew for a while that they were in it by themselves, and since when."""

    refs: frozenset[str]
    since: int
    """The number of the event from which on it was not known."""
    happened: tuple[Happened, ...]
    """What had happened by then."""
    not_there: bool = False
    """They were not in it meanwhile, not even as part of another."""

    @classmethod
    def of(cls, referral: Referral, merging: Merging) -> Leaving:
        """The one that leaves another, with all that is part of it."""
        refs = frozenset(referral.identity.group(merging.fact.merged))
        return cls(refs, merging.number, merging.happened)


def with_owed_again(referral: Referral, leaving: Leaving) -> Referral:
    """The referral, still as it was without them, with all that is owed again for those who leave."""
    contacts = _again(referral.contacts, leaving)
    again = {id for id, one in contacts.items() if one is not referral.contacts[id]}
    return replace(
        referral,
        contacts=contacts,
        duties=_again(referral.duties, leaving),
        enquiries={id: _asked(one, leaving) for id, one in referral.enquiries.items()},
        owners=replace(referral.owners, endings=_endings(referral, leaving)),
        happened=tuple(_happened(referral, leaving, again)),
    )


def _again(held: Mapping[str, Obligation], leaving: Leaving) -> dict[str, Obligation]:
    return {
        id: _of_others(one, leaving) if leaving.refs & set(one.body.get("children", [])) else one
        for id, one in held.items()
    }


def _of_others(one: Obligation, leaving: Leaving) -> Obligation:
    """What was done of it, sent, received or seen since then was so of the others alone, unless it had been
    done of all before. What a person cancelled stays cancelled: that has a reason of its own, but none for
    who was not there."""
    if leaving.not_there:
        one = let_off(one, leaving.since)
    last = one.last
    done = one.is_done and last is not None and last.state != "cancelled" and last.number > leaving.since
    if one.is_done and not done:
        return one
    marked = of_others(one, leaving.since)
    changed = done or marked != one
    return replace(marked, reopened=done or one.reopened) if changed else one


def _asked(one: Enquiry, leaving: Leaving) -> Enquiry:
    """What was to be found out of the one, and was answered of the other."""
    since = one.answer is not None and one.answer > leaving.since
    return replace(one, answered_at=None, answer=None) if since and one.body["about"] in leaving.refs else one


def _endings(referral: Referral, leaving: Leaving) -> dict[str, Ending]:
    return {
        item: replace(one, children=tuple(child for child in one.children if child not in leaving.refs))
        if one.number > leaving.since and one.ended.how == "done"
        else one
        for item, one in referral.owners.endings.items()
    }


def _happened(referral: Referral, leaving: Leaving, again: set[str]) -> Iterator[Happened]:
    """What has happened; a discussion held since then, and what became of a contact owed again, happened to
    each child that was known to be there, and not to the one that leaves."""
    held = {
        (event, one.held.held_at)
        for discussion in referral.discussions
        for one in discussion.completions
        if one.step.number > leaving.since
        for event in one.held.events
    }
    if all(one.about != "child" for one in referral.subjects if one.ref in leaving.refs):
        yield from referral.happened
        return
    before = Counter(leaving.happened)
    there = [child for child in referral.children if child not in leaving.refs]
    for one in referral.happened:
        before[one] -= 1
        whole = one.child is None and before[one] < 0
        if whole and ((one.event, one.at) in held if one.contact is None else one.contact in again):
            yield from (replace(one, child=child) for child in there)
        else:
            yield one
