"""What strategy discussions leave owed: themselves, the full one, what was agreed, what others answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage_api.record.discussions import Completion, Discussion, Emergency, Refusal, Tracked
from triage_api.record.items import Item, Running, Whose, instant, ran
from triage_api.record.referral import Referral

KIND = "discussion"


def items(referral: Referral) -> Iterator[Item]:
    """The items of each discussion, in the order in which it came to owe them."""
    for one in referral.discussions:
        held = _held(one)
        yield _asked_for(one, held)
        for emergency in one.emergencies[:1]:
            yield _full(one, emergency, held)
        for refusal in one.refusals:
            yield _refused(one, refusal)
        for completion in one.completions:
            yield _confirmed(one, completion)
        for tracked in one.actions:
            yield _action(one, tracked)


def _held(one: Discussion) -> datetime | None:
    """When it was held with everybody; ``None``: it was not, or the police have no record of it."""
    return None if one.completion is None else one.completion.step.at


def _asked_for(one: Discussion, held: datetime | None) -> Item:
    return Item(
        id=f"{KIND}:{one.number}",
        kind=KIND,
        what="The strategy discussion is held with everybody who is needed",
        since=one.step.at,
        clocks=ran(one.requested.due, held),
        children=one.requested.children,
        done=held,
    )


def _full(one: Discussion, emergency: Emergency, held: datetime | None) -> Item:
    """Beside the first item, not in place of it: an emergency discharges nothing."""
    missing = ", ".join(each.agency for each in emergency.held.missing)
    return Item(
        id=f"{KIND}:{one.number}:full",
        kind=f"{KIND}_full",
        what=f"The full strategy discussion is held, with those who were missing: {missing}",
        since=emergency.step.at,
        clocks=ran(emergency.held.due, held),
        children=one.requested.children,
        done=held,
    )


def _refused(one: Discussion, refusal: Refusal) -> Item:
    """Ours, whoever refused: a manager of ours takes it up."""
    done = None if refusal.answer_step is None else refusal.answer_step.at
    to = refusal.refused.escalated_to
    return Item(
        id=f"{KIND}:{one.number}:refusal:{refusal.step.number}",
        kind=f"{KIND}_refusal",
        what=f"{to.name} ({to.role}) takes up that {refusal.refused.agency} will not take part",
        since=refusal.step.at,
        clocks=ran(refusal.refused.due, done),
        agency=refusal.refused.agency,
        children=one.requested.children,
        done=done,
    )


def _confirmed(one: Discussion, completion: Completion) -> Item:
    """Their answer ends it, also where it is that they have no record: then the discussion is owed again."""
    done = None if completion.answer is None else completion.answer.step.at
    officer = next((each for each in completion.held.attendees if each.unit), None)
    return Item(
        id=f"{KIND}:{one.number}:confirmation:{completion.step.number}",
        kind=f"{KIND}_confirmation",
        what="The police say whether they have the discussion in their records",
        since=completion.step.at,
        clocks=ran(completion.held.due, done),
        whose=Whose.THEIRS,
        agency=None if officer is None else officer.agency,
        children=completion.held.children,
        done=done,
    )


def _action(one: Discussion, tracked: Tracked) -> Item:
    action, done = tracked.action, None if tracked.done is None else tracked.done.at
    whose = Whose.OURS if action.ours else Whose.THEIRS
    clock = Running(
        clock="action",
        what=action.what,
        within="as agreed",
        started=tracked.added.at,
        due=instant(action.due),
        whose=whose,
        met=done,
    )
    return Item(
        id=f"{KIND}:{one.number}:action:{tracked.number}",
        kind=f"{KIND}_action",
        what=f"{action.owner.name} ({action.owner.role}): {action.what}",
        since=tracked.added.at,
        clocks=(clock,),
        whose=whose,
        agency=action.owner.agency,
        children=one.requested.children,
        done=done,
    )
