"""The tray: what arrived, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Answer, Sends, as_answers, asked_for, given, path_of_item

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Event, Events, Referral
    from triage_client.shapes.sent import HandleBody, ReferencesBody, TrayLineBody
    from triage_client.shapes.tray import Outcomes, Received, Tray, TrayItem


class TrayMethods(Sends):
    """The methods about what arrived and was perhaps not looked at yet. ``id`` is an item's,
    ``T20261123-7F3K``."""

    def tray(
        self,
        *,
        state: str | None = None,
        holds: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Tray:
        """What waits, in the order in which to open it; or what is in ``state`` (a state of an item, or
        ``all``) or ``holds`` words that begin so. ``limit`` 500 if left out; ``after`` is the ``next`` of the
        page before.

        ``GET /v1/tray``
        """
        query = asked_for(state=state, holds=holds, limit=limit, after=after)
        found: Tray = self._get("/v1/tray", query)
        return found

    def item(self, id: str) -> TrayItem:
        """One item.

        ``GET /v1/tray/{id}``
        """
        found: TrayItem = self._get(path_of_item(id))
        return found

    def item_events(self, id: str, *, after: int = 0) -> list[Event]:
        """What happened to it, in order; what came ``after`` the event of this number alone.

        ``GET /v1/tray/{id}/events``
        """
        found: Events = self._get(path_of_item(id, "events"))
        return [event for event in found["events"] if event["number"] > after]

    def receive(self, policy: str, line: TrayLineBody, *, key: str | None = None) -> Received:
        """Put one item into the tray. If its sender's reference came before, ``outcome`` says so, ``item`` is
        the earlier one, and nothing is put in unless the line says ``again``.

        ``POST /v1/tray``
        """
        body = {"policy": policy, **line}
        found: Received = self._write("/v1/tray", body, None, None, key)
        return found

    def receive_all(self, policy: str, lines: Iterable[TrayLineBody], *, key: str | None = None) -> Outcomes:
        """Put many items into the tray: all of them, or none and every mistake named (`Wrong`).

        ``POST /v1/tray/batch``
        """
        body = {"policy": policy, "items": list(lines)}
        found: Outcomes = self._write("/v1/tray/batch", body, None, None, key)
        return found

    def receive_pasted(self, policy: str, text: str, *, key: str | None = None) -> Outcomes:
        """The same from ``text`` with a header and a line an item, by commas or tabs.

        ``POST /v1/tray/batch``
        """
        body = {"policy": policy, "text": text}
        found: Outcomes = self._write("/v1/tray/batch", body, None, None, key)
        return found

    def first_look(
        self,
        id: str,
        version: int,
        answers: Sequence[Answer],
        *,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Answer the policy's few questions that put the tray in order; ``about`` is ``referral`` or a
        child's ref.

        ``POST /v1/tray/{id}/first-looks``
        """
        body = {"answers": as_answers(answers)}
        return self._change_item(path_of_item(id, "first-looks"), body, version, happened_at, key)

    def correct_item(
        self,
        id: str,
        version: int,
        *,
        words: str,
        children: Sequence[HandleBody] | None = None,
        youngest: str | None = None,
        references: ReferencesBody | None = None,
        sent_at: datetime | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Say what is known better now, and why; what is left out stays, and so does when it was received.
        ``happened_at`` is when what arrived happened.

        ``POST /v1/tray/{id}/corrections``
        """
        listed = None if children is None else list(children)
        body = given(words=words, children=listed, youngest=youngest, references=references, sent_at=sent_at)
        return self._change_item(path_of_item(id, "corrections"), body, version, happened_at, key)

    def group_items(
        self,
        id: str,
        version: int,
        items: Sequence[str],
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Say that it is one with these items.

        ``POST /v1/tray/{id}/groups``
        """
        body = given(with_=list(items), words=words)
        return self._change_item(path_of_item(id, "groups"), body, version, happened_at, key)

    def set_apart(
        self,
        id: str,
        version: int,
        others: Sequence[str],
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Say that it is not one with these items or referrals.

        ``POST /v1/tray/{id}/apart``
        """
        body = given(from_=list(others), words=words)
        return self._change_item(path_of_item(id, "apart"), body, version, happened_at, key)

    def file_item(
        self,
        id: str,
        version: int,
        kind: str,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """File it as one of the policy's ``non_referrals``; news on an open case never is (`Conflict`,
        ``is-news``).

        ``POST /v1/tray/{id}/filing``
        """
        body = {"kind": kind, "words": words}
        return self._change_item(path_of_item(id, "filing"), body, version, happened_at, key)

    def reopen_item(
        self,
        id: str,
        version: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Say that it is to be dealt with after all; its clocks run on from receipt.

        ``POST /v1/tray/{id}/reopening``
        """
        return self._change_item(path_of_item(id, "reopening"), {"words": words}, version, happened_at, key)

    def take_as_news(
        self,
        id: str,
        version: int,
        referral: str,
        *,
        how_known: str,
        said_by: str | None = None,
        words: str | None = None,
        to: str | None = None,
        answers: Sequence[Answer] = (),
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Take it as news on a ``referral`` (its id); it counts from when the item was received.

        ``POST /v1/tray/{id}/news``
        """
        body = given(referral=referral, how_known=how_known, said_by=said_by, words=words, to=to)
        body["answers"] = as_answers(answers)
        return self._change_item(path_of_item(id, "news"), body, version, happened_at, key)

    def open_from_tray(
        self,
        id: str,
        version: int,
        *,
        reference: str | None = None,
        apart_because: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Open one referral from it and all that it is one with; ``apart_because`` says why, where a referral
        of the same child is open.

        ``POST /v1/tray/{id}/referral``
        """
        body = given(reference=reference, apart_because=apart_because)
        return self._change(path_of_item(id, "referral"), body, version, happened_at, key)
