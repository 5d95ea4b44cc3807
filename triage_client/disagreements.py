"""“I disagree”: said, answered, taken further, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.sending import Sends, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral


class DisagreementMethods(Sends):
    """The methods about disagreeing with what was decided, here or elsewhere."""

    def disagree(
        self,
        id: str,
        version: int,
        *,
        words: str,
        decision: int | None = None,
        about: str | None = None,
        said_by: str | None = None,
        stage: str | None = None,
        immediate_risk: bool = False,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Disagree with a decision (its ``number``; the latest, if left out), or ``about`` what somebody else
        decided; ``said_by`` whoever told us, if it is recorded for them. ``immediate_risk``: at once, at any
        ``stage``.

        ``POST /v1/referrals/{id}/disagreements``
        """
        body = given(words=words, decision=decision, about=about, said_by=said_by, stage=stage)
        body["immediate_risk"] = immediate_risk
        return self._change(path_of(id, "disagreements"), body, version, happened_at, key)

    def answer_disagreement(
        self,
        id: str,
        version: int,
        *,
        of: int,
        outcome: str,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Answer one (``of`` is its number): ``upheld``, ``changed``, or it ``goes_on`` to the next stage.
        Nobody answers their own (`NotYours`).

        ``POST /v1/referrals/{id}/disagreements/answers``
        """
        body = given(of=of, outcome=outcome, words=words)
        return self._change(path_of(id, "disagreements", "answers"), body, version, happened_at, key)

    def take_disagreement_further(
        self,
        id: str,
        version: int,
        *,
        of: int,
        words: str,
        stage: str | None = None,
        immediate_risk: bool = False,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Take it to the next stage, or to a named one; its author alone does.

        ``POST /v1/referrals/{id}/disagreements/climbs``
        """
        body = given(of=of, words=words, stage=stage, immediate_risk=immediate_risk)
        return self._change(path_of(id, "disagreements", "climbs"), body, version, happened_at, key)

    def withdraw_disagreement(
        self,
        id: str,
        version: int,
        *,
        of: int,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Take it back, in words; its author alone does.

        ``POST /v1/referrals/{id}/disagreements/withdrawals``
        """
        body = given(of=of, words=words)
        return self._change(path_of(id, "disagreements", "withdrawals"), body, version, happened_at, key)
