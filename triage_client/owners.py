"""Who owns a referral and its items: offered, accepted, declined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Sends, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.sent import ReceiverBody, WatchBody


class OwnerMethods(Sends):
    """The methods about the one named person who has each thing."""

    def offer(
        self,
        id: str,
        version: int,
        *,
        words: str,
        to: ReceiverBody | None = None,
        team: str | None = None,
        items: Sequence[str] | None = None,
        watch: WatchBody | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Offer the referral itself, or these ``items``, ``to`` a person or to a ``team``; ``watch`` says
        what to fear, what to do if called and what not to do, for those who work out of hours. It stays yours
        until it is accepted.

        ``POST /v1/referrals/{id}/offers``
        """
        listed = None if items is None else list(items)
        body = given(words=words, to=to, team=team, items=listed, watch=watch)
        return self._change(path_of(id, "offers"), body, version, happened_at, key)

    def accept_offer(
        self, id: str, version: int, *, of: int, happened_at: datetime | None = None, key: str | None = None
    ) -> Referral:
        """Accept an offer (``of`` is its number): it is yours from now on.

        ``POST /v1/referrals/{id}/acceptances``
        """
        return self._change(path_of(id, "acceptances"), {"of": of}, version, happened_at, key)

    def decline_offer(
        self,
        id: str,
        version: int,
        *,
        of: int,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Decline an offer: it stays with whoever offered it.

        ``POST /v1/referrals/{id}/refusals``
        """
        body = {"of": of, "words": words}
        return self._change(path_of(id, "refusals"), body, version, happened_at, key)

    def watch_list(self, id: str) -> str:
        """One page for those who work tonight: what to fear, what to do if called, what not to do, who
        decided.

        ``GET /v1/referrals/{id}/watch-list``
        """
        return self._text(path_of(id, "watch-list"), "text/plain")
