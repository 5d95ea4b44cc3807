"""Referrals put aside with the questions unfinished, and gone on with."""

from __future__ import annotations

from datetime import datetime

from triage_client.sending import Sends, path_of
from triage_client.wire import Json


class ParkingMethods(Sends):
    """The methods about several open at once."""

    def parked(self) -> list[Json]:
        """The referrals that somebody has put aside, a line each; ``parked`` says who, and since when."""
        return list(self._get("/v1/referrals", {"parked": "true"})["referrals"])

    def park(
        self,
        id: str,
        version: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Put it aside; ``words`` say where you are and what comes next. Its clocks run on."""
        return self._write(path_of(id, "parking"), {"words": words}, version, happened_at, key)

    def resume(
        self, id: str, version: int, *, happened_at: datetime | None = None, key: str | None = None
    ) -> Json:
        """Go on with it, whoever has put it aside. An answer or a decision does so too."""
        return self._write(path_of(id, "parking", "end"), {}, version, happened_at, key)
