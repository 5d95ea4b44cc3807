"""Hand-over at the end of a shift, and absence: what one person holds, offered as one, accepted by name."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from triage_api.casework.access import may_see
from triage_api.casework.asking import Asked, earlier
from triage_api.casework.changes import Change
from triage_api.casework.judging import Policies
from triage_api.casework.members import Member
from triage_api.casework.owning import Proposal, Receiver, accept, decline, held_by, offer, take_over
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError, wrong
from triage_api.casework.settling import settle
from triage_api.casework.words import own_words
from triage_api.record import (
    PEOPLE,
    Absent,
    Back,
    HandedOver,
    HandOver,
    HandOverAnswered,
    Referral,
    Watch,
    due_list,
    people_of,
)
from triage_api.storage import Ledger, Reply, Writing

LINES = 60
"""Of one printed page."""


class Shifts:
    """Who is here, who is away, and what goes from one to the next."""

    def __init__(self, ledger: Ledger, policies: Policies) -> None:
        self._ledger = ledger
        self._policies = policies

    def leave(self, asked: Asked, person: str, words: str) -> Reply:
        """Somebody is away from now on. What they own stays theirs, and stands on the board as an alarm.

        Raises:
            WrongError: nothing says why.
        """
        if faults := own_words(words, "/words", "The words"):
            raise WrongError(faults)
        return self._said(asked, lambda pen: pen.people([Absent(person, words.strip())], asked.signed))

    def come_back(self, asked: Asked, person: str) -> Reply:
        """They are here again.

        Raises:
            ConflictError: they were not away.
        """

        def said(pen: Writing) -> None:
            if person not in people_of(pen.entries(PEOPLE)).absent:
                raise ConflictError("wrong-state", "They are here", f"{person} is not away.")
            pen.people([Back(person)], asked.signed)

        return self._said(asked, said)

    def hand_over(
        self, asked: Asked, receiver: Receiver, about_to_do: str, waiting_for: str, watch: Mapping[str, Watch]
    ) -> Reply:
        """Offer all that one holds, as one: what one was about to do, and what one waits for. ``watch``: by
        referral, what those who work tonight must know.

        Raises:
            NotFoundError: one holds nothing.
            WrongError: the words are missing, or there is nothing to watch where there must be.
        """
        faults = [
            *own_words(about_to_do, "/about_to_do", "What you were about to do"),
            *own_words(waiting_for, "/waiting_for", "What you are waiting for"),
        ]
        if faults:
            raise WrongError(faults)
        id, me = f"{asked.at:%Y%m%d}-{secrets.token_hex(4)}", asked.member.person.name

        def offer_all(change: Change) -> None:
            items, tonight = held_by(change, me), watch.get(change.referral.id)
            offer(change, Proposal(receiver, waiting_for, items, tonight, id))

        def said(pen: Writing) -> None:
            referrals = pen.owned_by(me)
            if not referrals:
                raise NotFoundError("owns-nothing", "Not found", "You hold nothing that is open.")
            for one in referrals:
                self._changed(pen, asked, one, offer_all)
            to = receiver.to
            fact = HandedOver(
                id=id,
                about_to_do=about_to_do.strip(),
                waiting_for=waiting_for.strip(),
                referrals=tuple(referrals),
                to=None if to is None else to.name,
                role=None if to is None else to.role,
                team=receiver.team,
            )
            pen.people([fact], asked.signed)

        return self._said(asked, said, id)

    def answer(self, asked: Asked, id: str, how: str, words: str | None) -> Reply:
        """Accept or decline a hand-over, all of it, by name.

        Raises:
            NotFoundError: there is none, or nothing of it waits any more.
            NotYoursError: it was offered to others.
            WrongError: it is declined, and nothing says why.
        """

        def rule(change: Change) -> None:
            for one in list(change.referral.owners.waiting()):
                if one.offered.hand_over == id and how == "accepted":
                    accept(change, one.number)
                elif one.offered.hand_over == id:
                    decline(change, one.number, words or "")

        def said(pen: Writing) -> None:
            made = people_of(pen.entries(PEOPLE)).hand_overs.get(id)
            if made is None:
                raise NotFoundError("no-such-hand-over", "Not found", f"There is no hand-over {id}.")
            if made.answer is not None:
                raise ConflictError("answered", "It was answered", f"It was {made.answer}.")
            for one in made.said.referrals:
                self._changed(pen, asked, one, rule)
            pen.people([HandOverAnswered(id, how, words)], asked.signed)

        return self._said(asked, said, id)

    def reassign(self, asked: Asked, person: str, receiver: Receiver | None, words: str) -> Reply:
        """Take over all that an absent person holds, in one action, and offer it on; raises as `take_over`.

        Raises:
            WrongError: it would be offered to the person themselves.
        """
        if receiver is not None and receiver.to is not None and receiver.to.name == person:
            raise wrong("/to", "same-person", f"It is {person}'s already.", "Name somebody else.")

        def said(pen: Writing) -> None:
            referrals = pen.owned_by(person)
            if not referrals:
                raise NotFoundError("owns-nothing", "Not found", f"{person} holds nothing that is open.")
            for one in referrals:
                self._changed(pen, asked, one, lambda change: take_over(change, person, words, receiver))

        return self._said(asked, said)

    def page(self, person: str, member: Member, now: datetime) -> str:
        """One printed page: what somebody holds, what they were about to do, and what they wait for."""
        people = people_of(self._ledger.entries(PEOPLE))
        held = [one for id in self._ledger.owned_by(person) if (one := self._ledger.referral(id))]
        seen = [one for one in held if may_see(one, member, now)]
        lines = list(_page(person, people.latest_from(person), seen, now))
        if len(lines) > LINES:
            left = len(lines) - LINES + 1
            lines = [*lines[: LINES - 1], f"and {left} lines more: see the board"]
        return "\n".join(lines) + "\n"

    def _said(self, asked: Asked, say: Callable[[Writing], None], id: str | None = None) -> Reply:
        """Record it in one transaction, and answer; again, if the same request comes again."""
        with self._ledger.writing() as pen:
            if (reply := earlier(pen, asked)) is not None:
                return reply
            say(pen)
            reply = Reply(
                200, 0, json.dumps({"id": id, "at": asked.at.isoformat(timespec="seconds")}).encode()
            )
            if asked.claim is not None:
                pen.keep(asked.claim, PEOPLE, reply, asked.at)
            return reply

    def _changed(self, pen: Writing, asked: Asked, id: str, rule: Callable[[Change], None]) -> None:
        """Change one referral of several, by a rule."""
        referral = pen.referral(id)
        if referral is None:
            return
        if not may_see(referral, asked.member, asked.at):
            raise ConflictError("restricted", "It is restricted", "Something in it is for named people only.")
        change = Change(referral, self._policies, asked.member, asked.signed)
        rule(change)
        settle(change)
        if change.facts:
            pen.changed(change.before, change.facts, asked.signed)


def _page(person: str, latest: HandOver | None, held: list[Referral], now: datetime) -> Iterator[str]:
    yield f"Hand-over of {person}, {now:%A} {now.day} {now:%B %Y at %H.%M} (UTC)"
    if latest is not None:
        to = latest.said.to or f"the team {latest.said.team}"
        how = (
            "not answered yet"
            if latest.answered_by is None
            else f"{latest.answer} by {latest.answered_by.name}"
        )
        yield f"Offered to {to}: {how}"
        yield ""
        yield f"What I was about to do: {latest.said.about_to_do}"
        yield f"What I am waiting for: {latest.said.waiting_for}"
    yield ""
    yield "What I hold:" if held else "I hold nothing that is open."
    for one in held:
        yield from _held(person, one, now)


def _held(person: str, referral: Referral, now: datetime) -> Iterator[str]:
    rag = referral.recommended.rag if referral.recommended is not None else None
    yield f"{referral.reference or referral.id}: {rag or 'no rating yet'}, {referral.state}"
    for item in due_list(referral):
        if item.is_open and item.owner is not None and item.owner.name == person:
            late = "LATE, " if item.is_late(now) else ""
            due = "no time set" if item.due is None else f"{late}due {item.due:%d.%m. %H.%M} (UTC)"
            yield f"  {item.what}: {due}"
    for waiting in referral.owners.waiting():
        watch = waiting.offered.watch
        if watch is not None:
            yield f"  Fear tonight: {watch.fear} If called: {watch.if_called} Do not: {watch.do_not}"
