"""Referrals put aside with the questions unfinished, and gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.referrals import ReferralMethods
from triage_client.sending import path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral, ReferralLine


class ParkingMethods(ReferralMethods):
    """The methods about several open at once."""

    def parked(self) -> list[ReferralLine]:
        """The referrals that somebody has put aside, a line each; ``parked`` says who, and since when.

        ``GET /v1/referrals``
        """
        return list(self.each_referral(parked=True))

    def park(
        self,
        id: str,
        version: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Put it aside; ``words`` say where you are and what comes next. Its clocks run on.

        ``POST /v1/referrals/{id}/parking``
        """
        return self._change(path_of(id, "parking"), {"words": words}, version, happened_at, key)

    def resume(
        self, id: str, version: int, *, happened_at: datetime | None = None, key: str | None = None
    ) -> Referral:
        """Go on with it, whoever has put it aside. An answer or a decision does so too.

        ``POST /v1/referrals/{id}/parking/end``
        """
        return self._change(path_of(id, "parking", "end"), {}, version, happened_at, key)
