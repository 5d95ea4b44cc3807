"""What is owed again once two who were taken for one are two: whoever saw or told one did not see the other.

What was done, met or answered before the merging stands, and so does all of it for the one that was kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from triage_api.record.facts import Happened
from triage_api.record.identity import Merging
from triage_api.record.owners import Ending
from triage_api.record.referral import Enquiry, Obligation, Referral


def with_owed_again(referral: Referral, merging: Merging) -> Referral:
    """The referral, still as one, with all that is owed again for the one that leaves."""
    leaves = frozenset(referral.identity.group(merging.fact.merged))
    contacts = _again(referral.contacts, merging, leaves)
    again = {id for id, one in contacts.items() if one is not referral.contacts[id]}
    return replace(
        referral,
        contacts=contacts,
        duties=_again(referral.duties, merging, leaves),
        enquiries={id: _asked(one, merging, leaves) for id, one in referral.enquiries.items()},
        owners=replace(referral.owners, endings=_endings(referral, merging, leaves)),
        happened=tuple(_happened(referral, merging, leaves, again)),
    )


def _again(held: Mapping[str, Obligation], merging: Merging, leaves: frozenset[str]) -> dict[str, Obligation]:
    return {
        id: replace(one, reopened=True) if _was_done_for_one(one, merging, leaves) else one
        for id, one in held.items()
    }


def _was_done_for_one(one: Obligation, merging: Merging, leaves: frozenset[str]) -> bool:
    named = leaves & set(one.body.get("children", []))
    last = one.last
    # What a person cancelled stays cancelled: that has a reason of its own.
    done = one.is_done and last is not None and last.state != "cancelled" and last.number > merging.number
    return bool(named) and done


def _asked(one: Enquiry, merging: Merging, leaves: frozenset[str]) -> Enquiry:
    """What was to be found out of the one, and was answered of the other."""
    since = one.answer is not None and one.answer > merging.number
    return replace(one, answered_at=None, answer=None) if since and one.body["about"] in leaves else one


def _endings(referral: Referral, merging: Merging, leaves: frozenset[str]) -> dict[str, Ending]:
    return {
        item: replace(one, children=tuple(child for child in one.children if child not in leaves))
        if one.number > merging.number and one.ended.how == "done"
        else one
        for item, one in referral.owners.endings.items()
    }


def _happened(
    referral: Referral, merging: Merging, leaves: frozenset[str], again: set[str]
) -> Iterator[Happened]:
    """What has happened; a discussion held since the merging, and what became of a contact owed again,
    happened to each child that was known to be there, and not to the one that leaves."""
    held = {
        (event, one.held.held_at)
        for discussion in referral.discussions
        for one in discussion.completions
        if one.step.number > merging.number
        for event in one.held.events
    }
    subject = referral.subject(merging.fact.merged)
    if subject is None or subject.about != "child":
        yield from referral.happened
        return
    before = Counter(merging.happened)
    there = [child for child in referral.children if child not in leaves]
    for one in referral.happened:
        before[one] -= 1
        whole = one.child is None and before[one] < 0
        if whole and ((one.event, one.at) in held if one.contact is None else one.contact in again):
            yield from (replace(one, child=child) for child in there)
        else:
            yield one
