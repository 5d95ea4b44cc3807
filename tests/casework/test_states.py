"""Which writes about who is who, searches and parking each state of a referral takes: a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.casework.desks import MANAGER, Referral, opened
from triage_api.casework import Desk
from triage_api.casework.closing import Last, close
from triage_api.casework.finding import end_search, seek_child
from triage_api.casework.identity import Labelling, give_reference, label_child
from triage_api.casework.merging import merge, unmerge
from triage_api.casework.parking import park, resume
from triage_api.casework.refusals import RefusedError
from triage_api.casework.searching import Searching, record_search, withdraw_search

WORDS = "This is what I think of it."
CHILDREN = [{"ref": "child-1"}, {"ref": "child-2"}, {"ref": "child-3"}]
Rule = Callable[[Any], None]


def search(change: Any) -> None:
    record_search(change, Searching(("child-1",), "social_care", "2009", "nothing_found"))


def _prepared(desk: Desk, kind: str) -> Referral:
    """With a search and a merging that can be taken back."""
    referral = opened(desk, answers={"kind": kind}, children=CHILDREN).by(MANAGER)
    referral.change(search)
    referral.change(lambda change: merge(change, "child-1", "child-2", WORDS))
    return referral


def open_(desk: Desk) -> Referral:
    return _prepared(desk, "worry")


def decided(desk: Desk) -> Referral:
    referral = _prepared(desk, "worry")
    referral.decide("strategy", "red")
    return referral


def not_a_referral(desk: Desk) -> Referral:
    referral = _prepared(desk, "spam")
    referral.decide(None, None)
    return referral


def closed(desk: Desk) -> Referral:
    referral = not_a_referral(desk)
    referral.change(lambda change: close(change, Last(WORDS, "Jo Hill", "Jo Hill")))
    return referral


def parked(desk: Desk) -> Referral:
    referral = _prepared(desk, "worry")
    referral.change(lambda change: park(change, WORDS))
    return referral


STATES = {
    "open": open_,
    "decided": decided,
    "not_a_referral": not_a_referral,
    "closed": closed,
    "parked": parked,
}


def number(referral: Referral, of: str) -> int:
    return int(referral.state[of][0]["number"])


def writes(rule: Rule) -> Callable[[Referral], object]:
    return lambda referral: referral.change(rule)


WRITES: dict[str, Callable[[Referral], object]] = {
    "reference": writes(lambda change: give_reference(change, "CS-1", None)),
    "label": writes(lambda change: label_child(change, "child-3", Labelling(initials="KM"))),
    "search": writes(search),
    "withdraw": lambda one: one.change(lambda c: withdraw_search(c, number(one, "searches"), WORDS)),
    "merge": writes(lambda change: merge(change, "child-1", "child-3", WORDS)),
    "unmerge": lambda one: one.change(lambda c: unmerge(c, number(one, "merges"), WORDS)),
    "seek": writes(lambda change: seek_child(change, "child-3", WORDS)),
    "end_search": writes(lambda change: end_search(change, "child-3", WORDS)),
    "park": writes(lambda change: park(change, WORDS)),
    "resume": writes(resume),
}
DONE = "done"
TABLE: dict[str, tuple[str, ...]] = {
    # In the order of the states above.
    "reference": (DONE, DONE, DONE, DONE, DONE),
    "label": (DONE, DONE, DONE, DONE, DONE),
    "search": (DONE, DONE, DONE, "closed", DONE),
    "withdraw": (DONE, DONE, DONE, "closed", DONE),
    "merge": (DONE, DONE, DONE, "closed", DONE),
    "unmerge": (DONE, DONE, DONE, "closed", DONE),
    "seek": (DONE, DONE, DONE, "closed", DONE),
    "end_search": (DONE, DONE, DONE, "closed", DONE),
    "park": (DONE, DONE, DONE, "closed", "given-already"),
    "resume": ("wrong-state", "wrong-state", "wrong-state", "wrong-state", DONE),
}
CASES = [
    (state, write, comes) for write, row in TABLE.items() for state, comes in zip(STATES, row, strict=True)
]


@pytest.mark.parametrize(("state", "write", "comes"), CASES)
def test_what_each_state_takes(desk: Desk, state: str, write: str, comes: str) -> None:
    referral = STATES[state](desk)
    # That something is parked is no state of its own: it is open, and somebody has put it aside.
    assert referral.state["state"] == ("open" if state == "parked" else state)
    before = referral.events
    if comes == DONE:
        WRITES[write](referral)
        assert len(referral.events) > len(before)
    else:
        with pytest.raises(RefusedError) as refused:
            WRITES[write](referral)
        assert refused.value.code == comes
        assert referral.events == before


def test_the_table_is_whole() -> None:
    assert TABLE.keys() == WRITES.keys()
