"""Milestones and enquiries as items: met by the policy's events, and by answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from triage_api.record.items import Item, Running, Whose, cited
from triage_api.record.owed import Enquiry, Obligation
from triage_api.record.owing import running
from triage_api.record.referral import REFERRAL, Referral


def items(referral: Referral) -> Iterator[Item]:
    """The milestones and the enquiries that were issued."""
    for one in referral.milestones.values():
        yield _milestone(referral, one)
    for asked in referral.enquiries.values():
        yield _enquiry(referral, asked)


def _milestone(referral: Referral, one: Obligation) -> Item:
    recurring = bool(one.body["recurring"])
    children = tuple(one.body["children"])
    clock_of = _again if recurring else running
    clocks = tuple(clock_of(referral, clock, children) for clock in one.body["clocks"])
    met = [clock.met for clock in clocks if clock.met is not None]
    return Item(
        id=f"milestone:{one.id}",
        kind="milestone",
        what=one.body["what"],
        since=one.issued_at,
        clocks=clocks,
        whose=clocks[-1].whose,
        children=children,
        # What recurs begins again each time that it is met: it does not end by itself.
        done=min(met) if met and not recurring else None,
        source=cited(one.body["source"]),
    )


def _again(referral: Referral, clock: Mapping[str, Any], children: Sequence[str]) -> Running:
    """One round of a clock that recurs: met when it has happened after that which began it."""
    round = running(referral, clock, children)
    met = referral.met_at(clock["met_by"], children, later_than=round.started)
    return replace(round, met=met)


def _enquiry(referral: Referral, one: Enquiry) -> Item:
    return Item(
        id=f"enquiry:{one.id}",
        kind="enquiry",
        what=one.body["ask"],
        since=one.issued_at,
        clocks=tuple(running(referral, clock, ()) for clock in one.body["clocks"]),
        whose=Whose.OURS,
        children=_children(referral, one.body["about"]),
        about=None if one.body["about"] == REFERRAL else one.body["about"],
        done=one.answered_at,
        source=cited(one.body["source"]),
    )


def _children(referral: Referral, about: str) -> tuple[str, ...]:
    subject = referral.subject(about)
    return (about,) if subject is not None and subject.about == "child" else ()
