"""What a visit leaves owed: to find out who was there with the child. The visit clocks are the policy's."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.record.items import Item, ran
from triage_api.record.referral import Referral


def items(referral: Referral) -> Iterator[Item]:
    """An item for each person whom nobody could name."""
    for visit in referral.visits:
        for number, person in enumerate(visit.fact.others, 1):
            if person.identified:
                continue
            known = visit.identified.get(number)
            done = None if known is None else known.step.at
            yield Item(
                id=f"identify:{visit.number}:{number}",
                kind="identify",
                what=f"Somebody finds out who was there with {visit.fact.child}: {person.who}",
                since=visit.step.at,
                clocks=ran(person.due, done),
                children=(visit.fact.child,),
                done=done,
            )
