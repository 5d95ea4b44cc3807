"""Visits, and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Json, Sends, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.sent import MetBody, PlaceBody, ProfessionalBody
    from triage_client.shapes.visits import Visits


class VisitMethods(Sends):
    """The methods about who saw which child."""

    def visits(self, id: str) -> Visits:
        """``visits``, and ``last_seen``: since when no professional has seen each child.

        ``GET /v1/referrals/{id}/visits``
        """
        found: Visits = self._get(path_of(id, "visits"))
        return found

    def record_visit(
        self,
        id: str,
        version: int,
        child: str,
        *,
        why: str,
        seen: bool,
        alone: bool | None,
        place: PlaceBody,
        others: Sequence[MetBody],
        words: str,
        by: ProfessionalBody | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record a visit to a child, made or tried. ``alone`` is ``None`` exactly where the child was not
        ``seen``; ``others`` is everybody else who was there; ``by`` is left out by whoever visited and is
        signed in.

        ``POST /v1/referrals/{id}/children/{child}/visits``
        """
        body: Json = {"why": why, "seen": seen, "alone": alone, "place": place, "others": list(others)}
        body |= given(words=words, by=by)
        return self._change(path_of(id, "children", child, "visits"), body, version, happened_at, key)

    def identify_person(
        self,
        id: str,
        version: int,
        visit: int,
        person: int,
        *,
        words: str,
        adult: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say who somebody was whom nobody could name, and how that is known. ``visit`` is a visit's number;
        its people count from 1.

        ``POST /v1/referrals/{id}/visits/{number}/people/{person}``
        """
        body = given(words=words, adult=adult)
        return self._change(path_of(id, "visits", visit, "people", person), body, version, happened_at, key)
