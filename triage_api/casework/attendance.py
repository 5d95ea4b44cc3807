"""Who was at a strategy discussion: what makes it complete, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from triage_api.casework.changes import Change
from triage_api.casework.naming import blank, unknown_agency
from triage_api.casework.refusals import ConflictError, Fault
from triage_api.engine.answers import nearest
from triage_api.policy.model import Discussions, Policy
from triage_api.record import Action, Attendee


def discussions_of(change: Change) -> Discussions:
    """What the policy says of strategy discussions.

    Raises:
        ConflictError: it says nothing.
    """
    policy = change.policy
    if policy.casework.discussions is None:
        what = f"{policy.ref} does not say who must be at one: casework.yaml has no “strategy_discussion”."
        raise ConflictError("no-discussions", "No strategy discussions in this policy", what)
    return policy.casework.discussions


def gaps(policy: Policy, wanted: Discussions, there: Sequence[Attendee]) -> Mapping[str, str]:
    """What each agency lacks for the discussion to be complete, in words; nothing: it is complete."""
    found: dict[str, str] = {}
    for agency in wanted.needs:
        title, people = policy.agencies[agency].title, [one for one in there if one.agency == agency]
        able = [one for one in people if one.able_to_decide]
        if not people:
            found[agency] = f"{title}: nobody was there."
        elif not able:
            found[agency] = f"{title}: nobody was there who is able to decide."
        elif agency == wanted.police and not any(_on_record(one, wanted) for one in able):
            found[agency] = f"{title}: no officer with a unit and a reference of theirs."
    return found


def _on_record(officer: Attendee, wanted: Discussions) -> bool:
    return officer.unit in wanted.units and bool((officer.reference or "").strip())


def wrong_attendees(policy: Policy, wanted: Discussions, there: Sequence[Attendee]) -> Iterator[Fault]:
    """What is wrong with how they are named."""
    for place, one in enumerate(there):
        at = f"/attendees/{place}"
        yield from unknown_agency(policy, one.agency, f"{at}/agency")
        yield from blank(one.name, f"{at}/name", "The name")
        yield from blank(one.role, f"{at}/role", "The role")
        yield from _wrong_unit(policy, wanted, one, f"{at}/unit")


def _wrong_unit(policy: Policy, wanted: Discussions, one: Attendee, at: str) -> Iterator[Fault]:
    if one.unit is None:
        return
    if one.agency != wanted.police:
        what = f"Only {policy.agencies[wanted.police].title} has units."
        yield Fault(at, "no-unit-here", what, "Leave “unit” out.")
    elif one.unit not in wanted.units:
        what = f"There is no police unit “{one.unit}” in {policy.ref}."
        yield Fault(at, "unknown-unit", what, nearest(one.unit, wanted.units))


def marked(wanted: Discussions, actions: Sequence[Action]) -> tuple[Action, ...]:
    """The actions, each with whether it is ours."""
    return tuple(replace(action, ours=action.owner.agency == wanted.ours) for action in actions)


def wrong_actions(policy: Policy, actions: Sequence[Action]) -> Iterator[Fault]:
    """What is wrong with what was agreed: each action has an owner, and says what is to be done."""
    for place, action in enumerate(actions):
        at = f"/actions/{place}"
        yield from blank(action.what, f"{at}/what", "What is to be done")
        yield from blank(action.owner.name, f"{at}/owner/name", "The owner's name")
        yield from blank(action.owner.role, f"{at}/owner/role", "The owner's role")
        yield from unknown_agency(policy, action.owner.agency, f"{at}/owner/agency")
