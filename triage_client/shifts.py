"""A shift handed over as one, and whoever is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Sends, given, segment

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.sent import ReceiverBody, WatchedBody
    from triage_client.shapes.shifts import Said


class ShiftMethods(Sends):
    """The methods about all that one person holds. They change several referrals at once and need no
    version."""

    def hand_over(
        self,
        *,
        about_to_do: str,
        waiting_for: str,
        to: ReceiverBody | None = None,
        team: str | None = None,
        watch: Sequence[WatchedBody] = (),
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Said:
        """Offer all that you hold as one, ``to`` a person or a ``team``; ``watch`` is needed for each decided
        referral that goes to those who work out of hours. Answers its ``id``.

        ``POST /v1/hand-over``
        """
        body = given(about_to_do=about_to_do, waiting_for=waiting_for, to=to, team=team, watch=list(watch))
        found: Said = self._write("/v1/hand-over", body, None, happened_at, key)
        return found

    def answer_hand_over(
        self,
        hand_over: str,
        how: str,
        *,
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Said:
        """Answer one by its id, by name and all of it: ``accepted``, or ``declined`` in words.

        ``POST /v1/hand-over/answers``
        """
        body = given(id=hand_over, how=how, words=words)
        found: Said = self._write("/v1/hand-over/answers", body, None, happened_at, key)
        return found

    def hand_over_page(self, person: str) -> str:
        """One page: what somebody holds, what they were about to do, and what they wait for.

        ``GET /v1/hand-over/{person}``
        """
        return self._text(f"/v1/hand-over/{segment(person)}", "text/plain")

    def record_absence(
        self, person: str, *, words: str, happened_at: datetime | None = None, key: str | None = None
    ) -> Said:
        """Say that somebody is away: what they own is an alarm on the board.

        ``POST /v1/absences``
        """
        body = {"person": person, "words": words}
        found: Said = self._write("/v1/absences", body, None, happened_at, key)
        return found

    def end_absence(
        self, person: str, *, happened_at: datetime | None = None, key: str | None = None
    ) -> Said:
        """Say that somebody is here again.

        ``POST /v1/absences/ends``
        """
        found: Said = self._write("/v1/absences/ends", {"person": person}, None, happened_at, key)
        return found

    def reassign(
        self,
        person: str,
        *,
        words: str,
        to: ReceiverBody | None = None,
        team: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Said:
        """Take over all that an absent person holds, in one action, and offer it ``to`` a person or a
        ``team``; without both you keep it.

        ``POST /v1/reassignments``
        """
        body = given(person=person, words=words, to=to, team=team)
        found: Said = self._write("/v1/reassignments", body, None, happened_at, key)
        return found
