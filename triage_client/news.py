"""News on a case: told, and acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Answer, Lowering, Sends, as_answers, as_lowering, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.news import NewsOfReferral
    from triage_client.shapes.referrals import Referral


class NewsMethods(Sends):
    """The methods about what we are told of a child whose case we have."""

    def news(self, id: str) -> NewsOfReferral:
        """``news`` that came, and ``ask``: the policy's short interview for news, with the answers that
        stand.

        ``GET /v1/referrals/{id}/news``
        """
        found: NewsOfReferral = self._get(path_of(id, "news"))
        return found

    def record_news(
        self,
        id: str,
        version: int,
        *,
        words: str,
        said_by: str,
        how_known: str,
        received_at: datetime | None = None,
        to: str | None = None,
        answers: Sequence[Answer] = (),
        lowering: Lowering | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record what we were told, and the answers that it brings; ``how_known`` is ``saw``, ``told``,
        ``record`` or ``opinion``, ``to`` the named person who has to know of it. ``happened_at`` is when it
        happened.

        ``POST /v1/referrals/{id}/news``
        """
        body = given(words=words, said_by=said_by, how_known=how_known, received_at=received_at, to=to)
        body |= {"answers": as_answers(answers)} | as_lowering(lowering)
        return self._change(path_of(id, "news"), body, version, happened_at, key)

    def acknowledge_news(
        self,
        id: str,
        version: int,
        *,
        of: int,
        words: str,
        changes_no_answer: bool = False,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Acknowledge news (``of`` is its number), by whom it is for. Where no answer has been given since it
        came, ``changes_no_answer`` says that it changes none.

        ``POST /v1/referrals/{id}/news/acknowledgements``
        """
        body = given(of=of, words=words, changes_no_answer=changes_no_answer)
        return self._change(path_of(id, "news", "acknowledgements"), body, version, happened_at, key)
