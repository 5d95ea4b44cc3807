"""References and case-system ids, given and put right; and who searched whose records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Json, Lowering, Sends, as_lowering, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.identity import Links
    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.sent import ProfessionalBody


class IdentityMethods(Sends):
    """The methods about by what a referral, and those in it, are known."""

    def give_reference(
        self,
        id: str,
        version: int,
        reference: str,
        *,
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Put in the case system's reference; ``words`` say why, where it replaces another.

        ``POST /v1/referrals/{id}/reference``
        """
        body = given(reference=reference, words=words)
        return self._change(path_of(id, "reference"), body, version, happened_at, key)

    def correct_child(
        self,
        id: str,
        version: int,
        child: str,
        *,
        initials: str | None = None,
        born: str | None = None,
        case_system_id: str | None = None,
        not_known: Sequence[str] = (),
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say, or correct, what tells a child from others; ``not_known`` names what is taken back, and
        ``words`` say why something is replaced or taken back.

        ``POST /v1/referrals/{id}/children/{child}/corrections``
        """
        body = given(initials=initials, born=born, case_system_id=case_system_id, words=words)
        body |= {"not_known": list(not_known)}
        return self._change(path_of(id, "children", child, "corrections"), body, version, happened_at, key)

    def correct_adult(
        self,
        id: str,
        version: int,
        adult: str,
        *,
        label: str | None = None,
        case_system_id: str | None = None,
        not_known: Sequence[str] = (),
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say, or correct, what tells an adult from others; as `correct_child`.

        ``POST /v1/referrals/{id}/adults/{adult}/corrections``
        """
        body = given(label=label, case_system_id=case_system_id, words=words)
        body |= {"not_known": list(not_known)}
        return self._change(path_of(id, "adults", adult, "corrections"), body, version, happened_at, key)

    def correct_incident(
        self,
        id: str,
        version: int,
        incident: str,
        *,
        label: str | None = None,
        crime: str | None = None,
        cad: str | None = None,
        notification: str | None = None,
        not_known: Sequence[str] = (),
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say, or correct, what tells an incident from others; as `correct_child`.

        ``POST /v1/referrals/{id}/incidents/{incident}/corrections``
        """
        body = given(label=label, crime=crime, cad=cad, notification=notification, words=words)
        body |= {"not_known": list(not_known)}
        return self._change(
            path_of(id, "incidents", incident, "corrections"), body, version, happened_at, key
        )

    def record_search(
        self,
        id: str,
        version: int,
        of: Sequence[str],
        *,
        records: str,
        since: str | None,
        result: str,
        words: str | None = None,
        by: ProfessionalBody | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that records were searched for children and adults, or could not be. ``records``: in whose;
        ``since`` from when on (``None``: nobody knows), ``result`` is ``found``, ``nothing_found`` or
        ``could_not_search``; ``by`` is who searched (``name``, ``role``, ``agency``), if somebody else.

        ``POST /v1/referrals/{id}/searches``
        """
        body: Json = {"of": list(of), "since": since, **given(records=records, result=result, words=words)}
        body |= given(by=by)
        return self._change(path_of(id, "searches"), body, version, happened_at, key)

    def withdraw_search(
        self,
        id: str,
        version: int,
        search: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Take a search back: it was of somebody else, or was never made.

        ``POST /v1/referrals/{id}/searches/{number}/withdrawal``
        """
        path = path_of(id, "searches", str(search), "withdrawal")
        return self._change(path, {"words": words}, version, happened_at, key)

    def merge(
        self,
        id: str,
        version: int,
        *,
        kept: str,
        merged: str,
        words: str,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that two children, two adults or two incidents are one, ``kept`` from now on. If the
        recommendation falls by it, it is refused (409, ``lowers``) without ``lowering``.

        ``POST /v1/referrals/{id}/merges``
        """
        body: Json = {"kept": kept, "merged": merged, "words": words, **as_lowering(lowering)}
        return self._change(path_of(id, "merges"), body, version, happened_at, key)

    def unmerge(
        self,
        id: str,
        version: int,
        merge: int,
        *,
        words: str,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that they are two after all; ``merge`` is the number of the merging; else as `merge`.

        ``POST /v1/referrals/{id}/merges/{number}/undoing``
        """
        body: Json = {"words": words, **as_lowering(lowering)}
        return self._change(path_of(id, "merges", str(merge), "undoing"), body, version, happened_at, key)

    def withdraw(
        self,
        id: str,
        version: int,
        ref: str,
        *,
        words: str,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that a child, an adult or an incident was recorded by mistake, and why. Nothing is erased; the
        only child is not withdrawn (`Conflict`, ``last-child``); what lowers by it needs ``lowering``.

        ``POST /v1/referrals/{id}/withdrawals``
        """
        body: Json = {"ref": ref, "words": words, **as_lowering(lowering)}
        return self._change(path_of(id, "withdrawals"), body, version, happened_at, key)

    def put_back(
        self,
        id: str,
        version: int,
        withdrawal: int,
        *,
        words: str,
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that they belong here after all; ``withdrawal`` is the number of the withdrawal.

        ``POST /v1/referrals/{id}/withdrawals/{number}/undoing``
        """
        body: Json = {"words": words, **as_lowering(lowering)}
        path = path_of(id, "withdrawals", withdrawal, "undoing")
        return self._change(path, body, version, happened_at, key)

    def seek_child(
        self,
        id: str,
        version: int,
        child: str,
        *,
        tried: str,
        asked: Sequence[str] = (),
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say what was tried to find out who a child is, and who else was ``asked``.

        ``POST /v1/referrals/{id}/children/{child}/sought``
        """
        body: Json = {"tried": tried, "asked": list(asked)}
        return self._change(path_of(id, "children", child, "sought"), body, version, happened_at, key)

    def end_search(
        self,
        id: str,
        version: int,
        child: str,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Stop looking for a child whom nobody can name; for managers.

        ``POST /v1/referrals/{id}/children/{child}/sought/end``
        """
        path = path_of(id, "children", child, "sought", "end")
        return self._change(path, {"words": words}, version, happened_at, key)

    def links(self, id: str) -> Links:
        """``links``: other referrals with the same id in the case system; ``perhaps``: those that a person
        must look at.

        ``GET /v1/referrals/{id}/links``
        """
        found: Links = self._get(path_of(id, "links"))
        return found
