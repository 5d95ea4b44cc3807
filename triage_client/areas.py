"""Children who live in another area: noted, and told there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.sending import Sends, given, path_of, path_of_item

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.sent import ProfessionalBody
    from triage_client.shapes.tray import TrayItem


class AreaMethods(Sends):
    """The methods about other areas, of items of the tray and of referrals."""

    def note_area(
        self,
        id: str,
        version: int,
        area: str,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Note that the child of a referral lives in another area.

        ``POST /v1/referrals/{id}/other-areas``
        """
        body = {"area": area, "words": words}
        return self._change(path_of(id, "other-areas"), body, version, happened_at, key)

    def tell_area(
        self,
        id: str,
        version: int,
        number: int,
        *,
        spoke_to: ProfessionalBody,
        acted: str,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Note which named person there has it, and what was done here first (``acted``).

        ``POST /v1/referrals/{id}/other-areas/{number}``
        """
        body = given(spoke_to=spoke_to, acted=acted, words=words)
        return self._change(path_of(id, "other-areas", number), body, version, happened_at, key)

    def note_area_of_item(
        self,
        id: str,
        version: int,
        area: str,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Note that the child of an item lives in another area: acted on here first, passed on second.

        ``POST /v1/tray/{id}/other-areas``
        """
        body = {"area": area, "words": words}
        return self._change_item(path_of_item(id, "other-areas"), body, version, happened_at, key)

    def tell_area_of_item(
        self,
        id: str,
        version: int,
        number: int,
        *,
        spoke_to: ProfessionalBody,
        acted: str,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> TrayItem:
        """Note which named person there has it; refused (`Conflict`, ``not-looked-at``) before its first
        look.

        ``POST /v1/tray/{id}/other-areas/{number}``
        """
        body = given(spoke_to=spoke_to, acted=acted, words=words)
        return self._change_item(path_of_item(id, "other-areas", number), body, version, happened_at, key)
