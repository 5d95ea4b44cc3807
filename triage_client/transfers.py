"""Children who move to another authority, or come from one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage_client.sending import Json, Sends, given, path_of

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.sent import ProfessionalBody, RiskBody, ToldBody
    from triage_client.shapes.transfers import FrontSheet, Transfer, Transfers


class TransferMethods(Sends):
    """The methods about transfers. ``number`` is a transfer's."""

    def transfers(self, id: str) -> list[Transfer]:
        """The transfers of a referral, either way.

        ``GET /v1/referrals/{id}/transfers``
        """
        found: Transfers = self._get(path_of(id, "transfers"))
        return found["transfers"]

    def record_move(
        self,
        id: str,
        version: int,
        to: str,
        *,
        how_known: str,
        children: Sequence[str] | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that children (all, if left out) move to another authority: the papers are owed from now on.

        ``POST /v1/referrals/{id}/transfers``
        """
        refs = None if children is None else list(children)
        body = given(to=to, how_known=how_known, children=refs)
        return self._change(path_of(id, "transfers"), body, version, happened_at, key)

    def record_arrival(
        self,
        id: str,
        version: int,
        *,
        sender: ProfessionalBody,
        words: str,
        papers: Sequence[str] = (),
        children: Sequence[str] | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that another authority sends us children, and which ``papers`` came.

        ``POST /v1/referrals/{id}/arrivals``
        """
        refs = None if children is None else list(children)
        body = given(sender=sender, words=words, papers=list(papers), children=refs)
        return self._change(path_of(id, "arrivals"), body, version, happened_at, key)

    def write_front_sheet(
        self,
        id: str,
        version: int,
        number: int,
        *,
        home: str,
        plan: str,
        risks: Sequence[RiskBody] = (),
        no_risk: str | None = None,
        family: Sequence[ToldBody] = (),
        family_not_told: str | None = None,
        not_known: Sequence[str] = (),
        documents: Sequence[str] = (),
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Write the front sheet, the current risk first; with no risk ``no_risk``, with no family
        ``family_not_told`` say why.

        ``POST /v1/referrals/{id}/transfers/{number}/front-sheet``
        """
        body: Json = {"risks": list(risks), "family": list(family), "not_known": list(not_known)}
        body |= {"documents": list(documents), "home": home, "plan": plan}
        body |= given(no_risk=no_risk, family_not_told=family_not_told)
        return self._change(path_of(id, "transfers", number, "front-sheet"), body, version, happened_at, key)

    def front_sheet(self, id: str, number: int) -> FrontSheet:
        """``sheet``, and the same for people as ``text``: as it was sent, or would be sent now.

        ``GET /v1/referrals/{id}/transfers/{number}/front-sheet``
        """
        found: FrontSheet = self._get(path_of(id, "transfers", number, "front-sheet"))
        return found

    def front_sheet_file(self, id: str, number: int) -> str:
        """The front sheet as the text of a file to send.

        ``GET /v1/referrals/{id}/transfers/{number}/file``
        """
        return self._text(path_of(id, "transfers", number, "file"), "text/plain")

    def record_sent(
        self,
        id: str,
        version: int,
        number: int,
        *,
        to: ProfessionalBody,
        how: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that it was sent, to whom and how (``secure mail``).

        ``POST /v1/referrals/{id}/transfers/{number}/sent``
        """
        body = given(to=to, how=how)
        return self._change(path_of(id, "transfers", number, "sent"), body, version, happened_at, key)

    def record_read(
        self,
        id: str,
        version: int,
        number: int,
        *,
        reader: ProfessionalBody,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record who there has read it.

        ``POST /v1/referrals/{id}/transfers/{number}/reads``
        """
        body = given(reader=reader)
        return self._change(path_of(id, "transfers", number, "reads"), body, version, happened_at, key)

    def record_accepted(
        self,
        id: str,
        version: int,
        number: int,
        *,
        said_by: ProfessionalBody,
        in_writing: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that they have accepted in writing: from then on the child is theirs.

        ``POST /v1/referrals/{id}/transfers/{number}/accepted``
        """
        body = given(said_by=said_by, in_writing=in_writing)
        return self._change(path_of(id, "transfers", number, "accepted"), body, version, happened_at, key)

    def record_returned(
        self,
        id: str,
        version: int,
        number: int,
        *,
        said_by: ProfessionalBody,
        why: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that they will not have it: it is disputed.

        ``POST /v1/referrals/{id}/transfers/{number}/returned``
        """
        body = given(said_by=said_by, why=why)
        return self._change(path_of(id, "transfers", number, "returned"), body, version, happened_at, key)

    def record_sender(
        self,
        id: str,
        version: int,
        number: int,
        *,
        sender: ProfessionalBody,
        worries: str,
        home: str,
        last_seen: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record what the sending worker said: who worries them now, where the child is, who saw them last.

        ``POST /v1/referrals/{id}/transfers/{number}/sender``
        """
        body = given(reached=True, sender=sender, worries=worries, home=home, last_seen=last_seen)
        return self._change(path_of(id, "transfers", number, "sender"), body, version, happened_at, key)

    def record_sender_not_reached(
        self,
        id: str,
        version: int,
        number: int,
        *,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that the sender was tried; a message left is no answer.

        ``POST /v1/referrals/{id}/transfers/{number}/sender``
        """
        body = given(reached=False, words=words)
        return self._change(path_of(id, "transfers", number, "sender"), body, version, happened_at, key)

    def record_papers(
        self,
        id: str,
        version: int,
        number: int,
        *,
        papers: Sequence[str],
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that more papers came.

        ``POST /v1/referrals/{id}/transfers/{number}/papers``
        """
        body = given(papers=list(papers))
        return self._change(path_of(id, "transfers", number, "papers"), body, version, happened_at, key)

    def read_papers(
        self,
        id: str,
        version: int,
        number: int,
        *,
        papers: Sequence[int] | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that whoever is signed in has read these papers (by number), or all that came.

        ``POST /v1/referrals/{id}/transfers/{number}/papers/read``
        """
        body = given(papers=None if papers is None else list(papers))
        return self._change(
            path_of(id, "transfers", number, "papers", "read"), body, version, happened_at, key
        )

    def accept_transfer(
        self,
        id: str,
        version: int,
        number: int,
        *,
        to: ProfessionalBody,
        reasons: str,
        family_seen: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Accept what another authority sends.

        ``POST /v1/referrals/{id}/transfers/{number}/answer``
        """
        body = given(to=to, reasons=reasons, family_seen=family_seen)
        return self._change(path_of(id, "transfers", number, "answer"), body, version, happened_at, key)

    def send_back(
        self,
        id: str,
        version: int,
        number: int,
        *,
        said_by: ProfessionalBody,
        why: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Say that we do not accept it: it is disputed.

        ``POST /v1/referrals/{id}/transfers/{number}/sent-back``
        """
        body = given(said_by=said_by, why=why)
        return self._change(path_of(id, "transfers", number, "sent-back"), body, version, happened_at, key)

    def take_up_dispute(
        self,
        id: str,
        version: int,
        number: int,
        *,
        spoke_to: ProfessionalBody,
        words: str,
        escalated_to: ProfessionalBody | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Record that a manager took the dispute up, and perhaps higher.

        ``POST /v1/referrals/{id}/transfers/{number}/dispute``
        """
        body = given(spoke_to=spoke_to, words=words, escalated_to=escalated_to)
        return self._change(path_of(id, "transfers", number, "dispute"), body, version, happened_at, key)

    def take_dispute_further(
        self,
        id: str,
        version: int,
        number: int,
        *,
        words: str,
        stage: str | None = None,
        immediate_risk: bool | None = None,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """Take a dispute that nobody has taken up in time to the next stage; with ``immediate_risk`` at once.

        ``POST /v1/referrals/{id}/transfers/{number}/dispute/climbs``
        """
        body = given(words=words, stage=stage, immediate_risk=immediate_risk)
        return self._change(
            path_of(id, "transfers", number, "dispute", "climbs"), body, version, happened_at, key
        )

    def end_dispute(
        self,
        id: str,
        version: int,
        number: int,
        *,
        outcome: str,
        said_by: ProfessionalBody,
        words: str,
        happened_at: datetime | None = None,
        key: str | None = None,
    ) -> Referral:
        """End a dispute: the receiver ``accepts``, or the sender ``keeps`` the child.

        ``POST /v1/referrals/{id}/transfers/{number}/dispute/end``
        """
        body = given(outcome=outcome, said_by=said_by, words=words)
        return self._change(
            path_of(id, "transfers", number, "dispute", "end"), body, version, happened_at, key
        )
