"""Owners: an open item has one named person who accepted it; whoever offers it keeps it until then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.members import must_be_permitted, must_have
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission, Policy, Team, WorkClock
from triage_api.record import (
    WHOLE,
    Deadline,
    Offer,
    OfferAccepted,
    OfferDeclined,
    Offered,
    Person,
    TakenOver,
    Watch,
    due_list,
)


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom something is offered: a person, or a team one of whom takes it."""

    to: Person | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer as it was sent."""

    receiver: Receiver
    words: str
    items: tuple[str, ...] = (WHOLE,)
    watch: Watch | None = None
    hand_over: str | None = None


def offer(change: Change, proposal: Proposal) -> None:
    """Offer items. Whoever offers them owns them until somebody accepts.

    Raises:
        NotFoundError: there is no such item, or it is not open.
        NotYoursError: somebody else owns them.
        WrongError: no such team, nobody named, no words, or nothing to watch for those who work tonight.
    """
    policy = change.policy
    team = _team(policy, proposal.receiver)
    _refuse_unclear(policy, proposal, team)
    _must_own(change, proposal.items)
    to = proposal.receiver.to
    if to is not None and not change.referral.access.is_open_to(to.name, change.signed.at):
        raise ConflictError(
            "restricted", "It is restricted", f"Name {to.name} among those who may see it first."
        )
    change.add(
        Offered(
            items=proposal.items,
            words=proposal.words.strip(),
            to=None if to is None else to.name,
            role=None if to is None else to.role,
            team=None if team is None else team.id,
            deadline=_deadline(change, proposal, team),
            watch=proposal.watch,
            hand_over=proposal.hand_over,
        )
    )


def _team(policy: Policy, receiver: Receiver) -> Team | None:
    if (receiver.to is None) == (receiver.team is None):
        raise wrong("/to", "nobody-named", "It is offered to nobody.", "Name a person, or a team.")
    if receiver.team is None:
        return None
    teams = policy.casework.teams
    if receiver.team not in teams:
        what = f"There is no team “{receiver.team}” in {policy.ref}."
        raise wrong("/team", "unknown-team", what, nearest(receiver.team, list(teams) or ["none"]))
    return teams[receiver.team]


def _refuse_unclear(policy: Policy, proposal: Proposal, team: Team | None) -> None:
    faults = own_words(proposal.words, "/words", "The words")
    if not proposal.items:
        faults += own_words("", "/items", "The items")
    if proposal.watch is not None:
        for name in ("fear", "if_called", "do_not"):
            faults += own_words(getattr(proposal.watch, name), f"/watch/{name}", f"“{name}”")
    elif _is_for_tonight(policy, proposal, team):
        faults += own_words("", "/watch", "What to fear tonight, what to do if called, and what not to do")
    if faults:
        raise WrongError(faults)


def _is_for_tonight(policy: Policy, proposal: Proposal, team: Team | None) -> bool:
    """Whether it goes to people who work while the office is closed."""
    if team is not None:
        return team.out_of_hours
    to = proposal.receiver.to
    return to is not None and policy.casework.is_out_of_hours(to.role)


def _deadline(change: Change, proposal: Proposal, team: Team | None) -> Deadline | None:
    """By when it is accepted. The clock of a team runs on from when the item first went to one."""
    now = change.signed.happened_at or change.signed.at
    at_night = change.policy.casework.is_out_of_hours(change.member.person.role)
    if at_night or _is_for_tonight(change.policy, proposal, team):
        return deadline(change.policy, WorkClock.OUT_OF_HOURS_ACCEPTED, now)
    if team is None:
        return deadline(change.policy, WorkClock.OFFER_ACCEPTED, now)
    owners = change.referral.owners
    before = [since for item in proposal.items if (since := owners.placed_since(item)) is not None]
    return deadline(change.policy, WorkClock.ALLOCATED, min(before, default=now))


def _must_own(change: Change, items: Iterable[str]) -> None:
    known = {item.id: item for item in due_list(change.referral)}
    for id in items:
        if id != WHOLE and (id not in known or not known[id].is_open):
            there = ", ".join(item.id for item in known.values() if item.is_open) or "none"
            raise NotFoundError("no-such-item", "Not found", f"“{id}” is not open. Open are: {there}.")
        held = change.referral.owners.of(id)
        if held is not None and held.by.name != change.member.person.name:
            raise NotYoursError(
                "not-owner", "Not yours to do", f"{held.by.name} owns “{id}”: only they can offer it."
            )


def accept(change: Change, number: int) -> None:
    """Accept an offer by name: from now on whoever accepts owns it.

    Raises:
        NotFoundError: there is no such offer.
        NotYoursError: it was offered to somebody else.
        ConflictError: it was answered.
    """
    _must_be_offered(change, _waiting(change, number))
    change.add(OfferAccepted(number))


def decline(change: Change, number: int, words: str) -> None:
    """Decline an offer: it stays with whoever offered it.

    Raises:
        NotFoundError, NotYoursError, ConflictError: as `accept`.
        WrongError: nothing says why.
    """
    _must_be_offered(change, _waiting(change, number))
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    change.add(OfferDeclined(number, words.strip()))


def _waiting(change: Change, number: int) -> Offer:
    for one in change.referral.owners.offers:
        if one.number == number:
            if one.answer is not None:
                raise ConflictError(
                    "answered", "It was answered", f"It was {one.answer.how} by {one.answer.by.name}."
                )
            return one
    numbers = ", ".join(str(one.number) for one in change.referral.owners.offers) or "none"
    raise NotFoundError("no-such-offer", "Not found", f"There is no offer {number}. There are: {numbers}.")


def _must_be_offered(change: Change, one: Offer) -> None:
    me, offered = change.member, one.offered
    if offered.team is not None:
        team = change.policy.casework.teams.get(offered.team)
        roles: Sequence[str] = () if team is None else team.roles
        must_have(me, roles, change.policy.roles, "Answering this offer")
    elif offered.to != me.person.name:
        raise NotYoursError("not-offered", "Not yours to do", f"It was offered to {offered.to}, by name.")


def take_over(change: Change, owner: str, words: str, receiver: Receiver | None = None) -> None:
    """Take all that an absent person owns here, and offer it on: until that is accepted the manager owns it.

    Raises:
        NotYoursError: another role does it.
        NotFoundError: the person owns nothing here.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.REASSIGN, "Taking over somebody else's items")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    items = held_by(change, owner)
    if not items:
        raise NotFoundError("owns-nothing", "Not found", f"{owner} owns nothing open here.")
    change.add(TakenOver(items, owner, words.strip()))
    to = None if receiver is None else receiver.to
    if receiver is not None and (to is None or to.name != change.member.person.name):
        offer(change, Proposal(receiver, words, items))


def held_by(change: Change, owner: str) -> tuple[str, ...]:
    """What a person owns in this referral: open items, and the referral itself while it is open."""
    referral = change.referral
    held = referral.owners.of(WHOLE)
    whole = [WHOLE] if held is not None and held.by.name == owner and referral.closing is None else []
    items = [
        item.id
        for item in due_list(referral)
        if item.is_open and item.owner is not None and item.owner.name == owner and not _is_offer(item.kind)
    ]
    return (*whole, *items)


def _is_offer(kind: str) -> bool:
    """An offer goes with what is offered."""
    return kind in ("offer", "allocation")
