"""The board, its calendar, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.sending import Sends, asked_for

if TYPE_CHECKING:
    from triage_client.shapes.board import Board, Found


class BoardMethods(Sends):
    """The methods about what needs a person now, and about finding one referral."""

    def board(self, policy: str, at: str = "start") -> Board:
        """What needs a person now, and is due until closing time (``start``) or until the next opening
        (``end``), in the hours of this policy. A section has ten lines at most; its ``count`` is of all.

        ``GET /v1/board``
        """
        found: Board = self._get("/v1/board", {"policy": policy, "at": at})
        return found

    def board_text(self, policy: str, at: str = "start") -> str:
        """The same as plain text.

        ``GET /v1/board``
        """
        query = {"policy": policy, "at": at, "form": "text"}
        return self._text("/v1/board", "text/plain", query)

    def calendar(self, policy: str) -> str:
        """A calendar (iCalendar) of when how much is due, and nothing of what it is.

        ``GET /v1/board.ics``
        """
        return self._text("/v1/board.ics", "text/calendar", {"policy": policy})

    def search(
        self,
        *,
        reference: str | None = None,
        case_system_id: str | None = None,
        initials: str | None = None,
        born: str | None = None,
    ) -> Found:
        """Referrals by the case system's reference, by its id of a child or an adult, or by ``initials`` and
        ``born`` (a month, ``2014-10``) together; 50 at most, and whether there are ``more``.

        ``GET /v1/search``
        """
        query = asked_for(reference=reference, case_system_id=case_system_id, initials=initials, born=born)
        found: Found = self._get("/v1/search", query)
        return found
