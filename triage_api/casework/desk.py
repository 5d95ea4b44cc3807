"""Everything that can be asked of the record, each change in one transaction with its answer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from triage_api.casework.access import may_see
from triage_api.casework.asking import Asked, earlier, refuse_future_of, refuse_stale, refuse_unseen, there
from triage_api.casework.asks import ask_bodies, asks_body
from triage_api.casework.bodies import (
    asked_over,
    discussions_body,
    events_body,
    line_body,
    news_body,
    obligations_body,
    referral_body,
    timeline_body,
    transfers_body,
    visits_body,
)
from triage_api.casework.changes import Change, served
from triage_api.casework.closing import refuse_closed
from triage_api.casework.dataset import TABLES
from triage_api.casework.front_sheets import front_sheet
from triage_api.casework.judging import Json, Policies, View, viewed
from triage_api.casework.linking import links_of
from triage_api.casework.members import Member, must_be_permitted
from triage_api.casework.opening import new_id, opening
from triage_api.casework.practice import counted_by, practice_report
from triage_api.casework.prints import LINKED, PRINTS, Printing
from triage_api.casework.prints.ask import ask_print
from triage_api.casework.refusals import (
    ConflictError,
    NotFoundError,
)
from triage_api.casework.settling import settle
from triage_api.casework.sharing import contact_of
from triage_api.casework.subject_access import subject_access
from triage_api.casework.transfers import found as transfer_of
from triage_api.casework.views import Views, weekly_list
from triage_api.casework.watching import watch_page
from triage_api.policy.model import Permission
from triage_api.record import Referral
from triage_api.record.timeline import timeline
from triage_api.storage import Ledger, Period, Reader, Reply, Writing

MOST_ASKS = 1_000
"""On one agency's list."""


class Desk:
    """The record and the policies, behind one counter."""

    def __init__(self, ledger: Ledger, policies: Policies, *, practice: bool) -> None:
        self._ledger = ledger
        self._policies = policies
        self._views = Views(ledger)
        self._practice = practice
        """Everything here is practice, whatever the policy."""

    def referral(self, id: str, member: Member, now: datetime, as_of: datetime | None = None) -> Json:
        """A referral's whole state, now or as it stood.

        Raises:
            NotFoundError: there is none that the member may see, or there was none yet.
        """
        self._looked_at(id, member, now, "record")
        referral = self._found(id, as_of)
        return referral_body(referral, viewed(self._policies, referral), as_of or now)

    def obligations(self, id: str, member: Member, now: datetime) -> Json:
        """What was issued, and what became of it; raises as `referral`."""
        referral = self._looked_at(id, member, now, "contacts")
        return obligations_body(referral, viewed(self._policies, referral), now)

    def discussions(self, id: str, member: Member, now: datetime) -> Json:
        """Its strategy discussions, and the conversations that were none; raises as `referral`."""
        return discussions_body(self._looked_at(id, member, now, "strategy-discussions"))

    def visits(self, id: str, member: Member, now: datetime) -> Json:
        """Its visits, and since when no professional has seen each child; raises as `referral`."""
        referral = self._looked_at(id, member, now, "visits")
        return visits_body(referral, viewed(self._policies, referral).zone)

    def transfers(self, id: str, member: Member, now: datetime) -> Json:
        """Its transfers; raises as `referral`."""
        return {"transfers": transfers_body(self._looked_at(id, member, now, "transfers"))}

    def front_sheet(self, id: str, number: int, member: Member, now: datetime) -> Json:
        """The front sheet of a transfer, as it was sent or would be sent now; raises as `referral`.

        Raises:
            NotFoundError: there is no such transfer, or nobody has written its sheet.
            ConflictError: it comes to us.
        """
        referral = self._looked_at(id, member, now, "print:front_sheet")
        view = viewed(self._policies, referral)
        return front_sheet(referral, view, transfer_of(referral, number, leaves=True), now)

    def links(self, id: str, member: Member, now: datetime) -> Json:
        """Other referrals of the same people, that the member may see; raises as `referral`."""
        self._looked_at(id, member, now, "links")
        return links_of(self._ledger, id, Reader(member.person.name, now))

    def news(self, id: str, member: Member, now: datetime) -> Json:
        """The news that came, and what is asked when more comes; raises as `referral`."""
        referral = self._looked_at(id, member, now, "news")
        policy = self._policies.policy(referral.policy)
        return {
            "news": [news_body(one, now) for one in referral.news],
            "ask": [] if policy is None else asked_over(policy, referral),
        }

    def events(self, id: str, member: Member, now: datetime) -> list[Json]:
        """What happened, in order; raises as `referral`."""
        self._looked_at(id, member, now, "events")
        return events_body(self._ledger.entries(id))

    def timeline(self, id: str, member: Member, now: datetime, until: datetime | None) -> Json:
        """What was due, done, late and missing, by date; raises as `referral`."""
        referral = self._looked_at(id, member, now, "timeline")
        policy = served(self._policies, referral.policy)
        lines = timeline(self._ledger.entries(id), until or now)
        return {"days": timeline_body(lines, policy.office.zone)}

    def watch_page(self, id: str, member: Member, now: datetime) -> str:
        """What those who work tonight must know, on one page; raises as `referral`."""
        return watch_page(self._looked_at(id, member, now, "watch"), now)

    def printed(self, id: str, kind: str, member: Member, now: datetime) -> list[str]:
        """One of the `PRINTS` of a referral, in parts; raises as `referral`."""
        referral = self._looked_at(id, member, now, f"print:{kind}")
        view, name = viewed(self._policies, referral), member.person.name
        links = None
        if kind in LINKED:
            links = links_of(self._ledger, id, Reader(name, now), restricted=False)
        return PRINTS[kind](Printing(referral, view, self._ledger.entries(id), now, name, links))

    def printed_ask(self, id: str, contact: str, member: Member, now: datetime) -> list[str]:
        """One required contact as a document for the agency, in parts; raises as `referral`.

        Raises:
            NotFoundError: it was not issued.
        """
        referral = self._looked_at(id, member, now, f"print:ask:{contact}")
        one = contact_of(referral, contact)
        view = viewed(self._policies, referral)
        return ask_print(Printing(referral, view, self._ledger.entries(id), now, member.person.name), one)

    def asks(self, agency: str, member: Member, now: datetime) -> Json:
        """Everything that one agency is asked and has not done, of what the member sees, late first."""
        name = member.person.name
        contacts = defaultdict(list)
        for id, contact in self._ledger.asks(agency, MOST_ASKS, (name, now)):
            contacts[id].append(contact)
        # What was restricted or purged since is not there any more.
        seen = [one for one in self._ledger.referrals(list(contacts)) if may_see(one, member, now)]
        self._views.looked_at_each(member.person, seen, f"asks:{agency}", now)
        lines: list[Json] = []
        for one in seen:
            # What is asked was recorded when it was issued: nothing is recommended anew for it.
            printing = Printing(one, View(self._policies.policy(one.policy), None), (), now, name)
            lines += ask_bodies(printing, contacts[one.id])
        return asks_body(agency, lines, now)

    def lines(
        self,
        state: str | None,
        after: str | None,
        most: int,
        member: Member,
        now: datetime,
        *,
        parked: bool = False,
    ) -> list[Json]:
        """The referrals that the member sees, a line each, the latest received first; if ``parked`` those
        alone that somebody has put aside."""
        lines = self._ledger.lines(state, after, most, (member.person.name, now), parked=parked)
        return [line_body(line.row, line.labels) for line in lines]

    def views(self, policy: str, member: Member, since: datetime, until: datetime) -> list[Json]:
        """Who looked at what they had not worked on, from ``since`` to before ``until``.

        Raises:
            NotServedError: there is no such policy.
            NotYoursError: the policy lets others read it.
        """
        rules = served(self._policies, policy)
        must_be_permitted(member, rules, Permission.READ_VIEWS, "Reading who looked at what")
        return weekly_list(rules, self._ledger.views(since, until))

    def practice(self, period: Period, by: str | None, member: Member, *, outside: bool) -> Json:
        """The practice report of a period; raises as `views`."""
        rules = served(self._policies, period.policy)
        must_be_permitted(member, rules, Permission.READ_REPORTS, "Reading the practice report")
        return practice_report(rules, period, self._ledger.figures(period, counted_by(by)), by, outside)

    def dataset(self, table: str, period: Period, member: Member, now: datetime) -> str:
        """One table of the national dataset, as CSV. That it was taken out is noted first.

        Raises:
            NotServedError: there is no such policy.
            NotYoursError: the policy lets others export.
            ConflictError: the policy does not say how it is coded.
            StorageError: it could not be noted, and so is not given.
        """
        rules = served(self._policies, period.policy)
        must_be_permitted(member, rules, Permission.EXPORT_RECORD, "Taking records out")
        returns = rules.casework.returns
        if returns is None:
            words = f"{rules.ref} has no “returns” in casework.yaml."
            raise ConflictError("no-returns", "The policy does not say how it is coded", words)
        rows = self._ledger.children(period)
        self._views.exported(member.person, sorted({row["referral"] for row in rows}), table, now)
        return TABLES[table](rules, returns, rows)

    def subject_access(
        self, policy: str, case_system_id: str, why: str, member: Member, now: datetime
    ) -> Json:
        """Everything that is recorded of one child. That it was taken out, and why, is noted first.

        Raises:
            NotServedError: there is no such policy.
            NotYoursError: the policy lets others export.
            NotFoundError: nothing is recorded of such a child.
            StorageError: it could not be noted, and so is not given.
        """
        rules = served(self._policies, policy)
        must_be_permitted(member, rules, Permission.EXPORT_RECORD, "Taking records out")
        ids = self._ledger.referrals_of(case_system_id)
        if not ids:
            raise NotFoundError("no-such-child", "Not found", "Nothing is recorded under that ID.")
        self._views.exported(member.person, ids, why, now)
        found = [self._found(id) for id in ids]
        read = [(one, viewed(self._policies, one), self._ledger.entries(one.id)) for one in found]
        return subject_access(case_system_id, read, self._ledger.looks_at(ids), now)

    def open(self, asked: Asked, case: Json, reference: str | None) -> Reply:
        """Open a referral.

        Raises:
            RefusedError: it is not opened; nothing is recorded.
            StorageError: it could not be kept.
        """
        refuse_future_of(asked)
        with self._ledger.writing() as pen:
            if (reply := earlier(pen, asked)) is not None:
                return reply
            facts = opening(self._policies, case, reference, self._practice, asked.at)
            id = next(id for _ in range(99) if pen.referral(id := new_id(asked.at)) is None)
            change = self._change(asked, pen.opened(id, facts, asked.signed))
            return self._kept(pen, asked, change, 201)

    def change(self, asked: Asked, id: str, rule: Callable[[Change], None], *, unseen: bool = False) -> Reply:
        """Change a referral by one of casework's rules. ``unseen``: also one that the member may not see.

        Raises:
            RefusedError: it is not changed; nothing is recorded.
            StorageError: it could not be kept.
        """
        refuse_future_of(asked)
        with self._ledger.writing() as pen:
            if (reply := earlier(pen, asked)) is not None:
                return reply
            referral = there(pen.referral(id), id)
            if not unseen:
                refuse_unseen(referral, asked.member, asked.at)
            refuse_stale(referral.version, asked.version)
            change = self._change(asked, referral)
            rule(change)
            return self._kept(pen, asked, change, 200)

    def _change(self, asked: Asked, referral: Referral) -> Change:
        return Change(referral, self._policies, asked.member, asked.signed)

    def _kept(self, pen: Writing, asked: Asked, change: Change, status: int) -> Reply:
        """Record the change, what follows from it and its answer: all in one transaction."""
        view = settle(change)
        refuse_closed(change)
        referral = pen.changed(change.before, change.facts, asked.signed) if change.facts else change.before
        body = referral_body(referral, view, asked.at)
        reply = Reply(status, referral.version, json.dumps(body, ensure_ascii=False).encode())
        if asked.claim is not None:
            pen.keep(asked.claim, referral.id, reply, asked.at)
        return reply

    def _looked_at(self, id: str, member: Member, now: datetime, what: str) -> Referral:
        """The referral, and that somebody looked at it is noted."""
        referral = self._found(id)
        refuse_unseen(referral, member, now)
        self._views.looked(member.person, referral, what, now)
        return referral

    def _found(self, id: str, as_of: datetime | None = None) -> Referral:
        return there(self._ledger.referral(id, as_of), id)
