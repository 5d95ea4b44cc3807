"""Required contacts and parallel duties, whatever else is owed, and the end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.sending import Lowering, Sends, as_lowering, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.obligations import Obligations
    from triage_client.shapes.referrals import Referral


class ObligationMethods(Sends):
    """The methods about what is owed, and what became of it."""

    def contacts(self, id: str) -> Obligations:
        """``contacts`` and ``duties`` that were issued, and what became of them.

        ``GET /v1/referrals/{id}/contacts``
        """
        found: Obligations = self._get(path_of(id, "contacts"))
        return found

    def progress_contact(
        self,
        id: str,
        version: int,
        contact: str,
        state: str,
        *,
        spoke_to: str | None = None,
        words: str | None = None,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say what became of a required contact: ``sent``, ``received``, ``accepted``, ``attempted``,
        ``made``, ``child_seen``, ``declined``, ``escalated`` or ``cancelled``, or ``to_do``, which takes back
        that it was done. ``spoke_to`` is a name and role. Cancelled while it is recommended it needs
        ``lowering``.

        ``POST /v1/referrals/{id}/contacts/{contact}``
        """
        body = given(state=state, with_=spoke_to, words=words) | as_lowering(lowering)
        return self._change(path_of(id, "contacts", contact), body, version, happened_at, key)

    def extend_contact(
        self,
        id: str,
        version: int,
        contact: str,
        *,
        due: datetime,
        lowering: Lowering,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Give the clock of a contact that runs out first more time, until ``due``; it lowers.

        ``POST /v1/referrals/{id}/contacts/{contact}/extensions``
        """
        body = {"due": due, **as_lowering(lowering)}
        return self._change(path_of(id, "contacts", contact, "extensions"), body, version, happened_at, key)

    def progress_duty(
        self,
        id: str,
        version: int,
        duty: str,
        state: str,
        *,
        spoke_to: str | None = None,
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say what became of a parallel duty: the states of a contact, without ``child_seen``.

        ``POST /v1/referrals/{id}/duties/{duty}``
        """
        body = given(state=state, with_=spoke_to, words=words)
        return self._change(path_of(id, "duties", duty), body, version, happened_at, key)

    def end_item(
        self,
        id: str,
        version: int,
        item: str,
        how: str,
        *,
        words: str,
        accepted_by: str | None = None,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """End an item by hand (``item`` is its id, ``contact:police``): ``done``, ``cancelled``, or
        ``elsewhere`` with who there has ``accepted_by`` (name, role, agency). A contact that is still
        recommended is cancelled only with ``lowering``.

        ``POST /v1/referrals/{id}/items/{item}``
        """
        body = given(how=how, words=words, accepted_by=accepted_by) | as_lowering(lowering)
        return self._change(path_of(id, "items", item), body, version, happened_at, key)

    def close_referral(
        self,
        id: str,
        version: int,
        *,
        reasons: str,
        holder: str,
        family_may_ring: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Close it, once nothing is open; else `Conflict`, ``open-items``, whose ``problems`` say how each
        may end. ``holder``: who holds the child now.

        ``POST /v1/referrals/{id}/closing``
        """
        body = given(reasons=reasons, holder=holder, family_may_ring=family_may_ring)
        return self._change(path_of(id, "closing"), body, version, happened_at, key)
