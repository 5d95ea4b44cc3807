"""Referrals: opened, read, answered; and what happened to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Answer, Lowering, Sends, as_answers, as_lowering, asked_for, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.prints import Print
    from triage_client.shapes.referrals import Event, Events, Referral, ReferralLine, Referrals
    from triage_client.shapes.timeline import Day, Timeline


class ReferralMethods(Sends):
    """The methods about a referral and who is in it."""

    def referral_page(
        self,
        *,
        state: str | None = None,
        parked: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Referrals:
        """One page of referrals, a line each, the latest received first: those in ``state``, those that
        somebody has put aside (``parked``); ``limit`` a page (200, if left out), ``after`` the ``next`` of
        the page before.

        ``GET /v1/referrals``
        """
        query = asked_for(
            state=state, parked=None if parked is None else str(parked).lower(), limit=limit, after=after
        )
        found: Referrals = self._get("/v1/referrals", query)
        return found

    def each_referral(
        self, state: str | None = None, *, parked: bool | None = None
    ) -> Iterator[ReferralLine]:
        """Every referral, a line each, page by page as it is read.

        ``GET /v1/referrals``
        """
        after = None
        while True:
            page = self.referral_page(state=state, parked=parked, after=after)
            yield from page["referrals"]
            after = page["next"]
            if after is None:
                return

    def referrals(self, state: str | None = None) -> list[ReferralLine]:
        """All referrals, a line each, the latest received first; those in ``state`` alone if given.

        ``GET /v1/referrals``
        """
        return list(self.each_referral(state))

    def referral(self, id: str, as_of: datetime | None = None) -> Referral:
        """One referral's whole state, now or as it stood at ``as_of`` (with its offset).

        ``GET /v1/referrals/{id}``
        """
        found: Referral = self._get(path_of(id), asked_for(as_of=as_of))
        return found

    def open_referral(
        self,
        case: Mapping[str, object],
        *,
        reference: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Open a referral with as much of a case as is known; ``policy`` and ``received_at`` at least.

        ``POST /v1/referrals``
        """
        body = dict(case) | given(reference=reference)
        found: Referral = self._write("/v1/referrals", body, None, happened_at, key)
        return found

    def answer(
        self,
        id: str,
        version: int,
        answers: Sequence[Answer],
        *,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record answers. An edit that lowers a child's route or RAG is refused (`Conflict`, ``lowers``)
        without ``lowering``.

        ``POST /v1/referrals/{id}/answers``
        """
        body = {"answers": as_answers(answers), **as_lowering(lowering)}
        return self._change(path_of(id, "answers"), body, version, happened_at, key)

    def add_child(
        self,
        id: str,
        version: int,
        *,
        ref: str | None = None,
        initials: str | None = None,
        born: str | None = None,
        case_system_id: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Add a child; ``born`` is a month, ``2014-10``. Without ``ref`` it is ``child-1`` and so on.

        ``POST /v1/referrals/{id}/children``
        """
        body = given(ref=ref, initials=initials, born=born, case_system_id=case_system_id)
        return self._change(path_of(id, "children"), body, version, happened_at, key)

    def add_adult(
        self,
        id: str,
        version: int,
        *,
        ref: str | None = None,
        label: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Add an adult; ``label`` says who it is to the child, never a name.

        ``POST /v1/referrals/{id}/adults``
        """
        return self._change(path_of(id, "adults"), given(ref=ref, label=label), version, happened_at, key)

    def add_incident(
        self,
        id: str,
        version: int,
        *,
        ref: str | None = None,
        label: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Add an incident; ``label`` is short: ``23 June, mother's flat``.

        ``POST /v1/referrals/{id}/incidents``
        """
        return self._change(path_of(id, "incidents"), given(ref=ref, label=label), version, happened_at, key)

    def events(self, id: str, *, after: int = 0) -> list[Event]:
        """What happened, in order; what came ``after`` the event of this number alone.

        ``GET /v1/referrals/{id}/events``
        """
        found: Events = self._get(path_of(id, "events"))
        return [event for event in found["events"] if event["number"] > after]

    def record_event(
        self,
        id: str,
        version: int,
        event: str,
        *,
        at: datetime,
        contact: str | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that something happened that starts or stops clocks: ``passed_on_to_health``; ``contact`` if
        it is about one. What follows from a record of its own is refused (`Wrong`, ``needs-a-record``).

        ``POST /v1/referrals/{id}/events``
        """
        body = given(event=event, at=at, contact=contact)
        return self._change(path_of(id, "events"), body, version, None, key)

    def timeline(self, id: str, until: datetime | None = None) -> list[Day]:
        """What happened, was done and was due, by date; ``until`` looks ahead as far as that.

        ``GET /v1/referrals/{id}/timeline``
        """
        found: Timeline = self._get(path_of(id, "timeline"), asked_for(until=until))
        return found["days"]

    def prints(self, id: str, kind: str = "record") -> list[str]:
        """The parts of a print, each of 8,000 characters at most: ``record``, ``reasons`` or ``family``.

        ``GET /v1/referrals/{id}/print``
        """
        found: Print = self._get(path_of(id, "print"), {"kind": kind})
        return found["parts"]
