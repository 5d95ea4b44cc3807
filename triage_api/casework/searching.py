"""Searching records: in whose, by whom, since when; what was found, or why it could not be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from triage_api.casework.changes import Change
from triage_api.casework.naming import blank, unnamed
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Policy
from triage_api.record import SEARCHED, Professional, RecordsSearched, Referral, Search, SearchWithdrawn

RESULTS = ("found", "nothing_found", "could_not_search")
NO_RESULT = "could_not_search"
SINCE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LONGEST = 80
"""Characters of whose records."""


@dataclass(frozen=True, slots=True)
class Searching:
    """A search as it was sent."""

    of: tuple[str, ...]
    records: str
    """An agency of the policy, or in words."""
    since: str | None
    """``None``: nobody knows since when the records go back."""
    result: str
    searcher: Professional | None = None
    """``None``: whoever is signed in."""
    words: str | None = None


def record_search(change: Change, sent: Searching) -> None:
    """Record that records were searched, or could not be.

    Whose history counts as checked by it says the policy: those for whom all the records that it needs were
    searched, with something found or nothing. That a search could not be made checks nothing.

    Raises:
        WrongError: nobody is named, nobody's records, no such result or day; or nothing says what was found.
    """
    if faults := list(_faults(change, sent)):
        raise WrongError(faults)
    words = (sent.words or "").strip() or None
    made = RecordsSearched(
        refs=tuple(dict.fromkeys(ref for one in sent.of for ref in change.referral.identity.group(one))),
        records=_whose(change.policy, sent.records),
        since=sent.since,
        result=sent.result,
        searcher=sent.searcher or _signed_in(change),
        words=words,
    )
    checked = tuple(ref for ref in made.refs if _is_checked(change.policy, change.referral, ref, made))
    change.add(replace(made, checked=checked))


def _whose(policy: Policy, records: str) -> str:
    """The agency of the policy, also where its title was given; anything else in the words it came in."""
    words = " ".join(records.split())
    named = {
        name.casefold(): id
        for id, one in policy.agencies.items()
        for name in (" ".join(one.title.split()), id)
    }
    return named.get(words.casefold(), words)


def withdraw_search(change: Change, of: int, words: str) -> None:
    """Take a search back: it was of somebody else, or was never made. It stays in the record.

    Raises:
        NotFoundError: there is no such search.
        ConflictError: it is withdrawn.
        WrongError: nothing says why.
    """
    search = _found(change.referral, of)
    if search.withdrawn is not None:
        raise ConflictError("given-already", "It is withdrawn", f"By {search.withdrawn[0].by.name}.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    referral = change.referral
    lost = (ref for ref in search.fact.refs if ref in referral.identity.checked)
    unchecked = tuple(ref for ref in lost if not _is_checked(change.policy, referral, ref, without=of))
    change.add(SearchWithdrawn(of, words.strip(), unchecked))


def searched_in(referral: Referral, ref: str, without: int = 0) -> set[str]:
    """In whose records one was searched for, with a result that still stands."""
    return {
        one.fact.records
        for one in referral.identity.searches
        if one.stands_for(ref) and one.fact.result != NO_RESULT and one.number != without
    }


def _is_checked(
    policy: Policy, referral: Referral, ref: str, made: RecordsSearched | None = None, without: int = 0
) -> bool:
    found = searched_in(referral, ref, without)
    if made is not None and made.result != NO_RESULT:
        found.add(made.records)
    searches = policy.casework.searches
    return bool(found) if searches is None else set(searches.needs) <= found


def _signed_in(change: Change) -> Professional:
    person, discussions = change.member.person, change.policy.casework.discussions
    return Professional(person.name, person.role, "" if discussions is None else discussions.ours)


def _faults(change: Change, sent: Searching) -> Iterator[Fault]:
    yield from _unknown(change.referral, sent.of)
    yield from blank(sent.records, "/records", "In whose records")
    if sent.since is not None:
        yield from _no_day(change, sent.since)
    if sent.result not in RESULTS:
        what = f"“{sent.result[:LONGEST]}” is no result of a search."
        yield Fault("/result", "wrong-value", what, nearest(sent.result, RESULTS))
    if sent.searcher is not None:
        yield from unnamed(sent.searcher, "/by")
    if sent.result in ("found", NO_RESULT) or sent.words:
        what = "What was found" if sent.result == "found" else "The words"
        yield from own_words(sent.words or "", "/words", what)


def _unknown(referral: Referral, refs: Sequence[str]) -> Iterator[Fault]:
    there = [one.ref for one in referral.present if one.about in SEARCHED]
    if not refs:
        yield Fault("/of", "blank", "It does not say for whom.", f"There are: {', '.join(there) or 'none'}.")
    for place, ref in enumerate(refs):
        if ref not in there:
            what = f"There is no child and no adult “{ref}” in this referral."
            yield Fault(f"/of/{place}", "unknown-ref", what, f"There are: {', '.join(there) or 'none'}.")


def _no_day(change: Change, since: str) -> Iterator[Fault]:
    like = "Write a year, a month or a day, like 2009, 2009-04 or 2009-04-01; null if nobody knows."
    if not SINCE.fullmatch(since):
        yield Fault("/since", "wrong-value", f"“{since[:LONGEST]}” does not fit.", like)
        return
    year, month, day = (*map(int, since.split("-")), 1, 1)[:3]
    today = change.moment.astimezone(ZoneInfo(change.policy.office.zone)).date()
    try:
        begins = date(year, month, day)
    except ValueError:
        yield Fault("/since", "wrong-value", f"There is no {since}.", like)
        return
    if begins > today:
        yield Fault("/since", "in-the-future", f"{since} lies in the future.", like)


def _found(referral: Referral, number: int) -> Search:
    for search in referral.identity.searches:
        if search.number == number:
            return search
    numbers = ", ".join(str(one.number) for one in referral.identity.searches) or "none"
    raise NotFoundError("no-such-search", "Not found", f"There is no search {number}. There are: {numbers}.")
