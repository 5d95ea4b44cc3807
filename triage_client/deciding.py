"""Decisions, proposals and second views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Json, Lowering, Sends, as_lowering, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral


class DecidingMethods(Sends):
    """The methods about what is decided, by whom, and who looked at it again."""

    def decide(
        self,
        id: str,
        version: int,
        *,
        route: str | None,
        rag: str | None,
        reasons: str,
        lowering: Lowering | None = None,
        dropped: Sequence[str] = (),
        point: str | None = None,
        value: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Decide, in the decider's own words. ``route`` and ``rag`` both ``None``: not a referral, where the
        screening answer says so. ``point`` says when in the case it is; needed where a decision stands.
        ``value``: what is decided of that point's own question. ``dropped``: required contacts that will not
        be made. What lowers is refused (`Conflict`, ``lowers``) without ``lowering``.

        ``POST /v1/referrals/{id}/decisions``
        """
        body: Json = {"route": route, "rag": rag, "reasons": reasons, "dropped": list(dropped)}
        body |= given(point=point, value=value) | as_lowering(lowering)
        return self._change(path_of(id, "decisions"), body, version, happened_at, key)

    def propose(
        self,
        id: str,
        version: int,
        *,
        point: str,
        value: str,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Propose what to decide at a decision point that has values of its own.

        ``POST /v1/referrals/{id}/proposals``
        """
        body = given(point=point, value=value, words=words)
        return self._change(path_of(id, "proposals"), body, version, happened_at, key)

    def second_view(
        self,
        id: str,
        version: int,
        *,
        of: int,
        agrees: bool,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Give the second view of a lowering; ``of`` is its ``number``. Nobody gives it of their own
        (`NotYours`).

        ``POST /v1/referrals/{id}/second-views``
        """
        body = given(of=of, agrees=agrees, words=words)
        return self._change(path_of(id, "second-views"), body, version, happened_at, key)
