"""References and case-system ids: given, and put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from triage_client.sending import Json, Sends, given, path_of


class IdentityMethods(Sends):
    """The methods about by what a referral, and those in it, are known."""

    def give_reference(
        self,
        id: str,
        version: int,
        reference: str,
        *,
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Put in the case system's reference; ``words`` say why, where it replaces another."""
        body = given(reference=reference, words=words)
        return self._write(path_of(id, "reference"), body, version, happened_at, key)

    def correct_child(
        self,
        id: str,
        version: int,
        child: str,
        *,
        initials: str | None = None,
        born: str | None = None,
        case_system_id: str | None = None,
        not_known: Sequence[str] = (),
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Say, or correct, what tells a child from others; ``not_known`` names what is taken back, and
        ``words`` say why something is replaced or taken back."""
        body = given(initials=initials, born=born, case_system_id=case_system_id, words=words)
        body |= {"not_known": list(not_known)}
        return self._write(path_of(id, "children", child, "corrections"), body, version, happened_at, key)

    def correct_adult(
        self,
        id: str,
        version: int,
        adult: str,
        *,
        label: str | None = None,
        case_system_id: str | None = None,
        not_known: Sequence[str] = (),
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Say, or correct, what tells an adult from others; as `correct_child`."""
        body = given(label=label, case_system_id=case_system_id, words=words)
        body |= {"not_known": list(not_known)}
        return self._write(path_of(id, "adults", adult, "corrections"), body, version, happened_at, key)

    def correct_incident(
        self,
        id: str,
        version: int,
        incident: str,
        *,
        label: str | None = None,
        crime: str | None = None,
        cad: str | None = None,
        notification: str | None = None,
        not_known: Sequence[str] = (),
        words: str | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Json:
        """Say, or correct, what tells an incident from others; as `correct_child`."""
        body = given(label=label, crime=crime, cad=cad, notification=notification, words=words)
        body |= {"not_known": list(not_known)}
        return self._write(path_of(id, "incidents", incident, "corrections"), body, version, happened_at, key)
