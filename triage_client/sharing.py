"""On what basis an agency is told, how the family is reached safely, and what an agency is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Sends, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.asks import Asks
    from triage_client.shapes.prints import Print
    from triage_client.shapes.referrals import Referral


class SharingMethods(Sends):
    """The methods about telling other agencies, and the family."""

    def say_sharing(
        self,
        id: str,
        version: int,
        contact: str,
        *,
        basis: str,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say whether the family agrees that this agency is told: ``agreed``, ``told_not_asked`` or
        ``not_told``.

        ``POST /v1/referrals/{id}/contacts/{contact}/sharing``
        """
        path = path_of(id, "contacts", contact, "sharing")
        return self._change(path, {"basis": basis, "words": words}, version, happened_at, key)

    def share_without_agreement(
        self,
        id: str,
        version: int,
        contact: str,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Write down a manager's reason for telling this agency without the family's agreement.

        ``POST /v1/referrals/{id}/contacts/{contact}/sharing-without-agreement``
        """
        path = path_of(id, "contacts", contact, "sharing-without-agreement")
        return self._change(path, {"words": words}, version, happened_at, key)

    def say_safety(
        self,
        id: str,
        version: int,
        *,
        safe_to_contact: bool | None = None,
        how: str | None = None,
        staff: str | None = None,
        do_not_say: Sequence[str] | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say whether and how the family can be reached safely, what ``staff`` must know who go there, and
        what not to say. What is left out stays as it was.

        ``POST /v1/referrals/{id}/safety``
        """
        said = None if do_not_say is None else list(do_not_say)
        body = given(safe_to_contact=safe_to_contact, how=how, staff=staff, do_not_say=said)
        return self._change(path_of(id, "safety"), body, version, happened_at, key)

    def asks(self, agency: str) -> Asks:
        """Everything that one agency is asked and has not done, late first.

        ``GET /v1/asks``
        """
        found: Asks = self._get("/v1/asks", {"agency": agency})
        return found

    def printed_ask(self, id: str, contact: str) -> list[str]:
        """A required contact as a document for the agency, in parts of 8,000 characters at most.

        ``GET /v1/referrals/{id}/contacts/{contact}/print``
        """
        found: Print = self._get(path_of(id, "contacts", contact, "print"))
        return found["parts"]
