"""Who sees a referral, and for how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Sends, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral


class AccessMethods(Sends):
    """The methods about restricted referrals, holds, and where a print is filed."""

    def restrict(
        self,
        id: str,
        version: int,
        *,
        names: Sequence[str],
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Let only these people see it; nobody named: everybody again. For everybody else it is not there
        (`NotThere`).

        ``POST /v1/referrals/{id}/restriction``
        """
        body = {"names": list(names), "words": words}
        return self._change(path_of(id, "restriction"), body, version, happened_at, key)

    def break_glass(
        self,
        id: str,
        version: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """See a restricted one without being named, until the policy's time is up. It is noted.

        ``POST /v1/referrals/{id}/break-glass``
        """
        return self._change(path_of(id, "break-glass"), {"words": words}, version, happened_at, key)

    def hold(
        self,
        id: str,
        version: int,
        *,
        held: bool,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Keep it from being purged, or no longer.

        ``POST /v1/referrals/{id}/holds``
        """
        body = {"held": held, "words": words}
        return self._change(path_of(id, "holds"), body, version, happened_at, key)

    def record_filing(
        self,
        id: str,
        version: int,
        reference: str,
        *,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that its print is in the case system, under this reference.

        ``POST /v1/referrals/{id}/filings``
        """
        return self._change(path_of(id, "filings"), {"reference": reference}, version, happened_at, key)
