"""Strategy discussions, and conversations that were none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Json, Sends, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.discussions import Discussions
    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.sent import (
        ActionBody,
        AttendeeBody,
        FamilyBody,
        LeftOutBody,
        MissingBody,
        ProfessionalBody,
    )


class DiscussionMethods(Sends):
    """The methods about strategy discussions. ``number`` is a discussion's; an action's is its place, from
    1."""

    def discussions(self, id: str) -> Discussions:
        """``discussions`` and ``conversations``.

        ``GET /v1/referrals/{id}/strategy-discussions``
        """
        found: Discussions = self._get(path_of(id, "strategy-discussions"))
        return found

    def request_discussion(
        self,
        id: str,
        version: int,
        *,
        why: str,
        children: Sequence[str] | None = None,
        asked: Sequence[str] | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Ask for one, of these ``children`` and agencies (``asked``); of all that are needed where they are
        left out.

        ``POST /v1/referrals/{id}/strategy-discussions``
        """
        refs = None if children is None else list(children)
        body = given(why=why, children=refs, asked=None if asked is None else list(asked))
        return self._change(path_of(id, "strategy-discussions"), body, version, happened_at, key)

    def record_emergency_discussion(
        self,
        id: str,
        version: int,
        number: int,
        *,
        attendees: Sequence[AttendeeBody],
        missing: Sequence[MissingBody],
        decided: str,
        actions: Sequence[ActionBody] = (),
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that it was held without everybody, who was ``missing`` and why. The full discussion is
        still owed.

        ``POST /v1/referrals/{id}/strategy-discussions/{number}/emergency``
        """
        body: Json = {"attendees": list(attendees), "missing": list(missing)}
        body |= {"decided": decided, "actions": list(actions)}
        return self._change(
            path_of(id, "strategy-discussions", number, "emergency"), body, version, happened_at, key
        )

    def record_refusal(
        self,
        id: str,
        version: int,
        number: int,
        *,
        agency: str,
        said_by: ProfessionalBody,
        why: str,
        escalated_to: ProfessionalBody,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that an agency will not take part, and which manager it is escalated to.

        ``POST /v1/referrals/{id}/strategy-discussions/{number}/refusals``
        """
        body = given(agency=agency, said_by=said_by, why=why, escalated_to=escalated_to)
        return self._change(
            path_of(id, "strategy-discussions", number, "refusals"), body, version, happened_at, key
        )

    def answer_refusal(
        self,
        id: str,
        version: int,
        number: int,
        refusal: int,
        *,
        takes_part: bool,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record what a manager has reached; ``refusal`` is the refusal's number.

        ``POST /v1/referrals/{id}/strategy-discussions/{number}/refusals/{refusal}``
        """
        body = given(takes_part=takes_part, words=words)
        return self._change(
            path_of(id, "strategy-discussions", number, "refusals", refusal), body, version, happened_at, key
        )

    def complete_discussion(
        self,
        id: str,
        version: int,
        number: int,
        *,
        attendees: Sequence[AttendeeBody],
        children: Sequence[str],
        section_47: Sequence[str],
        enquiry_by: Sequence[str],
        reasons: str,
        actions: Sequence[ActionBody],
        family: FamilyBody,
        left_out: Sequence[LeftOutBody] = (),
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that it was held with every agency needed, what of which child was decided, and what the
        ``family`` is told and when. ``section_47`` names the children of an enquiry, ``enquiry_by`` the
        agencies that make it. What falls short is refused (`Conflict`, ``not-a-strategy-discussion``) and
        ``problems`` say what it lacks.

        ``POST /v1/referrals/{id}/strategy-discussions/{number}/complete``
        """
        body: Json = {"attendees": list(attendees), "children": list(children), "left_out": list(left_out)}
        body |= {"section_47": list(section_47), "enquiry_by": list(enquiry_by), "reasons": reasons}
        body |= {"actions": list(actions), "family": family}
        return self._change(
            path_of(id, "strategy-discussions", number, "complete"), body, version, happened_at, key
        )

    def record_confirmation(
        self,
        id: str,
        version: int,
        number: int,
        *,
        said_by: ProfessionalBody,
        confirms: bool,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record what the police say of it; ``words`` are their reference, or what they said.

        ``POST /v1/referrals/{id}/strategy-discussions/{number}/confirmation``
        """
        body = given(said_by=said_by, confirms=confirms, words=words)
        return self._change(
            path_of(id, "strategy-discussions", number, "confirmation"), body, version, happened_at, key
        )

    def finish_action(
        self,
        id: str,
        version: int,
        number: int,
        action: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that one of its actions was done, and how.

        ``POST /v1/referrals/{id}/strategy-discussions/{number}/actions/{action}``
        """
        path = path_of(id, "strategy-discussions", number, "actions", action)
        return self._change(path, {"words": words}, version, happened_at, key)

    def record_conversation(
        self,
        id: str,
        version: int,
        *,
        between: Sequence[ProfessionalBody],
        words: str,
        children: Sequence[str] | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record a conversation of professionals. It discharges nothing.

        ``POST /v1/referrals/{id}/conversations``
        """
        refs = None if children is None else list(children)
        body = given(between=list(between), words=words, children=refs)
        return self._change(path_of(id, "conversations"), body, version, happened_at, key)
