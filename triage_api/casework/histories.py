"""What is known of each one's history, in words: in whose records, since when; never that there is none."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.judging import View
from triage_api.casework.moments import in_words
from triage_api.casework.searching import searched_in
from triage_api.policy.model import Policy
from triage_api.record import Referral, Search

NOT_CHECKED = "History: not checked."


def history_words(referral: Referral, ref: str, view: View) -> str:
    """Sentences: whether it was checked, then each search that stands and what it says."""
    parts = [] if referral.is_checked(ref) else [_not_checked(referral, ref, view.policy)]
    parts += [_search(one, view) for one in standing(referral, ref)]
    parts += _void(referral, ref)
    return " ".join(parts)


def standing(referral: Referral, ref: str) -> list[Search]:
    """The searches that say something of one, or of what was merged into it."""
    known_as = referral.identity.group(ref)
    return [one for one in referral.identity.searches if any(map(one.stands_for, known_as))]


def _not_checked(referral: Referral, ref: str, policy: Policy | None) -> str:
    """That it was not checked; and in whose records not, or under whose id not, where it was in part."""
    searched = {records for part in referral.identity.group(ref) for records in searched_in(referral, part)}
    searches = None if policy is None else policy.casework.searches
    if not searched or searches is None:
        return NOT_CHECKED
    begin = NOT_CHECKED.removesuffix(".")
    if missing := [_records(one, policy) for one in searches.needs if one not in searched]:
        return f"{begin} in the records of: {', '.join(missing)}."
    if unsearched := referral.unchecked_ids(ref):
        return f"{begin} under each id that it turned out to have: not as {', '.join(unsearched)}."
    return f"{begin} in all records under one id."


def _search(one: Search, view: View) -> str:
    fact = one.fact
    records = _records(fact.records, view.policy)
    who = ", ".join(filter(None, (fact.searcher.name, fact.searcher.role)))
    when = f"{in_words(one.step.at, view.zone)}, {who}"
    period = "since when they go back is not known" if fact.since is None else f"from {fact.since} on"
    if fact.result == "could_not_search":
        return f"Could not be searched for in the records of {records} ({when}): {fact.words}"
    where = f"in the records of {records}, {period} ({when})."
    more = "" if fact.words is None else f" {fact.words}"
    return f"Found {where}{more}" if fact.result == "found" else f"Nothing found {where}{more}"


def _records(records: str, policy: Policy | None) -> str:
    known = policy is not None and records in policy.agencies
    return policy.agencies[records].title if policy is not None and known else records


def _void(referral: Referral, ref: str) -> Iterator[str]:
    void = sum(ref in one.fact.refs and not one.stands_for(ref) for one in referral.identity.searches)
    if void:
        yield f"Searches that do not count, because withdrawn or made under another id: {void}."
