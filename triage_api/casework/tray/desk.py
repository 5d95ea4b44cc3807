"""Everything that can be asked of the tray, each change in one transaction with its answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from triage_api.casework.areas import Passing
from triage_api.casework.asking import (
    Asked,
    earlier,
    refuse_future_of,
    refuse_stale,
    refuse_unseen,
    there,
)
from triage_api.casework.bodies.events import events_body
from triage_api.casework.bodies.referrals import referral_body
from triage_api.casework.bodies.tray import item_body, outcome_body
from triage_api.casework.bodies.waiting import counts_body
from triage_api.casework.changes import Change, served
from triage_api.casework.closing import refuse_closed
from triage_api.casework.judging import Json, Policies
from triage_api.casework.members import Member, must_be_permitted
from triage_api.casework.news import Told, record_news
from triage_api.casework.opening import new_id
from triage_api.casework.refusals import ConflictError, NotFoundError, wrong
from triage_api.casework.settling import settle
from triage_api.casework.tray.changes import ItemChange, must_wait, say_why
from triage_api.casework.tray.combining import Apart, areas_to_tell, combined, first_received, taken
from triage_api.casework.tray.keeping import file_away, set_apart, tell_other_area
from triage_api.casework.tray.offers import offers_of, refuse_news
from triage_api.casework.tray.order import ordered
from triage_api.casework.tray.receiving import Outcome, Sent, receive, refuse_wrong
from triage_api.policy.model import Permission
from triage_api.record import ItemOpened, ItemsGrouped, ItemSplit, ItemTakenAsNews, TrayItem
from triage_api.storage import Ledger, Reply, Sought, TrayTable, Writing
from triage_api.storage.tray_table import SeenBy

TRAY_STREAM = "-tray"
"""What an answer about no item of its own is kept under."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a referral is to be opened from an item and its group, as it was sent."""

    reference: str | None = None
    apart_because: str | None = None
    """Why it is opened although a referral of the same child is open."""


class TrayDesk:
    """The tray and the policies, behind one counter."""

    def __init__(self, ledger: Ledger, policies: Policies, *, practice: bool) -> None:
        self._ledger = ledger
        self._policies = policies
        self._practice = practice

    def zone(self, policy: str) -> str:
        """The time zone of a policy's office.

        Raises:
            NotServedError: there is no such policy.
        """
        return served(self._policies, policy).office.zone

    def waiting(self, most: int, member: Member, now: datetime) -> Json:
        """What waits, in the order in which it must be opened, and how much of it there is."""
        table, seen_by = self._ledger.tray, _seen_by(member, now)
        places = table.places()
        items = table.items(ordered(places)[:most])
        return {
            "counts": counts_body(table.counts(now), now),
            "items": _bodies(table, items, seen_by, now),
            "waiting": len(places),
            "next": None,
        }

    def sought(self, sought: Sought, member: Member, now: datetime) -> Json:
        """Items that were received, dealt with or not, the latest first."""
        table, seen_by = self._ledger.tray, _seen_by(member, now)
        places = table.places()
        found = table.sought(Sought(sought.state, sought.holds, sought.after, sought.most + 1), seen_by)
        items = table.items(found[: sought.most])
        return {
            "counts": counts_body(table.counts(now), now),
            "items": _bodies(table, items, seen_by, now),
            "waiting": len(places),
            "next": found[sought.most - 1] if len(found) > sought.most else None,
        }

    def item(self, id: str, member: Member, now: datetime) -> Json:
        """One item.

        Raises:
            NotFoundError: there is none that the member may see.
        """
        table, seen_by = self._ledger.tray, _seen_by(member, now)
        return _bodies(table, [_found(table, id, seen_by)], seen_by, now)[0]

    def events(self, id: str, member: Member, now: datetime) -> list[Json]:
        """What happened to an item, in order; raises as `item`."""
        _found(self._ledger.tray, id, _seen_by(member, now))
        return events_body(self._ledger.entries(id))

    def receive(self, asked: Asked, policy: str, arrived: Sent) -> Reply:
        """Keep one item; 200 and the one that came before, if one did.

        Raises:
            RefusedError: it is not kept.
            StorageError: it could not be kept.
        """

        def answer(pen: Writing, outcomes: Sequence[Outcome]) -> Reply:
            (outcome,) = outcomes
            body = _bodies(pen.tray, [outcome.item], _seen_by(asked.member, asked.at), asked.at)[0]
            status = 201 if outcome.is_new else 200
            told = {**outcome_body(outcome), "item": body}
            return _reply(status, outcome.item.version, told)

        return self._receive(asked, policy, [arrived], answer)

    def receive_all(self, asked: Asked, policy: str, sent: Sequence[Sent]) -> Reply:
        """Keep every item, or none; raises as `receive`."""

        def answer(pen: Writing, outcomes: Sequence[Outcome]) -> Reply:
            new = sum(outcome.is_new for outcome in outcomes)
            body = {
                "received": new,
                "came_before": len(outcomes) - new,
                "outcomes": [{**outcome_body(one), "item": one.item.id} for one in outcomes],
            }
            return _reply(200, 0, body)

        return self._receive(asked, policy, sent, answer)

    def _receive(
        self,
        asked: Asked,
        ref: str,
        sent: Sequence[Sent],
        answer: Callable[[Writing, Sequence[Outcome]], Reply],
    ) -> Reply:
        policy = served(self._policies, ref)
        refuse_wrong(policy, sent, asked.at)
        with self._ledger.writing() as pen:
            if (reply := earlier(pen, asked)) is not None:
                return reply
            outcomes = receive(pen, policy, sent, asked.signed, self._practice)
            return _kept(pen, asked, TRAY_STREAM, answer(pen, outcomes))

    def change(self, asked: Asked, id: str, rule: Callable[[ItemChange], None]) -> Reply:
        """Change one item by one of the tray's rules; raises as `receive`."""
        return self._change(asked, id, lambda pen, change: rule(change))

    def file(self, asked: Asked, id: str, kind: str, words: str) -> Reply:
        """File an item as no referral; never, if it is news on an open case; raises as `receive`."""

        def rule(pen: Writing, change: ItemChange) -> None:
            must_wait(change.item)
            refuse_news(pen.tray, change.item, _seen_by(asked.member, asked.at))
            file_away(change, kind, words)

        return self._change(asked, id, rule)

    def tell_area(self, asked: Asked, id: str, passing: Passing) -> Reply:
        """Say that another area has it; raises as `receive`. What is news here stays news here."""

        def rule(pen: Writing, change: ItemChange) -> None:
            tell_other_area(change, passing)
            if change.item.passed:
                refuse_news(pen.tray, change.before, _seen_by(asked.member, asked.at))

        return self._change(asked, id, rule)

    def group(self, asked: Asked, id: str, others: Sequence[str], words: str) -> Reply:
        """Say that an item is one with others, and with whatever these are one with; raises as `receive`."""

        def rule(pen: Writing, change: ItemChange) -> None:
            must_be_permitted(change.member, change.policy, Permission.LOOK_FIRST, "Grouping items")
            why = say_why(words)
            members = _to_group(pen.tray, change.item, others, _seen_by(asked.member, asked.at))
            group = first_received(members)[0].id
            for item in members:
                if item.id == id:
                    change.add(ItemsGrouped(group, why))
                elif item.group != group:
                    pen.item_changed(item.id, item, [ItemsGrouped(group, why)], asked.signed)

        return self._change(asked, id, rule)

    def set_apart(self, asked: Asked, id: str, others: Sequence[str], words: str) -> Reply:
        """Say that an item is not one with these, which then are not one with it; raises as `receive`."""

        def rule(pen: Writing, change: ItemChange) -> None:
            set_apart(change, tuple(dict.fromkeys(others)), words)
            for other in pen.tray.items(others):
                if other.waits and other.id != id:
                    split = ItemSplit((id,), words.strip(), leaves_group=False)
                    pen.item_changed(other.id, other, [split], asked.signed)

        return self._change(asked, id, rule)

    def take_as_news(self, asked: Asked, id: str, referral: str, told: Callable[[TrayItem], Told]) -> Reply:
        """Take an item as news on a referral: the news counts from when the item was received.

        Raises:
            NotFoundError: there is no such item or referral.
            RefusedError: it is not taken.
            StorageError: it could not be kept.
        """

        def rule(pen: Writing, change: ItemChange) -> None:
            must_wait(change.item)
            found = there(pen.referral(referral), referral)
            refuse_unseen(found, asked.member, asked.at)
            news = Change(found, self._policies, asked.member, asked.signed)
            record_news(news, told(change.item))
            number = news.referral.news[-1].number
            news.add(taken(change.item, ()), *areas_to_tell([change.item]))
            settle(news)
            refuse_closed(news)
            pen.changed(found, news.facts, asked.signed)
            change.add(ItemTakenAsNews(referral, number))

        return self._change(asked, id, rule)

    def open(self, asked: Asked, id: str, opening: Opening) -> Reply:
        """Open one referral from an item and all that it is one with; its state, as `Desk.open` answers.

        Raises:
            NotFoundError: there is no such item.
            RefusedError: it is not opened; nothing is recorded.
            StorageError: it could not be kept.
        """
        refuse_future_of(asked)
        seen_by = _seen_by(asked.member, asked.at)
        with self._ledger.writing() as pen:
            if (reply := earlier(pen, asked)) is not None:
                return reply
            item = _found(pen.tray, id, seen_by)
            refuse_stale(item.version, asked.version)
            must_wait(item)
            items = first_received(_group_of(pen.tray, item))
            policy = served(self._policies, items[0].received.policy)
            apart = _apart(pen.tray, items, opening, seen_by)
            practice = self._practice or policy.adopted is None
            facts = combined(policy, items, opening.reference, practice, apart)
            new = next(one for _ in range(99) if pen.referral(one := new_id(asked.at)) is None)
            change = Change(pen.opened(new, facts, asked.signed), self._policies, asked.member, asked.signed)
            view = settle(change)
            referral = pen.changed(change.before, change.facts, asked.signed)
            for each in items:
                pen.item_changed(each.id, each, [ItemOpened(new)], asked.signed)
            reply = _reply(201, referral.version, referral_body(referral, view, asked.at))
            return _kept(pen, asked, new, reply)

    def _change(self, asked: Asked, id: str, rule: Callable[[Writing, ItemChange], None]) -> Reply:
        refuse_future_of(asked)
        seen_by = _seen_by(asked.member, asked.at)
        with self._ledger.writing() as pen:
            if (reply := earlier(pen, asked)) is not None:
                return reply
            item = _found(pen.tray, id, seen_by)
            refuse_stale(item.version, asked.version)
            change = ItemChange(item, self._policies, asked.member, asked.signed)
            rule(pen, change)
            if change.facts:
                item = pen.item_changed(id, item, change.facts, asked.signed)
            body = _bodies(pen.tray, [item], seen_by, asked.at)[0]
            return _kept(pen, asked, id, _reply(200, item.version, body))


def _seen_by(member: Member, now: datetime) -> SeenBy:
    return member.person.name, now


def _found(table: TrayTable, id: str, seen_by: SeenBy) -> TrayItem:
    item = table.item(id)
    if item is None or not table.is_seen(id, seen_by):
        raise NotFoundError("no-such-item", "Not found", f"There is no item {id} in the tray.")
    return item


def _bodies(table: TrayTable, items: Sequence[TrayItem], seen_by: SeenBy, now: datetime) -> list[Json]:
    waiting = [item for item in items if item.waits]
    offers = offers_of(table, waiting, seen_by)
    return [item_body(item, offers.get(item.id), now) for item in items]


def _group_of(table: TrayTable, item: TrayItem) -> list[TrayItem]:
    """The item and all waiting ones that it is one with."""
    if item.group is None:
        return [item]
    return table.items(dict.fromkeys([item.id, *table.members(item.group)]))


def _to_group(table: TrayTable, item: TrayItem, others: Sequence[str], seen_by: SeenBy) -> list[TrayItem]:
    """All that become one.

    Raises:
        WrongError: there is no such item, or it is another policy's.
        ConflictError: somebody has dealt with one of them.
    """
    found = {item.id: item}
    for place, id in enumerate(others):
        other = table.item(id)
        if other is None or not table.is_seen(id, seen_by):
            raise wrong(f"/with/{place}", "unknown-ref", f"There is no item {id}.", "Name items of the tray.")
        if other.received.policy.partition("@")[0] != item.received.policy.partition("@")[0]:
            remedy = "Each is dealt with under its own policy."
            raise wrong(f"/with/{place}", "other-policy", f"{id} came in under another policy.", remedy)
        found |= {one.id: one for one in _group_of(table, other)}
    if len(found) == 1:
        raise wrong("/with", "blank", "It does not say with what.", "Name at least one other item.")
    found |= {one.id: one for one in _group_of(table, item)}
    for one in found.values():
        must_wait(one)
    return list(found.values())


def _apart(table: TrayTable, items: Sequence[TrayItem], opening: Opening, seen_by: SeenBy) -> Apart:
    """The open referrals of the same child, and why another is opened.

    Raises:
        ConflictError: there are some, and nothing says why.
        WrongError: the words do not say why.
    """
    offers = offers_of(table, items, seen_by)
    news_on = tuple(dict.fromkeys(id for one in offers.values() for id in one.news_on))
    if not news_on:
        return Apart()
    if opening.apart_because is None:
        raise ConflictError(
            "is-news",
            "This is news on an open case",
            f"{', '.join(news_on)} is about the same child. Take it there as news; or send “apart_because”, "
            "and say why it is a referral of its own.",
        )
    return Apart(news_on, say_why(opening.apart_because))


def _reply(status: int, version: int, body: Json) -> Reply:
    return Reply(status, version, json.dumps(body, ensure_ascii=False).encode())


def _kept(pen: Writing, asked: Asked, stream: str, reply: Reply) -> Reply:
    """The answer, kept for when the request comes again."""
    if asked.claim is not None:
        pen.keep(asked.claim, stream, reply, asked.at)
    return reply
